package se.regstat.importing.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.locationtech.jts.geom.Coordinate;
import se.regstat.statistics.crs.CrsName;
import se.regstat.statistics.format.CsvLines;
import se.regstat.statistics.format.Polygons;

/**
 * A table, CSV or a sheet of a workbook, with the coordinates of a point in each row.
 *
 * @param x the column with eastings or longitudes
 * @param y the column with northings or latitudes
 */
public record PointTable(String x, String y) {

    /**
     * Reads it. Coordinates may have a decimal comma; rows without any are problems.
     *
     * @param wanted which columns are kept
     * @throws ImportException if the file is no table, or lacks one of the columns
     */
    FeatureFile read(Path file, Optional<CrsName> crs, Predicate<String> wanted, Problems problems) {
        Reading reading = new Reading(file, wanted, problems);
        List<String> notes = new TableFile(file, TableForm.USUAL).read(reading, problems);
        StatedCrs stated =
                new StatedCrs(file.toString(), Optional.empty(), crs, Optional.of(StatedCrs.Usual.OF_TABLES));
        return new FeatureFile(reading.columns, stated, reading.features, Optional.empty(), notes);
    }

    private final class Reading implements CsvLines.Hearer {
        private final Path file;
        private final Predicate<String> wanted;
        private final Problems problems;
        private final List<Feature> features = new ArrayList<>();
        private List<String> columns = List.of();
        private int ofX;
        private int ofY;

        Reading(Path file, Predicate<String> wanted, Problems problems) {
            this.file = file;
            this.wanted = wanted;
            this.problems = problems;
        }

        @Override
        public void columns(List<String> names) {
            columns = List.copyOf(names);
            ofX = place(x);
            ofY = place(y);
        }

        private int place(String column) {
            int place = columns.indexOf(column);
            if (place >= 0) return place;
            throw new ImportException(
                    file + " has no column '" + column + "'; its columns are: " + String.join(", ", columns));
        }

        @Override
        public void row(long line, List<String> fields) {
            String position = "line " + line;
            Map<String, String> attributes = new HashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                if (wanted.test(columns.get(i)) && !fields.get(i).isBlank()) {
                    attributes.put(columns.get(i), fields.get(i));
                }
            }
            Optional<Double> east = coordinate(fields.get(ofX), x, position, attributes);
            Optional<Double> north = coordinate(fields.get(ofY), y, position, attributes);
            if (east.isEmpty() || north.isEmpty()) return;
            features.add(new Feature(
                    position, attributes, Polygons.FACTORY.createPoint(new Coordinate(east.get(), north.get()))));
        }

        private Optional<Double> coordinate(
                String text, String column, String position, Map<String, String> attributes) {
            try {
                return Optional.of(Double.valueOf(text.strip().replace(',', '.')));
            } catch (NumberFormatException e) {
                problems.add(
                        position,
                        text.isBlank()
                                ? "it has no coordinate in column '" + column + "'"
                                : "'" + text.strip() + "' in column '" + column + "' is not a coordinate",
                        attributes);
                return Optional.empty();
            }
        }
    }
}
