package se.regstat.importing.format;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import se.regstat.statistics.format.FeatureRow;

/**
 * One feature of a file.
 *
 * @param position for error messages, as in {@code line 7} or {@code feature 3}
 * @param attributes as text; whole numbers without decimals; no entry where the file has no value
 * @param geometry polygonal, as in the file: x = easting or longitude
 */
public record Feature(String position, Map<String, String> attributes, Geometry geometry) {

    /** As read; empty, with the reason among the problems, if its geometry is not of the shape wanted. */
    static Optional<Feature> of(FeatureRow row, Shape shape, Problems problems) {
        if (!shape.accepts(row.geometry(), row.position(), row.attributes(), problems)) return Optional.empty();
        Map<String, String> attributes = new HashMap<>();
        row.attributes().forEach((name, value) -> attributes.put(name, Numbers.text(value)));
        return Optional.of(new Feature(row.position(), attributes, row.geometry()));
    }

    /** The attribute without surrounding blanks; empty if there is none. */
    public String attribute(String column) {
        return attributes.getOrDefault(column, "").strip();
    }
}
