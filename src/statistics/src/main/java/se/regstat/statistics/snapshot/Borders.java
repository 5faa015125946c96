package se.regstat.statistics.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;

/**
 * Which parts of their outlines areas share, so that each border can be drawn once. Of some areas that are drawn together
 *
 * <ul>
 *   <li>each segment that two of them share belongs to the one that is drawn later, over the other's fill;
 *   <li>each segment that an area shares with none of the others is its own: coasts, and borders with what is not drawn;
 *   <li>what more than two areas share, as they may where they overlap, may belong to several, never to none.
 * </ul>
 *
 * Segments are the same where their ends are, to the last digit. Immutable and thread-safe.
 */
public final class Borders {

    private static final int NONE = -1;

    private final int[] firstRun;
    private final int[] start;
    private final int[] neighbour;

    private Borders(int[] firstRun, int[] start, int[] neighbour) {
        this.firstRun = firstRun;
        this.start = start;
        this.neighbour = neighbour;
    }

    /** @param areas polygons and multipolygons */
    static Borders of(List<? extends Geometry> areas) {
        int[] shared = new SharedSegments(areas).neighbours();
        int[] firstRun = new int[areas.size() + 1];
        int[] start = new int[4 * areas.size()];
        int[] neighbour = new int[start.length];
        int runs = 0;
        int point = 0;
        for (int area = 0; area < areas.size(); area++) {
            firstRun[area] = runs;
            int first = point;
            for (LinearRing ring : rings(areas.get(area))) {
                int end = point + ring.getNumPoints();
                for (int segment = point; segment < end - 1; segment++) {
                    if (segment > point && shared[segment] == shared[segment - 1]) continue;
                    if (runs == start.length) {
                        start = Arrays.copyOf(start, 2 * runs);
                        neighbour = Arrays.copyOf(neighbour, 2 * runs);
                    }
                    start[runs] = segment - first;
                    neighbour[runs++] = shared[segment];
                }
                point = end;
            }
        }
        firstRun[areas.size()] = runs;
        return new Borders(firstRun, Arrays.copyOf(start, runs), Arrays.copyOf(neighbour, runs));
    }

    /**
     * The parts of an area's outline that belong to it, each as long as may be.
     *
     * @param geometry of the area, the very one that these borders were found in
     * @param place when an area is drawn, counted from 0 among those that are drawn together; negative if it is not among them
     */
    public List<LineString> of(int area, Geometry geometry, IntUnaryOperator place) {
        List<LineString> lines = new ArrayList<>();
        int here = place.applyAsInt(area);
        int run = firstRun[area];
        int last = firstRun[area + 1];
        int first = 0;
        for (LinearRing ring : rings(geometry)) {
            CoordinateSequence points = ring.getCoordinateSequence();
            int end = first + points.size();
            int own = lines.size();
            boolean fromStart = false;
            int from = NONE;
            for (; run < last && start[run] < end; run++) {
                boolean owned = neighbour[run] == NONE || place.applyAsInt(neighbour[run]) < here;
                int at = start[run] - first;
                if (owned && from == NONE) {
                    from = at;
                    fromStart |= at == 0;
                } else if (!owned && from != NONE) {
                    lines.add(line(ring, points, from, at));
                    from = NONE;
                }
            }
            if (from == 0) {
                lines.add(ring);
            } else if (from != NONE && fromStart) {
                // The ring's first point is nowhere special: what begins there goes on from its end.
                lines.set(own, joined(ring, points, from, lines.get(own).getNumPoints()));
            } else if (from != NONE) {
                lines.add(line(ring, points, from, points.size() - 1));
            }
            first = end;
        }
        return lines;
    }

    /** Numbers of the areas that share at least a segment with an area, ascending. */
    public int[] neighbours(int area) {
        return Arrays.stream(neighbour, firstRun[area], firstRun[area + 1])
                .filter(other -> other != NONE)
                .sorted()
                .distinct()
                .toArray();
    }

    private static LineString line(LinearRing ring, CoordinateSequence points, int from, int to) {
        double[] xy = new double[2 * (to - from + 1)];
        copy(points, from, to + 1, xy, 0);
        return line(ring, xy);
    }

    /** From a point to the ring's end, and on from its start with so many points. */
    private static LineString joined(LinearRing ring, CoordinateSequence points, int from, int more) {
        int before = points.size() - 1 - from;
        double[] xy = new double[2 * (before + more)];
        copy(points, from, points.size() - 1, xy, 0);
        copy(points, 0, more, xy, before);
        return line(ring, xy);
    }

    private static LineString line(LinearRing ring, double[] xy) {
        return ring.getFactory().createLineString(new PackedCoordinateSequence.Double(xy, 2, 0));
    }

    private static void copy(CoordinateSequence points, int from, int to, double[] xy, int at) {
        for (int i = from, j = 2 * at; i < to; i++) {
            xy[j++] = points.getX(i);
            xy[j++] = points.getY(i);
        }
    }

    static List<LinearRing> rings(Geometry area) {
        List<LinearRing> rings = new ArrayList<>(area.getNumGeometries());
        for (int i = 0; i < area.getNumGeometries(); i++) {
            Polygon polygon = (Polygon) area.getGeometryN(i);
            if (polygon.isEmpty()) continue;
            rings.add(polygon.getExteriorRing());
            for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) rings.add(polygon.getInteriorRingN(hole));
        }
        return rings;
    }
}
