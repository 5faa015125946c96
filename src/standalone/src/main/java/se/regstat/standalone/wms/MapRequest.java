package se.regstat.standalone.wms;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.Filter;
import org.geotools.api.referencing.FactoryException;
import se.regstat.catalog.HostLayers;
import se.regstat.catalog.HostLayers.Layer;
import se.regstat.standalone.filter.Cql;
import se.regstat.standalone.filter.FilterException;
import se.regstat.standalone.filter.FilterTarget;
import se.regstat.standalone.format.SrsName;
import se.regstat.standalone.http.Limits;
import se.regstat.standalone.http.OgcRequest;
import se.regstat.standalone.render.MapView;
import se.regstat.statistics.crs.CrsName;

/**
 * What GetMap and GetFeatureInfo have in common: which layers, how, and where.
 *
 * @param layers bottom first, groups resolved to their layers
 * @param warnings of what is shown where a request says less or more than the layers have
 */
record MapRequest(WmsVersion version, MapView view, MapCrs crs, List<Shown> layers, List<String> warnings) {

    /**
     * A layer on the map.
     *
     * @param asked the name the client asked by: the layer's, or a group's
     * @param style empty for the layer's own
     * @param filter with that of the time wanted, where the layer has times
     */
    record Shown(String asked, Layer layer, Optional<String> style, Filter filter) {

        String styleName() throws WmsException {
            return style.or(layer::defaultStyle)
                    .orElseThrow(() -> new WmsException(
                            "StyleNotDefined", "styles", layer.name() + " has no style; it is a table"));
        }
    }

    MapRequest {
        layers = List.copyOf(layers);
        warnings = warnings.stream().distinct().toList();
    }

    static MapRequest of(OgcRequest request, WmsVersion version, HostLayers catalog, Limits limits)
            throws WmsException, IOException {
        Parameters p = new Parameters(request.kvp());
        for (String unsupported : List.of("SLD", "SLD_BODY")) {
            if (p.optional(unsupported).isPresent()) {
                throw new WmsException(
                        "OperationNotSupported",
                        unsupported.toLowerCase(Locale.ROOT),
                        unsupported + " is not supported; ask for a named style in STYLES");
            }
        }
        List<String> warnings = new ArrayList<>();
        List<Shown> shown = shown(request, p, catalog, limits, warnings);
        MapCrs crs = crs(p, version, shown);
        int width = p.whole("WIDTH", p.required("WIDTH", "pixels"), 1, limits.mapWidth());
        int height = p.whole("HEIGHT", p.required("HEIGHT", "pixels"), 1, limits.mapHeight());
        return new MapRequest(
                version, new MapView(crs.envelope(p.bbox(), version), width, height), crs, shown, warnings);
    }

    private static MapCrs crs(Parameters p, WmsVersion version, List<Shown> shown) throws WmsException {
        String name = p.required(version.crsParameter, "the map's CRS, such as EPSG:3006");
        String asked = CrsName.of(name).name();
        for (Shown s : shown) {
            if (s.layer().srs().stream().map(srs -> CrsName.of(srs).name()).noneMatch(asked::equals)) {
                throw new WmsException(
                        version.invalidCrs,
                        version.crsParameter.toLowerCase(Locale.ROOT),
                        s.layer().prefixedName() + " cannot be drawn in " + Parameters.shortened(name) + ", only in "
                                + String.join(", ", s.layer().srs()));
            }
        }
        try {
            return MapCrs.of(name);
        } catch (FactoryException e) {
            throw new WmsException(
                    version.invalidCrs,
                    version.crsParameter.toLowerCase(Locale.ROOT),
                    "the CRS " + Parameters.shortened(name) + " is not known");
        }
    }

