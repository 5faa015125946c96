package se.regstat.standalone.wfs;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;
import se.regstat.geotools.document.XmlDocument;
import se.regstat.standalone.http.OgcReply;
import se.regstat.statistics.format.Xml;

/** ListStoredQueries and DescribeStoredQueries (OGC 09-025r2, clause 14): the one query every server has, GetFeatureById. */
final class StoredQueries {

    static final String BY_ID = "urn:ogc:def:query:OGC-WFS::GetFeatureById";

    /** Other names it had and has (OGC 09-025r2 of 2010; 2.0.2). */
    private static final Set<String> BY_ID_NAMES = Set.of(
            BY_ID,
            "urn:ogc:def:storedQuery:OGC-WFS::GetFeatureById",
            "http://www.opengis.net/def/query/OGC-WFS/0/GetFeatureById");

    private static final XmlDocument LIST = new XmlDocument(StoredQueries.class, "StoredQueryList.ftl");
    private static final XmlDocument DESCRIPTIONS = new XmlDocument(StoredQueries.class, "StoredQueryDescriptions.ftl");

    private final FeatureTypes types;

    StoredQueries(FeatureTypes types) {
        this.types = types;
    }

    static boolean isById(String id) {
        return BY_ID_NAMES.contains(id.strip());
    }

    OgcReply list(WfsRequest request) {
        return xml(LIST, request);
    }

    OgcReply describe(WfsRequest request) throws IOException {
        List<String> ids = request.xml().isPresent()
                ? Xml.children(request.xml().get(), "StoredQueryId").stream()
                        .map(Element::getTextContent)
                        .toList()
                : request.kvp()
                        .get("storedQuery_id")
                        .map(t -> List.of(t.split(",", -1)))
                        .orElse(List.of());
        Optional<String> unknown = ids.stream().filter(id -> !isById(id)).findFirst();
        if (unknown.isPresent()) {
            throw WfsException.invalid(
                    "STOREDQUERY_ID", "there is no stored query '" + unknown.get() + "'; there is " + BY_ID);
        }
        return xml(DESCRIPTIONS, request);
    }

    private OgcReply xml(XmlDocument template, WfsRequest request) {
        List<Map<String, String>> names = types.visible(request).stream()
                .map(l -> Map.of("prefix", l.prefix(), "namespace", l.namespaceUri(), "name", l.prefixedName()))
                .toList();
        Map<String, String> namespaces = types.visible(request).stream()
                .collect(java.util.stream.Collectors.toMap(l -> l.prefix(), l -> l.namespaceUri(), (a, b) -> a));
        byte[] body = template.bytes(Map.of("id", BY_ID, "types", names, "namespaces", namespaces));
        return OgcReply.ok("text/xml", out -> out.write(body));
    }
}
