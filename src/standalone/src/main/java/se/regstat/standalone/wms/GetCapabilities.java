package se.regstat.standalone.wms;

import java.awt.Dimension;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.regstat.catalog.HostLayers;
import se.regstat.geotools.document.XmlDocument;
import se.regstat.standalone.http.Limits;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.http.OgcRequest;
import se.regstat.standalone.http.ServiceProvider;
import se.regstat.standalone.style.Style;
import se.regstat.statistics.config.Publishing;
import se.regstat.statistics.division.LocalText;

/** Says what there is: WMS_MS_Capabilities of 1.1.1, WMS_Capabilities of 1.3.0. */
final class GetCapabilities {

    private static final Logger LOG = LoggerFactory.getLogger(GetCapabilities.class);

    private static final XmlDocument V1_1_1 = new XmlDocument(GetCapabilities.class, "Capabilities-1.1.1.ftl");
    private static final XmlDocument V1_3_0 = new XmlDocument(GetCapabilities.class, "Capabilities-1.3.0.ftl");

    /** Points along each side when bounds are brought to another CRS, whose grid is curved against the first one's. */
    private static final int DENSITY = 50;

    /** Extents kept in another CRS: layers of the same areas share theirs, and an import leaves most as they are. */
    private static final int MOST_EXTENTS = 1000;

    /** The keys of what layers have in addition to what the root has. */
    private static final List<String> ADDED = List.of("srs", "boxes", "authorities");

