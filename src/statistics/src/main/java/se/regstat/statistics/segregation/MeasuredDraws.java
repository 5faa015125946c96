package se.regstat.statistics.segregation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** What measures come to in tables of people that are drawn at random, all of them in the same tables. */
final class MeasuredDraws {

    private MeasuredDraws() {}

    /**
     * Draws, in parallel; the same for the same seed, by however many threads.
     *
     * @param counts of whole persons
     * @param cancelled asked before each draw, from several threads
     * @param table how one is drawn
     * @return by measure what each draw came to
     * @throws IllegalArgumentException if counts are not whole, or there are more than {@value Draws#MOST} people
     * @throws CancellationException once {@code cancelled} says so
     */
    static Map<SegregationMeasure, double[]> of(
            GroupCounts counts,
            Set<SegregationMeasure> measures,
            int draws,
            long seed,
            BooleanSupplier cancelled,
            BiFunction<GroupCounts, Draws, GroupCounts> table) {
        if (!counts.isWhole()) throw new IllegalArgumentException("only whole persons can be drawn");
        if (counts.all() > Draws.MOST) throw new IllegalArgumentException("more than " + Draws.MOST + " people");
        Map<SegregationMeasure, double[]> found = new EnumMap<>(SegregationMeasure.class);
        measures.forEach(measure -> found.put(measure, new double[draws]));
        boolean both = found.keySet().containsAll(Set.of(SegregationMeasure.M, SegregationMeasure.H));
        IntStream.range(0, draws).parallel().forEach(draw -> {
            if (cancelled.getAsBoolean()) throw new CancellationException();
            GroupCounts drawn = table.apply(counts, Draws.stream(seed, draw));
            found.forEach((measure, values) -> {
                // M is the costly one.
                values[draw] = both && measure == SegregationMeasure.H
                        ? found.get(SegregationMeasure.M)[draw] / SegregationMeasure.entropy(drawn)
                        : measure.of(drawn);
            });
        });
        return found;
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}
