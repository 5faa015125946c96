package se.regstat.statistics.alike;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * How surely a group comes back when areas are drawn with replacement, as many as there are, and grouped anew (Hennig 2007): of the areas that were drawn, the share that the group and the
 * one most like it have together of all that either has (Jaccard), as a mean over the draws in which any of the group was drawn. 1 is a group that always comes back whole.
 */
final class Stability {

    /** Each draw is grouped by the best of so many starts. */
    private static final int STARTS = 3;

    private static final RandomGeneratorFactory<RandomGenerator> STREAMS =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private Stability() {}

    /**
     * By group; NaN where none of it was ever drawn.
     *
     * @throws CancellationException if it was cancelled
     */
    static double[] of(double[][] points, Groups groups, int draws, long seed, BooleanSupplier cancelled) {
        double[][] byDraw = IntStream.range(0, draws)
                .parallel()
                .mapToObj(draw -> {
                    if (cancelled.getAsBoolean()) throw new CancellationException();
                    return drawn(points, groups, Seeds.of(seed, -1, draw), cancelled);
                })
                .toArray(double[][]::new);
        return IntStream.range(0, groups.number())
                .mapToDouble(group -> Arrays.stream(byDraw)
                        .mapToDouble(draw -> draw[group])
                        .filter(Double::isFinite)
                        .average()
                        .orElse(Double.NaN))
                .toArray();
    }

    private static double[] drawn(double[][] points, Groups groups, long seed, BooleanSupplier cancelled) {
        int[] numbers =
                STREAMS.create(seed).ints(points.length, 0, points.length).toArray();
        double[][] drawn =
                Arrays.stream(numbers).mapToObj(number -> points[number]).toArray(double[][]::new);
        int number = Math.min(groups.number(), Standardised.different(drawn));
        Groups anew = Groups.of(drawn, number, STARTS, seed, cancelled);
        int[] anewOf = new int[points.length];
        Arrays.fill(anewOf, -1);
        for (int draw = 0; draw < numbers.length; draw++) anewOf[numbers[draw]] = anew.of()[draw];
        int[][] both = new int[groups.number()][number];
        int[] then = new int[groups.number()];
        int[] now = new int[number];
        for (int point = 0; point < points.length; point++) {
            if (anewOf[point] < 0) continue;
            both[groups.of()[point]][anewOf[point]]++;
            then[groups.of()[point]]++;
            now[anewOf[point]]++;
        }
        return IntStream.range(0, then.length)
                .mapToDouble(group -> then[group] == 0
                        ? Double.NaN
                        : IntStream.range(0, now.length)
                                .mapToDouble(other ->
                                        (double) both[group][other] / (then[group] + now[other] - both[group][other]))
                                .max()
                                .orElseThrow())
                .toArray();
    }
}
