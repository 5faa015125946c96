package se.regstat.statistics.request;

import java.util.List;
import org.locationtech.jts.geom.Geometry;
import se.regstat.statistics.division.LocalText;

/**
 * What comes of an operation: rows, with a place on the map or without.
 *
 * @param name of files and features with it, {@code reaggregated}
 * @param description of a row, for readers
 * @param hasGeometry whether rows have a place; a table of figures without one is no layer
 * @param columns of every answer, in order; empty where they depend on the question
 */
public record Result(String name, LocalText description, boolean hasGeometry, List<Column> columns) {

    /**
     * A column.
     *
     * @param type of values: String, Integer, Double, Boolean, or a {@link Geometry} in EPSG:3006, easting first
     * @param meaning for readers
     */
    public record Column(String name, Class<?> type, LocalText meaning) {}

    public Result {
        columns = List.copyOf(columns);
    }

    /** Features whose columns depend on the question. */
    public static Result features(String name, LocalText description) {
        return new Result(name, description, true, List.of());
    }

    /** Rows of columns; with a place if one of these is a geometry. */
    public static Result table(String name, LocalText description, List<Column> columns) {
        boolean places = columns.stream().anyMatch(column -> Geometry.class.isAssignableFrom(column.type()));
        return new Result(name, description, places, columns);
    }
}
