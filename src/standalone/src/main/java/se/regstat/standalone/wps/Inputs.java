package se.regstat.standalone.wps;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.geotools.api.data.Parameter;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Geometry;
import se.regstat.standalone.http.OgcRequest;
import se.regstat.standalone.wps.ExecuteRequest.Input;
import se.regstat.statistics.format.ReadLimits;

/** Turns what a client wrote into what a process takes. */
final class Inputs {

    private static final long BYTES_OF_FEATURE = 500;
    private static final long BYTES_OF_VERTEX = 40;

    private final References references;
    private final ReadLimits limits;

    /** @param limits of each input by itself */
    Inputs(References references, ReadLimits limits) {
        this.references = references;
        this.limits = limits;
    }

    /** @throws WpsException if a value is wrong, too many or missing, or there is no such input */
    Map<String, Object> of(ExecuteRequest request, OgcRequest http) {
        Offered process = request.process();
        Map<String, List<Object>> given = new LinkedHashMap<>();
        for (Input input : request.inputs()) {
            Parameter<?> parameter = process.input(input.identifier());
            Object value;
            try {
                value = value(parameter, input, http);
            } catch (StackOverflowError e) {
                throw WpsException.invalid(parameter.key, parameter.key + ": it is nested too deeply to be read");
            }
            given.computeIfAbsent(input.identifier(), id -> new ArrayList<>()).add(value);
        }
        Map<String, Object> values = new HashMap<>();
        process.inputs().forEach((key, parameter) -> {
            List<Object> all = given.getOrDefault(key, List.of());
            if (all.size() < parameter.minOccurs && parameter.sample == null) {
                throw WpsException.missing(key, "an input " + key + " of " + process.name());
            }
            if (parameter.maxOccurs > 0 && all.size() > parameter.maxOccurs) {
                throw WpsException.invalid(
                        key,
                        key + " is given " + all.size() + " times; it is taken " + parameter.maxOccurs
                                + " times at most");
            }
            if (all.isEmpty()) return;
            boolean several = parameter.maxOccurs > 1 || Collection.class.isAssignableFrom(parameter.type);
            values.put(key, several ? all : all.get(0));
        });
        return values;
    }

    /** What the values take in memory, about, and so what comes of them. */
    static long bytes(Map<String, Object> values) {
        long bytes = 0;
        for (Object value : values.values()) {
            if (!(value instanceof SimpleFeatureCollection features)) continue;
            try (SimpleFeatureIterator all = features.features()) {
                while (all.hasNext()) {
                    bytes += BYTES_OF_FEATURE;
                    if (all.next().getDefaultGeometry() instanceof Geometry g)
                        bytes += BYTES_OF_VERTEX * g.getNumPoints();
                }
            }
        }
        return bytes;
    }

    private Object value(Parameter<?> parameter, Input input, OgcRequest http) {
        DataType type = DataType.of(parameter.type)
                .orElseThrow(() -> WpsException.invalid(
                        parameter.key, parameter.key + ": values of this kind are not taken here"));
        Input resolved = input;
        if (input.reference().isPresent()) {
            References.Fetched fetched = references.get(input.reference().get(), input.identifier(), http);
            resolved = new Input(
                    input.identifier(),
                    Optional.of(fetched.text()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(
                            fetched.contentType().contains("json")
                                    ? FeatureFormats.GEOJSON.mimeType()
                                    : fetched.contentType().contains("csv")
                                            ? FeatureFormats.CSV.mimeType()
                                            : FeatureFormats.GML.mimeType()));
        }
        if (type == DataType.LITERAL) {
            return DataType.literal(
                    parameter,
                    resolved.text()
                            .orElseThrow(() -> WpsException.invalid(
                                    parameter.key, parameter.key + " is a literal; give wps:LiteralData")));
        }
        if (type == DataType.GEOMETRY) {
            return FeatureDocument.geometry(
                    resolved.text()
                            .orElseThrow(() -> WpsException.invalid(
                                    parameter.key, parameter.key + ": give WKT or GeoJSON as text")),
                    parameter.key,
                    limits);
        }
        if (resolved.xml().isPresent())
            return FeatureDocument.read(resolved.xml().get(), parameter.key);
        String text = resolved.text().orElse("");
        return FeatureDocument.read(text, format(resolved.mimeType(), text, parameter.key), parameter.key, limits);
    }

    /** As said; where nothing is said, as it looks. */
    private static FeatureFormats format(Optional<String> mimeType, String text, String locator) {
        if (mimeType.isPresent()) return FeatureFormats.ofInput(mimeType.get(), locator);
        String start = text.strip();
        if (start.startsWith("{")) return FeatureFormats.GEOJSON;
        return start.startsWith("<") ? FeatureFormats.GML : FeatureFormats.CSV;
    }
}
