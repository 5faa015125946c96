package se.regstat.standalone.wms;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.geotools.api.data.Query;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.geometry.jts.JTS;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygonal;
import se.regstat.catalog.HostLayers;
import se.regstat.geotools.reprojection.SwerefTransforms;
import se.regstat.standalone.format.Answer;
import se.regstat.standalone.format.FeatureFormat;
import se.regstat.standalone.format.FeatureSet;
import se.regstat.standalone.format.GeoJson;
import se.regstat.standalone.format.Gml;
import se.regstat.standalone.format.Schemas;
import se.regstat.standalone.format.SrsName;
import se.regstat.standalone.http.Limits;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.http.OgcRequest;
import se.regstat.standalone.render.Drawn;
import se.regstat.standalone.render.MapView;

/**
 * Says what a map shows at a pixel: the areas its centre lies in, and the lines and points within a few pixels. What the style does not
 * draw at the map's scale is not there. Geometries are in full detail, in the map's CRS.
 */
final class GetFeatureInfo {

    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

    private static final int MOST_FEATURES = 1000;
    private static final int LARGEST_BUFFER = 100;

    /** Pixels around the point asked about, for lines and points. */
    private static final int TOLERANCE = 5;

    private final HostLayers layers;
    private final ParsedStyles styles;
    private final Limits limits;

    GetFeatureInfo(HostLayers layers, ParsedStyles styles, Limits limits) {
        this.layers = layers;
        this.styles = styles;
        this.limits = limits;
    }

    OgcReply handle(OgcRequest request, WmsVersion version) throws WmsException, IOException {
        Parameters p = new Parameters(request.kvp());
        MapRequest map = MapRequest.of(request, version, layers, limits);
        Format format = format(request, p.optional("INFO_FORMAT").orElse("text/plain"));
        List<String> queried = p.list("QUERY_LAYERS");
        if (queried.isEmpty()) throw WmsException.missing("QUERY_LAYERS", "the layers to ask about");
        Set<HostLayers.Layer> wanted = new LinkedHashSet<>();
        for (String name : queried) {
            for (HostLayers.Layer layer : MapRequest.resolve(request, layers, name, "query_layers")) {
                wanted.add(layer);
                if (map.layers().stream().noneMatch(s -> s.layer().name().equals(layer.name()))) {
                    throw new WmsException(
                            "LayerNotDefined", "query_layers", "the layer " + name + " is not among LAYERS");
                }
            }
        }
        int count = p.whole("FEATURE_COUNT", 1, 1, MOST_FEATURES);
        int x = pixel(
                p, version == WmsVersion.V1_3_0 ? "I" : "X", "X", map.view().width());
        int y = pixel(
                p, version == WmsVersion.V1_3_0 ? "J" : "Y", "Y", map.view().height());
        Optional<Integer> buffer = p.optional("BUFFER").isPresent()
                ? Optional.of(p.whole("BUFFER", 0, 0, LARGEST_BUFFER))
                : Optional.empty();

        List<FeatureSet> sets = new ArrayList<>();
        int left = count;
        // The topmost layer is what the reader sees, so it answers first.
        for (int i = map.layers().size() - 1; i >= 0 && left > 0; i--) {
            MapRequest.Shown shown = map.layers().get(i);
            if (wanted.stream().noneMatch(l -> l.name().equals(shown.layer().name()))) continue;
            FeatureSet set = find(shown, map, x, y, buffer, left);
            left -= (int) set.returned();
            sets.add(set);
        }
        Locale locale = request.locale();
        return OgcReply.ok(format.contentType(), out -> format.write(sets, map, locale, out));
    }

    private static int pixel(Parameters p, String name, String alternative, int size) throws WmsException {
        String used = p.has(name) ? name : alternative;
        String value = p.optional(used)
                .orElseThrow(
                        () -> WmsException.missing(name, "the pixel asked about, counted from the top left corner"));
        try {
            return p.whole(used, value, 0, size - 1);
        } catch (WmsException e) {
            throw new WmsException("InvalidPoint", used, e.getMessage());
        }
    }

