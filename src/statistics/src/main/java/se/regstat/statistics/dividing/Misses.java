package se.regstat.statistics.dividing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import se.regstat.statistics.ancillary.Spread;

/** What a weighting gives to targets of the sources that they cut, held against what these have. Not thread-safe. */
final class Misses {

    private final List<TargetSums> rounds = new ArrayList<>();

    /**
     * @param areas that sources are put together of
     * @param estimates for each area
     * @param dispersion by region
     * @param told sources that count
     */
    void add(TrialAreas round, KnownAreas areas, double[] estimates, double[] dispersion, boolean[] told) {
        double[] totals = round.totals(areas.people());
        double[] space = round.totals(areas.sizes());
        TargetSums sums = new TargetSums(round.targets());
        for (int[] part : round.parts()) {
            int source = round.sourceOf()[part[0]];
            if (!told[source] || totals[source] == 0) continue;
            sums.add(
                    round.targetOf()[part[0]],
                    round.regionOf()[source],
                    totals[source],
                    dispersion[round.regionOf()[source]],
                    sum(estimates, part) / totals[source],
                    sum(areas.sizes(), part) / space[source],
                    sum(areas.people(), part));
        }
        rounds.add(sums);
    }

    private static double sum(double[] numbers, int[] part) {
        return Arrays.stream(part).mapToDouble(area -> numbers[area]).sum();
    }

    /** By round. */
    List<TargetSums> rounds() {
        return rounds;
    }

    /** How many there were that cut anybody. */
    int targets() {
        return (int) rounds.stream().mapToLong(round -> round.targets().count()).sum();
    }

    /** Σ |estimate − truth| / Σ truth; NaN where there is nobody. */
    double error() {
        double missed = 0;
        double all = 0;
        for (TargetSums round : rounds) {
            missed += round.targets()
                    .mapToDouble(target -> Math.abs(round.error(target)))
                    .sum();
            all += round.targets()
                    .mapToDouble(target -> round.estimate(target) - round.error(target))
                    .sum();
        }
        return missed / all;
    }

    Optional<Spread> spread() {
        Spread.Sample sample = new Spread.Sample();
        rounds.forEach(round -> round.into(sample));
        return sample.spread();
    }
}
