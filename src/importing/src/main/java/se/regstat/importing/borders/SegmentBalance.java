package se.regstat.importing.borders;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.CoordinateList;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.division.Area;

/**
 * Counts, for every segment, how many areas lie on either side of it, and keeps those where the two differ. An
 * open-addressing table: a nation has more than a million segments.
 */
final class SegmentBalance {

    private final List<Area> areas;
    private final double[] ends; // x0, y0, x1, y1 with the smaller end first
    private final int[] balance;
    private final boolean[] used;
    private final int mask;

    SegmentBalance(List<Area> areas) {
        this.areas = areas;
        int vertices = areas.stream().mapToInt(a -> a.geometry().getNumPoints()).sum();
        int size = Integer.highestOneBit(Math.max(16, vertices + vertices / 3)) * 2; // never full
        ends = new double[4 * size];
        balance = new int[size];
        used = new boolean[size];
        mask = size - 1;
        forEachRing(areas, this::add);
    }

    private void add(LinearRing ring, boolean shell) {
        CoordinateSequence points = ring.getCoordinateSequence();
        int inward = Orientation.isCCW(points) == shell ? 1 : -1;
        for (int i = 1; i < points.size(); i++) {
            int slot = slotOf(points, i);
            if (slot >= 0) balance[slot] += isForward(points, i) ? inward : -inward;
        }
    }

    private static boolean isForward(CoordinateSequence points, int i) {
        int byX = Double.compare(points.getX(i - 1), points.getX(i));
        return byX != 0 ? byX < 0 : points.getY(i - 1) < points.getY(i);
    }

    /** Of the segment that ends at this point; -1 if it has no length. */
    private int slotOf(CoordinateSequence points, int i) {
        double x0 = points.getX(i - 1);
        double y0 = points.getY(i - 1);
        double x1 = points.getX(i);
        double y1 = points.getY(i);
        if (x0 == x1 && y0 == y1) return -1;
        return isForward(points, i) ? slot(x0, y0, x1, y1) : slot(x1, y1, x0, y0);
    }

    private int slot(double x0, double y0, double x1, double y1) {
        long hash = Double.doubleToLongBits(x0) * 31 + Double.doubleToLongBits(y0);
        hash = (hash * 31 + Double.doubleToLongBits(x1)) * 31 + Double.doubleToLongBits(y1);
        hash *= 0x9E3779B97F4A7C15L;
        int slot = (int) (hash >>> 32) & mask;
        while (used[slot]) {
            int at = 4 * slot;
            if (ends[at] == x0 && ends[at + 1] == y0 && ends[at + 2] == x1 && ends[at + 3] == y1) return slot;
            slot = slot + 1 & mask;
        }
        used[slot] = true;
        int at = 4 * slot;
        ends[at] = x0;
        ends[at + 1] = y0;
        ends[at + 2] = x1;
        ends[at + 3] = y1;
        return slot;
    }

    /** As long as may be: noding and joining them to faces is much faster so. To be called once. */
    List<LineString> unmatched() {
        List<LineString> lines = new ArrayList<>();
        forEachRing(areas, (ring, shell) -> {
            CoordinateSequence points = ring.getCoordinateSequence();
            CoordinateList line = new CoordinateList();
            for (int i = 1; i < points.size(); i++) {
                int slot = slotOf(points, i);
                boolean unmatched = slot >= 0 && balance[slot] != 0;
                if (unmatched) {
                    balance[slot] = 0; // told once, however many areas have it
                    if (line.isEmpty()) line.add(points.getCoordinate(i - 1));
                    line.add(points.getCoordinate(i));
                }
                if (!line.isEmpty() && (!unmatched || i == points.size() - 1)) {
                    lines.add(ring.getFactory().createLineString(line.toCoordinateArray()));
                    line = new CoordinateList();
                }
            }
        });
        return lines;
    }

    private interface RingVisitor {
        void visit(LinearRing ring, boolean shell);
    }

    private static void forEachRing(List<Area> areas, RingVisitor visitor) {
        for (Area area : areas) {
            for (int i = 0; i < area.geometry().getNumGeometries(); i++) {
                Polygon polygon = (Polygon) area.geometry().getGeometryN(i);
                visitor.visit(polygon.getExteriorRing(), true);
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    visitor.visit(polygon.getInteriorRingN(hole), false);
                }
            }
        }
    }
}
