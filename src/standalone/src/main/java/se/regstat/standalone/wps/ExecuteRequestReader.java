package se.regstat.standalone.wps;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import se.regstat.standalone.http.Kvp;
import se.regstat.standalone.wps.ExecuteRequest.Input;
import se.regstat.standalone.wps.ExecuteRequest.Output;
import se.regstat.standalone.wps.ExecuteRequest.Reference;
import se.regstat.statistics.format.Xml;

/** Reads Execute from a document (OGC 05-007r7, clause 10.2) or from parameters as GeoServer writes them. */
final class ExecuteRequestReader {

    /** What an @ stands before; any other belongs to the value, as in {@code lan@2025}. */
    private static final Pattern ATTRIBUTE = Pattern.compile(
            "@(?=(?:mimeType|encoding|schema|uom|dataType|(?:xlink:)?href|method|header|body|bodyReference|asReference)=)",
            Pattern.CASE_INSENSITIVE);

    /** Between inputs or outputs, not before the parameter of a media type, as in {@code text/xml; subtype=gml/3.1.1}. */
    private static final Pattern SEPARATOR = Pattern.compile(";(?!\\s*(?:subtype|version|charset)=)");

    private static final Pattern ENCODED = Pattern.compile("(?:[A-Za-z0-9_.~*+!'()/:,-]|%[0-9A-Fa-f]{2})*+");

    private ExecuteRequestReader() {}

    // ---- XML

    static ExecuteRequest read(Element root) {
        Offered process = Offered.named(child(root, "Identifier")
                .map(ExecuteRequestReader::text)
                .orElseThrow(() ->
                        WpsException.missing("Identifier", "<ows:Identifier>regstat:Reaggregate</ows:Identifier>")));
        List<Input> inputs = new ArrayList<>();
        child(root, "DataInputs")
                .ifPresent(list -> Xml.children(list, "Input").forEach(input -> inputs.add(input(input))));
        Optional<Element> form = child(root, "ResponseForm");
        Optional<Output> raw = form.flatMap(f -> child(f, "RawDataOutput")).map(ExecuteRequestReader::output);
        Optional<Element> document = form.flatMap(f -> child(f, "ResponseDocument"));
        List<Output> outputs = document.map(d -> Xml.children(d, "Output").stream()
                        .map(ExecuteRequestReader::output)
                        .toList())
                .orElse(List.of());
        return new ExecuteRequest(
                process,
                inputs,
                raw,
                outputs,
                document.map(d -> flag(d, "storeExecuteResponse")).orElse(false),
                document.map(d -> flag(d, "status")).orElse(false),
                document.map(d -> flag(d, "lineage")).orElse(false));
    }

