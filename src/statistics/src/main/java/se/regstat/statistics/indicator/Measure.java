package se.regstat.statistics.indicator;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What kind of number an indicator is, and so what may be done to it: counts add up, ratios and means are recomputed from
 * numerator and base, quantiles and indices never follow from their parts.
 */
public sealed interface Measure {

    /**
     * As in {@code indicators.yml}: {@code count}, {@code ratio}, {@code mean}, {@code quantile}, {@code index}, {@code class}, {@code criteria},
     * {@code density}.
     */
    String id();

    /** Ids of the indicators that its values are computed or weighted with. */
    List<String> inputs();

    /** Whether its values are always computed from other indicators, so that none are imported. */
    default boolean isComputed() {
        return false;
    }

    /** Whether its values are numbers of classes or the like, between which there is nothing. */
    default boolean isClass() {
        return false;
    }

    <T> T accept(Visitor<T> visitor);

    /** Tells the kinds apart. */
    interface Visitor<T> {
        T count(Count count);

        T ratio(Ratio ratio);

        T mean(Mean mean);

        T quantile(Quantile quantile);

        T index(Index index);

        T density(Density density);

        T combined(Combined combined);
    }

    /** How many there are. The one kind that adds up. */
    record Count() implements Measure {
        @Override
        public String id() {
            return "count";
        }

        @Override
        public List<String> inputs() {
            return List.of();
        }

        /** The whole of parts. */
        public double sum(double a, double b) {
            return a + b;
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.count(this);
        }
    }

    /**
     * A part of a whole: {@code per × numerator / denominator}.
     *
     * @param numerator the count it is computed from; empty where only the rounded ratio is published
     * @param denominator the count it is a part of; empty if unknown, and then it can be shown only
     * @param per 100 for percent
     */
    record Ratio(Optional<String> numerator, Optional<String> denominator, double per) implements Measure {

        public Ratio {
            if (numerator.isPresent() && denominator.isEmpty()) {
                throw new IllegalArgumentException("a ratio with a numerator has a denominator too");
            }
            if (!(per > 0)) throw new IllegalArgumentException("per should be more than 0, as 100 for percent");
        }

        /**
         * How many the numerator is where only the rounded ratio is published, to whole ones.
         *
         * @param told the ratio, and {@code base} how many it is of
         */
        public double rounded(double told, double base) {
            return base == 0 ? 0 : Math.rint(told / per * base);
        }

        @Override
        public String id() {
            return "ratio";
        }

        @Override
        public List<String> inputs() {
            return Stream.of(numerator, denominator).flatMap(Optional::stream).toList();
        }

        @Override
        public boolean isComputed() {
            return numerator.isPresent();
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.ratio(this);
        }
    }

    /**
     * An arithmetic mean.
     *
     * @param base the count it is a mean over; empty if unknown, and then it can be shown only
     */
    record Mean(Optional<String> base) implements Measure {
        @Override
        public String id() {
            return "mean";
        }

        @Override
        public List<String> inputs() {
            return base.stream().toList();
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.mean(this);
        }
    }

    /**
     * A median or another quantile.
     *
     * @param share below it, 0.5 for the median
     * @param base the count it is a quantile of, if known
     */
    record Quantile(double share, Optional<String> base) implements Measure {

        public Quantile {
            if (!(share > 0 && share < 1)) throw new IllegalArgumentException("a quantile lies between 0 and 1");
        }

        @Override
        public String id() {
            return "quantile";
        }

        @Override
        public List<String> inputs() {
            return base.stream().toList();
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.quantile(this);
        }
    }

    /**
     * An index or a class as its producer publishes it: relative by construction.
     *
     * @param classes whether its values are numbers of classes, between which there is nothing
     */
    record Index(boolean classes) implements Measure {
        @Override
        public String id() {
            return classes ? "class" : "index";
        }

        @Override
        public boolean isClass() {
            return classes;
        }

        @Override
        public List<String> inputs() {
            return List.of();
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.index(this);
        }
    }

    /**
     * Made of other indicators of the same area and year, on every division and boundary anew.
     *
     * @param inputs those of them that are imported, or what these are computed from
     */
    record Combined(Combination combination, List<String> inputs) implements Measure {

        public Combined {
            inputs = List.copyOf(inputs);
        }

        @Override
        public String id() {
            return combination.kind();
        }

        @Override
        public boolean isComputed() {
            return true;
        }

        @Override
        public boolean isClass() {
            return combination.isClass();
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.combined(this);
        }
    }

    /**
     * So many per km² of land.
     *
     * @param count of what
     */
    record Density(String count) implements Measure {
        @Override
        public String id() {
            return "density";
        }

        @Override
        public List<String> inputs() {
            return List.of(count);
        }

        @Override
        public boolean isComputed() {
            return true;
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.density(this);
        }
    }
}
