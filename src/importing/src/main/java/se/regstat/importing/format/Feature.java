package se.regstat.importing.format;

import java.util.Map;
import org.locationtech.jts.geom.Geometry;

/**
 * One feature of a file.
 *
 * @param position for error messages, as in {@code line 7} or {@code feature 3}
 * @param attributes as text; whole numbers without decimals; no entry where the file has no value
 * @param geometry polygonal, as in the file: x = easting or longitude; only x and y
 */
public record Feature(String position, Map<String, String> attributes, Geometry geometry) {

    /** The attribute without surrounding blanks; empty if there is none. */
    public String attribute(String column) {
        return attributes.getOrDefault(column, "").strip();
    }
}
