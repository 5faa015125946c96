package se.regstat.statistics.segregation;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A measure whose bias from small counts is taken away, as estimated by drawing the same number of people again from what was counted (multinomial
 * bootstrap, as package {@code segregation} of R does; Elbers 2021).
 *
 * @param corrected twice what was measured, less the mean of draws
 * @param sorted what each draw came to, less twice the bias, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Bootstrap(double corrected, double[] sorted) {

    /**
     * Draws, in parallel; the same for the same seed, by however many threads.
     *
     * @param counts of whole persons
     * @throws IllegalArgumentException if counts are not whole
     */
    public static Bootstrap of(GroupCounts counts, ToDoubleFunction<GroupCounts> measure, int draws, long seed) {
        if (!counts.isWhole()) throw new IllegalArgumentException("only whole persons can be drawn");
        double[] values = IntStream.range(0, draws)
                .parallel()
                .mapToDouble(draw -> measure.applyAsDouble(drawn(counts, Draws.stream(seed, draw))))
                .toArray();
        double measured = measure.applyAsDouble(counts);
        double bias = Arrays.stream(values).average().orElse(Double.NaN) - measured;
        return new Bootstrap(
                measured - bias,
                Arrays.stream(values).map(value -> value - 2 * bias).sorted().toArray());
    }

    private static GroupCounts drawn(GroupCounts counts, Draws random) {
        double[][] drawn = new double[counts.units()][counts.groups()];
        int left = (int) counts.all();
        double among = counts.all();
        for (int unit = 0; unit < counts.units(); unit++) {
            for (int group = 0; group < counts.groups(); group++) {
                double count = counts.count(unit, group);
                int here = random.binomial(left, among > 0 ? count / among : 0);
                drawn[unit][group] = here;
                left -= here;
                among -= count;
            }
        }
        return GroupCounts.owning(counts.groups(), drawn);
    }
}