    private static Input input(Element element) {
        String identifier = child(element, "Identifier")
                .map(ExecuteRequestReader::text)
                .orElseThrow(() -> WpsException.missing("Identifier", "an ows:Identifier in each wps:Input"));
        Optional<Element> reference = child(element, "Reference");
        if (reference.isPresent()) return reference(identifier, reference.get());
        Element data = child(element, "Data")
                .orElseThrow(() -> WpsException.missing(identifier, "wps:Data or wps:Reference in the input"));
        Element value = Xml.children(data).stream()
                .findFirst()
                .orElseThrow(() -> WpsException.missing(identifier, "a wps:LiteralData or wps:ComplexData"));
        if (value.getLocalName().equals("LiteralData")) {
            return new Input(
                    identifier,
                    Optional.of(value.getTextContent()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
        if (!value.getLocalName().equals("ComplexData")) {
            throw WpsException.invalid(
                    identifier,
                    identifier + ": wps:" + value.getLocalName() + " is not taken here; give wps:ComplexData");
        }
        Optional<Element> xml = Xml.children(value).stream().findFirst();
        return new Input(
                identifier,
                xml.isPresent() ? Optional.empty() : Optional.of(value.getTextContent()),
                xml,
                Optional.empty(),
                Xml.attribute(value, "mimeType"));
    }

    private static Input reference(String identifier, Element reference) {
        String href = reference.getAttributeNS("http://www.w3.org/1999/xlink", "href");
        if (href.isBlank()) throw WpsException.missing(identifier, "xlink:href in wps:Reference");
        Optional<Element> body =
                child(reference, "Body").flatMap(b -> Xml.children(b).stream().findFirst());
        return new Input(
                identifier,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Reference(href, body)),
                Xml.attribute(reference, "mimeType"));
    }

    private static Output output(Element element) {
        String identifier = child(element, "Identifier")
                .map(ExecuteRequestReader::text)
                .orElseThrow(() -> WpsException.missing("Identifier", "<ows:Identifier>result</ows:Identifier>"));
        return new Output(identifier, Xml.attribute(element, "mimeType"), flag(element, "asReference"));
    }

    private static Optional<Element> child(Element parent, String name) {
        return Xml.children(parent, name).stream().findFirst();
    }

    private static String text(Element element) {
        return element.getTextContent().strip();
    }

    private static boolean flag(Element element, String attribute) {
        return Xml.attribute(element, attribute)
                .map(ExecuteRequestReader::isTrue)
                .orElse(false);
    }

    // ---- parameters

    static ExecuteRequest read(Kvp kvp) {
        Offered process = Offered.named(kvp.get("identifier")
                .orElseThrow(() -> WpsException.missing("Identifier", "Identifier=regstat:Reaggregate")));
        List<Input> inputs = new ArrayList<>();
        for (String part : parts(kvp.get("dataInputs").orElse(""))) inputs.add(input(part));
        Optional<Output> raw =
                parts(kvp.get("rawDataOutput").orElse("")).stream().findFirst().map(ExecuteRequestReader::output);
        List<Output> outputs = parts(kvp.get("responseDocument").orElse("")).stream()
                .map(ExecuteRequestReader::output)
                .toList();
        return new ExecuteRequest(
                process,
                inputs,
                raw,
                outputs,
                flag(kvp, "storeExecuteResponse"),
                flag(kvp, "status"),
                flag(kvp, "lineage"));
    }

    private static boolean flag(Kvp kvp, String name) {
        return kvp.get(name).map(ExecuteRequestReader::isTrue).orElse(false);
    }

    private static boolean isTrue(String text) {
        return text.strip().equalsIgnoreCase("true") || text.strip().equals("1");
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        for (String part : SEPARATOR.split(text, -1)) {
            if (!part.isBlank()) parts.add(part.strip());
        }
        return parts;
    }

    private static Input input(String part) {
        String[] attributes = ATTRIBUTE.split(part, -1);
        int equals = attributes[0].indexOf('=');
        if (equals < 1) {
            throw WpsException.invalid(
                    "DataInputs", "DataInputs: '" + shortened(part) + "' is not of the form input=value");
        }
        String identifier = attributes[0].substring(0, equals);
        String value = attributes[0].substring(equals + 1);
        Optional<String> href = attribute(attributes, "xlink:href").or(() -> attribute(attributes, "href"));
        return new Input(
                identifier,
                href.isPresent() ? Optional.empty() : Optional.of(whole(value)),
                Optional.empty(),
                href.map(h -> new Reference(decoded(h, identifier), Optional.empty())),
                attribute(attributes, "mimeType").map(ExecuteRequestReader::whole));
    }

    /**
     * A value too is to be encoded by itself (10.2.2); many clients do not, whose values have signs that encoding leaves none of. A
     * plus alone is no sign of encoding.
     */
    private static String whole(String value) {
        return value.contains("%") && ENCODED.matcher(value).matches()
                ? URLDecoder.decode(value, StandardCharsets.UTF_8)
                : value;
    }

    /** A reference has signs that separate inputs, so clients encode it once more. */
    private static String decoded(String href, String identifier) {
        try {
            return URLDecoder.decode(href, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw WpsException.invalid(
                    identifier, identifier + ": '" + shortened(href) + "' is not percent-encoded; a % is written %25");
        }
    }

    private static Output output(String part) {
        String[] attributes = ATTRIBUTE.split(part, -1);
        String identifier =
                attributes[0].endsWith("=") ? attributes[0].substring(0, attributes[0].length() - 1) : attributes[0];
        return new Output(
                identifier,
                attribute(attributes, "mimeType").map(ExecuteRequestReader::whole),
                attribute(attributes, "asReference")
                        .map(ExecuteRequestReader::isTrue)
                        .orElse(false));
    }

    /** Names in any case, as GeoServer takes them. */
    private static Optional<String> attribute(String[] parts, String name) {
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0 && parts[i].substring(0, equals).equalsIgnoreCase(name)) {
                return Optional.of(parts[i].substring(equals + 1));
            }
        }
        return Optional.empty();
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
