package se.regstat.standalone.wps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.geotools.api.data.Parameter;
import se.regstat.geotools.document.XmlDocument;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.http.OgcRequest;
import se.regstat.standalone.http.ServiceProvider;
import se.regstat.statistics.config.Publishing;

/** GetCapabilities and DescribeProcess (OGC 05-007r7, clauses 8 and 9). */
final class Descriptions {

    private static final XmlDocument CAPABILITIES = new XmlDocument(Descriptions.class, "Capabilities.ftl");
    private static final XmlDocument PROCESSES = new XmlDocument(Descriptions.class, "ProcessDescriptions.ftl");

    private final Supplier<Publishing> publishing;

    Descriptions(Supplier<Publishing> publishing) {
        this.publishing = publishing;
    }

    OgcReply capabilities(OgcRequest request, String serviceUrl) {
        Map<String, Object> values = ServiceProvider.told(publishing.get(), request.locale());
        values.put("url", serviceUrl);
        values.put(
                "processes", Offered.all().stream().map(Descriptions::summary).toList());
        byte[] document = CAPABILITIES.bytes(values);
        return OgcReply.ok("text/xml;charset=UTF-8", out -> out.write(document));
    }

    private static Map<String, Object> summary(Offered process) {
        return Map.of(
                "id", process.name(),
                "title", process.title(),
                "abstract", process.description(),
                "version", process.version());
    }

    /** @param identifiers separated by commas, or {@code all} */
    OgcReply processes(List<String> identifiers) {
        List<Offered> wanted = new ArrayList<>();
        for (String identifier : identifiers) {
            if (identifier.equalsIgnoreCase("all")) wanted.addAll(Offered.all());
            else wanted.add(Offered.named(identifier));
        }
        byte[] document = PROCESSES.bytes(Map.of(
                "processes", wanted.stream().map(Descriptions::description).toList()));
        return OgcReply.ok("text/xml;charset=UTF-8", out -> out.write(document));
    }

    private static Map<String, Object> description(Offered process) {
        Map<String, Object> values = new LinkedHashMap<>(summary(process));
        values.put(
                "inputs",
                process.inputs().values().stream()
                        .filter(p -> DataType.of(p.type).isPresent())
                        .map(Descriptions::parameter)
                        .toList());
        values.put(
                "outputs",
                process.outputs().values().stream().map(Descriptions::parameter).toList());
        values.put(
                "formats",
                Arrays.stream(FeatureFormats.values())
                        .map(FeatureFormats::mimeType)
                        .toList());
        return values;
    }

    private static Map<String, Object> parameter(Parameter<?> parameter) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", parameter.key);
        values.put("title", String.valueOf(parameter.title));
        values.put("abstract", String.valueOf(parameter.description));
        values.put("min", Math.max(0, parameter.minOccurs));
        values.put("max", parameter.maxOccurs < 1 ? Integer.MAX_VALUE : parameter.maxOccurs);
        values.put(
                "kind",
                DataType.of(parameter.type).orElse(DataType.LITERAL).name().toLowerCase(Locale.ROOT));
        values.put("type", DataType.schemaType(parameter.type));
        values.put("allowed", DataType.allowed(parameter));
        values.put("default", parameter.sample == null ? "" : String.valueOf(parameter.sample));
        return values;
    }
}