    private FeatureSet find(MapRequest.Shown shown, MapRequest map, int x, int y, Optional<Integer> buffer, int most)
            throws IOException, WmsException {
        SimpleFeatureSource source = shown.layer().source();
        SimpleFeatureType type = source.getSchema();
        MapView view = map.view();
        ReferencedEnvelope bounds = view.bounds();
        double width = bounds.getWidth() / view.width();
        double height = bounds.getHeight() / view.height();
        double px = bounds.getMinX() + (x + 0.5) * width;
        double py = bounds.getMaxY() - (y + 0.5) * height;
        try {
            MathTransform toData = SwerefTransforms.between(map.crs().crs(), type.getCoordinateReferenceSystem());
            MathTransform toMap = SwerefTransforms.between(
                    type.getCoordinateReferenceSystem(), map.crs().crs());
            GeometryFactory geometries = new GeometryFactory();
            Geometry point = JTS.transform(geometries.createPoint(new Coordinate(px, py)), toData);
            int around = buffer.orElse(TOLERANCE);
            ReferencedEnvelope box = new ReferencedEnvelope(
                    px - around * width,
                    px + around * width,
                    py - around * height,
                    py + around * height,
                    map.crs().crs());
            Geometry near = around == 0 ? point : JTS.transform(JTS.toGeometry(box), toData);

            String geometry = type.getGeometryDescriptor().getLocalName();
            ReferencedEnvelope search =
                    new ReferencedEnvelope(near.getEnvelopeInternal(), type.getCoordinateReferenceSystem());
            Filter bbox = FILTERS.bbox(FILTERS.property(geometry), search);
            Query query = new Query(
                    type.getTypeName(), shown.filter() == Filter.INCLUDE ? bbox : FILTERS.and(bbox, shown.filter()));
            SimpleFeatureType out = inMapCrs(type, map);
            Predicate<SimpleFeature> drawn = Drawn.by(styles.style(shown.styleName()), view.scaleDenominator());
            List<SimpleFeature> found = new ArrayList<>();
            try (SimpleFeatureIterator features = source.getFeatures(query).features()) {
                while (features.hasNext() && found.size() < most) {
                    SimpleFeature feature = features.next();
                    if (!drawn.test(feature)) continue;
                    if (!(feature.getDefaultGeometry() instanceof Geometry there)) continue;
                    // Beside the area itself its neighbours would be within the tolerance too.
                    Geometry asked = there instanceof Polygonal && buffer.isEmpty() ? point : near;
                    if (asked.intersects(there)) found.add(reprojected(feature, out, toMap));
                }
            }
            return FeatureSet.of(
                    shown.layer().prefix(),
                    shown.layer().namespaceUri(),
                    shown.layer().name(),
                    out,
                    Optional.of(SrsName.parse(map.crs().name())),
                    found);
        } catch (FactoryException | TransformException e) {
            throw WmsException.invalid(
                    "bbox", "the point asked about cannot be brought into the data's CRS: it is too far from the data");
        }
    }

    private static SimpleFeatureType inMapCrs(SimpleFeatureType type, MapRequest map) {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName(type.getName());
        for (AttributeDescriptor attribute : type.getAttributeDescriptors()) {
            if (attribute instanceof GeometryDescriptor) {
                builder.add(
                        attribute.getLocalName(),
                        attribute.getType().getBinding(),
                        map.crs().crs());
            } else {
                builder.add(attribute);
            }
        }
        builder.setDefaultGeometry(type.getGeometryDescriptor().getLocalName());
        return builder.buildFeatureType();
    }

    private static SimpleFeature reprojected(SimpleFeature feature, SimpleFeatureType type, MathTransform toMap)
            throws TransformException {
        List<Object> values = new ArrayList<>(feature.getAttributes());
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) instanceof Geometry geometry) values.set(i, JTS.transform(geometry, toMap));
        }
        return SimpleFeatureBuilder.build(type, values, feature.getID());
    }

    private Format format(OgcRequest request, String name) throws WmsException {
        String plain = name.toLowerCase(Locale.ROOT).replace(" ", "");
        if (plain.equals("text/plain")) return new Format("text/plain;charset=UTF-8", GetFeatureInfo::plain);
        if (plain.equals("text/html"))
            return new Format("text/html;charset=UTF-8", (sets, map, locale, out) -> new FeatureInfoPage(layers)
                    .write(sets, map, request, locale, out));
        if (plain.equals("application/json") || plain.equals("application/geo+json")) return library(new GeoJson());
        if (Set.of("application/vnd.ogc.gml/3.1.1", "text/xml;subtype=gml/3.1.1", "application/vnd.ogc.gml", "text/xml")
                .contains(plain)) {
            FeatureFormat gml = new Gml(Gml.Version.V3_1_1);
            return new Format(
                    plain.startsWith("text") ? "text/xml;subtype=gml/3.1.1" : name,
                    (sets, map, locale, out) ->
                            gml.write(Answer.of(sets, Schemas.ofLayers(request.serviceUrl("wfs"))), out));
        }
        throw new WmsException(
                "InvalidFormat",
                "info_format",
                "there is no information in " + Parameters.shortened(name)
                        + ", but in text/plain, text/html, application/json, application/vnd.ogc.gml");
    }

    private static Format library(FeatureFormat format) {
        return new Format(format.contentType(), (sets, map, locale, out) -> format.write(Answer.of(sets), out));
    }

    private record Format(String contentType, Form form) {
        void write(List<FeatureSet> sets, MapRequest map, Locale locale, java.io.OutputStream out) throws IOException {
            form.write(sets, map, locale, out);
        }
    }

    @FunctionalInterface
    private interface Form {
        void write(List<FeatureSet> sets, MapRequest map, Locale locale, java.io.OutputStream out) throws IOException;
    }

    private static void plain(List<FeatureSet> sets, MapRequest map, Locale locale, java.io.OutputStream out)
            throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        boolean none = true;
        for (FeatureSet set : sets) {
            try (SimpleFeatureIterator features = set.features().open()) {
                while (features.hasNext()) {
                    SimpleFeature feature = features.next();
                    none = false;
                    writer.write(set.prefix() + ":" + set.name() + " " + feature.getID() + "\n");
                    for (AttributeDescriptor a : set.type().getAttributeDescriptors()) {
                        writer.write("  " + a.getLocalName() + " = " + text(feature, a) + "\n");
                    }
                }
            }
        }
        if (none) writer.write(locale.getLanguage().equals("sv") ? "Inget finns här.\n" : "There is nothing here.\n");
        writer.flush();
    }

    private static String text(SimpleFeature feature, AttributeDescriptor attribute) {
        Object value = feature.getAttribute(attribute.getName());
        if (value == null) return "";
        // As GeoServer has it: the shape would be longer than all the rest.
        if (value instanceof Geometry geometry) return "[" + geometry.getGeometryType() + "]";
        return value.toString();
    }
}
