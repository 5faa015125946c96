package se.regstat.statistics.dividing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import se.regstat.statistics.ancillary.Spread;
import se.regstat.statistics.division.VintageId;

/**
 * Whether intervals hold: those of targets in one region, such as a kommun, by what all others tell that have no part in it, region by region.
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
        int regions = misses.rounds().stream()
                .flatMapToInt(round -> round.targets().flatMap(target -> round.regions(target).stream()))
                .max()
                .orElse(-1);
        List<Double> widths = new ArrayList<>();
        int held = 0;
        for (int region = 0; region <= regions; region++) {
            int out = region;
            Spread.Sample others = new Spread.Sample();
            for (TargetSums round : misses.rounds()) {
                round.targets()
                        .filter(target -> !round.regions(target).get(out))
                        .forEach(target -> round.into(others, target));
            }
            Optional<Spread> spread = others.spread();
            if (spread.isEmpty()) continue;
            for (TargetSums round : misses.rounds()) {
                for (int target : targetsOf(round, region)) {
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
        }
        widths.sort(null);
        int count = widths.size();
        return new Calibration(
                way, count, misses.error(), held / (double) count, count == 0 ? Double.NaN : widths.get(count / 2));
    }

    /** Those whose first region it is, so that each is tried once. */
    private static int[] targetsOf(TargetSums round, int region) {
        return round.targets()
                .filter(target -> round.regions(target).nextSetBit(0) == region)
                .toArray();
    }
}
