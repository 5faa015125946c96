package se.regstat.statistics.ancillary;

import java.util.List;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.indicator.Provenance;

/**
 * Where values can lie at all, such as on land or in built-up areas: binary dasymetric weighting counts only that part of a
 * source area (Eicher and Brewer 2001).
 *
 * @param name such as {@link #LAND} or {@link #BUILT_UP}, {@code [a-z][a-z0-9_-]*}
 * @param polygons EPSG:3006 (E, N), valid, not overlapping
 */
public record Mask(String name, List<Polygon> polygons, Provenance provenance) {

    public static final String LAND = "land";
    public static final String BUILT_UP = "built-up";

    /** Where nobody lives. */
    public static final String WATER = "water";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]*");

    public Mask {
        polygons = List.copyOf(polygons);
        requireName(name);
    }

    static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a name; use lower-case letters, digits, - and _, as in built-up");
        }
    }
}
