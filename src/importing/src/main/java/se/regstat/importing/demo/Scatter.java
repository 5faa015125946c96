package se.regstat.importing.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.kdtree.KdTree;
import org.locationtech.jts.shape.fractal.HilbertCode;

/**
 * Scatters points over a rectangle, dense in settlements and sparse between them, no two closer than the spacing where
 * they lie. The same arguments give the same points.
 */
public final class Scatter {

    private static final int HILBERT_LEVEL = 15;

    private final Envelope extent;
    private final List<Settlement> settlements;
    private final ToDoubleFunction<Coordinate> countryside;
    private final Random random;

    /**
     * A place where points lie dense.
     *
     * @param core metres from the centre within which points are {@code spacing} apart
     * @param spacing metres
     * @param sprawl how fast the spacing widens outside the core, in metres per metre
     */
    public record Settlement(Coordinate centre, double core, double spacing, double sprawl) {

        double spacingAt(Coordinate point) {
            return spacing + sprawl * Math.max(0, centre.distance(point) - core);
        }
    }

    /** @param countryside metres between points far from every settlement, at a place */
    public Scatter(Envelope extent, List<Settlement> settlements, ToDoubleFunction<Coordinate> countryside, long seed) {
        this.extent = extent;
        this.settlements = List.copyOf(settlements);
        this.countryside = countryside;
        this.random = new Random(Mosaic.mix(seed));
    }

    /**
     * @param tries how many points to try in the countryside, and for each settlement relative to the points it has room for
     * @return points to the millimetre, along a Hilbert curve
     */
    public List<Coordinate> points(int tries) {
        KdTree taken = new KdTree();
        List<Coordinate> points = new ArrayList<>();
        for (Settlement settlement : settlements) {
            double widest = countryside.applyAsDouble(settlement.centre());
            double reach = settlement.core() + Math.max(0, widest - settlement.spacing()) / settlement.sprawl();
            double inner = settlement.core() / settlement.spacing();
            double outer = StrictMath.log(Math.max(1, reach / Math.max(settlement.core(), settlement.spacing())))
                    / (settlement.sprawl() * settlement.sprawl());
            int trials = (int) (12 * (inner * inner * 3 + outer * 3 + 8));
            for (int i = 0; i < trials; i++) {
                double share = random.nextDouble();
                // Half of them evenly over the core, half with a density falling by the square of the distance.
                double distance = i % 2 == 0
                        ? settlement.core() * Math.sqrt(share)
                        : settlement.core() * StrictMath.pow(Math.max(1.5, reach / settlement.core()), share);
                double angle = 2 * Math.PI * random.nextDouble();
                tryPoint(
                        new Coordinate(
                                settlement.centre().x + distance * StrictMath.cos(angle),
                                settlement.centre().y + distance * StrictMath.sin(angle)),
                        taken,
                        points);
            }
        }
        for (int i = 0; i < tries; i++) {
            tryPoint(
                    new Coordinate(
                            extent.getMinX() + extent.getWidth() * random.nextDouble(),
                            extent.getMinY() + extent.getHeight() * random.nextDouble()),
                    taken,
                    points);
        }
        points.sort(Comparator.comparingInt(this::alongHilbertCurve));
        return points;
    }

    private void tryPoint(Coordinate candidate, KdTree taken, List<Coordinate> points) {
        Coordinate point = new Coordinate(Math.rint(candidate.x * 1000) / 1000, Math.rint(candidate.y * 1000) / 1000);
        if (!extent.contains(point)) return;
        double spacing = spacingAt(point);
        Envelope around = new Envelope(point);
        around.expandBy(spacing);
        boolean[] tooClose = new boolean[1];
        taken.query(around, node -> tooClose[0] |= node.getCoordinate().distance(point) < spacing);
        if (tooClose[0]) return;
        taken.insert(point);
        points.add(point);
    }

    private double spacingAt(Coordinate point) {
        double spacing = countryside.applyAsDouble(point);
        for (Settlement settlement : settlements) {
            spacing = Math.min(spacing, settlement.spacingAt(point));
        }
        return spacing;
    }

    private int alongHilbertCurve(Coordinate point) {
        double scale = ((1 << HILBERT_LEVEL) - 1) / Math.max(extent.getWidth(), extent.getHeight());
        return HilbertCode.encode(HILBERT_LEVEL, (int) ((point.x - extent.getMinX()) * scale), (int)
                ((point.y - extent.getMinY()) * scale));
    }
}
