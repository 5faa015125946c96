package se.regstat.standalone.wps;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.referencing.CRS;
import org.locationtech.jts.geom.Geometry;
import se.regstat.geoserver.info.FeatureText;
import se.regstat.geotools.document.XmlDocument;
import se.regstat.geotools.process.ResultFeatures;
import se.regstat.standalone.format.Answer;
import se.regstat.standalone.format.FeatureSet;
import se.regstat.standalone.format.SrsName;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.wps.ExecuteRequest.Output;
import se.regstat.statistics.text.XmlEscapes;

/** What an execution is answered (OGC 05-007r7, clause 10.3): the output as it is, or a document with outputs, lineage and status. */
final class ExecuteResponse {

    private static final XmlDocument HEAD = new XmlDocument(ExecuteResponse.class, "ExecuteResponse.ftl");
    private static final XmlDocument OUTPUT = new XmlDocument(ExecuteResponse.class, "Output.ftl");

    private final Execution execution;
    private final String serviceUrl;
    private final String workspace;

    /**
     * @param serviceUrl of this WPS
     * @param workspace whose features the results are, in GML
     */
    ExecuteResponse(Execution execution, String serviceUrl, String workspace) {
        this.execution = execution;
        this.serviceUrl = serviceUrl;
        this.workspace = workspace;
    }

    /** Before anything is computed. @throws WpsException if an output that is wanted is not there, or not in the format wanted */
    static void check(ExecuteRequest request) {
        Map<String, Parameter<?>> there = request.process().outputs();
        Stream.concat(request.raw().stream(), request.outputs().stream()).forEach(output -> {
            Parameter<?> parameter = there.get(output.identifier());
            if (parameter == null) throw noOutput(request.process(), output.identifier());
            if (DataType.of(parameter.type).equals(Optional.of(DataType.FEATURES))) {
                FeatureFormats.of(output.mimeType(), output.identifier());
            }
        });
    }

    private static WpsException noOutput(Offered process, String identifier) {
        return WpsException.invalid(
                identifier,
                process.name() + " has no output '" + identifier + "'; it has "
                        + String.join(", ", process.outputs().keySet()));
    }

    /** An output as it is. @throws WpsException if there is none of that name */
    OgcReply raw(Output wanted) {
        Object value = value(wanted.identifier());
        if (value instanceof SimpleFeatureCollection features) {
            FeatureFormats format = FeatureFormats.of(wanted.mimeType(), wanted.identifier());
            return new OgcReply(
                    200,
                    format == FeatureFormats.GEOJSON
                            ? "application/json"
                            : format.format().contentType(),
                    Map.of(
                            "Content-Disposition",
                            "inline; filename=\"" + wanted.identifier() + "." + format.extension() + "\""),
                    out -> write(format, wanted.identifier(), features, out));
        }
        byte[] text = literal(value).getBytes(StandardCharsets.UTF_8);
        return OgcReply.ok("text/plain;charset=UTF-8", out -> out.write(text));
    }

    /** The document, as far as the execution is. */
    OgcReply document() {
        List<Output> wanted = execution.request().outputs().isEmpty()
                ? execution.request().process().outputs().keySet().stream()
                        .map(id -> new Output(id, Optional.empty(), false))
                        .toList()
                : execution.request().outputs();
        boolean done = execution.state() == Execution.State.SUCCEEDED;
        if (done) wanted.forEach(output -> value(output.identifier()));
        byte[] head = HEAD.bytes(values());
        return OgcReply.ok("text/xml;charset=UTF-8", out -> {
            out.write(head);
            if (done) {
                write("  <wps:ProcessOutputs>\n", out);
                for (Output output : wanted) write(output, out);
                write("  </wps:ProcessOutputs>\n", out);
            }
            write("</wps:ExecuteResponse>\n", out);
        });
    }

    private Map<String, Object> values() {
        Offered process = execution.request().process();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("url", serviceUrl);
        values.put("id", process.name());
        values.put("title", process.title());
        values.put("version", process.version());
        values.put("state", execution.state().name().toLowerCase(Locale.ROOT));
        values.put("percent", execution.percent());
        values.put("time", execution.accepted().truncatedTo(ChronoUnit.SECONDS).toString());
        values.put("statusLocation", execution.request().store() ? location("GetExecutionStatus") : "");
        execution.failure().ifPresent(e -> {
            values.put("code", e.code().name());
            values.put("locator", XmlEscapes.legal(e.locator()));
            values.put("message", XmlEscapes.legal(e.getMessage()));
        });
        values.put("notes", execution.notes().stream().map(XmlEscapes::legal).toList());
        values.put("lineage", execution.request().lineage());
        values.put(
                "inputs",
                execution.lineage().stream()
                        .map(told -> Map.of(
                                "id", told.id(),
                                "href", told.href(),
                                "mimeType", told.mimeType(),
                                "literal", told.literal(),
                                "markup", told.markup()))
                        .toList());
        values.put(
                "outputs",
                execution.request().outputs().stream()
                        .map(o -> Map.of(
                                "id", o.identifier(), "mimeType", o.mimeType().orElse("")))
                        .toList());
        return values;
    }

