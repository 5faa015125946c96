package se.regstat.statistics.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.union.UnaryUnionOp;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.overlay.ContentHash;
import se.regstat.statistics.overlay.Overlay;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.overlay.Targets;

/**
 * The classes of land that lie in each source: those of registered masks, and what is left, the last. Where masks overlap, the ground is of the first of
 * them. Nobody lives in water, nor, where land is registered, outside it: these are of no class. Immutable and thread-safe. EPSG:3006 (E, N).
 */
public final class LandClasses {

    private final Sources sources;
    private final String name;
    private final ContentHash hash;
    private final List<Ground> grounds;

    /**
     * A source's ground.
     *
     * @param settled where anybody can live; empty for all of the source
     * @param masked by class, an empty geometry where there is none of it
     * @param areas of all classes, the rest last, in m²
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Ground(Optional<Geometry> settled, List<Geometry> masked, double[] areas) {}

    private LandClasses(Sources sources, String name, ContentHash hash, List<Ground> grounds) {
        this.sources = sources;
        this.name = name;
        this.hash = hash;
        this.grounds = grounds;
    }

    /**
     * @param masks such as built-up areas; the first has what several have
     * @param land where anybody can live; everywhere if empty
     * @param water where nobody lives, though it be land or built-up
     * @param cancelled asked often, from several threads
     * @throws CancellationException once {@code cancelled} says so
     */
    public static LandClasses of(
            Sources sources, List<Mask> masks, Optional<Mask> land, Optional<Mask> water, BooleanSupplier cancelled) {
        List<Mask> all = Stream.of(masks.stream(), land.stream(), water.stream())
                .flatMap(each -> each)
                .toList();
        List<Overlay> classes =
                masks.stream().map(mask -> overlay(sources, mask, cancelled)).toList();
        Optional<Overlay> onLand = land.map(mask -> overlay(sources, mask, cancelled));
        Optional<Overlay> inWater = water.map(mask -> overlay(sources, mask, cancelled));
        List<Ground> grounds = IntStream.range(0, sources.size())
                .parallel()
                .mapToObj(source -> ground(source, sources, classes, onLand, inWater, cancelled))
                .toList();
        String name = String.join("+", masks.stream().map(Mask::name).toList());
        ContentHash hash = ContentHash.of(
                all.stream()
                        .map(mask -> mask.name() + " " + mask.polygons().size())
                        .toList(),
                all.stream().flatMap(mask -> mask.polygons().stream()).toList());
        return new LandClasses(sources, name, hash, grounds);
    }

    private static Overlay overlay(Sources sources, Mask mask, BooleanSupplier cancelled) {
        List<String> numbers = IntStream.range(0, mask.polygons().size())
                .mapToObj("%09d"::formatted)
                .toList();
        return Overlay.of(sources, Targets.of(numbers, mask.polygons(), cancelled), cancelled);
    }

    private static Ground ground(
            int source,
            Sources sources,
            List<Overlay> classes,
            Optional<Overlay> land,
            Optional<Overlay> water,
            BooleanSupplier cancelled) {
        Geometry whole = sources.geometry(source);
        Geometry wet = water.map(over -> inside(source, over, cancelled))
                .orElseGet(() -> whole.getFactory().createEmpty(2));
        boolean open = land.isEmpty() && wet.isEmpty();
        Geometry settled =
                without(land.map(over -> inside(source, over, cancelled)).orElse(whole), wet);
        List<Geometry> masked = new ArrayList<>();
        double[] areas = new double[classes.size() + 1];
        double rest = settled.getArea();
        for (int each = 0; each < classes.size(); each++) {
            Geometry part = without(inside(source, classes.get(each), cancelled), wet);
            for (Geometry earlier : masked) part = without(part, earlier);
            masked.add(part);
            areas[each] = part.getArea();
            rest -= areas[each];
        }
        areas[classes.size()] = Math.max(0, rest);
        return new Ground(open ? Optional.empty() : Optional.of(settled), masked, areas);
    }

    /** What of a source lies in the polygons of an overlay, which may overlap: the source itself if it is all of it. */
    static Geometry inside(int source, Overlay overlay, BooleanSupplier cancelled) {
        Geometry whole = overlay.sources().geometry(source);
        List<Geometry> parts = new ArrayList<>();
        for (int pair = overlay.firstPair(source); pair < overlay.firstPair(source + 1); pair++) {
            if (cancelled.getAsBoolean()) throw new CancellationException();
            if (overlay.share(pair) == 1) return whole;
            Geometry polygon = overlay.targets().geometry(overlay.target(pair));
            parts.add(Targets.areas(OverlayNGRobust.overlay(whole, polygon, OverlayNG.INTERSECTION)));
        }
        if (parts.isEmpty()) return whole.getFactory().createEmpty(2);
        return parts.size() == 1 ? parts.get(0) : Targets.areas(UnaryUnionOp.union(parts));
    }

    private static Geometry without(Geometry from, Geometry what) {
        Envelope around = what.getEnvelopeInternal();
        if (from.isEmpty() || what.isEmpty() || !around.intersects(from.getEnvelopeInternal())) return from;
        return Targets.areas(OverlayNGRobust.overlay(from, what, OverlayNG.DIFFERENCE));
    }

    Sources sources() {
        return sources;
    }

    /** Of the masks: {@code built-up}, {@code city+village}. */
    public String name() {
        return name;
    }

    /** Of the masks. */
    ContentHash hash() {
        return hash;
    }

    Ground ground(int source) {
        return grounds.get(source);
    }

    /**
     * How many people each source has by densities that are estimated where only the totals of several together are known.
     *
     * @param groupOf with which others a source is counted, numbered from 0; -1 for none
     * @param totals of groups
     * @param regions of groups
     * @return NaN for sources of no group
     */
    public double[] settled(int[] groupOf, double[] totals, int[] regions) {
        int classes = grounds.isEmpty() ? 0 : grounds.get(0).areas().length;
        double[][] together = new double[totals.length][classes];
        for (int i = 0; i < groupOf.length; i++) {
            if (groupOf[i] < 0) continue;
            for (int c = 0; c < classes; c++)
                together[groupOf[i]][c] += grounds.get(i).areas()[c];
        }
        double[][] densities = Densities.of(together, totals, regions);
        double[] settled = new double[groupOf.length];
        Arrays.fill(settled, Double.NaN);
        for (int i = 0; i < groupOf.length; i++) {
            if (groupOf[i] < 0) continue;
            settled[i] = 0;
            for (int c = 0; c < classes; c++) settled[i] += grounds.get(i).areas()[c] * densities[groupOf[i]][c];
        }
        return settled;
    }

    /** How much there is of each class in each source, in m²; the rest last. */
    double[][] areas() {
        return grounds.stream().map(Ground::areas).toArray(double[][]::new);
    }
}
