package se.regstat.statistics.overlay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.locationtech.jts.algorithm.LineIntersector;
import org.locationtech.jts.algorithm.RobustLineIntersector;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.util.LinearComponentExtracter;
import org.locationtech.jts.noding.BasicSegmentString;
import org.locationtech.jts.noding.MCIndexNoder;
import org.locationtech.jts.noding.SegmentIntersector;
import org.locationtech.jts.noding.SegmentString;

/**
 * Counts how often the borders of an area cross, and how many of their lines lie close enough to be compared. Those, more than
 * the number of vertices, are what a repair costs, which once begun cannot be stopped: at these limits it takes a second or two
 * (JTS 1.20 on one core), at ten times as much half a minute.
 */
final class SelfCrossings implements SegmentIntersector {

    static final int MOST_VERTICES = 200_000;
    static final int MOST = 10_000;
    static final long MOST_COMPARED = 5_000_000;

    private final LineIntersector intersector = new RobustLineIntersector();
    private final BooleanSupplier cancelled;
    private long compared;
    private int count;

    private SelfCrossings(BooleanSupplier cancelled) {
        this.cancelled = cancelled;
    }

    /**
     * @param id of the area, for the message
     * @throws IllegalArgumentException if it is too much to be repaired
     * @throws CancellationException once {@code cancelled} says so
     */
    static void check(String id, Geometry invalid, BooleanSupplier cancelled) {
        if (invalid.getNumPoints() > MOST_VERTICES) {
            throw new IllegalArgumentException("target '" + id + "' is invalid and has " + invalid.getNumPoints()
                    + " vertices; up to " + MOST_VERTICES + " are repaired here: repair it first, as with"
                    + " QGIS's Fix geometries, or simplify it");
        }
        List<SegmentString> borders = new ArrayList<>();
        for (Object ring : LinearComponentExtracter.getLines(invalid)) {
            borders.add(new BasicSegmentString(((LineString) ring).getCoordinates(), null));
        }
        SelfCrossings crossings = new SelfCrossings(cancelled);
        new MCIndexNoder(crossings).computeNodes(borders);
        if (crossings.count > MOST) {
            throw new IllegalArgumentException("target '" + id + "' crosses itself more than " + MOST
                    + " times, too often to be repaired here; are its vertices in order?");
        }
        if (crossings.compared > MOST_COMPARED) {
            throw new IllegalArgumentException("target '" + id + "' is invalid, and more than " + MOST_COMPARED
                    + " pairs of its lines lie near each other, too many to be repaired here; repair it"
                    + " first, as with QGIS's Fix geometries, or simplify it");
        }
    }

    @Override
    public void processIntersections(SegmentString a, int i, SegmentString b, int j) {
        if (++compared % 1024 == 0 && cancelled.getAsBoolean()) throw new CancellationException();
        if (a == b && i == j) return;
        intersector.computeIntersection(
                a.getCoordinate(i), a.getCoordinate(i + 1), b.getCoordinate(j), b.getCoordinate(j + 1));
        if (intersector.isProper()) count++;
    }

    @Override
    public boolean isDone() {
        return count > MOST || compared > MOST_COMPARED;
    }
}