    private static List<Shown> shown(
            OgcRequest request, Parameters p, HostLayers catalog, Limits limits, List<String> warnings)
            throws WmsException, IOException {
        p.required("LAYERS", "the layers to draw, bottom first, separated by commas");
        List<String> names = p.list("LAYERS");
        if (names.size() > limits.layers()) {
            throw WmsException.invalid(
                    "layers",
                    "LAYERS names " + names.size() + " layers; " + limits.layers()
                            + " at most are drawn in one map (regstat.yml, limits: layers)");
        }
        List<String> styles = p.list("STYLES");
        if (!styles.isEmpty() && styles.size() != names.size()) {
            throw new WmsException(
                    "StyleNotDefined",
                    "styles",
                    "STYLES names " + styles.size() + " styles for " + names.size()
                            + " layers; it has one for each, empty for a layer's default, or is empty altogether");
        }
        List<String> filters = p.optional("CQL_FILTER").map(Cql::split).orElse(List.of());
        if (!filters.isEmpty() && filters.size() != names.size()) {
            throw WmsException.invalid(
                    "cql_filter",
                    "CQL_FILTER holds " + filters.size() + " filters for " + names.size()
                            + " layers; it has one for each, separated by semicolons, INCLUDE for none");
        }
        Optional<TimeRequest> time = TimeRequest.of(p);
        List<Shown> shown = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String style = styles.isEmpty() ? "" : styles.get(i);
            String filter = filters.isEmpty() ? "" : filters.get(i);
            for (Layer layer : resolve(request, catalog, names.get(i), "layers")) {
                LayerTimes.Narrowed narrowed = LayerTimes.narrowed(filter(layer, filter), layer, time);
                warnings.addAll(narrowed.warnings());
                shown.add(new Shown(names.get(i), layer, style(layer, style), narrowed.filter()));
            }
        }
        return shown;
    }

    /** The layers behind a name. */
    static List<Layer> resolve(OgcRequest request, HostLayers catalog, String name, String parameter)
            throws WmsException {
        Optional<Layer> layer = catalog.layer(name)
                .filter(l -> request.workspace().isEmpty()
                        || request.workspace().get().equals(l.prefix()))
                .filter(l -> l.nativeBounds().isPresent());
        if (layer.isPresent()) return List.of(layer.get());
        return catalog.group(name)
                .filter(g -> request.workspace().isEmpty()
                        || request.workspace().get().equals(g.prefix()))
                .map(HostLayers.Group::layers)
                .orElseThrow(() -> new WmsException(
                        "LayerNotDefined",
                        parameter,
                        "there is no layer \"" + Parameters.shortened(name)
                                + "\" to draw; the capabilities list them"));
    }

    /** Empty for the layer's own. A style that belongs to another layer is as unknown as one that does not exist. */
    static Optional<String> style(Layer layer, String name) throws WmsException {
        if (name.isEmpty() || name.equals("default")) return Optional.empty();
        String plain = name.startsWith(layer.prefix() + ":")
                ? name.substring(layer.prefix().length() + 1)
                : name;
        for (String known : layer.styles()) {
            if (known.equals(name) || known.equals(plain)) return Optional.of(known);
        }
        throw new WmsException(
                "StyleNotDefined",
                "styles",
                layer.prefixedName() + " has no style \"" + Parameters.shortened(name) + "\", but "
                        + String.join(", ", layer.styles()));
    }

    static Filter filter(Layer layer, String text) throws WmsException, IOException {
        if (text.isBlank()) return Filter.INCLUDE;
        SimpleFeatureType type = layer.source().getSchema();
        Optional<SrsName> own = layer.srs().stream().findFirst().map(SrsName::parse);
        // As in WFS: geometries in the text have their axes as the authority defines them.
        FilterTarget target = new FilterTarget(type, own, own.map(SrsName::official), layer.nativeBounds());
        try {
            return Cql.read(text, target);
        } catch (FilterException e) {
            throw WmsException.invalid("cql_filter", layer.prefixedName() + ": " + e.getMessage());
        }
    }

    /** The colour behind a map, ARGB; 0 for a transparent one. */
    static int background(Parameters p, boolean canBeTransparent) throws WmsException {
        if (canBeTransparent
                && p.optional("TRANSPARENT").map("true"::equalsIgnoreCase).orElse(false)) return 0;
        Optional<String> color = p.optional("BGCOLOR");
        if (color.isEmpty()) return Color.WHITE.getRGB();
        String hex = color.get().replaceFirst("^(0[xX]|#)", "");
        if (!hex.matches("[0-9a-fA-F]{6}")) {
            throw WmsException.invalid(
                    "bgcolor", "BGCOLOR=" + Parameters.shortened(color.get()) + " is not like 0xFFFFFF");
        }
        return 0xFF000000 | Integer.parseInt(hex, 16);
    }
}
