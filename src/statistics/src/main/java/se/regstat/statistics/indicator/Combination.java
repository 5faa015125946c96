package se.regstat.statistics.indicator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How one number is made of those of other indicators for the same area and year. Nothing of it is ever averaged over areas: it is made anew of what these have. */
public sealed interface Combination {

    /** Ids of the indicators, in the order their values are given in. */
    List<String> inputs();

    /**
     * @param values of the inputs; known all
     * @param year they are of
     * @return NaN where a reference that it takes is not known
     */
    double of(double[] values, int year, Norms norms);

    /** The least that it is where each input lies between its least and its most. */
    double least(double[] least, double[] most, int year, Norms norms);

    /** The most that it is where each input lies between its least and its most. */
    double most(double[] least, double[] most, int year, Norms norms);

    /** {@code index}, {@code class} or {@code criteria}. */
    String kind();

    /** Whether it is a class, or another whole number between which there is nothing. */
    default boolean isClass() {
        return true;
    }

    /** What areas of a reference division have, which others are held against. */
    @FunctionalInterface
    interface Norms {
        /** Empty where the division has no values of it in that year. */
        Optional<Norm> of(String indicator, String division, int year);
    }

    /**
     * Of an indicator over all areas with a value, each counting once.
     *
     * @param deviation the standard deviation, with the number of areas as divisor; 0 where all have the same
     * @param areas how many have a value
     */
    record Norm(double mean, double deviation, int areas) {

        /** @return empty if there are no areas */
        public static Optional<Norm> of(double[] values) {
            if (values.length == 0) return Optional.empty();
            // The mean of equal numbers need not be that number to the last bit.
            if (Arrays.stream(values).allMatch(value -> value == values[0])) {
                return Optional.of(new Norm(values[0], 0, values.length));
            }
            double mean = Arrays.stream(values).average().orElseThrow();
            double variance = Arrays.stream(values)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElseThrow();
            return Optional.of(new Norm(mean, Math.sqrt(variance), values.length));
        }
    }

    /**
     * A part of an index.
     *
     * @param weight above 0
     */
    record Component(String indicator, double weight) {}

    /**
     * An index: the weighted mean of its components.
     *
     * @param standardised over which division components are standardised, each year by itself; empty if they are not
     */
    record Index(List<Component> components, Optional<String> standardised) implements Combination {

        public Index {
            components = List.copyOf(components);
            if (components.isEmpty()) throw new IllegalArgumentException("an index has components");
            if (components.stream().anyMatch(component -> !(component.weight() > 0))) {
                throw new IllegalArgumentException("weights are above 0");
            }
        }

        @Override
        public List<String> inputs() {
            return components.stream().map(Component::indicator).toList();
        }

        @Override
        public double of(double[] values, int year, Norms norms) {
            double sum = 0;
            double weights = 0;
            for (int i = 0; i < values.length; i++) {
                Component component = components.get(i);
                sum += component.weight() * standardised(values[i], component.indicator(), year, norms);
                weights += component.weight();
            }
            return sum / weights;
        }

        private double standardised(double value, String indicator, int year, Norms norms) {
            if (standardised.isEmpty()) return value;
            return norms.of(indicator, standardised.get(), year)
                    .map(norm -> norm.deviation() > 0 ? (value - norm.mean()) / norm.deviation() : Double.NaN)
                    .orElse(Double.NaN);
        }

        @Override
        public double least(double[] least, double[] most, int year, Norms norms) {
            return of(least, year, norms);
        }

        @Override
        public double most(double[] least, double[] most, int year, Norms norms) {
            return of(most, year, norms);
        }

        @Override
        public String kind() {
            return "index";
        }

        @Override
        public boolean isClass() {
            return false;
        }
    }

    /**
     * Classes of an index by how many standard deviations it lies from the mean over a reference division; class 1 is the highest, and what is on a limit belongs to the
     * higher one.
     *
     * @param limits in standard deviations from the mean, descending: {@code 2, 1, 0, −1} are five classes
     * @param anchored the year whose mean and deviation hold for all years; empty if each year's own do, so that limits move
     */
    record Classes(String index, String reference, List<Double> limits, OptionalInt anchored) implements Combination {

        public Classes {
            limits = List.copyOf(limits);
            for (int i = 1; i < limits.size(); i++) {
                if (!(limits.get(i) < limits.get(i - 1))) {
                    throw new IllegalArgumentException("limits are given from the highest to the lowest");
                }
            }
            if (limits.isEmpty()) throw new IllegalArgumentException("classes have limits");
        }

        /** The same by the limits that hold in a year. */
        public Classes at(int year) {
            return new Classes(index, reference, limits, OptionalInt.of(anchored.orElse(year)));
        }

        @Override
        public List<String> inputs() {
            return List.of(index);
        }

        @Override
        public double of(double[] values, int year, Norms norms) {
            Optional<Norm> norm = norms.of(index, reference, anchored.orElse(year));
            // Where all are the same none is higher than another.
            if (norm.isEmpty() || !(norm.get().deviation() > 0) || Double.isNaN(values[0])) return Double.NaN;
            int above = 0;
            while (above < limits.size()
                    && values[0]
                            < norm.get().mean() + limits.get(above) * norm.get().deviation()) above++;
            return 1.0 + above;
        }

        @Override
        public double least(double[] least, double[] most, int year, Norms norms) {
            return of(most, year, norms);
        }

        @Override
        public double most(double[] least, double[] most, int year, Norms norms) {
            return of(least, year, norms);
        }

        @Override
        public String kind() {
            return "class";
        }
    }

    /**
     * A condition that does not depend on other areas.
     *
     * @param atLeast whether it is met at the limit and above; else at the limit and below
     */
    record Criterion(String indicator, double limit, boolean atLeast) {

        boolean isMet(double value) {
            return atLeast ? value >= limit : value <= limit;
        }
    }

    /** How many conditions are met. */
    record Criteria(List<Criterion> criteria) implements Combination {

        public Criteria {
            criteria = List.copyOf(criteria);
            if (criteria.isEmpty()) throw new IllegalArgumentException("there is at least one condition");
        }

        @Override
        public List<String> inputs() {
            return criteria.stream().map(Criterion::indicator).toList();
        }

        @Override
        public double of(double[] values, int year, Norms norms) {
            int met = 0;
            for (int i = 0; i < values.length; i++) if (criteria.get(i).isMet(values[i])) met++;
            return met;
        }

        @Override
        public double least(double[] least, double[] most, int year, Norms norms) {
            return of(ends(least, most), year, norms);
        }

        @Override
        public double most(double[] least, double[] most, int year, Norms norms) {
            return of(ends(most, least), year, norms);
        }

        /** Of conditions that are met from a limit on the first, of the others the second. */
        private double[] ends(double[] ofAtLeast, double[] ofAtMost) {
            double[] ends = new double[criteria.size()];
            Arrays.setAll(ends, i -> criteria.get(i).atLeast() ? ofAtLeast[i] : ofAtMost[i]);
            return ends;
        }

        @Override
        public String kind() {
            return "criteria";
        }
    }
}