    private final Map<Extent, ReferencedEnvelope> extents =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Extent, ReferencedEnvelope> eldest) {
                    return size() > MOST_EXTENTS;
                }
            });
    private final HostLayers layers;
    private final ParsedStyles styles;
    private final Limits limits;
    private final Supplier<Publishing> publishing;

    GetCapabilities(HostLayers layers, ParsedStyles styles, Limits limits, Supplier<Publishing> publishing) {
        this.layers = layers;
        this.styles = styles;
        this.limits = limits;
        this.publishing = publishing;
    }

    OgcReply handle(OgcRequest request, WmsVersion version) throws WmsException, IOException {
        long sequence = layers.updateSequence();
        refuseCurrent(request, sequence);
        Locale locale = request.locale();
        String address = request.serviceUrl("wms");
        Listing listing = new Listing(request, version, address);
        List<Map<String, Object>> listed = new ArrayList<>();
        for (HostLayers.Entry entry : layers.tree()) {
            if (!elsewhere(request, entry.prefix())) listing.add(entry, listed);
        }
        Map<String, Object> model = ServiceProvider.told(publishing.get(), locale);
        model.put("address", address + "?");
        if (model.get("site").equals("")) model.put("site", request.baseUrl());
        model.put("layerLimit", limits.layers());
        model.put("maxWidth", limits.mapWidth());
        model.put("maxHeight", limits.mapHeight());
        model.put("root", root(listed, listing));
        model.put("updateSequence", sequence);
        boolean old = version == WmsVersion.V1_1_1;
        byte[] document = (old ? V1_1_1 : V1_3_0).bytes(model);
        String type = old ? "application/vnd.ogc.wms_xml" : "text/xml";
        return OgcReply.ok(type + ";charset=UTF-8", out -> out.write(document));
    }

    /** Who has the document already is not sent it again (06-042, 7.2.3.5). */
    private static void refuseCurrent(OgcRequest request, long sequence) throws WmsException {
        Optional<String> asked = new Parameters(request.kvp()).optional("UPDATESEQUENCE");
        if (asked.isEmpty() || asked.get().isEmpty()) return;
        if (!asked.get().matches("\\d{1,18}")) {
            throw WmsException.invalid(
                    "updatesequence",
                    "UPDATESEQUENCE=" + Parameters.shortened(asked.get())
                            + " is not a number, as capabilities have it");
        }
        int compared = Long.compare(Long.parseLong(asked.get()), sequence);
        if (compared == 0) {
            throw new WmsException(
                    "CurrentUpdateSequence",
                    "updatesequence",
                    "nothing has changed since the capabilities of " + sequence);
        }
        if (compared > 0) {
            throw new WmsException(
                    "InvalidUpdateSequence", "updatesequence", "the capabilities now are of " + sequence);
        }
    }

    private static boolean elsewhere(OgcRequest request, String prefix) {
        return request.workspace().filter(w -> !w.equals(prefix)).isPresent();
    }

    /**
     * The only heading there is, if it may be the root; else a root over all. What all layers have in common stands there alone:
     * the others inherit it.
     */
    private Map<String, Object> root(List<Map<String, Object>> listed, Listing listing) {
        boolean only = listed.size() == 1 && Boolean.TRUE.equals(listed.get(0).get("root"));
        Map<String, Object> root = only ? listed.get(0) : new LinkedHashMap<>(Map.of("layers", listed));
        root.put("srs", listing.srs());
        root.put("authorities", List.copyOf(listing.authorities));
        if (!listing.everywhere.isNull()) root.put("geographic", geographic(listing.everywhere));
        if (listing.bounds != null && !listing.everywhere.isNull()) {
            root.put("boxes", boxes(listing.bounds, Optional.of(listing.everywhere), listing.srs(), listing.version));
        }
        inherit(root, root);
        return root;
    }

    private static void inherit(Map<String, Object> root, Map<String, Object> layer) {
        for (Object each : (List<?>) layer.getOrDefault("layers", List.of())) {
            @SuppressWarnings("unchecked")
            Map<String, Object> under = (Map<String, Object>) each;
            for (String key : ADDED) {
                List<?> inherited = (List<?>) root.getOrDefault(key, List.of());
                under.computeIfPresent(key, (k, own) -> without((List<?>) own, inherited));
            }
            under.remove("geographic", root.get("geographic"));
            inherit(root, under);
        }
    }

    private static List<?> without(List<?> own, List<?> inherited) {
        return own.stream().filter(one -> !inherited.contains(one)).toList();
    }

    /** What a document says of layers, and what they have in common. */
    private final class Listing {

        private final OgcRequest request;
        private final WmsVersion version;
        private final Locale locale;
        private final String address;
        private final ReferencedEnvelope everywhere = new ReferencedEnvelope();
        private final Set<HostLayers.Authority> authorities = new LinkedHashSet<>();
        private ReferencedEnvelope bounds;
        private Set<String> common;

        Listing(OgcRequest request, WmsVersion version, String address) {
            this.request = request;
            this.version = version;
            this.locale = request.locale();
            this.address = address;
        }

        List<String> srs() {
            return common == null ? List.of() : names(common, version);
        }

        /** Nothing, of a table or of a heading over nothing else. */
        void add(HostLayers.Entry entry, List<Map<String, Object>> listed) throws IOException {
            if (entry instanceof HostLayers.Heading heading) {
                heading(heading).ifPresent(listed::add);
            } else if (entry instanceof HostLayers.Group group) {
                group(group).ifPresent(listed::add);
            } else if (entry instanceof HostLayers.Layer layer
                    && layer.nativeBounds().isPresent()) {
                layer.geographicBounds().ifPresent(everywhere::expandToInclude);
                // All layers have the same native CRS.
                if (bounds == null)
                    bounds = new ReferencedEnvelope(layer.nativeBounds().get());
                else bounds.expandToInclude(layer.nativeBounds().get());
                authorities.addAll(layer.authorities());
                if (common == null) common = new LinkedHashSet<>(layer.srs());
                else common.retainAll(layer.srs());
                listed.add(layer(layer));
            }
        }

        private Optional<Map<String, Object>> heading(HostLayers.Heading heading) throws IOException {
            List<Map<String, Object>> under = new ArrayList<>();
            for (HostLayers.Entry entry : heading.entries()) add(entry, under);
            Optional<ReferencedEnvelope> bounds = heading.nativeBounds();
            if (under.isEmpty() || bounds.isEmpty()) return Optional.empty();
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("root", heading.isRoot());
            model.put("title", heading.title(locale));
            model.put("abstract", heading.description(locale));
            model.put("layers", under);
            return Optional.of(model);
        }

        private Map<String, Object> layer(HostLayers.Layer layer) throws IOException {
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("name", layer.prefixedName());
            model.put("title", layer.title(locale));
            model.put("abstract", layer.description(locale));
            model.put("queryable", 1);
            model.put(
                    "keywords",
                    layer.keywords(locale).stream().map(Listing::word).toList());
            model.put("srs", names(layer.srs(), version));
            layer.geographicBounds().ifPresent(b -> model.put("geographic", geographic(b)));
            model.put(
                    "boxes", boxes(layer.nativeBounds().orElseThrow(), layer.geographicBounds(), layer.srs(), version));
            Optional<LayerTimes> time = LayerTimes.of(layer);
            List<String> times = new ArrayList<>();
            if (time.isPresent()) time.get().times().forEach(t -> times.add(LayerTimes.text(t)));
            model.put("times", times);
            layer.attribution()
                    .ifPresent(a -> model.put(
                            "attribution",
                            Map.of("title", a.title(), "url", a.url().orElse(""))));
            model.put("authorities", layer.authorities());
            model.put("identifiers", layer.identifiers());
            model.put(
                    "metadata",
                    layer.metadataLinks().stream().map(this::metadata).toList());
            model.put(
                    "data",
                    layer.dataLinks().stream()
                            .map(link -> Map.of("format", link.type(), "url", link.url(request.baseUrl())))
                            .toList());
            List<Map<String, Object>> list = new ArrayList<>();
            for (String name : layer.styles()) {
                Map<String, Object> style = new LinkedHashMap<>();
                style.put("name", name);
                style.put("title", name);
                style.put("legendWidth", 20);
                style.put("legendHeight", 20);
                try {
                    Style read = styles.style(name);
                    if (!read.title().isEmpty()) {
                        style.put("title", LocalText.ofBoth(read.title()).in(locale));
                    }
                    Dimension legend = styles.legend(name);
                    style.put("legendWidth", legend.width);
                    style.put("legendHeight", legend.height);
                } catch (WmsException | IllegalArgumentException e) {
                    // A broken style is answered where it is used; the other layers are still worth listing.
                    LOG.warn("{}", e.getMessage());
                }
                style.put("legend", legend(layer, name));
                list.add(style);
            }
            model.put("styles", list);
            return model;
        }

        /** Who names no style gets the default one. */
        private String legend(HostLayers.Layer layer, String style) {
            boolean usual = layer.defaultStyle().filter(style::equals).isPresent();
            return address + "?service=WMS&version=" + version.text
                    + "&request=GetLegendGraphic&format=image/png&layer=" + encoded(layer.prefixedName())
                    + (usual ? "" : "&style=" + encoded(style));
        }

        private static Map<String, String> word(HostLayers.Word word) {
            return Map.of("text", word.text(), "vocabulary", word.vocabulary().orElse(""));
        }

        private Map<String, String> metadata(HostLayers.Link link) {
            boolean iso = link.metadataType() != null && link.metadataType().startsWith("ISO");
            return Map.of(
                    "type", version == WmsVersion.V1_1_1 && iso ? "TC211" : String.valueOf(link.metadataType()),
                    "format", link.type() == null ? "text/xml" : link.type(),
                    "url", link.url(request.baseUrl()));
        }

        private Optional<Map<String, Object>> group(HostLayers.Group group) {
            List<HostLayers.Layer> members = group.layers();
            Optional<ReferencedEnvelope> bounds = group.nativeBounds();
            if (members.isEmpty() || bounds.isEmpty()) return Optional.empty();
            Set<String> srs = new LinkedHashSet<>(members.get(0).srs());
            Set<HostLayers.Word> keywords = new LinkedHashSet<>();
            ReferencedEnvelope geographic = new ReferencedEnvelope();
            for (HostLayers.Layer member : members) {
                srs.retainAll(member.srs());
                keywords.addAll(member.keywords(locale));
                member.geographicBounds().ifPresent(geographic::expandToInclude);
            }
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("name", group.prefixedName());
            model.put("title", group.title(locale));
            model.put("abstract", group.description(locale));
            model.put("queryable", 1);
            model.put("keywords", keywords.stream().map(Listing::word).toList());
            model.put("srs", names(srs, version));
            if (!geographic.isNull()) model.put("geographic", geographic(geographic));
            model.put("boxes", boxes(bounds.get(), Optional.of(geographic).filter(box -> !box.isNull()), srs, version));
            model.put("times", List.of());
            model.put("metadata", List.of());
            model.put("styles", List.of());
            return Optional.of(model);
        }
    }

    /** CRS:84 is a name of 1.3.0 only. */
    private static List<String> names(Iterable<String> srs, WmsVersion version) {
        List<String> names = new ArrayList<>();
        for (String name : srs) {
            if (version == WmsVersion.V1_3_0 || name.startsWith("EPSG:")) names.add(name);
        }
        return names;
    }

    private static Map<String, Object> geographic(ReferencedEnvelope bounds) {
        return Map.of(
                "west",
                bounds.getMinX(),
                "south",
                bounds.getMinY(),
                "east",
                bounds.getMaxX(),
                "north",
                bounds.getMaxY());
    }

    /** @param geographic as it is told otherwise: there is one such box, and not another by another way */
    private List<Map<String, Object>> boxes(
            ReferencedEnvelope bounds,
            Optional<ReferencedEnvelope> geographic,
            Iterable<String> srs,
            WmsVersion version) {
        List<Map<String, Object>> boxes = new ArrayList<>();
        for (String name : names(srs, version)) {
            try {
                MapCrs crs = MapCrs.of(name);
                Optional<ReferencedEnvelope> told = crs.isWgs84() ? geographic : Optional.empty();
                double[] box = crs.bbox(told.isPresent() ? told.get() : extent(bounds, crs), version);
                boxes.add(Map.of("srs", name, "minx", box[0], "miny", box[1], "maxx", box[2], "maxy", box[3]));
            } catch (FactoryException | TransformException e) {
                LOG.warn("bounds in {} cannot be told: {}", name, e.getMessage());
            }
        }
        return boxes;
    }

    private ReferencedEnvelope extent(ReferencedEnvelope bounds, MapCrs crs)
            throws FactoryException, TransformException {
        Extent wanted = new Extent(bounds, crs);
        ReferencedEnvelope known = extents.get(wanted);
        if (known != null) return known;
        ReferencedEnvelope found = bounds.transform(crs.crs(), true, DENSITY);
        extents.put(wanted, found);
        return found;
    }

    private record Extent(ReferencedEnvelope bounds, MapCrs crs) {}

    /** Without the colon of a prefix, which may stand in a query as it is. */
    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("%3A", ":");
    }
}
