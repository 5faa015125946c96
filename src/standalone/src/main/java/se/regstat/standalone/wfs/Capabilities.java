package se.regstat.standalone.wfs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.geotools.geometry.jts.ReferencedEnvelope;
import se.regstat.catalog.HostLayers.Layer;
import se.regstat.catalog.HostLayers.Link;
import se.regstat.catalog.HostLayers.Word;
import se.regstat.geotools.document.XmlDocument;
import se.regstat.standalone.format.SrsName;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.http.OgcRequest;
import se.regstat.standalone.http.ServiceProvider;
import se.regstat.statistics.config.Publishing;

/** GetCapabilities (OGC 09-025r2, clause 8; OGC 04-094, clause 13). */
final class Capabilities {

    private static final XmlDocument V2_0_0 = new XmlDocument(Capabilities.class, "Capabilities-2.0.0.ftl");
    private static final XmlDocument V1_1_0 = new XmlDocument(Capabilities.class, "Capabilities-1.1.0.ftl");

    private final FeatureTypes types;
    private final long limit;
    private final Supplier<Publishing> publishing;

    Capabilities(FeatureTypes types, long limit, Supplier<Publishing> publishing) {
        this.types = types;
        this.limit = limit;
        this.publishing = publishing;
    }

    OgcReply answer(WfsRequest request) {
        Locale locale = request.http().locale();
        Map<String, Object> values = ServiceProvider.told(publishing.get(), locale);
        values.put("url", request.serviceUrl());
        values.put("updateSequence", types.updateSequence());
        values.put("formats", OutputFormat.advertised(request.version()));
        values.put("limit", limit);
        values.put("byId", StoredQueries.BY_ID);
        List<Layer> layers = types.visible(request);
        values.put(
                "namespaces",
                layers.stream().collect(Collectors.toMap(Layer::prefix, Layer::namespaceUri, (a, b) -> a)));
        values.put("types", layers.stream().map(l -> type(l, request.http())).toList());
        XmlDocument template = request.version() == WfsVersion.V2_0_0 ? V2_0_0 : V1_1_0;
        byte[] body = template.bytes(values);
        return OgcReply.ok("text/xml", out -> out.write(body));
    }

    private static Map<String, Object> type(Layer layer, OgcRequest request) {
        Locale locale = request.locale();
        Map<String, Object> type = new LinkedHashMap<>();
        type.put("name", layer.prefixedName());
        type.put("title", layer.title(locale));
        type.put("abstract", layer.description(locale));
        type.put("keywords", layer.keywords(locale).stream().map(Word::text).toList());
        type.put(
                "srs",
                layer.srs().stream().map(code -> SrsName.parse(code).urn()).toList());
        type.put(
                "links",
                layer.metadataLinks().stream().map(l -> link(l, request)).toList());
        Optional<ReferencedEnvelope> box = layer.geographicBounds().filter(b -> !b.isNull() && !b.isEmpty());
        box.ifPresent(b -> type.put(
                "box",
                Map.of(
                        "lower", corner(Math.max(-180, b.getMinX()), Math.max(-90, b.getMinY())),
                        "upper", corner(Math.min(180, b.getMaxX()), Math.min(90, b.getMaxY())))));
        return type;
    }

    private static String corner(double longitude, double latitude) {
        return String.format(Locale.ROOT, "%.6f %.6f", longitude, latitude);
    }

    private static Map<String, String> link(Link link, OgcRequest request) {
        // WFS 1.1 has a closed list of metadata standards.
        boolean listed = List.of("TC211", "FGDC", "19115", "19139").contains(link.metadataType());
        return Map.of(
                "url",
                link.url(request.baseUrl()),
                "standard",
                listed ? link.metadataType() : "19139",
                "type",
                link.type());
    }
}
