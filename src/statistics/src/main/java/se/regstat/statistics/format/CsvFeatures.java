package se.regstat.statistics.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import se.regstat.statistics.crs.CrsName;
import se.regstat.statistics.format.ReadLimits.Budget;

/** Reads features of CSV with geometry as WKT, easting first, in the first column that has such; {@code SRID=nnnn;} allowed before it. */
public final class CsvFeatures {

    /** @param fields to the last that is not empty */
    private record Line(long number, List<String> fields) {
        String value(int column) {
            return column < fields.size() ? fields.get(column) : "";
        }
    }

    private final Budget budget;
    private final Faults faults;
    private final List<String> columns = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private Optional<CrsName> crs = Optional.empty();
    private boolean heights;

    private CsvFeatures(Budget budget, Faults faults) {
        this.budget = budget;
        this.faults = faults;
    }

    /**
     * @param rows gets each feature that can be read, in order
     * @param faults hears of the others
     * @throws FormatException if it is not CSV, has no column with WKT, or is more than the limits
     * @throws CharacterCodingException if it is in another encoding
     * @throws IOException if its bytes cannot be had
     */
    public static ReadDocument read(
            InputStream document, CsvForm form, ReadLimits limits, Consumer<FeatureRow> rows, Faults faults)
            throws IOException {
        Budget budget = new Budget(limits);
        CsvFeatures features = new CsvFeatures(budget, faults);
        CsvLines.read(budget.counted(document), form, features.new Lines(), faults);
        return features.document(rows);
    }

    private final class Lines implements CsvLines.Hearer {
        @Override
        public void columns(List<String> names) {
            columns.addAll(names);
        }

        @Override
        public void row(long line, List<String> fields) {
            budget.feature();
            int filled = fields.size();
            while (filled > 0 && fields.get(filled - 1).isBlank()) filled--;
            budget.items(filled);
            lines.add(new Line(line, List.copyOf(fields.subList(0, filled))));
        }
    }

    private ReadDocument document(Consumer<FeatureRow> rows) {
        int geometry = geometryColumn();
        for (Line line : lines) row(line, geometry, rows);
        List<String> others = IntStream.range(0, columns.size())
                .filter(i -> i != geometry)
                .filter(i -> !CsvLines.isUnnamed(columns.get(i))
                        || lines.stream().anyMatch(line -> !line.value(i).isBlank()))
                .mapToObj(columns::get)
                .toList();
        return new ReadDocument(others, crs, Optional.empty(), ReadDocument.heights(heights));
    }

    private int geometryColumn() {
        for (int i = 0; i < columns.size(); i++) {
            for (Line line : lines) {
                String value = line.value(i);
                if (value.isBlank()) continue;
                if (Wkt.is(value)) return i;
                break;
            }
        }
        throw new FormatException(
                "there is no column with WKT, such as POLYGON ((…)); its columns are: " + String.join(", ", columns));
    }

    private void row(Line line, int geometry, Consumer<FeatureRow> rows) {
        String where = "line " + line.number();
        String column = columns.get(geometry);
        String text = line.value(geometry).strip();
        if (text.isEmpty()) {
            faults.add(where, "it has no geometry in column '" + column + "'", attributes(line, geometry));
            return;
        }
        if (!Wkt.is(text)) {
            faults.add(
                    where,
                    "'" + Text.shortened(text) + "' in column '" + column + "' is not WKT",
                    attributes(line, geometry));
            return;
        }
        budget.step();
        // Its commas stand between vertices, and between parts, each of which has one at least or is empty.
        budget.vertices(1 + text.chars().filter(sign -> sign == ',').count());
        Wkt wkt;
        try {
            wkt = Wkt.read(text);
        } catch (IllegalArgumentException e) {
            faults.add(where, e.getMessage(), attributes(line, geometry));
            return;
        }
        if (wkt.crs().isPresent()) {
            if (crs.isEmpty()) crs = wkt.crs();
            if (!crs.equals(wkt.crs())) {
                faults.add(
                        where,
                        "it is in " + wkt.crs().get() + ", lines before it in " + crs.get()
                                + "; all of a file should be in one");
                return;
            }
        }
        heights |= wkt.hasHeights();
        rows.accept(new FeatureRow(where, attributes(line, geometry), wkt.geometry()));
    }

    private Map<String, Object> attributes(Line line, int geometry) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (int i = 0; i < line.fields().size(); i++) {
            if (i != geometry && !line.value(i).isBlank()) attributes.put(columns.get(i), line.value(i));
        }
        return attributes;
    }
}
