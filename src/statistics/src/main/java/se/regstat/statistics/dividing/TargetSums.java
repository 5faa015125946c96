package se.regstat.statistics.dividing;

import java.util.BitSet;
import java.util.stream.IntStream;
import se.regstat.statistics.ancillary.Spread;

/** By target of a trial: by how much it is missed, and how uncertain its cut sources make it. Not thread-safe. */
final class TargetSums {

    private final double[] estimate;
    private final double[] error;
    private final double[] most;
    private final double[] sum;
    private final double[] sumOfSquares;
    private final BitSet[] regions;

    TargetSums(int targets) {
        estimate = new double[targets];
        error = new double[targets];
        most = new double[targets];
        sum = new double[targets];
        sumOfSquares = new double[targets];
        regions = new BitSet[targets];
    }

    /**
     * Of one cut source.
     *
     * @param region that it lies in
     * @param all its value
     * @param dispersion how unevenly that lies, beside other sources
     * @param weight the share of it that the target is given
     * @param area the share of its area
     * @param truth what the target has of it
     */
    void add(int target, int region, double all, double dispersion, double weight, double area, double truth) {
        double cut = all * all * dispersion * Spread.cut(weight, area);
        estimate[target] += weight * all;
        error[target] += weight * all - truth;
        most[target] += all;
        sum[target] += cut;
        sumOfSquares[target] += cut * cut;
        if (regions[target] == null) regions[target] = new BitSet();
        regions[target].set(region);
    }

    /** Of targets that cut any source. */
    IntStream targets() {
        return IntStream.range(0, regions.length).filter(target -> regions[target] != null);
    }

    /** The regions of a target's sources. */
    BitSet regions(int target) {
        return regions[target];
    }

    /** What a target is given of the sources that it cuts. */
    double estimate(int target) {
        return estimate[target];
    }

    /** By how much that is too much. */
    double error(int target) {
        return error[target];
    }

    /** All that these sources have. */
    double most(int target) {
        return most[target];
    }

    /** Half the width of an interval. */
    double half(int target, Spread spread, double confidence) {
        return Math.sqrt(sum[target])
                * spread.of(Spread.cuts(sum[target], sumOfSquares[target])).at(confidence);
    }

    void into(Spread.Sample sample, int target) {
        sample.add(error[target], sum[target], sumOfSquares[target]);
    }

    void into(Spread.Sample sample) {
        targets().forEach(target -> into(sample, target));
    }
}
