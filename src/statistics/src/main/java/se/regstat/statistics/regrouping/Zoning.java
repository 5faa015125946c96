package se.regstat.statistics.regrouping;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a figure comes to on an official division, beside what it comes to on random ones that are as even: how much of it is how the borders were drawn.
 *
 * @param official on the official division; {@link Double#NaN} if there is none
 * @param sorted on each random division where there is a figure, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Zoning(double official, double[] sorted) {

    /** A figure of a division. */
    @FunctionalInterface
    public interface Figure {

        /**
         * @param groupOf the group of each area, numbered from 0
         * @param groups how many there are
         * @return {@link Double#NaN} if there is none
         */
        double of(int[] groupOf, int groups);
    }

    /**
     * Finds a figure on each division, in parallel.
     *
     * @param official the official area of each area, numbered from 0
     */
    public static Zoning of(int[] official, Regroupings drawn, Figure figure) {
        double[] figures = IntStream.range(0, drawn.size())
                .parallel()
                .mapToDouble(draw -> figure.of(drawn.draw(draw), drawn.groups()))
                .filter(found -> !Double.isNaN(found))
                .sorted()
                .toArray();
        return new Zoning(figure.of(official, drawn.groups()), figures);
    }

    /**
     * What so large a share of the random divisions is no higher than: of {@code n}, the one in place {@code ⌈share · n⌉} (Hyndman and Fan 1996, definition 1).
     *
     * @param share 0 to 1
     */
    public double quantile(double share) {
        if (sorted.length == 0) return Double.NaN;
        int place = (int) Math.ceil(share * sorted.length - 1e-9);
        return sorted[Math.max(1, place) - 1];
    }

    /** The share of random divisions with a lower figure than the official one, those with the same as half. */
    public double rank() {
        double below = Arrays.stream(sorted)
                .map(figure -> figure < official ? 1 : figure == official ? 0.5 : 0)
                .sum();
        return Double.isNaN(official) ? Double.NaN : below / sorted.length;
    }
}
