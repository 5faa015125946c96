package se.regstat.standalone.wps;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import se.regstat.standalone.format.FeatureSet;
import se.regstat.standalone.format.Gml;
import se.regstat.standalone.format.GmlSchema;
import se.regstat.standalone.format.GmlSchema.Property;
import se.regstat.standalone.format.Schemas;
import se.regstat.standalone.http.Kvp;
import se.regstat.standalone.http.OgcReply;

/**
 * The XML schema of features that a process gives. WPS has no operation that tells it, and what a result has depends on what was asked, so the address that a
 * result names holds all there is to say: it is as good a year later, whatever became of the execution.
 */
record ResultSchema(String serviceUrl) implements Schemas {

    /** Of this service, not of WPS. */
    static final String OPERATION = "DescribeResult";

    @Override
    public String address(List<FeatureSet> sets, Gml.Version version) {
        FeatureSet set = sets.get(0);
        String properties = GmlSchema.properties(set.type()).stream()
                .map(p -> p.name() + ":" + p.type().label())
                .collect(Collectors.joining(","));
        return serviceUrl + "?service=WPS&version=1.0.0&request=" + OPERATION + "&outputFormat="
                + URLEncoder.encode(version.contentType(), StandardCharsets.UTF_8) + "&namespace="
                + URLEncoder.encode(set.namespaceUri(), StandardCharsets.UTF_8) + "&name="
                + URLEncoder.encode(set.name(), StandardCharsets.UTF_8) + "&properties=" + properties;
    }

    /** @throws WpsException if it is no such address */
    static OgcReply reply(Kvp kvp, String workspace) {
        Gml.Version version = Arrays.stream(Gml.Version.values())
                .filter(v -> v.contentType().equals(kvp.get("outputFormat").orElse("")))
                .findFirst()
                .orElseThrow(() -> WpsException.invalid("outputFormat", "results are described for GML 3.1.1 and 3.2"));
        List<Property> properties = new ArrayList<>();
        for (String each : required(kvp, "properties").split(",", -1)) {
            String[] parts = each.split(":", -1);
            GmlSchema.Type type =
                    parts.length == 2 ? GmlSchema.Type.labelled(parts[1]).orElse(null) : null;
            if (type == null || !isName(parts[0])) {
                throw WpsException.invalid("properties", "properties: '" + each + "' is not of the form name:type");
            }
            properties.add(new Property(parts[0], type));
        }
        String name = required(kvp, "name");
        if (!isName(name)) throw WpsException.invalid("name", "name: '" + name + "' is no name in XML");
        byte[] document = GmlSchema.of(workspace, required(kvp, "namespace"), Map.of(name, properties), version);
        return OgcReply.ok(version.contentType(), out -> out.write(document));
    }

    private static String required(Kvp kvp, String name) {
        return kvp.get(name).orElseThrow(() -> WpsException.missing(name, "the address that a result in GML names"));
    }

    private static boolean isName(String text) {
        return text.matches("[A-Za-z_][A-Za-z0-9._-]{0,199}");
    }
}
