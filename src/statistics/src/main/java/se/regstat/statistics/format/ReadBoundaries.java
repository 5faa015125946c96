package se.regstat.statistics.format;

import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;
import se.regstat.statistics.crs.CrsName;

/**
 * Boundaries, or points, that somebody sent.
 *
 * @param columns of the attributes, in the document's order
 * @param rows in the document's order, at least one
 * @param crs of all geometries, told or assumed
 * @param notes what was assumed, and what was left out: sentences for the person who asked
 */
public record ReadBoundaries(List<String> columns, List<Row> rows, CrsName crs, List<String> notes) {

    public ReadBoundaries {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /**
     * One of them.
     *
     * @param position for messages, as in {@code line 7} or {@code feature 3 (line 12)}
     * @param attributes in the document's order: String, Long, BigInteger, Double or Boolean; no entry where there is no value
     * @param geometry in {@link #crs}, easting or longitude first whatever its name says; x and y only, as given, valid or not
     */
    public record Row(String position, Map<String, Object> attributes, Geometry geometry) {}
}
