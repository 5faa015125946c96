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
import se.regstat.statistics.overlay.Strips;
import se.regstat.statistics.request.Message;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.Weighting;

/**
 * Divides each source of an overlay among the targets that it meets: slivers moved, by what the rules divide by, and as far as a change
 * log tells. What that guarantees stands with {@link Weights}.
 */
final class Dividing {

    /** A change log is believed that tells of one place, if at least so much of what the targets have of the source lies there. */
    private static final double SUPPORT = 0.9;

    private final Overlay overlay;
    private final WeightRules rules;
    private final List<Distribution> distributions;
    private final BooleanSupplier cancelled;
    private final Map<String, Integer> numberOf = new HashMap<>();

    private Dividing(Overlay overlay, WeightRules rules, BooleanSupplier cancelled) {
        this.overlay = overlay;
        this.rules = rules;
        this.distributions = rules.dividing();
        this.cancelled = cancelled;
        if (rules.lineage().isPresent()) {
            for (int j = 0; j < overlay.targets().size(); j++)
                numberOf.put(overlay.targets().ids().get(j), j);
        }
    }

    /**
     * By the number of each source.
     *
     * @param cancelled asked often, from several threads
     * @throws CancellationException once {@code cancelled} says so
     */
    static SourceParts[] of(Overlay overlay, WeightRules rules, BooleanSupplier cancelled) {
        return new Dividing(overlay, rules, cancelled).all();
    }

