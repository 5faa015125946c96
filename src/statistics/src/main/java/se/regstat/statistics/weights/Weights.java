package se.regstat.statistics.weights;

import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.regstat.statistics.overlay.Overlay;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.Weighting;

/**
 * Which share of each source's value goes to each target: a sparse matrix that depends on geometry and weighting alone, and so serves every
 * indicator and year of a vintage. What it guarantees:
 *
 * <ul>
 *   <li>A source wholly inside a target has weight 1 there, exactly; targets that are unions of sources have no other weights.
 *   <li>A part of a source smaller than the tolerance goes to the source's other parts in proportion, inside the targets or outside:
 *       such slivers come from two digitisations of one border. Not so a part that is a hundredth of the target, or holds a hundredth of what
 *       the source is divided by. Where a source's parts add up to more than the source, slivers are dropped.
 *   <li>Where targets do not overlap, what a source gives to them and leaves outside adds up to 1.
 *   <li>Within a target, sources are in the order of their codes.
 * </ul>
 *
 * Immutable and thread-safe. Longer than other classes, since what is asked of weights has no parts that could stand alone.
 */
public final class Weights {

    /** A hundredth of a target, or of a source's people, is no sliver, however small it is beside the source. */
    static final double PART = 0.01;

    private final List<String> sources;
    private final List<String> targets;
    private final Weighting asked;
    private final List<String> divided;
    private final List<Weighting> kinds;
    private final int[] first;
    private final int[] source;
    private final double[] weight;
    private final double[] areaShare;
    private final double[] landShare;
    private final double[] least;
    private final double[] most;
    private final byte[] dividedBy;
    private final double[] coverage;
    private final double[] known;
    private final int[] cut;
    private final int[] snapped;
    private final boolean[] rough;
    private final boolean[] beyond;
    private final boolean[] byChangeLog;
    private final boolean[] byCode;
    private final double[] given;
    private final boolean[] touched;

    private Weights(Overlay overlay, WeightRules rules, SourceParts[] parts, BooleanSupplier cancelled) {
        Sources from = overlay.sources();
        sources = from.codes();
        targets = overlay.targets().ids();
        asked = rules.weighting();
        divided = rules.dividing().stream()
                .map(by -> by.weighting().by(by.name()))
                .toList();
        kinds = rules.dividing().stream().map(Distribution::weighting).toList();
        int count = targets.size();
        first = new int[count + 1];
        coverage = TargetCoverage.of(overlay);
        cut = new int[count];
        snapped = new int[count];
        rough = new boolean[count];
        byChangeLog = new boolean[count];
        byCode = new boolean[count];
        given = new double[sources.size()];
        touched = new boolean[sources.size()];
        for (SourceParts divided : parts) {
            for (int k = 0; k < divided.targets.length; k++) {
                int j = divided.targets[k];
                if (divided.kept[k]) first[j + 1]++;
                if (divided.snapped(k)) snapped[j]++;
                rough[j] |= divided.snapped(k) && divided.moved(k) > PART;
            }
        }
        for (int j = 0; j < count; j++) first[j + 1] += first[j];
        source = new int[first[count]];
        weight = new double[first[count]];
        areaShare = new double[first[count]];
        landShare = rules.land().isPresent() ? new double[first[count]] : areaShare;
        dividedBy = new byte[first[count]];
        boolean graded = Arrays.stream(parts).anyMatch(one -> one.least != null);
        least = graded ? new double[first[count]] : null;
        most = graded ? new double[first[count]] : null;
        int[] next = Arrays.copyOf(first, count);
        for (int i = 0; i < sources.size(); i++) {
            SourceParts divided = parts[i];
            for (int k = 0; k < divided.targets.length; k++) {
                int j = divided.targets[k];
                if (!divided.kept[k]) continue;
                touched[i] = true;
                int entry = next[j]++;
                source[entry] = i;
                weight[entry] = divided.weights[k];
                areaShare[entry] = divided.areas[k];
                landShare[entry] = divided.land[k];
                dividedBy[entry] = (byte) divided.dividedBy;
                if (graded) {
                    least[entry] = divided.least == null ? 0 : divided.least[k];
                    most[entry] = divided.least == null ? 1 : divided.most[k];
                }
                if (divided.areas[k] < 1) cut[j]++;
                if (divided.byChangeLog) byChangeLog[j] = true;
            }
            given[i] = ExactSum.of(divided.weights);
        }
        known = rules.lineage().isPresent() ? filled(count) : TargetCoverage.known(overlay, coverage, rules, cancelled);
        beyond = new boolean[count];
        for (int j = 0; j < count; j++) beyond[j] = known[j] < 1 - PART;
    }

