package se.regstat.statistics.overlay;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.index.hprtree.HPRtree;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * Which part of each source lies in each target, by area. What it guarantees:
 *
 * <ul>
 *   <li>A source inside a target has a share of exactly 1, borders shared or not, and nothing of it in the targets around.
 *   <li>Shares of targets that cover a source without overlapping add up to 1 within rounding.
 *   <li>The result is the same to the last digit for any order of targets and vertices and any number of threads.
 *   <li>Pairs that have no area in common are not there.
 * </ul>
 *
 * Immutable and thread-safe.
 */
public final class Overlay {

    /** Shares this close to 0 or 1 differ from them by rounding only. */
    public static final double ROUNDING = 1e-12;

    private final Sources sources;
    private final Targets targets;
    private final PackedAreas packedTargets;
    private final double[] targetAreas;
    private final int[] first;
    private final int[] target;
    private final double[] share;

    private Overlay(
            Sources sources,
            Targets targets,
            PackedAreas packed,
            double[] targetAreas,
            int[][] targetsOf,
            double[][] sharesOf) {
        this.sources = sources;
        this.targets = targets;
        this.packedTargets = packed;
        this.targetAreas = targetAreas;
        first = new int[sources.size() + 1];
        for (int i = 0; i < sources.size(); i++) first[i + 1] = first[i] + targetsOf[i].length;
        target = new int[first[sources.size()]];
        share = new double[first[sources.size()]];
        for (int i = 0; i < sources.size(); i++) {
            System.arraycopy(targetsOf[i], 0, target, first[i], targetsOf[i].length);
            System.arraycopy(sharesOf[i], 0, share, first[i], targetsOf[i].length);
        }
    }

    public static Overlay of(Sources sources, Targets targets) {
        return of(sources, targets, () -> false);
    }

    /**
     * @param cancelled asked often, from several threads
     * @throws CancellationException once {@code cancelled} says so
     */
    public static Overlay of(Sources sources, Targets targets, BooleanSupplier cancelled) {
        PackedAreas packed = new PackedAreas(sources.frame(), inRange(sources.frame(), targets.geometries()));
        double[] targetAreas =
                targets.geometries().stream().mapToDouble(Geometry::getArea).toArray();
        HPRtree index = new HPRtree();
        for (int i = 0; i < targets.size(); i++) {
            if (!targets.geometry(i).isEmpty()) index.insert(targets.geometry(i).getEnvelopeInternal(), i);
        }
        if (index.size() > 0) index.build();
        int[][] targetsOf = new int[sources.size()][];
        double[][] sharesOf = new double[sources.size()][];
        IntStream.range(0, sources.size()).parallel().forEach(source -> {
            if (cancelled.getAsBoolean()) throw new CancellationException();
            new OneSource(sources, source, targets, targetAreas, packed).overlay(index, targetsOf, sharesOf);
        });
        return new Overlay(sources, targets, packed, targetAreas, targetsOf, sharesOf);
    }

    /** What lies too far away for exact arithmetic lies too far away to meet a source. */
    private static List<Geometry> inRange(Frame frame, List<Geometry> geometries) {
        Envelope range = frame.range();
        if (geometries.stream().allMatch(geometry -> range.covers(geometry.getEnvelopeInternal()))) return geometries;
        Geometry window = new GeometryFactory().toGeometry(range);
        return geometries.stream()
                .map(geometry -> range.covers(geometry.getEnvelopeInternal())
                        ? geometry
                        : Targets.areas(OverlayNGRobust.overlay(geometry, window, OverlayNG.INTERSECTION)))
                .toList();
    }

    public Sources sources() {
        return sources;
    }

    public Targets targets() {
        return targets;
    }

    public PackedAreas packedTargets() {
        return packedTargets;
    }

    /** Planar area in m². */
    public double targetArea(int number) {
        return targetAreas[number];
    }

    /** A source's pairs are numbered from here to before {@code firstPair(source + 1)}, by ascending target. */
    public int firstPair(int source) {
        return first[source];
    }

    int pairs() {
        return target.length;
    }

    public int target(int pair) {
        return target[pair];
    }

    /** Of the pair's source, by area: more than 0, at most 1. */
    public double share(int pair) {
        return share[pair];
    }

    /** The share of a source's area that lies in a target, 0 to 1. */
    public double share(int source, int targetNumber) {
        int at = Arrays.binarySearch(target, first[source], first[source + 1], targetNumber);
        return at < 0 ? 0 : share[at];
    }

    private static final class OneSource {
        private final Sources sources;
        private final int source;
        private final Targets targets;
        private final double[] targetAreas;
        private final PackedAreas packed;
        private int[] found = new int[8];
        private int count;

        OneSource(Sources sources, int source, Targets targets, double[] targetAreas, PackedAreas packed) {
            this.sources = sources;
            this.source = source;
            this.targets = targets;
            this.targetAreas = targetAreas;
            this.packed = packed;
        }

        void overlay(HPRtree index, int[][] targetsOf, double[][] sharesOf) {
            if (index.size() > 0) {
                index.query(sources.geometry(source).getEnvelopeInternal(), item -> {
                    if (count == found.length) found = Arrays.copyOf(found, 2 * count);
                    found[count++] = (Integer) item;
                });
            }
            Arrays.sort(found, 0, count);
            CommonArea common = new CommonArea(sources.packed(), packed);
            double[] shares = new double[count];
            int kept = 0;
            for (int i = 0; i < count; i++) {
                double share = share(common, found[i]);
                if (share <= ROUNDING) continue;
                found[kept] = found[i];
                shares[kept++] = share >= 1 - ROUNDING ? 1 : share;
            }
            targetsOf[source] = Arrays.copyOf(found, kept);
            sharesOf[source] = Arrays.copyOf(shares, kept);
        }

        private double share(CommonArea common, int target) {
            long whole = sources.packed().area(source);
            long part = common.of(source, target);
            if (part == 0) return 0;
            double share = part / (double) whole;
            double most = Math.min(1, targetAreas[target] / sources.area(source));
            if (share >= -1e-9 && share <= most + 1e-9) return share;
            return byIntersection(target);
        }

        /** For sources that are no valid polygons after all. */
        private double byIntersection(int target) {
            Geometry area = sources.geometry(source);
            Geometry both = OverlayNGRobust.overlay(area, targets.geometry(target), OverlayNG.INTERSECTION);
            return both.getArea() / area.getArea();
        }
    }
}
