package se.regstat.geoserver.download;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.regstat.geoserver.metadata.Layer;
import se.regstat.geotools.Table;
import se.regstat.statistics.format.CsvWriter;

/**
 * A dataset as one table of comma-separated values: the rows of its layers one after the other, with the attributes that the layers
 * have in WFS, but no geometry, which spreadsheet programs have no room for. Where several layers may be in it, the division that
 * each row is of comes first.
 */
final class CsvDownload {

    static final String TYPE = "text/csv";

    private static final String DIVISION = "division";

    private CsvDownload() {}

    static void write(Content content, OutputStream stream) throws IOException {
        CsvWriter out = new CsvWriter(stream);
        Set<String> columns = new LinkedHashSet<>();
        boolean ofDivisions = content.layers().keySet().stream()
                .anyMatch(layer -> layer.series().isPresent());
        if (ofDivisions) columns.add(DIVISION);
        content.layers()
                .values()
                .forEach(table -> columns.addAll(Content.attributes(table).keySet()));
        out.header(List.copyOf(columns), 0, false);
        for (Map.Entry<Layer, Table> layer : content.layers().entrySet()) {
            Table table = layer.getValue();
            Map<String, Integer> attributes = Content.attributes(table);
            int[] places = columns.stream()
                    .mapToInt(column -> attributes.getOrDefault(column, -1))
                    .toArray();
            String division =
                    layer.getKey().series().map(series -> series.division()).orElse("");
            for (int i = 0; i < table.size(); i++) {
                int row = i;
                out.row(column -> {
                    if (ofDivisions && column == 0) return division;
                    return places[column] < 0 ? null : table.value(row, places[column]);
                });
            }
        }
        out.finish();
    }
}
