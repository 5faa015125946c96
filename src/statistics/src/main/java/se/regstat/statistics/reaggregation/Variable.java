package se.regstat.statistics.reaggregation;

import java.util.Arrays;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.YearValues;

/**
 * One indicator in one year, as its kind of measure lets it be re-aggregated: a count as Σ w x, a ratio or a mean as Σ w n / Σ w d,
 * never as an average. Sources are numbered as in {@link Sources}. Immutable and thread-safe.
 */
public final class Variable {

    private final double[] values;
    private final double[] bases;
    private final byte[] statuses;
    private final double per;
    private final boolean perArea;
    private final boolean approximate;

    private Variable(
            double[] values, double[] bases, byte[] statuses, double per, boolean perArea, boolean approximate) {
        this.values = values;
        this.bases = bases;
        this.statuses = statuses;
        this.per = per;
        this.perArea = perArea;
        this.approximate = approximate;
    }

    /** A count that is known of every source. */
    public static Variable count(double[] values) {
        return count(values, new byte[values.length]);
    }

    /**
     * @param values not looked at where the status has none
     * @param statuses {@linkplain Status#code() codes}
     */
    public static Variable count(double[] values, byte[] statuses) {
        return new Variable(values.clone(), null, settled(statuses.clone(), values), 1, false, false);
    }

    /**
     * A ratio or a mean: {@code per × Σ numerators / Σ denominators}.
     *
     * @param statuses {@linkplain Status#code() codes}, of numerator and denominator together
     * @param per 100 for percent
     */
    public static Variable quotient(double[] numerators, double[] denominators, byte[] statuses, double per) {
        return new Variable(
                numerators.clone(),
                denominators.clone(),
                settled(statuses.clone(), numerators, denominators),
                per,
                false,
                false);
    }

    /** A mean of each source, weighted with its own base, such as persons. */
    public static Variable mean(double[] means, double[] bases, byte[] statuses) {
        double[] sums = new double[means.length];
        Arrays.setAll(sums, i -> bases[i] == 0 ? 0 : means[i] * bases[i]);
        return quotient(sums, bases, statuses, 1);
    }

    /**
     * A count for each unit of area. Areas are divided by area whatever counts are divided by.
     *
     * @param areas of the sources, in the area's unit, of land where that is known; NaN where it is not
     */
    public static Variable density(double[] counts, double[] areas, byte[] statuses) {
        return new Variable(counts.clone(), areas.clone(), settled(statuses.clone(), counts, areas), 1, true, false);
    }

    /** An average of what cannot be derived from parts, always marked as estimated. */
    public static Variable approximation(double[] values, double[] bases, byte[] statuses) {
        double[] sums = new double[values.length];
        Arrays.setAll(sums, i -> bases[i] == 0 ? 0 : values[i] * bases[i]);
        return new Variable(sums, bases.clone(), settled(statuses.clone(), sums, bases), 1, false, true);
    }

    /**
     * An indicator's values, as its measure has it.
     *
     * @param bases what an approximation is weighted with, such as the population; not looked at otherwise
     * @param approximate whether to average what cannot be derived
     * @throws ReaggregationException if the measure cannot be re-aggregated; the message says why
     */
    public static Variable of(String indicator, Measure measure, YearValues year, double[] bases, boolean approximate) {
        byte[] statuses = new byte[year.size()];
        double[] values = new double[year.size()];
        for (int i = 0; i < statuses.length; i++) {
            statuses[i] = year.status(i).code();
            values[i] = year.value(i);
        }
        return measure.accept(new OfMeasure(indicator, year, values, statuses, bases, approximate));
    }

    /** Marks as missing what has no number in spite of its status. */
    private static byte[] settled(byte[] statuses, double[]... numbers) {
        for (int i = 0; i < statuses.length; i++) {
            for (double[] each : numbers) {
                if (!Double.isFinite(each[i]) && Status.of(statuses[i]).hasValue()) {
                    statuses[i] = Status.MISSING.code();
                }
            }
        }
        return statuses;
    }

    int size() {
        return values.length;
    }

    double value(int source) {
        return values[source];
    }

    boolean isQuotient() {
        return bases != null;
    }

    double base(int source) {
        return bases[source];
    }

    Status status(int source) {
        return Status.of(statuses[source]);
    }

    double per() {
        return per;
    }

    boolean perArea() {
        return perArea;
    }

    boolean isApproximate() {
        return approximate;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record OfMeasure(
            String indicator, YearValues year, double[] values, byte[] statuses, double[] bases, boolean approximate)
            implements Measure.Visitor<Variable> {

        @Override
        public Variable count(Measure.Count count) {
            return Variable.count(values, statuses);
        }

        @Override
        public Variable ratio(Measure.Ratio ratio) {
            return fraction(ratio.per(), "its denominator is not known");
        }

        @Override
        public Variable mean(Measure.Mean mean) {
            return fraction(1, "the base it is a mean over is not known");
        }

        @Override
        public Variable density(Measure.Density density) {
            YearValues.Fraction fraction = year.fraction().orElseThrow();
            return Variable.density(fraction.numerators(), fraction.denominators(), statuses);
        }

        @Override
        public Variable quantile(Measure.Quantile quantile) {
            return approximation("a median or quantile of a whole does not follow from those of its parts");
        }

        @Override
        public Variable index(Measure.Index index) {
            if (index.classes()) {
                throw new ReaggregationException("indicators: '" + indicator
                        + "' cannot be re-aggregated: there is nothing between two classes; take the counts behind it");
            }
            return approximation("an index is relative by construction and is never averaged");
        }

        private Variable fraction(double per, String lacking) {
            if (year.fraction().isEmpty()) return approximation(lacking);
            YearValues.Fraction fraction = year.fraction().get();
            double[] numerators = fraction.numerators().clone();
            double[] denominators = fraction.denominators().clone();
            byte[] settled = statuses.clone();
            for (int i = 0; i < settled.length; i++) {
                // A share of nobody adds nothing to either sum.
                if (denominators[i] == 0 && !Status.of(settled[i]).hasValue()) {
                    numerators[i] = 0;
                    settled[i] = Status.NORMAL.code();
                }
            }
            return quotient(numerators, denominators, settled, per);
        }

        private Variable approximation(String reason) {
            if (!approximate) {
                throw new ReaggregationException("indicators: '" + indicator + "' cannot be re-aggregated: " + reason
                        + "; leave it out, or ask for an approximation (approximate=true), which is marked as one");
            }
            return Variable.approximation(values, bases, statuses);
        }
    }
}
