package se.regstat.statistics.disclosure;

import java.util.Arrays;

/**
 * The distribution over some whole numbers with mean 0 and a given variance that has the largest entropy. It is {@code p(d) ∝ exp(a d + b d²)};
 * a and b are where the dual, which is convex, is least (Newton's method, with shorter steps where a whole one does not lower it).
 */
final class MaximumEntropy {

    private static final int STEPS = 200;
    private static final double NEARLY = 1e-13;

    private final double[] numbers;
    private final double variance;
    private double[] probabilities;

    private MaximumEntropy(double[] numbers, double variance) {
        this.numbers = numbers;
        this.variance = variance;
        this.probabilities = new double[numbers.length];
    }

    /**
     * How likely each number is.
     *
     * @param numbers ascending, some of them negative and some positive
     * @param variance more than 0; where the numbers leave no such variance, or nearly none, the nearest is taken
     * @param free how much of what the variance can be stays free at both ends, where but two numbers would be left, as a share; at the lower
     *     end of the least, which is 0 where 0 is among the numbers
     */
    static double[] of(int[] numbers, double variance, double free) {
        int last = numbers.length - 1;
        double least = least(numbers);
        double most = -1.0 * numbers[0] * numbers[last];
        double scale = Math.max(-numbers[0], numbers[last]);
        double room = most - least;
        double wanted = Math.max(least + free * Math.min(least, room), Math.min(variance, most - free * room));
        return new MaximumEntropy(
                        Arrays.stream(numbers)
                                .mapToDouble(number -> number / scale)
                                .toArray(),
                        wanted / (scale * scale))
                .solve();
    }

    /** The least variance with mean 0: that of the two numbers beside it. */
    private static double least(int[] numbers) {
        int above = 0;
        while (numbers[above] < 0) above++;
        return -1.0 * numbers[above - 1] * numbers[above];
    }

    private double[] solve() {
        double a = 0;
        double b = -1 / (2 * variance); // as were there a number everywhere
        double dual = dual(a, b);
        for (int step = 0; step < STEPS; step++) {
            double mean = 0;
            double square = 0;
            double third = 0;
            double fourth = 0;
            for (int i = 0; i < numbers.length; i++) {
                double number = numbers[i];
                double power = probabilities[i] * number;
                mean += power;
                square += power *= number;
                third += power *= number;
                fourth += power * number;
            }
            double off = square - variance;
            if (Math.abs(mean) < NEARLY && Math.abs(off) < NEARLY * variance) break;
            double aa = square - mean * mean;
            double ab = third - mean * square;
            double bb = fourth - square * square;
            double determinant = aa * bb - ab * ab;
            // Between two numbers alone the mean says all.
            double da = determinant > 1e-300 ? (bb * mean - ab * off) / determinant : mean / aa;
            double db = determinant > 1e-300 ? (aa * off - ab * mean) / determinant : 0;
            double length = 1;
            double next = dual(a - da, b - db);
            while (next > dual && length > 1e-12) {
                length /= 2;
                next = dual(a - length * da, b - length * db);
            }
            a -= length * da;
            b -= length * db;
            dual = next;
        }
        return probabilities;
    }

    /** Also finds the probabilities. */
    private double dual(double a, double b) {
        double[] exponents = new double[numbers.length];
        Arrays.setAll(exponents, i -> a * numbers[i] + b * (numbers[i] * numbers[i] - variance));
        double most = Arrays.stream(exponents).max().orElseThrow();
        double[] found = Arrays.stream(exponents).map(x -> Math.exp(x - most)).toArray();
        double sum = Arrays.stream(found).sum();
        Arrays.setAll(found, i -> found[i] / sum);
        probabilities = found;
        return most + Math.log(sum);
    }
}
