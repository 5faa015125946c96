package se.regstat.statistics.ancillary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How far a weighting missed in trials, in units of the square root of Σ x²·{@linkplain #cut of the cut}, x being the values of the cut sources, or that times what else makes one more certain than another: by how many
 * of these there were, since a single one may be missed by all of it, and many seldom are.
 *
 * @param byCuts quantiles for few, some and many
 */
public record Spread(List<Quantiles> byCuts) {

    /** Numbers of cut sources, counted by how much each adds, from which there are some, and many. */
    private static final double[] LIMITS = {1.5, 3};

    /** Of what a mask has on one side alone a little may be on the other. */
    private static final double OF_AREA = 0.05;

    public Spread {
        byCuts = List.copyOf(byCuts);
        if (byCuts.size() != LIMITS.length + 1) throw new IllegalArgumentException(byCuts.toString());
    }

    /**
     * What a cut adds to the variance of an estimate, for a source of 1: a share that is close to none or all is known better than one half.
     *
     * @param weight share that the source is divided by
     * @param area share of its area
     */
    public static double cut(double weight, double area) {
        return weight * (1 - weight) + OF_AREA * area * (1 - area);
    }

    /** How many cuts of the same size would be as uncertain. */
    public static double cuts(double sum, double sumOfSquares) {
        return sumOfSquares > 0 ? sum * sum / sumOfSquares : 1;
    }

    /** @param cuts how many there are, by {@link #cuts} */
    public Quantiles of(double cuts) {
        return byCuts.get(stratum(cuts));
    }

    private static int stratum(double cuts) {
        int stratum = 0;
        while (stratum < LIMITS.length && cuts >= LIMITS[stratum]) stratum++;
        return stratum;
    }

    /** What trials found. */
    public static final class Sample {
        private final List<List<Double>> misses = new ArrayList<>();

        public Sample() {
            for (int i = 0; i <= LIMITS.length; i++) misses.add(new ArrayList<>());
        }

        /**
         * Of one target.
         *
         * @param error of either sign
         * @param sum of what its cut sources add to the variance
         * @param sumOfSquares of the same
         */
        public void add(double error, double sum, double sumOfSquares) {
            if (sum > 0) misses.get(stratum(cuts(sum, sumOfSquares))).add(Math.abs(error) / Math.sqrt(sum));
        }

        /** Empty where there were too few. Where few were of one kind, or too few for a level, those of all kinds stand for these. */
        public Optional<Spread> spread() {
            Optional<Quantiles> all =
                    quantiles(misses.stream().flatMap(List::stream).toList());
            return all.map(any -> new Spread(misses.stream()
                    .map(own -> quantiles(own).map(few -> few.orElse(any)).orElse(any))
                    .toList()));
        }

        private static Optional<Quantiles> quantiles(List<Double> sample) {
            return Quantiles.of(sample.stream().mapToDouble(miss -> miss).toArray());
        }
    }

    /** As stores have it. */
    public String text() {
        return byCuts.stream().map(Quantiles::text).collect(Collectors.joining(";"));
    }

    /** @return empty for an empty text */
    public static Optional<Spread> parse(String text) {
        if (text.isEmpty()) return Optional.empty();
        return Optional.of(
                new Spread(Arrays.stream(text.split(";")).map(Quantiles::parse).toList()));
    }
}
