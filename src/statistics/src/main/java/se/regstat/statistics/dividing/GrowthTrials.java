package se.regstat.statistics.dividing;

import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.regstat.statistics.ancillary.Quantiles;
import se.regstat.statistics.estimate.DividingErrors.Change;
import se.regstat.statistics.estimate.Growth;

/**
 * Scales an earlier year to what larger areas have in a later one, of which the areas' own values are known too, and tells how far that misses these in
 * targets of several areas.
 */
final class GrowthTrials {

    private final KnownAreas areas;
    private final int[] larger;

    /** @param larger the number of the larger area that each area lies in; negative where that is not known */
    GrowthTrials(KnownAreas areas, int[] larger) {
        this.areas = areas;
        this.larger = larger;
    }

    /** In the units of {@link Growth}: of a quotient, by its base. */
    Optional<Quantiles> misses(Change part, Optional<Change> whole) {
        boolean[] known = known(part, whole);
        double[] scaled = scaled(part, known);
        DoubleStream misses = whole.map(of -> ofQuotients(scaled, part.after(), scaled(of, known), of.after(), known))
                .orElseGet(() -> ofCounts(scaled, part.after(), known));
        return Quantiles.of(misses.toArray());
    }

    private boolean[] known(Change part, Optional<Change> whole) {
        boolean[] known = new boolean[larger.length];
        for (int i = 0; i < known.length; i++) {
            int area = i;
            known[i] = larger[i] >= 0
                    && part.isKnown(i)
                    && whole.map(of -> of.isKnown(area)).orElse(true);
        }
        return known;
    }

    private double[] scaled(Change change, boolean[] known) {
        int count = Arrays.stream(larger).max().orElse(-1) + 1;
        double[] before = new double[count];
        double[] after = new double[count];
        for (int i = 0; i < known.length; i++) {
            if (!known[i]) continue;
            before[larger[i]] += change.before()[i];
            after[larger[i]] += change.after()[i];
        }
        double[] scaled = new double[known.length];
        for (int i = 0; i < known.length; i++) {
            if (known[i] && before[larger[i]] > 0)
                scaled[i] = change.before()[i] * after[larger[i]] / before[larger[i]];
        }
        return scaled;
    }

    private DoubleStream ofCounts(double[] scaled, double[] after, boolean[] known) {
        Growth growth = new Growth(Quantiles.NONE, scaled, larger);
        return areas.rounds().stream()
                .flatMapToDouble(round -> targets(round, known).mapToDouble(target -> {
                    double error = Arrays.stream(target)
                            .mapToDouble(i -> scaled[i] - after[i])
                            .sum();
                    return Math.abs(error) / Math.sqrt(growth.variance(target));
                }))
                .filter(Double::isFinite);
    }

    private DoubleStream ofQuotients(
            double[] parts, double[] partsAfter, double[] wholes, double[] wholesAfter, boolean[] known) {
        return areas.rounds().stream()
                .flatMapToDouble(round -> targets(round, known).mapToDouble(target -> {
                    double whole = sum(wholes, target);
                    double error = sum(parts, target) / whole - sum(partsAfter, target) / sum(wholesAfter, target);
                    double squares = Arrays.stream(target)
                            .mapToDouble(i -> wholes[i] * wholes[i])
                            .sum();
                    return Math.abs(error) * whole / Math.sqrt(squares);
                }))
                .filter(Double::isFinite);
    }

    private static double sum(double[] numbers, int[] target) {
        return Arrays.stream(target).mapToDouble(i -> numbers[i]).sum();
    }

    /** Of known areas alone. */
    private static Stream<int[]> targets(TrialAreas round, boolean[] known) {
        return IntStream.range(0, known.length)
                .filter(i -> known[i] && round.targetOf()[i] >= 0)
                .boxed()
                .collect(Collectors.groupingBy(i -> round.targetOf()[i], TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(target -> target.stream().mapToInt(i -> i).toArray());
    }
}
