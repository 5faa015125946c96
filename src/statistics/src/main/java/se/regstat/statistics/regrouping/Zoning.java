package se.regstat.statistics.regrouping;

import java.util.Arrays;

/**
 * What a figure comes to on an official division, beside what it comes to on random ones that are as even: how much of it is how the borders were drawn. Immutable.
 */
public final class Zoning {

    private static final double SAME = 1e-12;

    private final double official;
    private final double[] sorted;

    /**
     * @param official on the official division; {@link Double#NaN} if there is none
     * @param drawn on each random division; {@link Double#NaN} where there is none, which then does not count
     */
    public Zoning(double official, double[] drawn) {
        this.official = official;
        this.sorted = Arrays.stream(drawn)
                .filter(figure -> !Double.isNaN(figure))
                .sorted()
                .toArray();
    }

    /** Random divisions on which there is a figure. */
    public int size() {
        return sorted.length;
    }

    /**
     * What so large a share of the random divisions is no higher than: of {@code n}, the one in place {@code ⌈share · n⌉} (Hyndman and Fan 1996, definition 1).
     *
     * @param share 0 to 1
     * @return {@link Double#NaN} where there are none
     */
    public double quantile(double share) {
        if (sorted.length == 0) return Double.NaN;
        int place = (int) Math.ceil(share * sorted.length - 1e-9);
        return sorted[Math.max(1, place) - 1];
    }

    /**
     * The lower end of where so large a share of them lies: as many are below it as are above {@link #high}.
     *
     * @param confidence 0 to 1
     */
    public double low(double confidence) {
        return end(confidence, false);
    }

    /** The upper end, see {@link #low}. */
    public double high(double confidence) {
        return end(confidence, true);
    }

    private double end(double confidence, boolean upper) {
        if (sorted.length == 0) return Double.NaN;
        int place = Math.max(1, (int) Math.ceil((1 - confidence) / 2 * sorted.length - 1e-9));
        return sorted[upper ? sorted.length - place : place - 1];
    }

    /** Whether every one is lower than the official figure, and not the same but for rounding. */
    public boolean isBelow() {
        return sorted.length > 0 && compared(sorted[sorted.length - 1]) < 0;
    }

    /** Whether every one is higher than the official figure. */
    public boolean isAbove() {
        return sorted.length > 0 && compared(sorted[0]) > 0;
    }

    /** Sums in another order differ in their last digits. */
    private int compared(double figure) {
        double same = SAME * Math.max(Math.abs(figure), Math.abs(official));
        return Math.abs(figure - official) <= same ? 0 : Double.compare(figure, official);
    }

    /** The share of random divisions with a lower figure than the official one, those with the same as half. */
    public double rank() {
        if (Double.isNaN(official) || sorted.length == 0) return Double.NaN;
        double below = Arrays.stream(sorted)
                .map(figure -> (1 - compared(figure)) / 2.0)
                .sum();
        return below / sorted.length;
    }
}
