package se.regstat.standalone.wms;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.Point;
import se.regstat.catalog.HostLayers;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.http.OgcRequest;
import se.regstat.standalone.render.LegendRenderer;
import se.regstat.standalone.style.Style;

/**
 * Draws a layer's legend (SLD 1.1 profile of WMS, OGC 05-078r4, 12). With {@code forceTitles:on} among the LEGEND_OPTIONS the layer's
 * title stands above, with the time that the map shows. Nothing else depends on TIME: classes are the same for all years. With
 * {@code LANGUAGE} or GeoServer's {@code AcceptLanguages} it is in one language, else it says all in both.
 */
final class GetLegendGraphic {

    private static final int LARGEST_SAMPLE = 500;

    private final HostLayers layers;
    private final ParsedStyles styles;

    GetLegendGraphic(HostLayers layers, ParsedStyles styles) {
        this.layers = layers;
        this.styles = styles;
    }

    OgcReply handle(OgcRequest request) throws WmsException, IOException {
        Parameters p = new Parameters(request.kvp());
        String name = p.required("LAYER", "the layer whose legend is wanted");
        HostLayers.Layer layer =
                MapRequest.resolve(request, layers, name, "layer").get(0);
        MapFormat format = MapFormat.of(p.optional("FORMAT").orElse("image/png"));
        int background = MapRequest.background(p, format.transparent);
        Optional<String> asked = MapRequest.style(layer, p.optional("STYLE").orElse(""));
        Style style = styles.style(
                asked.or(layer::defaultStyle).orElseThrow(() -> new WmsException("StyleNotDefined", "style", name)));
        int fontSize = 12;
        boolean titled = false;
        for (String option : p.optional("LEGEND_OPTIONS").orElse("").split(";", -1)) {
            String[] pair = option.split(":", 2);
            if (pair[0].equalsIgnoreCase("fontSize") && pair.length == 2) {
                fontSize = p.whole("LEGEND_OPTIONS fontSize", pair[1].strip(), 4, 100);
            }
            if (pair[0].equalsIgnoreCase("forceTitles") && pair.length == 2) {
                titled = pair[1].strip().equalsIgnoreCase("on");
            }
        }
        Optional<TimeRequest> time = TimeRequest.of(p);
        Optional<Double> scale = Optional.empty();
        if (p.optional("SCALE").isPresent()) {
            scale = Optional.of(p.positive("SCALE"));
        }
        LegendRenderer renderer = new LegendRenderer(
                p.whole("WIDTH", 20, 1, LARGEST_SAMPLE),
                p.whole("HEIGHT", 20, 1, LARGEST_SAMPLE),
                fontSize,
                background,
                oneLanguage(request));
        BufferedImage image;
        try {
            image = renderer.draw(
                    style,
                    dimension(layer),
                    scale,
                    p.optional("RULE"),
                    titled ? heading(layer, time, request.locale()) : "");
        } catch (IllegalArgumentException e) {
            throw new WmsException(WmsException.NO_CODE, "style", style.name() + ": " + e.getMessage());
        }
        return format.reply(image, background != 0);
    }

    private static Optional<Locale> oneLanguage(OgcRequest request) {
        boolean asked = request.kvp().get("language").isPresent()
                || request.kvp().get("AcceptLanguages").isPresent();
        return asked ? Optional.of(request.locale()) : Optional.empty();
    }

    private static String heading(HostLayers.Layer layer, Optional<TimeRequest> time, Locale locale)
            throws IOException {
        Optional<LayerTimes> dimension = LayerTimes.of(layer);
        String title = layer.title(locale);
        return dimension.isEmpty() ? title : title + ", " + dimension.get().years(time);
    }

    private static int dimension(HostLayers.Layer layer) throws IOException {
        Class<?> type =
                layer.source().getSchema().getGeometryDescriptor().getType().getBinding();
        if (type == Point.class || type == MultiPoint.class) return 0;
        return type == LineString.class || type == MultiLineString.class ? 1 : 2;
    }
}
