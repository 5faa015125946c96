package se.regstat.statistics.weights;

/**
 * A sum with the rounding errors of its additions kept beside it, so that the last digit is that of the true sum (Neumaier, Zeitschrift für
 * Angewandte Mathematik und Mechanik 54, 1974).
 */
public final class ExactSum {

    private double sum;
    private double lost;

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
