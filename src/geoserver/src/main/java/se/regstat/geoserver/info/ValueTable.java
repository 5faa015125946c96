package se.regstat.geoserver.info;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.geotools.data.simple.SimpleFeatureIterator;
import se.regstat.geotools.process.ResultFeatures;
import se.regstat.statistics.format.Json;
import se.regstat.statistics.format.Values;

/**
 * What comes of an operation as a compact table in JSON, without geometry: {@code columns}, {@code rows} of as many values, and {@code
 * notes}. For pages and scripts that have the boundaries already, and what has none.
 */
final class ValueTable {

    private ValueTable() {}

    static void write(ResultFeatures features, OutputStream stream) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
        List<String> columns = features.getSchema().getAttributeDescriptors().stream()
                .filter(column -> !(column instanceof GeometryDescriptor))
                .map(AttributeDescriptor::getLocalName)
                .filter(column -> !column.equals("period"))
                .toList();
        out.write("{\"columns\":" + texts(columns) + ",\n\"notes\":" + texts(features.notes()) + ",\n\"rows\":[");
        try (SimpleFeatureIterator iterator = features.features()) {
            String before = "\n";
            while (iterator.hasNext()) {
                var feature = iterator.next();
                out.write(before);
                before = ",\n";
                String between = "[";
                for (String column : columns) {
                    out.write(between);
                    between = ",";
                    out.write(told(feature.getAttribute(column)));
                }
                out.write("]");
            }
        }
        out.write("\n]}\n");
        out.flush();
    }

    private static String texts(List<String> texts) {
        return "[" + String.join(",", texts.stream().map(Json::quoted).toList()) + "]";
    }

    private static String told(Object value) {
        if (value == null || value instanceof Boolean) return String.valueOf(value);
        if (value instanceof Number) return Values.text(value);
        return Json.quoted(value.toString());
    }
}