    /** @throws ReaggregationException if any target cuts a source, with an example */
    static void refuseCuts(Weights weights) {
        int count = 0;
        String example = "";
        for (int j = 0; j < weights.targets().size(); j++) {
            if (weights.cutSources(j) == 0) continue;
            if (count++ > 0) continue;
            for (int entry = weights.first(j); entry < weights.first(j + 1) && example.isEmpty(); entry++) {
                if (weights.isWhole(entry)) continue;
                example = "'%s' has %.1f %% of %s"
                        .formatted(
                                weights.targets().get(j),
                                100 * weights.areaShare(entry),
                                weights.sources().get(weights.source(entry)));
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

    private SourceParts[] all() {
        SourceParts[] divided = new SourceParts[overlay.sources().size()];
        IntStream.range(0, divided.length).parallel().forEach(source -> {
            if (cancelled.getAsBoolean()) throw new CancellationException();
            divided[source] = divided(source);
        });
        return divided;
    }

    private SourceParts divided(int source) {
        int from = overlay.firstPair(source);
        int count = overlay.firstPair(source + 1) - from;
        int[] targets = new int[count];
        double[] shares = new double[count];
        for (int k = 0; k < count; k++) {
            targets[k] = overlay.target(from + k);
            shares[k] = overlay.share(from + k);
        }
        double sum = ExactSum.of(shares);
        Optional<SourceParts> told = told(source, targets, shares, sum);
        if (told.isPresent()) return told.get();
        SourceParts parts = new SourceParts(targets, shares);
        if (count == 0) return parts;
        boolean inside = restrict(parts, source, sum);
        parts.overlapping = sum > 1 + 1e-9;
        double outside = parts.overlapping || inside ? 0 : 1 - sum;
        int by = IntStream.range(0, distributions.size())
                .filter(each -> distributions.get(each).reaches(source))
                .findFirst()
                .orElse(SourceParts.AREA);
        Optional<double[]> people =
                by == SourceParts.AREA ? Optional.empty() : shares(distributions.get(by), source, parts);
        double peopleOutside =
                inside ? 0 : people.map(found -> 1 - ExactSum.of(found)).orElse(0.0);
        boolean outsideIsSliver =
                outside < Math.max(rules.tolerance(), Overlay.ROUNDING) && peopleOutside < Weights.PART;
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
            byDistribution(parts, by, people, inside || outsideIsSliver);
            landOf(parts, source);
            if (rules.tolerance() > 0) grade(parts, source);
        }
        return parts;
    }

    /** Bounds of what strips along the source's border hold. */
    private void grade(SourceParts parts, int source) {
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
    private Optional<double[]> shares(Distribution by, int source, SourceParts parts) {
        if (!by.reaches(source)) return Optional.empty();
        if (parts.targets.length == 1 && parts.overlaid[0] == 1) return Optional.empty();
        Distribution.Shares shares = by.new Shares(overlay.packedTargets());
        double[] found = new double[parts.targets.length];
        for (int k = 0; k < found.length; k++) {
            found[k] = parts.overlaid[k] == 1 ? 1 : shares.of(source, parts.targets[k], parts.overlaid[k]);
        }
        return Optional.of(found);
    }

    /** Where the change log tells of one place only, and geometry bears it out, the source lies there, whatever the borders say. */
    private Optional<SourceParts> told(int source, int[] targets, double[] shares, double sum) {
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
        SourceParts whole = new SourceParts(new int[] {place}, new double[] {share});
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
    private boolean restrict(SourceParts parts, int source, double sum) {
        if (rules.lineage().isEmpty()) return false;
        String code = overlay.sources().codes().get(source);
        Set<String> places = rules.lineage().get().places(code);
        if (!rules.lineage().get().names(code) || !numberOf.keySet().containsAll(places)) return false;
        List<String> ids = overlay.targets().ids();
        double[] named = parts.areas.clone();
        for (int k = 0; k < named.length; k++) {
            if (!places.contains(ids.get(parts.targets[k]))) named[k] = 0;
        }
        double there = ExactSum.of(named);
        if (there == 0 || there < SUPPORT * sum) return false;
        for (int k = 0; k < named.length; k++) {
            parts.ruledOut[k] = named[k] == 0;
            parts.areas[k] = named[k];
        }
        return true;
    }

    /** Decides what is no sliver. @return the sum of it */
    private double keep(SourceParts parts, int source, Optional<double[]> people, double outside) {
        double area = overlay.sources().area(source);
        double[] kept = Arrays.copyOf(parts.areas, parts.areas.length + 1);
        kept[parts.areas.length] = outside;
        for (int k = 0; k < parts.kept.length; k++) {
            double share = parts.areas[k];
            boolean isSliver = share < rules.tolerance()
                    && share * area < Weights.PART * overlay.targetArea(parts.targets[k])
                    && (people.isEmpty() || people.get()[k] < Weights.PART);
            parts.kept[k] = share > 0 && !isSliver;
            boolean hasPeople = people.isEmpty() || people.get()[k] > 1 - Weights.PART;
            if (parts.overlapping && share > 1 - rules.tolerance() && hasPeople) parts.areas[k] = 1;
            kept[k] = parts.kept[k] ? parts.areas[k] : 0;
        }
        double sum = ExactSum.of(kept);
        if (sum > 0) return sum;
        for (int k = 0; k < parts.kept.length; k++) parts.kept[k] = parts.areas[k] > 0;
        return 1;
    }

    /** @param nothingOutside whether the targets have all of the source, or all but a sliver */
    private void byDistribution(SourceParts parts, int by, Optional<double[]> people, boolean nothingOutside) {
        if (people.isEmpty()) return;
        double[] kept = new double[parts.kept.length];
        double[] dropped = new double[parts.kept.length];
        for (int k = 0; k < kept.length; k++) {
            double found = parts.areas[k] == 1 && parts.kept[k] ? 1 : people.get()[k];
            (parts.kept[k] ? kept : dropped)[k] = found;
        }
        double all = ExactSum.of(kept);
        // Where targets overlap, parts that are dropped have nowhere to go to.
        double whole = parts.overlapping || all > 1 + 1e-9 ? 1 : nothingOutside ? all : 1 - ExactSum.of(dropped);
        if (whole <= 1e-9) return;
        parts.dividedBy = by;
        boolean moved = Math.abs(whole - 1) > 1e-12;
        for (int k = 0; k < kept.length; k++) {
            if (parts.kept[k]) parts.weights[k] = moved ? kept[k] / whole : kept[k];
        }
    }

    private void landOf(SourceParts parts, int source) {
        Optional<double[]> found = rules.land().flatMap(land -> shares(land, source, parts));
        for (int k = 0; k < parts.land.length && found.isPresent(); k++) {
            if (parts.isCut(k)) parts.land[k] = Math.min(1, found.get()[k]);
        }
    }
}