    private static double[] filled(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** See {@link #byCode}. */
    private Weights(List<String> sources, List<String> targets, int[][] told, Optional<Weights> others) {
        this.sources = sources;
        this.targets = targets;
        asked = others.map(by -> by.asked).orElse(Weighting.CODE);
        divided = others.map(by -> by.divided).orElse(List.of());
        kinds = others.map(by -> by.kinds).orElse(List.of());
        int count = targets.size();
        first = new int[count + 1];
        coverage = new double[count];
        known = filled(count);
        cut = new int[count];
        snapped = new int[count];
        rough = new boolean[count];
        beyond = new boolean[count];
        byChangeLog = new boolean[count];
        byCode = new boolean[count];
        given = others.map(by -> by.given.clone()).orElseGet(() -> new double[sources.size()]);
        touched = others.map(by -> by.touched.clone()).orElseGet(() -> new boolean[sources.size()]);
        for (int j = 0, next = 0; j < count; j++) {
            byCode[j] = told[j] != null;
            int size = byCode[j] ? told[j].length : others.orElseThrow().entries(next++);
            first[j + 1] = first[j] + size;
        }
        boolean land = others.isPresent() && others.get().knowsLand();
        boolean graded = others.isPresent() && others.get().least != null;
        source = new int[first[count]];
        weight = filled(first[count]);
        areaShare = filled(first[count]);
        landShare = land ? filled(first[count]) : areaShare;
        least = graded ? new double[first[count]] : null;
        most = graded ? filled(first[count]) : null;
        dividedBy = new byte[first[count]];
        for (int j = 0, next = 0; j < count; j++) {
            if (byCode[j]) {
                System.arraycopy(told[j], 0, source, first[j], told[j].length);
                coverage[j] = told[j].length > 0 ? 1 : 0;
                for (int i : told[j]) {
                    given[i]++;
                    touched[i] = true;
                }
            } else {
                copy(others.orElseThrow(), next++, j);
            }
        }
    }

    private int entries(int target) {
        return first[target + 1] - first[target];
    }

    private void copy(Weights from, int target, int to) {
        int start = from.first[target];
        int size = from.entries(target);
        System.arraycopy(from.source, start, source, first[to], size);
        System.arraycopy(from.weight, start, weight, first[to], size);
        System.arraycopy(from.areaShare, start, areaShare, first[to], size);
        if (knowsLand()) System.arraycopy(from.landShare, start, landShare, first[to], size);
        if (least != null) System.arraycopy(from.least, start, least, first[to], size);
        if (most != null) System.arraycopy(from.most, start, most, first[to], size);
        System.arraycopy(from.dividedBy, start, dividedBy, first[to], size);
        coverage[to] = from.coverage[target];
        known[to] = from.known[target];
        cut[to] = from.cut[target];
        snapped[to] = from.snapped[target];
        rough[to] = from.rough[target];
        beyond[to] = from.beyond[target];
        byChangeLog[to] = from.byChangeLog[target];
    }

    /**
     * Where codes tell which sources targets are made of, whatever geometry says.
     *
     * @param sources codes, ascending
     * @param targets ids
     * @param told for each target the numbers of its sources, ascending; null where codes do not tell
     * @param others of the same sources in the targets of which codes do not tell, in their order; empty if there are none
     */
    public static Weights byCode(List<String> sources, List<String> targets, int[][] told, Optional<Weights> others) {
        return new Weights(List.copyOf(sources), List.copyOf(targets), told, others);
    }

    /**
     * Divides by area.
     *
     * @param tolerance share of a source below which a part is a sliver, 0 for none
     */
    public static Weights byArea(Overlay overlay, double tolerance) {
        return of(overlay, WeightRules.of(Weighting.AREA, List.of(), tolerance));
    }

    /** @see #of(Overlay, WeightRules, BooleanSupplier) */
    public static Weights of(Overlay overlay, WeightRules rules) {
        return of(overlay, rules, () -> false);
    }

    /**
     * @param rules with distributions made for the overlay's sources
     * @param cancelled asked often, from several threads
     * @throws ReaggregationException if there is no distribution for the weighting, or by code if targets cut units
     * @throws CancellationException once {@code cancelled} says so
     */
    public static Weights of(Overlay overlay, WeightRules rules, BooleanSupplier cancelled) {
        Weights weights = new Weights(overlay, rules, Dividing.of(overlay, rules, cancelled), cancelled);
        if (rules.weighting() == Weighting.CODE) Dividing.refuseCuts(weights);
        return weights;
    }

    /** Their codes, ascending. */
    public List<String> sources() {
        return sources;
    }

    /** Their ids. */
    public List<String> targets() {
        return targets;
    }

    /** A target's entries are numbered from here to before {@code first(target + 1)}, by ascending source. */
    public int first(int target) {
        return first[target];
    }

    public int source(int entry) {
        return source[entry];
    }

    /** More than 0 unless nothing of what a cut source is divided by lies in the target; at most 1. */
    public double weight(int entry) {
        return weight[entry];
    }

    /** The share of the source's area, slivers moved. */
    public double areaShare(int entry) {
        return areaShare[entry];
    }

    /** The share of the source's land; that of its area if no land is registered. */
    public double landShare(int entry) {
        return landShare[entry];
    }

    /** Whether {@link #landShare} is of land rather than of area. */
    public boolean knowsLand() {
        return landShare != areaShare;
    }

    /** Whether a cut source has so much of its value inside the target, or outside, that a strip along its border cannot hold; see {@link Strips}. */
    public boolean isStrip(int entry) {
        return least != null && (least[entry] > 0 || most[entry] < 1);
    }

    /** The share of a cut source that the target has at least. */
    public double least(int entry) {
        return least == null ? 0 : least[entry];
    }

    /** The share of a cut source that the target has at most. */
    public double most(int entry) {
        return most == null ? 1 : most[entry];
    }

    public boolean isWhole(int entry) {
        return areaShare[entry] == 1;
    }

    /** A source's weight in a target, 0 to 1. */
    public double weight(int sourceNumber, int target) {
        int at = Arrays.binarySearch(source, first[target], first[target + 1], sourceNumber);
        return at < 0 ? 0 : weight[at];
    }

    /** Whether any target is one whole source and nothing besides, so that it has that source's figure whatever is measured. */
    public boolean hasSingle() {
        return IntStream.range(0, targets.size()).anyMatch(this::isSingle);
    }

    /** Whether the target is one whole source and nothing besides. */
    public boolean isSingle(int target) {
        return first[target] + 1 == first[target + 1] && cut[target] == 0 && !rough[target] && !beyond[target];
    }

    /** Whether any target has a part of the source. */
    public boolean isTouched(int sourceNumber) {
        return touched[sourceNumber];
    }

    /** How much of the source goes to targets, all together; above 1 where they overlap. */
    public double given(int sourceNumber) {
        return given[sourceNumber];
    }

    /** The share of the target's area that the sources cover, 0 to 1. */
    public double coverage(int target) {
        return coverage[target];
    }

    /** That share, with what is known to be sea. Vintages of one division are taken to be of the same land. */
    public double knownShare(int target) {
        return known[target];
    }

    /**
     * Whether the target reaches beyond the sources, so that values count only a part of it. What lies there may be the sea, or a place the
     * store has nothing of.
     */
    public boolean reachesBeyond(int target) {
        return beyond[target];
    }

    /** Sources wholly inside the target. */
    public int wholeSources(int target) {
        return first[target + 1] - first[target] - cut[target];
    }

    /** Sources partly inside the target. */
    public int cutSources(int target) {
        return cut[target];
    }

    /** Whether any target has a source partly. */
    public boolean cutsAny() {
        return Arrays.stream(cut).anyMatch(count -> count > 0);
    }

    /** Sources that would be cut but for a sliver, and count as whole or as none. */
    public int snappedSources(int target) {
        return snapped[target];
    }

    /** Whether more of a source was moved to or from the target than two digitisations of a border could differ by. */
    public boolean isRough(int target) {
        return rough[target];
    }

    /** What was done for the target: with {@link Weighting#AUTO}, code where no source is cut. */
    private Weighting weighting(int target) {
        if (byCode[target] || (asked == Weighting.AUTO && cut[target] == 0)) return Weighting.CODE;
        return asked;
    }

    /** Whether the store has anything that cut sources are divided by, beside their area. */
    public boolean hasDivision() {
        return !divided.isEmpty();
    }

    /** What cut sources may be divided by, as in {@code mask:built-up}; area last. */
    public List<String> ways() {
        return Stream.concat(divided.stream(), Stream.of(Weighting.AREA.id())).toList();
    }

    /** By which of the {@linkplain #ways ways} a cut source is divided. */
    public int way(int entry) {
        return dividedBy[entry] == SourceParts.AREA ? divided.size() : dividedBy[entry];
    }

    /** What sources are divided by; none where none is, or by area alone. */
    public Set<Weighting> weightings() {
        Set<Weighting> used = EnumSet.noneOf(Weighting.class);
        for (int entry = 0; entry < dividedBy.length; entry++) {
            if (!isWhole(entry) && dividedBy[entry] != SourceParts.AREA) used.add(kinds.get(dividedBy[entry]));
        }
        return used;
    }

    /** In words: for cut sources by what they are divided, as in {@code population:grid,mask:built-up,area}. */
    public String told(int target) {
        Weighting done = weighting(target);
        if (!done.usesStore() && done != Weighting.AUTO) return done.id();
        BitSet by = new BitSet();
        boolean area = false;
        for (int entry = first[target]; entry < first[target + 1]; entry++) {
            if (isWhole(entry)) continue;
            if (dividedBy[entry] == SourceParts.AREA) area = true;
            else by.set(dividedBy[entry]);
        }
        if (by.isEmpty() && done != Weighting.AUTO) by.set(0);
        Stream<String> last = area ? Stream.of(Weighting.AREA.id()) : Stream.empty();
        return Stream.concat(by.stream().mapToObj(divided::get), last).collect(Collectors.joining(","));
    }

    /** Whether some of the target's sources were told by a change log rather than by geometry. */
    public boolean byChangeLog(int target) {
        return byChangeLog[target];
    }

    /** In bytes, about. */
    long size() {
        return (knowsLand() ? 29L : 21L) * source.length + 48L * targets.size() + 8L * given.length;
    }
}
