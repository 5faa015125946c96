package se.regstat.statistics.division;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.locationtech.jts.geom.MultiPolygon;

/**
 * One area of a vintage.
 *
 * @param code unique within the vintage
 * @param name may be empty: SCB does not name DeSO
 * @param localName what the region or kommun calls it
 * @param parents code of the parent area by parent division id
 * @param geometry EPSG:3006, x = easting, y = northing, metres, valid
 * @param landAreaKm2 as given by a source, never guessed
 */
public record Area(
        String code,
        String name,
        Optional<String> localName,
        Map<String, String> parents,
        MultiPolygon geometry,
        OptionalDouble landAreaKm2) {

    public Area {
        parents = Map.copyOf(parents);
    }

    /** What people call it: its local name, else the published one; empty if it has neither. */
    public String calledName() {
        return localName.orElse(name);
    }

    /** Planar area in EPSG:3006, in km²; includes water unless the source clipped it. */
    public double areaKm2() {
        return geometry.getArea() / 1e6;
    }

    /** @throws IllegalArgumentException if areas are not ordered by code, or two have the same */
    public static void requireCodeOrder(List<Area> areas) {
        for (int i = 1; i < areas.size(); i++) {
            if (areas.get(i - 1).code().compareTo(areas.get(i).code()) >= 0) {
                throw new IllegalArgumentException("areas must be ordered by code, each code once: "
                        + areas.get(i - 1).code() + " comes before "
                        + areas.get(i).code());
            }
        }
    }
}
