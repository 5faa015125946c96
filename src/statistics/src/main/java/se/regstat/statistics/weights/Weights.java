package se.regstat.statistics.weights;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import se.regstat.statistics.overlay.Overlay;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.overlay.Strips;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.Message;
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
 * Immutable and thread-safe.
 */
public final class Weights {

    /** A hundredth of a target, or of a source's people, is no sliver, however small it is beside the source. */
    private static final double PART = 0.01;

    /** A change log is believed that tells of one place, if at least so much of what the targets have of the source lies there. */
    private static final double SUPPORT = 0.9;

    private final List<String> sources;
    private final List<String> targets;
    private final Weighting asked;
    private final Optional<String> name;
    private final Optional<Weighting> divided;
    private final int[] first;
    private final int[] source;
    private final double[] weight;
    private final double[] areaShare;
    private final double[] landShare;
    private final double[] least;
    private final double[] most;
    private final boolean[] fallenBack;
    private final double[] coverage;
    private final double[] known;
    private final int[] cut;
    private final int[] snapped;
    private final boolean[] rough;
    private final boolean[] beyond;
    private final boolean[] byChangeLog;
    private final double[] given;
    private final boolean[] touched;

    private Weights(Builder builder) {
        Overlay overlay = builder.overlay;
        Sources from = overlay.sources();
        sources = from.codes();
        targets = overlay.targets().ids();
        asked = builder.rules.weighting();
        name = builder.distribution.map(Distribution::name);
        divided = builder.distribution.map(Distribution::weighting);
        int count = targets.size();
        first = new int[count + 1];
        coverage = coverage(overlay);
        cut = new int[count];
        snapped = new int[count];
        rough = new boolean[count];
        byChangeLog = new boolean[count];
        given = new double[sources.size()];
        touched = new boolean[sources.size()];
        for (Divided divided : builder.divided) {
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
        landShare = builder.rules.land().isPresent() ? new double[first[count]] : areaShare;
        fallenBack = new boolean[first[count]];
        boolean graded = Arrays.stream(builder.divided).anyMatch(one -> one.least != null);
        least = graded ? new double[first[count]] : null;
        most = graded ? new double[first[count]] : null;
        int[] next = Arrays.copyOf(first, count);
        for (int i = 0; i < sources.size(); i++) {
            Divided divided = builder.divided[i];
            for (int k = 0; k < divided.targets.length; k++) {
                int j = divided.targets[k];
                if (!divided.kept[k]) continue;
                touched[i] = true;
                int entry = next[j]++;
                source[entry] = i;
                weight[entry] = divided.weights[k];
                areaShare[entry] = divided.areas[k];
                landShare[entry] = divided.land[k];
                fallenBack[entry] = divided.fallenBack;
                if (graded) {
                    least[entry] = divided.least == null ? 0 : divided.least[k];
                    most[entry] = divided.least == null ? 1 : divided.most[k];
                }
                if (divided.areas[k] < 1) cut[j]++;
                if (divided.byChangeLog) byChangeLog[j] = true;
            }
            given[i] = sum(divided.weights);
        }
        known = builder.rules.lineage().isPresent() ? filled(count) : known(overlay, builder);
        beyond = new boolean[count];
        for (int j = 0; j < count; j++) beyond[j] = known[j] < 1 - PART;
    }

    private static double[] filled(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** The share of each target that the sources cover. */
    private static double[] coverage(Overlay overlay) {
        Sources from = overlay.sources();
        ExactSum[] covered = new ExactSum[overlay.targets().size()];
        Arrays.setAll(covered, j -> new ExactSum());
        for (int i = 0; i < from.size(); i++) {
            for (int pair = overlay.firstPair(i); pair < overlay.firstPair(i + 1); pair++) {
                covered[overlay.target(pair)].add(overlay.share(pair) * from.area(i));
            }
        }
        double[] coverage = new double[covered.length];
        for (int j = 0; j < coverage.length; j++) {
            double area = overlay.targetArea(j);
            coverage[j] = area > 0 ? Math.min(1, covered[j].value() / area) : 0;
            if (coverage[j] > 1 - 1e-9) coverage[j] = 1;
        }
        return coverage;
    }

    /** By codes alone, see {@link #byCode}. */
    private Weights(List<String> sources, List<String> targets, int[] places) {
        this.sources = sources;
        this.targets = targets;
        asked = Weighting.CODE;
        name = Optional.empty();
        divided = Optional.empty();
        int count = targets.size();
        first = new int[count + 1];
        for (int place : places) {
            if (place >= 0) first[place + 1]++;
        }
        for (int j = 0; j < count; j++) first[j + 1] += first[j];
        source = new int[first[count]];
        weight = new double[first[count]];
        Arrays.fill(weight, 1);
        areaShare = weight;
        landShare = weight;
        least = null;
        most = null;
        fallenBack = new boolean[first[count]];
        coverage = new double[count];
        known = filled(count);
        cut = new int[count];
        snapped = new int[count];
        rough = new boolean[count];
        beyond = new boolean[count];
        byChangeLog = new boolean[count];
        given = new double[places.length];
        touched = new boolean[places.length];
        int[] next = Arrays.copyOf(first, count);
        for (int i = 0; i < places.length; i++) {
            if (places[i] < 0) continue;
            source[next[places[i]]++] = i;
            given[i] = 1;
            touched[i] = true;
            coverage[places[i]] = 1;
        }
    }

    /** The share of each target that the sources cover, or of which it is known that nobody lives there: the sea, and land abroad. */
    private double[] known(Overlay overlay, Builder builder) {
        double[] known = coverage.clone();
        int[] open = IntStream.range(0, known.length)
                .filter(j -> coverage[j] < 1 - PART)
                .toArray();
        if (open.length == 0) return known;
        Targets targets = Targets.valid(
                Arrays.stream(open).mapToObj(this.targets::get).toList(),
                Arrays.stream(open).mapToObj(overlay.targets()::geometry).toList());
        for (Sources other : builder.rules.otherVintages().get()) {
            double[] there = coverage(Overlay.of(other, targets, builder.cancelled));
            for (int k = 0; k < open.length; k++) known[open[k]] = Math.max(known[open[k]], there[k]);
        }
        builder.rules.land().ifPresent(land -> {
            double[] all = land.areasIn(targets, builder.cancelled);
            double[] covered = landCovered(overlay, land);
            for (int k = 0; k < open.length; k++) {
                int j = open[k];
                if (Double.isNaN(all[k]) || overlay.targetArea(j) == 0) continue;
                double unknown = Math.max(0, all[k] - covered[j]) / overlay.targetArea(j);
                known[j] = Math.max(known[j], 1 - unknown);
            }
        });
        return known;
    }

    /** How much land the sources have in each target that reaches beyond them, in m². */
    private double[] landCovered(Overlay overlay, Distribution land) {
        double[] covered = new double[coverage.length];
        Distribution.Shares shares = land.new Shares(overlay.packedTargets());
        for (int i = 0; i < sources.size(); i++) {
            if (!land.reaches(i)) continue;
            for (int pair = overlay.firstPair(i); pair < overlay.firstPair(i + 1); pair++) {
                int j = overlay.target(pair);
                if (coverage[j] >= 1 - PART) continue;
                covered[j] += land.total(i) * (overlay.share(pair) == 1 ? 1 : shares.of(i, j));
            }
        }
        return covered;
    }

    /**
     * Where codes tell which target each source lies in, whatever geometry says.
     *
     * @param sources codes, ascending
     * @param targets ids
     * @param places for each source the number of its target, -1 for none
     */
    public static Weights byCode(List<String> sources, List<String> targets, int[] places) {
        return new Weights(List.copyOf(sources), List.copyOf(targets), places);
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
        Builder builder = new Builder(overlay, rules, cancelled);
        builder.divide();
        Weights weights = new Weights(builder);
        if (rules.weighting() == Weighting.CODE) weights.refuseCuts();
        return weights;
    }

    private void refuseCuts() {
        int count = 0;
        String example = "";
        for (int j = 0; j < targets.size(); j++) {
            if (cut[j] == 0) continue;
            if (count++ > 0) continue;
            for (int entry = first[j]; entry < first[j + 1] && example.isEmpty(); entry++) {
                if (isWhole(entry)) continue;
                example = "'%s' has %.1f %% of %s"
                        .formatted(targets.get(j), 100 * areaShare[entry], sources.get(source[entry]));
            }
        }
        if (count > 0) {
            throw ReaggregationException.of(
                    "weighting",
                    Message.of("code is for targets that are unions of whole units, but " + count
                                    + (count == 1 ? " target cuts" : " targets cut") + " units: " + example
                                    + "; take ")
                            .setting("weighting", Weighting.AUTO.id())
                            .text(", or a larger ")
                            .parameter("tolerance"));
        }
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
    double areaShare(int entry) {
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

    /** Sources that would be cut but for a sliver, and count as whole or as none. */
    public int snappedSources(int target) {
        return snapped[target];
    }

    /** Whether more of a source was moved to or from the target than two digitisations of a border could differ by. */
    public boolean isRough(int target) {
        return rough[target];
    }

    /** Cut sources divided by area since there is nothing in the mask or population to divide them by. */
    public int sourcesByArea(int target) {
        int count = 0;
        for (int entry = first[target]; entry < first[target + 1]; entry++) {
            if (fallenBack[entry] && !isWhole(entry)) count++;
        }
        return count;
    }

    /** What was done for the target: with {@link Weighting#AUTO}, code where no source is cut. */
    public Weighting weighting(int target) {
        if (asked != Weighting.AUTO) return asked;
        if (cut[target] == 0) return Weighting.CODE;
        return sourcesByArea(target) == cut[target] ? Weighting.AREA : divided.orElse(Weighting.AREA);
    }

    /** What the mask or population is called that cut sources are divided by; empty for area and code. */
    public Optional<String> distribution() {
        return name;
    }

    /** Whether some of the target's sources were told by a change log rather than by geometry. */
    public boolean byChangeLog(int target) {
        return byChangeLog[target];
    }

    /** In bytes, about. */
    long size() {
        return (knowsLand() ? 29L : 21L) * source.length + 48L * targets.size() + 8L * given.length;
    }

    /** The same for any order. */
    private static double sum(double[] numbers) {
        double[] ordered = numbers.clone();
        Arrays.sort(ordered);
        ExactSum sum = new ExactSum();
        for (double number : ordered) sum.add(number);
        return sum.value();
    }

    /** One source's parts, in the targets it meets. */
    private static final class Divided {
        private final int[] targets;
        private final double[] overlaid;
        private final double[] areas;
        private final double[] land;
        private final double[] weights;
        private final boolean[] kept;
        private final boolean[] ruledOut;
        private double[] least;
        private double[] most;
        private boolean overlapping;
        private boolean fallenBack;
        private boolean byChangeLog;

        Divided(int[] targets, double[] overlaid) {
            this.targets = targets;
            this.overlaid = overlaid;
            areas = overlaid.clone();
            land = new double[targets.length];
            weights = new double[targets.length];
            kept = new boolean[targets.length];
            ruledOut = new boolean[targets.length];
        }

        boolean snapped(int k) {
            if (byChangeLog || ruledOut[k]) return false;
            return !kept[k] || (areas[k] == 1 && overlaid[k] < 1);
        }

        /** Share of the source by which a part was snapped. */
        double moved(int k) {
            return Math.abs((kept[k] ? 1 : 0) - overlaid[k]);
        }

        boolean isCut(int k) {
            return kept[k] && areas[k] < 1;
        }
    }

    private static final class Builder {
        private final Overlay overlay;
        private final WeightRules rules;
        private final Optional<Distribution> distribution;
        private final BooleanSupplier cancelled;
        private final Divided[] divided;
        private final Map<String, Integer> numberOf = new HashMap<>();

        Builder(Overlay overlay, WeightRules rules, BooleanSupplier cancelled) {
            this.overlay = overlay;
            this.rules = rules;
            this.distribution = rules.distribution();
            this.cancelled = cancelled;
            divided = new Divided[overlay.sources().size()];
            if (rules.lineage().isPresent()) {
                for (int j = 0; j < overlay.targets().size(); j++)
                    numberOf.put(overlay.targets().ids().get(j), j);
            }
        }

        void divide() {
            IntStream.range(0, divided.length).parallel().forEach(source -> {
                if (cancelled.getAsBoolean()) throw new CancellationException();
                divided[source] = divided(source);
            });
        }

        private Divided divided(int source) {
            int from = overlay.firstPair(source);
            int count = overlay.firstPair(source + 1) - from;
            int[] targets = new int[count];
            double[] shares = new double[count];
            for (int k = 0; k < count; k++) {
                targets[k] = overlay.target(from + k);
                shares[k] = overlay.share(from + k);
            }
            double sum = sum(shares);
            Optional<Divided> told = told(source, targets, shares, sum);
            if (told.isPresent()) return told.get();
            Divided parts = new Divided(targets, shares);
            if (count == 0) return parts;
            boolean inside = restrict(parts, source, sum);
            parts.overlapping = sum > 1 + 1e-9;
            double outside = parts.overlapping || inside ? 0 : 1 - sum;
            Optional<double[]> people = shares(distribution, source, parts);
            double peopleOutside =
                    inside ? 0 : people.map(found -> 1 - sum(found)).orElse(0.0);
            boolean outsideIsSliver = outside < Math.max(rules.tolerance(), Overlay.ROUNDING) && peopleOutside < PART;
            double outsideKept = outsideIsSliver ? 0 : outside;
            double keptSum = keep(parts, source, people, outsideKept);
            if (!parts.overlapping) {
                boolean moved = inside || (outsideKept != outside && outside > Overlay.ROUNDING);
                for (int k = 0; k < count; k++) moved |= !parts.kept[k];
                for (int k = 0; k < count && moved; k++) {
                    if (parts.kept[k]) parts.areas[k] /= keptSum;
                }
            }
            boolean isCut = false;
            for (int k = 0; k < count; k++) {
                parts.weights[k] = parts.kept[k] ? parts.areas[k] : 0;
                parts.land[k] = parts.weights[k];
                isCut |= parts.isCut(k);
            }
            if (isCut) {
                byDistribution(parts, people, inside || outsideIsSliver);
                landOf(parts, source);
                if (rules.tolerance() > 0) grade(parts, source);
            }
            return parts;
        }

        /** Bounds of what strips along the source's border hold. */
        private void grade(Divided parts, int source) {
            Strips strips = new Strips(overlay.sources(), overlay.packedTargets());
            for (int k = 0; k < parts.targets.length; k++) {
                if (!parts.isCut(k) || parts.ruledOut[k]) continue;
                double share = parts.overlaid[k];
                double most = share < 0.5 ? strips.most(source, parts.targets[k], share) : 1;
                double least = share > 0.5 ? strips.least(source, parts.targets[k], share) : 0;
                if (most == 1 && least == 0) continue;
                if (parts.least == null) {
                    parts.least = new double[parts.targets.length];
                    parts.most = new double[parts.targets.length];
                    Arrays.fill(parts.most, 1);
                }
                parts.least[k] = least;
                parts.most[k] = most;
            }
        }

        /** Shares of what a source is divided by in its targets; empty if it is not cut, or has nothing of it. */
        private Optional<double[]> shares(Optional<Distribution> by, int source, Divided parts) {
            if (by.isEmpty() || !by.get().reaches(source)) return Optional.empty();
            if (parts.targets.length == 1 && parts.overlaid[0] == 1) return Optional.empty();
            Distribution.Shares shares = by.get().new Shares(overlay.packedTargets());
            double[] found = new double[parts.targets.length];
            for (int k = 0; k < found.length; k++) {
                found[k] = parts.overlaid[k] == 1 ? 1 : shares.of(source, parts.targets[k]);
            }
            return Optional.of(found);
        }

        /** Where the change log tells of one place only, and geometry bears it out, the source lies there, whatever the borders say. */
        private Optional<Divided> told(int source, int[] targets, double[] shares, double sum) {
            if (rules.lineage().isEmpty()) return Optional.empty();
            String code = overlay.sources().codes().get(source);
            Set<String> places = rules.lineage().get().places(code);
            if (places.size() != 1) return Optional.empty();
            Integer place = numberOf.get(places.iterator().next());
            if (place == null) return Optional.empty();
            int k = Arrays.binarySearch(targets, place);
            double share = k < 0 ? 0 : shares[k];
            // What the log does not even name may have moved away.
            double needed = SUPPORT * (rules.lineage().get().names(code) ? sum : 1);
            if (share == 0 || share < needed) return Optional.empty();
            Divided whole = new Divided(new int[] {place}, new double[] {share});
            whole.areas[0] = 1;
            whole.land[0] = 1;
            whole.weights[0] = 1;
            whole.kept[0] = true;
            whole.byChangeLog = share < 1;
            return Optional.of(whole);
        }

        /**
         * Parts in areas that the change log does not name are none, if geometry bears it out.
         *
         * @return whether all that it names are targets, so that the source lies wholly in them
         */
        private boolean restrict(Divided parts, int source, double sum) {
            if (rules.lineage().isEmpty()) return false;
            String code = overlay.sources().codes().get(source);
            Set<String> places = rules.lineage().get().places(code);
            if (!rules.lineage().get().names(code) || !numberOf.keySet().containsAll(places)) return false;
            List<String> ids = overlay.targets().ids();
            double[] named = parts.areas.clone();
            for (int k = 0; k < named.length; k++) {
                if (!places.contains(ids.get(parts.targets[k]))) named[k] = 0;
            }
            double there = sum(named);
            if (there == 0 || there < SUPPORT * sum) return false;
            for (int k = 0; k < named.length; k++) {
                parts.ruledOut[k] = named[k] == 0;
                parts.areas[k] = named[k];
            }
            return true;
        }

        /** Decides what is no sliver. @return the sum of it */
        private double keep(Divided parts, int source, Optional<double[]> people, double outside) {
            double area = overlay.sources().area(source);
            double[] kept = Arrays.copyOf(parts.areas, parts.areas.length + 1);
            kept[parts.areas.length] = outside;
            for (int k = 0; k < parts.kept.length; k++) {
                double share = parts.areas[k];
                boolean isSliver = share < rules.tolerance()
                        && share * area < PART * overlay.targetArea(parts.targets[k])
                        && (people.isEmpty() || people.get()[k] < PART);
                parts.kept[k] = share > 0 && !isSliver;
                boolean hasPeople = people.isEmpty() || people.get()[k] > 1 - PART;
                if (parts.overlapping && share > 1 - rules.tolerance() && hasPeople) parts.areas[k] = 1;
                kept[k] = parts.kept[k] ? parts.areas[k] : 0;
            }
            double sum = sum(kept);
            if (sum > 0) return sum;
            for (int k = 0; k < parts.kept.length; k++) parts.kept[k] = parts.areas[k] > 0;
            return 1;
        }

        /** @param nothingOutside whether the targets have all of the source, or all but a sliver */
        private void byDistribution(Divided parts, Optional<double[]> people, boolean nothingOutside) {
            parts.fallenBack = distribution.isPresent();
            if (people.isEmpty()) return;
            double[] kept = new double[parts.kept.length];
            double[] dropped = new double[parts.kept.length];
            for (int k = 0; k < kept.length; k++) {
                double found = parts.areas[k] == 1 && parts.kept[k] ? 1 : people.get()[k];
                (parts.kept[k] ? kept : dropped)[k] = found;
            }
            double all = sum(kept);
            // Where targets overlap, parts that are dropped have nowhere to go to.
            double whole = parts.overlapping || all > 1 + 1e-9 ? 1 : nothingOutside ? all : 1 - sum(dropped);
            if (whole <= 1e-9) return;
            parts.fallenBack = false;
            boolean moved = Math.abs(whole - 1) > 1e-12;
            for (int k = 0; k < kept.length; k++) {
                if (parts.kept[k]) parts.weights[k] = moved ? kept[k] / whole : kept[k];
            }
        }

        private void landOf(Divided parts, int source) {
            Optional<double[]> found = shares(rules.land(), source, parts);
            for (int k = 0; k < parts.land.length && found.isPresent(); k++) {
                if (parts.isCut(k)) parts.land[k] = Math.min(1, found.get()[k]);
            }
        }
    }
}
