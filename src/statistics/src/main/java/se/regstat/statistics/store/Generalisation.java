package se.regstat.statistics.store;

import java.util.List;
import org.locationtech.jts.geom.Geometry;
import se.regstat.statistics.division.Area;

/**
 * All areas of a vintage in less detail, neighbours still sharing their borders exactly.
 *
 * @param tolerance metres: no more detail than a reader sees who draws one pixel that large
 * @param geometries EPSG:3006, in the order of the vintage's areas (by code)
 */
public record Generalisation(double tolerance, List<Geometry> geometries) {

    public Generalisation {
        geometries = List.copyOf(geometries);
    }

    /** @throws IllegalArgumentException if there is not one geometry for each area */
    public void requireEach(List<Area> areas) {
        if (geometries.size() == areas.size()) return;
        throw new IllegalArgumentException(
                "a generalisation has one geometry for each area: " + areas.size() + ", not " + geometries.size());
    }
}
