package se.regstat.statistics.disclosure;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Of all ways to make a combination of told sums the one with the least noise, where each sum has the same: what is looked for is the least Σ f² with
 * the same Aᵀf, so that part of any such f that is a combination of A's columns. Found by conjugate gradients on the least squares of that (CGLS, Björck 1996).
 */
final class LeastNoise {

    private static final double NEARLY = 1e-12;

    /** By which Σ f² should be less at least, so that rounding changes nothing. */
    private static final double LESS = 1e-9;

    private final int[][] columns;
    private final double[][] coefficients;
    private final int size;

    private LeastNoise(double[][] sums) {
        size = sums.length == 0 ? 0 : sums[0].length;
        columns = new int[sums.length][];
        coefficients = new double[sums.length][];
        for (int row = 0; row < sums.length; row++) {
            double[] sum = sums[row];
            columns[row] =
                    IntStream.range(0, size).filter(column -> sum[column] != 0).toArray();
            coefficients[row] = Arrays.stream(columns[row])
                    .mapToDouble(column -> sum[column])
                    .toArray();
        }
    }

    /**
     * @param sums a row for each, a column for each number that they are sums of
     * @param factors by what each sum is multiplied in one way; given back where no other has less noise
     */
    static double[] of(double[][] sums, double[] factors) {
        double[] found = new LeastNoise(sums).found(factors);
        return square(found) < square(factors) * (1 - LESS) ? found : factors;
    }

    private double[] found(double[] factors) {
        double[] found = new double[factors.length];
        double[] rest = factors.clone();
        double[] slope = combined(rest);
        double[] direction = slope.clone();
        double steepness = square(slope);
        double enough = NEARLY * NEARLY * steepness;
        for (int step = 0; step < 2 * factors.length + 10; step++) {
            if (steepness <= enough) return found;
            double[] change = sums(direction);
            double length = steepness / square(change);
            for (int row = 0; row < found.length; row++) {
                found[row] += length * change[row];
                rest[row] -= length * change[row];
            }
            slope = combined(rest);
            double next = square(slope);
            for (int column = 0; column < size; column++) {
                direction[column] = slope[column] + next / steepness * direction[column];
            }
            steepness = next;
        }
        return factors;
    }

    private double[] combined(double[] by) {
        double[] combined = new double[size];
        for (int row = 0; row < by.length; row++) {
            for (int i = 0; i < columns[row].length; i++) combined[columns[row][i]] += by[row] * coefficients[row][i];
        }
        return combined;
    }

    private double[] sums(double[] numbers) {
        double[] sums = new double[columns.length];
        for (int row = 0; row < sums.length; row++) {
            for (int i = 0; i < columns[row].length; i++) sums[row] += coefficients[row][i] * numbers[columns[row][i]];
        }
        return sums;
    }

    private static double square(double[] numbers) {
        return Arrays.stream(numbers).map(number -> number * number).sum();
    }
}
