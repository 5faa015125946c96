package se.regstat.statistics.estimate;

import java.util.Arrays;

/** Sums of sources' numbers by column, of one target at a time. Not thread-safe. */
final class RowSums {

    private final double[] matrix;

    /** Of whole sources, with the rounding errors of their additions beside them. */
    final double[] whole;

    final double[] wholeLost;

    /** Of cut sources, by weight. */
    final double[] cut;

    /** Of cut sources all that the target can have beyond the least, and the least. */
    final double[] touched;

    final double[] surely;

    /** The largest part that one source has. */
    final double[] most;

    RowSums(EstimateTable table) {
        matrix = table.matrix;
        whole = new double[table.columns];
        wholeLost = new double[table.columns];
        cut = new double[table.columns];
        touched = new double[table.columns];
        surely = new double[table.columns];
        most = new double[table.columns];
    }

    void clear() {
        Arrays.fill(whole, 0);
        Arrays.fill(wholeLost, 0);
        Arrays.fill(cut, 0);
        Arrays.fill(touched, 0);
        Arrays.fill(surely, 0);
        Arrays.fill(most, 0);
    }

    /** Of whole sources, exactly. */
    double sure(int column) {
        return whole[column] + wholeLost[column];
    }

    double sum(int column) {
        // The error last: exact where nothing is cut.
        return (whole[column] + cut[column]) + wholeLost[column];
    }

    // The loops below are as the compiler makes vector instructions of them: local arrays, one index, no branches.

    void addWhole(int row) {
        double[] numbers = matrix;
        double[] sums = whole;
        double[] lost = wholeLost;
        for (int c = 0; c < sums.length; c++) {
            double number = numbers[row + c];
            double sum = sums[c];
            double next = sum + number;
            double added = next - sum;
            lost[c] += (sum - (next - added)) + (number - added);
            sums[c] = next;
        }
        double[] largest = most;
        for (int c = 0; c < largest.length; c++) largest[c] = Math.max(largest[c], numbers[row + c]);
    }

    void addCut(int row, int from, int to, double share) {
        double[] numbers = matrix;
        double[] parts = cut;
        double[] all = touched;
        double[] largest = most;
        for (int c = from; c < to; c++) {
            double number = numbers[row + c];
            parts[c] += share * number;
            all[c] += number;
        }
        for (int c = from; c < to; c++) largest[c] = Math.max(largest[c], share * numbers[row + c]);
    }

    /** What a strip along a source's border has, or leaves of it; {@link #addCut} takes it for anything from none to all. */
    void addStrip(int row, int to, double least, double most) {
        for (int c = 0; c < to; c++) {
            double number = matrix[row + c];
            surely[c] += least * number;
            touched[c] -= (1 - most) * number;
        }
    }
}
