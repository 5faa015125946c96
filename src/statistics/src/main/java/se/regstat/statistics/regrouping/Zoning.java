package se.regstat.statistics.regrouping;

import java.util.Arrays;

/**
 * What a figure comes to on an official division, beside what it comes to on random ones that are as even: how much of it is how the borders were drawn. Immutable.
 */
public final class Zoning {

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

    /** The share of random divisions with a lower figure than the official one, those with the same as half. */
    public double rank() {
        if (Double.isNaN(official) || sorted.length == 0) return Double.NaN;
        double below = Arrays.stream(sorted)
                .map(figure -> figure < official ? 1 : figure == official ? 0.5 : 0)
                .sum();
        return below / sorted.length;
    }
}