    private String location(String request) {
        return serviceUrl + "?service=WPS&version=1.0.0&request=" + request + "&executionId=" + execution.id();
    }

    private Object value(String identifier) {
        Object value = execution.outputs().get(identifier);
        if (value == null) throw noOutput(execution.request().process(), identifier);
        return value;
    }

    private void write(Output output, OutputStream out) throws IOException {
        Object value = value(output.identifier());
        Parameter<?> parameter = execution.request().process().outputs().get(output.identifier());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", output.identifier());
        values.put("title", parameter == null ? output.identifier() : String.valueOf(parameter.title));
        values.put("type", parameter == null ? "" : DataType.schemaType(parameter.type));
        values.put("literal", "");
        values.put("href", "");
        values.put("mimeType", "");
        values.put("schema", "");
        if (!(value instanceof SimpleFeatureCollection features)) {
            values.put("literal", literal(value));
            out.write(OUTPUT.bytes(values));
            return;
        }
        FeatureFormats format = FeatureFormats.of(output.mimeType(), output.identifier());
        values.put("mimeType", format.mimeType());
        format.version()
                .map(gml -> new ResultSchema(serviceUrl).address(List.of(set(output.identifier(), features)), gml))
                .ifPresent(schema -> values.put("schema", schema));
        if (output.asReference()) {
            values.put(
                    "href",
                    location("GetExecutionResult") + "&outputId=" + output.identifier() + "&mimetype="
                            + java.net.URLEncoder.encode(format.mimeType(), StandardCharsets.UTF_8));
            out.write(OUTPUT.bytes(values));
            return;
        }
        String around = new String(OUTPUT.bytes(values), StandardCharsets.UTF_8);
        int middle = around.indexOf("</wps:ComplexData>");
        write(around.substring(0, middle), out);
        OutputStream inside = format.version().isPresent() ? new WithoutDeclaration(out) : new Escaping(out);
        write(format, output.identifier(), features, inside);
        inside.flush();
        write(around.substring(middle), out);
    }

    private void write(FeatureFormats format, String name, SimpleFeatureCollection features, OutputStream out)
            throws IOException {
        // GeoJSON is for what has a place.
        if (format == FeatureFormats.GEOJSON && features instanceof ResultFeatures result && !result.hasGeometry()) {
            FeatureText.json(result, out);
        } else {
            format.format().write(answer(name, features), out);
        }
    }

    private static void write(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String literal(Object value) {
        return value instanceof Geometry geometry ? geometry.toText() : String.valueOf(value);
    }

    private Answer answer(String name, SimpleFeatureCollection features) {
        return Answer.of(List.of(set(name, features)), new ResultSchema(serviceUrl));
    }

    private FeatureSet set(String name, SimpleFeatureCollection features) {
        return FeatureSet.of(workspace, name, features, srs(features.getSchema()));
    }

    private static Optional<SrsName> srs(SimpleFeatureType type) {
        CoordinateReferenceSystem crs = type.getCoordinateReferenceSystem();
        if (crs == null) return Optional.empty();
        try {
            Integer code = CRS.lookupEpsgCode(crs, false);
            return code == null ? Optional.empty() : Optional.of(SrsName.parse("EPSG:" + code));
        } catch (FactoryException e) {
            return Optional.empty();
        }
    }

    /** Passes on text inside an XML element. */
    private static final class Escaping extends FilterOutputStream {
        Escaping(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            switch (b) {
                case '&' -> out.write("&amp;".getBytes(StandardCharsets.US_ASCII));
                case '<' -> out.write("&lt;".getBytes(StandardCharsets.US_ASCII));
                case '>' -> out.write("&gt;".getBytes(StandardCharsets.US_ASCII));
                default -> out.write(b);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteArrayOutputStream escaped = new ByteArrayOutputStream(length + 16);
            Escaping inside = new Escaping(escaped);
            for (int i = offset; i < offset + length; i++) inside.write(bytes[i]);
            escaped.writeTo(out);
        }
    }

    /** Passes on an XML document but for its declaration. */
    private static final class WithoutDeclaration extends FilterOutputStream {
        private boolean begun;

        WithoutDeclaration(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            if (begun) out.write(b);
            else if (b == '\n') begun = true;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int from = offset;
            while (!begun && from < offset + length) write(bytes[from++]);
            if (begun) out.write(bytes, from, offset + length - from);
        }
    }
}
