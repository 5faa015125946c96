package se.regstat.geotools.style;

/**
 * Natural breaks: the classes whose values differ least from their class's mean, by the sum of squares (Fisher, On grouping
 * for maximum homogeneity, Journal of the American Statistical Association 53, 1958; Jenks 1967 for maps). Exact, by dynamic
 * programming over the different values; the best start of the last class never moves back when values are added, so that a
 * class more costs n log n steps.
 */
final class NaturalBreaks {

    private final double[] different;
    private final int[] first;
    private final double[] counts;
    private final double[] sums;
    private final double[] squares;

    private NaturalBreaks(double[] sorted) {
        int n = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) n++;
        }
        different = new double[n];
        first = new int[n];
        counts = new double[n + 1];
        sums = new double[n + 1];
        squares = new double[n + 1];
        // Large numbers close to each other keep their digits when told from a number among them.
        double middle = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
        int d = -1;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                d++;
                different[d] = sorted[i];
                first[d] = i;
                counts[d + 1] = counts[d];
                sums[d + 1] = sums[d];
                squares[d + 1] = squares[d];
            }
            double x = sorted[i] - middle;
            counts[d + 1]++;
            sums[d + 1] += x;
            squares[d + 1] += x * x;
        }
    }

    /**
     * Where classes start.
     *
     * @param sorted ascending
     * @param classes fewer where there are fewer different values
     * @return indices into {@code sorted} of the first value of each class but the lowest
     */
    static int[] starts(double[] sorted, int classes) {
        return new NaturalBreaks(sorted).starts(classes);
    }

    private int[] starts(int wanted) {
        int n = different.length;
        int classes = Math.min(wanted, n);
        if (classes < 2) return new int[0];
        double[] costs = new double[n];
        for (int i = 0; i < n; i++) costs[i] = cost(0, i);
        int[][] starts = new int[classes][n];
        for (int c = 1; c < classes; c++) {
            double[] more = new double[n];
            solve(costs, more, starts[c], c, n - 1, c, n - 1);
            costs = more;
        }
        int[] result = new int[classes - 1];
        int last = n - 1;
        for (int c = classes - 1; c > 0; c--) {
            int start = starts[c][last];
            result[c - 1] = first[start];
            last = start - 1;
        }
        return result;
    }

    /** Finds the best start of the last class for values up to {@code from}…{@code to}, knowing that it lies between two others. */
    private void solve(double[] less, double[] more, int[] starts, int from, int to, int lowest, int highest) {
        if (from > to) return;
        int middle = (from + to) >>> 1;
        double best = Double.POSITIVE_INFINITY;
        int start = lowest;
        for (int i = lowest; i <= Math.min(middle, highest); i++) {
            double cost = less[i - 1] + cost(i, middle);
            if (cost < best) {
                best = cost;
                start = i;
            }
        }
        more[middle] = best;
        starts[middle] = start;
        solve(less, more, starts, from, middle - 1, lowest, start);
        solve(less, more, starts, middle + 1, to, start, highest);
    }

    /** Sum of squared differences from the mean of the different values {@code from} to {@code to}, inclusive. */
    private double cost(int from, int to) {
        double count = counts[to + 1] - counts[from];
        double sum = sums[to + 1] - sums[from];
        return Math.max(0, squares[to + 1] - squares[from] - sum * sum / count);
    }
}
