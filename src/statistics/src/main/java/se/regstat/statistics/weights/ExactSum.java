package se.regstat.statistics.weights;

import java.util.Arrays;

/**
 * A sum with the rounding errors of its additions kept beside it, so that the last digit is that of the true sum (Neumaier, Zeitschrift für
 * Angewandte Mathematik und Mechanik 54, 1974).
 */
public final class ExactSum {

    private double sum;
    private double lost;

    /** Of numbers in any order: the same for each. */
    static double of(double[] numbers) {
        double[] ordered = numbers.clone();
        Arrays.sort(ordered);
        ExactSum sum = new ExactSum();
        for (double number : ordered) sum.add(number);
        return sum.value();
    }

    public void add(double number) {
        double next = sum + number;
        double added = next - sum;
        lost += (sum - (next - added)) + (number - added);
        sum = next;
    }

    public double value() {
        return sum + lost;
    }
}
