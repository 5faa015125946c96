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
    private final int masks;
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

    private LandClasses(Sources sources, String name, ContentHash hash, int masks, List<Ground> grounds) {
        this.sources = sources;
        this.name = name;
        this.hash = hash;
        this.masks = masks;
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
        return new LandClasses(sources, name, hash, masks.size(), grounds);
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

    /** Whether a source has anything of the masks. */
    public boolean reaches(int source) {
        return ground(source).masked().stream().anyMatch(part -> !part.isEmpty());
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
        double[][] densities = densities(groupOf, totals, regions);
        double[] settled = new double[groupOf.length];
        for (int i = 0; i < groupOf.length; i++) settled[i] = people(i, densities[i]);
        return settled;
    }

    /**
     * How densely each class is settled in the region of each source.
     *
     * @param groupOf with which others a source is counted, numbered from 0; -1 for none
     * @param totals of groups; NaN where that is not known
     * @param regions of groups
     * @return by source and class, per m²; NaN for sources of no group
     */
    double[][] regional(int[] groupOf, double[] totals, int[] regions) {
        double[][] ofGroup = Densities.of(together(groupOf, totals.length), totals, regions);
        double[][] densities = new double[groupOf.length][masks() + 1];
        for (int i = 0; i < groupOf.length; i++) {
            if (groupOf[i] < 0) Arrays.fill(densities[i], Double.NaN);
            else densities[i] = ofGroup[groupOf[i]];
        }
        return densities;
    }

    /** The same, but so much more or less in each group that it has its total. */
    double[][] densities(int[] groupOf, double[] totals, int[] regions) {
        double[][] regional = regional(groupOf, totals, regions);
        double[] modelled = new double[totals.length];
        for (int i = 0; i < groupOf.length; i++) if (groupOf[i] >= 0) modelled[groupOf[i]] += people(i, regional[i]);
        double[][] densities = new double[groupOf.length][];
        for (int i = 0; i < groupOf.length; i++) {
            int group = groupOf[i];
            boolean known = group >= 0 && modelled[group] > 0 && !Double.isNaN(totals[group]);
            double factor = known ? totals[group] / modelled[group] : 1;
            densities[i] =
                    Arrays.stream(regional[i]).map(density -> factor * density).toArray();
        }
        return densities;
    }

    /**
     * How many people each group would have if classes were as densely settled everywhere in its region.
     *
     * @param groupOf with which others a source is counted, numbered from 0; -1 for none
     * @param totals of groups; NaN where that is not known
     * @param regions of groups
     */
    public double[] expected(int[] groupOf, double[] totals, int[] regions) {
        double[][] areas = together(groupOf, totals.length);
        double[][] densities = Densities.of(areas, totals, regions);
        double[] expected = new double[totals.length];
        for (int group = 0; group < expected.length; group++) {
            for (int c = 0; c < areas[group].length; c++) expected[group] += areas[group][c] * densities[group][c];
        }
        return expected;
    }

    private double[][] together(int[] groupOf, int groups) {
        double[][] together = new double[groups][masks() + 1];
        for (int i = 0; i < groupOf.length; i++) {
            if (groupOf[i] < 0) continue;
            double[] areas = grounds.get(i).areas();
            for (int c = 0; c < areas.length; c++) together[groupOf[i]][c] += areas[c];
        }
        return together;
    }

    /** The same for sources each by itself. */
    double[][] densities(double[] totals, int[] regions) {
        return densities(IntStream.range(0, totals.length).toArray(), totals, regions);
    }

    /** As {@link #regional(int[], double[], int[])}, of sources each by itself. */
    double[][] regional(double[] totals, int[] regions) {
        return regional(IntStream.range(0, totals.length).toArray(), totals, regions);
    }

    private double people(int source, double[] densities) {
        double people = 0;
        for (int c = 0; c < densities.length; c++) people += grounds.get(source).areas()[c] * densities[c];
        return people;
    }

    /** How many classes there are besides the rest. */
    public int masks() {
        return masks;
    }

    /** How much there is of each class in each source, in m²; the rest last. */
    double[][] areas() {
        return grounds.stream().map(Ground::areas).toArray(double[][]::new);
    }
}
