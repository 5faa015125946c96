package se.regstat.statistics.overlay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateList;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Whether two areas are one drawing: the same rings vertex by vertex, wherever these begin, none moved by more than a metre, as
 * coordinates are that were rounded or went through another reference system. Metres in EPSG:3006.
 */
public final class SameDrawing {

    private static final double MOVED = 1;

    private SameDrawing() {}

    /** Of polygons and multipolygons. */
    public static boolean of(Geometry a, Geometry b) {
        if (!near(a.getEnvelopeInternal(), b.getEnvelopeInternal())) return false;
        List<Ring> rings = rings(a);
        List<Ring> others = rings(b);
        if (rings.size() != others.size()) return false;
        for (Ring ring : rings) {
            Optional<Ring> same = others.stream().filter(ring::isSame).findFirst();
            if (same.isEmpty()) return false;
            others.remove(same.get());
        }
        return true;
    }

    private static boolean near(Envelope a, Envelope b) {
        return Math.abs(a.getMinX() - b.getMinX()) <= MOVED
                && Math.abs(a.getMaxX() - b.getMaxX()) <= MOVED
                && Math.abs(a.getMinY() - b.getMinY()) <= MOVED
                && Math.abs(a.getMaxY() - b.getMaxY()) <= MOVED;
    }

    private static List<Ring> rings(Geometry area) {
        List<Ring> rings = new ArrayList<>();
        for (int part = 0; part < area.getNumGeometries(); part++) {
            Polygon polygon = (Polygon) area.getGeometryN(part);
            rings.add(Ring.of(polygon.getExteriorRing(), true));
            for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                rings.add(Ring.of(polygon.getInteriorRingN(hole), false));
            }
        }
        return rings;
    }

    /** @param points not closed, none twice in a row */
    private record Ring(List<Coordinate> points, Envelope box, boolean shell) {

        static Ring of(LinearRing ring, boolean shell) {
            CoordinateList points = new CoordinateList(ring.getCoordinates(), false);
            if (!points.isEmpty()) points.remove(points.size() - 1);
            return new Ring(List.copyOf(points), ring.getEnvelopeInternal(), shell);
        }

        boolean isSame(Ring other) {
            if (shell != other.shell || points.size() != other.points.size() || !near(box, other.box)) return false;
            if (points.isEmpty()) return true;
            for (int start = 0; start < points.size(); start++) {
                if (points.get(0).distance(other.points.get(start)) > MOVED) continue;
                if (follows(other, start, 1) || follows(other, start, -1)) return true;
            }
            return false;
        }

        private boolean follows(Ring other, int start, int step) {
            int size = points.size();
            for (int i = 0; i < size; i++) {
                Coordinate there = other.points.get(Math.floorMod(start + step * i, size));
                if (points.get(i).distance(there) > MOVED) return false;
            }
            return true;
        }
    }
}
