package se.regstat.statistics.snapshot;

import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;

/**
 * Finds, for each segment of areas' outlines, the area on its other side. An open-addressing table, let go afterwards: a
 * nation has more than a million segments.
 *
 * <p>Points are numbered through all rings of all areas, closing points too; a segment has the number of its first point.
 */
final class SharedSegments {

    private static final int NONE = -1;

    private final double[] x;
    private final double[] y;
    private final int[] areaOf;
    private final int[] neighbour;
    private final int[] table;

    SharedSegments(List<? extends Geometry> areas) {
        int points = areas.stream().mapToInt(Geometry::getNumPoints).sum();
        x = new double[points];
        y = new double[points];
        areaOf = new int[points];
        neighbour = new int[points];
        Arrays.fill(neighbour, NONE);
        // Never more than half full: 0 is free, others are a segment's number and 1.
        table = new int[4 * Integer.highestOneBit(Math.max(1, points))];
        int next = 0;
        for (int area = 0; area < areas.size(); area++) {
            for (LinearRing ring : Borders.rings(areas.get(area))) next = add(area, ring.getCoordinateSequence(), next);
        }
    }

    /** By segment; -1 where there is none, or one cannot tell because more than two areas have it. */
    int[] neighbours() {
        return neighbour;
    }

    private int add(int area, CoordinateSequence ring, int first) {
        for (int i = 0; i < ring.size(); i++) {
            x[first + i] = ring.getX(i);
            y[first + i] = ring.getY(i);
            areaOf[first + i] = area;
        }
        for (int i = 0; i < ring.size() - 1; i++) match(first + i);
        return first + ring.size();
    }

    private void match(int segment) {
        int mask = table.length - 1;
        int slot = hash(segment) & mask;
        while (table[slot] != 0) {
            int other = table[slot] - 1;
            if (isSame(segment, other)) {
                if (neighbour[other] == NONE && areaOf[other] != areaOf[segment]) {
                    neighbour[other] = areaOf[segment];
                    neighbour[segment] = areaOf[other];
                }
                return;
            }
            slot = (slot + 1) & mask;
        }
        table[slot] = segment + 1;
    }

    private boolean isSame(int a, int b) {
        return (isSamePoint(a, b + 1) && isSamePoint(a + 1, b)) || (isSamePoint(a, b) && isSamePoint(a + 1, b + 1));
    }

    private boolean isSamePoint(int a, int b) {
        return x[a] == x[b] && y[a] == y[b];
    }

    /** The same in both directions. */
    private int hash(int segment) {
        long hash = (bits(segment) + bits(segment + 1)) * 0x9E3779B97F4A7C15L;
        return (int) (hash >>> 32);
    }

    private long bits(int point) {
        long hash = (Double.doubleToLongBits(x[point]) * 31 + Double.doubleToLongBits(y[point])) * 0xBF58476D1CE4E5B9L;
        return hash ^ (hash >>> 29);
    }
}
