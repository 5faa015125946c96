package se.regstat.statistics.segregation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Measures whose bias from small counts is taken away, as estimated by drawing the same number of people again from what was counted (multinomial
 * bootstrap, as package {@code segregation} of R does; Elbers 2021).
 */
public final class Bootstrap {

    private Bootstrap() {}

    /**
     * Twice what was measured, less the mean of draws. These are made in parallel; the same for the same seed, by however many threads.
     *
     * @param counts of whole persons
     * @param cancelled asked before each draw, from several threads
     * @throws IllegalArgumentException if counts are not whole, or there are more than {@value Draws#MOST} people
     * @throws CancellationException once {@code cancelled} says so
     */
    public static Map<SegregationMeasure, Double> corrected(
            GroupCounts counts, Set<SegregationMeasure> measures, int draws, long seed, BooleanSupplier cancelled) {
        Map<SegregationMeasure, Double> corrected = new EnumMap<>(SegregationMeasure.class);
        MeasuredDraws.of(counts, measures, draws, seed, cancelled, Bootstrap::drawn)
                .forEach((measure, values) ->
                        corrected.put(measure, 2 * measure.of(counts) - MeasuredDraws.mean(values)));
        return corrected;
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
