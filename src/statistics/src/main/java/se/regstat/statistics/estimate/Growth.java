package se.regstat.statistics.estimate;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import se.regstat.statistics.ancillary.Quantiles;
import se.regstat.statistics.weights.Weights;

/**
 * How far values are off that were scaled to newer totals of larger areas: some grew faster than the rest of theirs. What a target has of all of a larger
 * area is known; where it has a share W of it, its sources of values x add Σ x²(w − W)², over all that lie in the area. Immutable.
 */
public final class Growth {

    private final Quantiles misses;
    private final double[] values;
    private final int[] larger;
    private final BitSet estimated;
    private final Map<Integer, double[]> sums = new HashMap<>();

    /**
     * @param misses how far scaled values missed in an earlier year, in units of the square root of that sum
     * @param values by source; 0 for those of which the year's value is known, NaN where there is none
     * @param larger the number of the larger area that each source lies in; negative where its total tells nothing
     */
    public Growth(Quantiles misses, double[] values, int[] larger) {
        this(misses, values, larger, new BitSet());
    }

    private Growth(Quantiles misses, double[] values, int[] larger, BitSet estimated) {
        this.estimated = estimated;
        this.misses = misses;
        this.values = values.clone();
        this.larger = larger.clone();
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] > 0) || larger[i] < 0) continue;
            double[] sum = sums.computeIfAbsent(larger[i], area -> new double[2]);
            sum[0] += values[i];
            sum[1] += values[i] * values[i];
        }
    }

    /**
     * Of a variable that is scaled.
     *
     * @param known sources of which the year's value is known
     * @param estimated sources whose values, known or scaled, were estimated before
     * @param larger as in {@link #Growth}
     */
    public static Growth of(
            Variable variable, Quantiles misses, IntPredicate known, IntPredicate estimated, int[] larger) {
        boolean quotient = variable.isQuotient() && !variable.perArea();
        double[] values = quotient ? variable.knownBases() : variable.knownValues();
        IntStream.range(0, values.length).filter(known).forEach(i -> values[i] = 0);
        int[] none = new int[larger.length];
        Arrays.fill(none, -1);
        // Totals tell nothing of how parts and bases grew apart.
        BitSet before = new BitSet();
        IntStream.range(0, values.length).filter(estimated).forEach(before::set);
        return new Growth(misses, values, quotient ? none : larger, before);
    }

    /** Whether something of a target was estimated before it was scaled, which nothing here tells how far to rely on. */
    boolean isOfEstimates(Weights weights, int target) {
        return IntStream.range(weights.first(target), weights.first(target + 1))
                .anyMatch(entry -> estimated.get(weights.source(entry)));
    }

    double miss(double confidence) {
        return misses.at(confidence);
    }

    /** What whole sources add. */
    public double variance(int[] target) {
        Sum sum = new Sum();
        for (int source : target) sum.add(source, 1);
        return sum.variance();
    }

    /** What a target's sources add. */
    double variance(Weights weights, int target) {
        Sum sum = new Sum();
        for (int entry = weights.first(target); entry < weights.first(target + 1); entry++) {
            sum.add(weights.source(entry), weights.weight(entry));
        }
        return sum.variance();
    }

    private final class Sum {
        private final Map<Integer, double[]> shares = new HashMap<>();
        private double variance;

        void add(int source, double weight) {
            double value = values[source];
            if (!(value > 0)) return;
            variance += weight * weight * value * value;
            if (larger[source] < 0) return;
            double[] share = shares.computeIfAbsent(larger[source], area -> new double[2]);
            share[0] += weight * value;
            share[1] += weight * value * value;
        }

        double variance() {
            double all = variance;
            for (Map.Entry<Integer, double[]> area : shares.entrySet()) {
                double[] sum = sums.get(area.getKey());
                double share = area.getValue()[0] / sum[0];
                all += share * (share * sum[1] - 2 * area.getValue()[1]);
            }
            return Math.max(0, all);
        }
    }
}
