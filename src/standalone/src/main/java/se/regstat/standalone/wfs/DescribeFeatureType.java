package se.regstat.standalone.wfs;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;
import se.regstat.catalog.HostLayers.Layer;
import se.regstat.standalone.format.Gml;
import se.regstat.standalone.format.GmlSchema;
import se.regstat.standalone.http.OgcReply;
import se.regstat.statistics.format.Xml;

/** DescribeFeatureType (OGC 09-025r2, clause 9): the GML application schema of one namespace. */
final class DescribeFeatureType {

    private final FeatureTypes types;

    DescribeFeatureType(FeatureTypes types) {
        this.types = types;
    }

    OgcReply answer(WfsRequest request) throws IOException {
        Gml.Version version = version(request);
        List<Layer> layers = layers(request);
        if (layers.isEmpty()) throw WfsException.invalid("typeNames", "no layer is published");
        String namespace = layers.get(0).namespaceUri();
        if (layers.stream().anyMatch(l -> !l.namespaceUri().equals(namespace))) {
            throw WfsException.invalid("typeNames", "feature types of several namespaces have no schema in common");
        }
        Map<String, List<GmlSchema.Property>> described = new LinkedHashMap<>();
        for (Layer layer : layers) {
            described.put(layer.name(), GmlSchema.properties(layer.source().getSchema()));
        }
        byte[] body = GmlSchema.of(layers.get(0).prefix(), namespace, described, version);
        return OgcReply.ok(version.contentType(), out -> out.write(body));
    }

    private static Gml.Version version(WfsRequest request) {
        Optional<String> asked = request.parameter("outputFormat");
        if (asked.isEmpty()) return request.version().gml();
        String key = asked.get().toLowerCase(Locale.ROOT);
        // XMLSCHEMA is what WFS 1.0 called it; old clients still ask for it.
        if (key.contains("xmlschema")) return request.version().gml();
        OutputFormat format = OutputFormat.of(asked, request.version());
        if (format.equals(OutputFormat.GML_3_2)) return Gml.Version.V3_2;
        if (format.equals(OutputFormat.GML_3_1_1)) return Gml.Version.V3_1_1;
        throw WfsException.invalid(
                "outputFormat",
                "schemas do not come as '" + asked.get() + "'; they come as "
                        + Arrays.stream(Gml.Version.values())
                                .map(Gml.Version::contentType)
                                .toList());
    }

    private List<Layer> layers(WfsRequest request) {
        if (request.xml().isPresent()) {
            List<Element> names = Xml.children(request.xml().get(), "TypeName");
            if (names.isEmpty()) return types.visible(request);
            return names.stream()
                    .map(e -> types.find(e.getTextContent(), Optional.of(e), request))
                    .toList();
        }
        Optional<String> names =
                request.kvp().get("typeNames").or(() -> request.kvp().get("typeName"));
        if (names.isEmpty()) return types.visible(request);
        return Arrays.stream(names.get().split("[,()]+", -1))
                .filter(n -> !n.isBlank())
                .distinct()
                .map(n -> types.find(n, Optional.empty(), request))
                .toList();
    }
}
