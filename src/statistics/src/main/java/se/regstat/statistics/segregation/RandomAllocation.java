package se.regstat.statistics.segregation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * What measures come to where the same people live in the same units by chance: each unit keeps its size and each group its number, and who lives where is drawn
 * (Winship 1977; Carrington and Troske 1997). Small units look segregated by that alone. It is no interval of error: registers count everybody.
 *
 * @param expected the mean of all draws
 * @param sorted what each draw came to, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RandomAllocation(double expected, double[] sorted) {

    /**
     * Draws, in parallel; the same for the same seed, by however many threads.
     *
     * @param counts of whole persons
     * @throws IllegalArgumentException if counts are not whole, or there are more than {@value Draws#MOST} people
     */
    public static Map<SegregationMeasure, RandomAllocation> of(
            GroupCounts counts, Set<SegregationMeasure> measures, int draws, long seed) {
        return of(counts, measures, draws, seed, () -> false);
    }

    /**
     * The same for who may be cancelled.
     *
     * @param cancelled asked before each draw, from several threads
     * @throws CancellationException once {@code cancelled} says so
     */
    public static Map<SegregationMeasure, RandomAllocation> of(
            GroupCounts counts, Set<SegregationMeasure> measures, int draws, long seed, BooleanSupplier cancelled) {
        Map<SegregationMeasure, RandomAllocation> allocations = new EnumMap<>(SegregationMeasure.class);
        MeasuredDraws.of(counts, measures, draws, seed, cancelled, RandomAllocation::drawn)
                .forEach((measure, values) -> {
                    double mean = MeasuredDraws.mean(values);
                    Arrays.sort(values);
                    allocations.put(measure, new RandomAllocation(mean, values));
                });
        return allocations;
    }

    /** Group by group, each among those that have no place yet, and unit by unit. */
    private static GroupCounts drawn(GroupCounts counts, Draws random) {
        double[][] drawn = new double[counts.units()][counts.groups()];
        int[] free = IntStream.range(0, counts.units())
                .map(unit -> (int) counts.ofUnit(unit))
                .toArray();
        int allFree = (int) counts.all();
        for (int group = 0; group < counts.groups(); group++) {
            int left = (int) counts.ofGroup(group);
            int among = allFree;
            for (int unit = 0; unit < free.length; unit++) {
                int here = random.hypergeometric(among, left, free[unit]);
                drawn[unit][group] = here;
                among -= free[unit];
                left -= here;
                free[unit] -= here;
            }
            allFree -= (int) counts.ofGroup(group);
        }
        return GroupCounts.owning(counts.groups(), drawn);
    }

    /** @param share of draws below it, 0 to 1 */
    public double quantile(double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    /**
     * How far a measure is above what chance makes of it, of all that it could be (Winship 1977); negative below.
     *
     * @param measured by a measure that is 1 at most
     */
    public double beyondChance(double measured) {
        return (measured - expected) / (1 - expected);
    }
}
