package se.regstat.statistics.event;

import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.algorithm.locate.PointOnGeometryLocator;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;

/**
 * Whether points are in one polygon. A point on its border counts as moved by an infinitely small amount to the east, and by one
 * infinitely smaller to the north (Edelsbrunner and Mücke 1990). Hence
 *
 * <ul>
 *   <li>of areas that border on one another vertex by vertex, a point is in exactly one, and what is in a union is in one of its parts;
 *   <li>whether a point is in a polygon depends on the two alone, not on other areas, their order or their codes;
 *   <li>a point on a border that nothing lies east of, or north of where it runs from west to east, is in none.
 * </ul>
 *
 * All of it is decided exactly. Not thread-safe.
 */
final class PointInArea {

    /** Points that make it worth while to sort a polygon's segments. */
    private static final int MANY = 8;

    private final Geometry area;
    private final PointOnGeometryLocator locator;

    /**
     * @param area a valid polygon or multi-polygon
     * @param points how many will be asked for
     */
    PointInArea(Geometry area, int points) {
        this.area = area;
        this.locator = points < MANY ? new SimplePointInAreaLocator(area) : new IndexedPointInAreaLocator(area);
    }

    boolean has(Coordinate point) {
        int where = locator.locate(point);
        return where == Location.INTERIOR || (where == Location.BOUNDARY && isJustEast(point));
    }

    /** By the number of times that the border is crossed on the way to the east. */
    private boolean isJustEast(Coordinate point) {
        boolean inside = false;
        for (int i = 0; i < area.getNumGeometries(); i++) {
            Polygon polygon = (Polygon) area.getGeometryN(i);
            inside ^= isCrossedOddly(polygon.getExteriorRing(), point);
            for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                inside ^= isCrossedOddly(polygon.getInteriorRingN(hole), point);
            }
        }
        return inside;
    }

    private static boolean isCrossedOddly(LinearRing ring, Coordinate point) {
        CoordinateSequence vertices = ring.getCoordinateSequence();
        boolean odd = false;
        Coordinate from = vertices.getCoordinate(0);
        for (int i = 1; i < vertices.size(); i++) {
            Coordinate to = vertices.getCoordinate(i);
            if (from.y > point.y != to.y > point.y) {
                Coordinate lower = from.y < to.y ? from : to;
                Coordinate upper = from.y < to.y ? to : from;
                odd ^= Orientation.index(lower, upper, point) == Orientation.LEFT;
            }
            from = to;
        }
        return odd;
    }
}
