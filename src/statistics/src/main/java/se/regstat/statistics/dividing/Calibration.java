package se.regstat.statistics.dividing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import se.regstat.statistics.ancillary.Spread;
import se.regstat.statistics.division.VintageId;

/**
 * Whether intervals hold in trials: that of a target by what all others tell that have nothing in any of its regions, such as kommuner.
 *
 * @param way what divides
 * @param targets how many there were
 * @param error Σ |estimate − truth| / Σ truth, over what cut areas gave to them
 * @param coverage the share of targets whose truth lay within
 * @param width the median of intervals' widths, as a share of that of the hard bounds
 */
public record Calibration(String way, int targets, double error, double coverage, double width) {

    /**
     * Of every weighting that there is something for.
     *
     * @param confidence how often intervals are to hold
     * @param cancelled asked often, from several threads
     * @return none where there is nothing to try on
     */
    public static List<Calibration> of(
            Divisors divisors, VintageId vintage, double confidence, BooleanSupplier cancelled) {
        return WeightingTrials.on(divisors, vintage, cancelled).stream()
                .flatMap(trials -> trials.candidates().stream()
                        .map(candidate -> of(candidate.way(), trials.misses(candidate, cancelled), confidence)))
                .toList();
    }

    private static Calibration of(String way, Misses misses, double confidence) {
        Map<BitSet, Optional<Spread>> others = new HashMap<>();
        List<Double> widths = new ArrayList<>();
        int held = 0;
        for (TargetSums round : misses.rounds()) {
            for (int target : round.targets().toArray()) {
                Optional<Spread> spread =
                        others.computeIfAbsent(round.regions(target), regions -> without(regions, misses));
                if (spread.isEmpty()) continue;
                double estimate = round.estimate(target);
                double half = round.half(target, spread.get(), confidence);
                double low = Math.max(0, estimate - half);
                double high = Math.min(round.most(target), estimate + half);
                double truth = estimate - round.error(target);
                double rounding = 1e-9 * round.most(target);
                if (truth >= low - rounding && truth <= high + rounding) held++;
                widths.add((high - low) / round.most(target));
            }
        }
        widths.sort(null);
        int count = widths.size();
        return new Calibration(
                way, count, misses.error(), held / (double) count, count == 0 ? Double.NaN : widths.get(count / 2));
    }

    /** Of targets that have nothing in any of these regions. */
    private static Optional<Spread> without(BitSet regions, Misses misses) {
        Spread.Sample others = new Spread.Sample();
        for (TargetSums round : misses.rounds()) {
            round.targets()
                    .filter(target -> !round.regions(target).intersects(regions))
                    .forEach(target -> round.into(others, target));
        }
        return others.spread();
    }
}
