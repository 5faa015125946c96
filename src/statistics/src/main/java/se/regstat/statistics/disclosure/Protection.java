package se.regstat.statistics.disclosure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import se.regstat.statistics.estimate.EstimateRow;
import se.regstat.statistics.indicator.Disclosure;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.weights.Weights;

/**
 * What is told of a restricted indicator in one year: whole numbers with noise for counts; for what is computed from counts, what follows from
 * those that are told, so that it tells no more than they do. Where few persons are behind it, nothing.
 *
 * <ul>
 *   <li>a count, and so what a ratio or density is computed from, where it is restricted, has {@link CellNoise};
 *   <li>a ratio that is published rounded has the noise of its numerator, share times base;
 *   <li>a part is never more than its whole: a share of more is told as the whole, whether or not any source has more;
 *   <li>a mean is changed as if as many persons as its base, a whole number, is moved by had the mean;
 *   <li>the number of persons, where it is restricted itself, is the one with noise.
 * </ul>
 *
 * Immutable and thread-safe.
 *
 * @param isShare whether it is a part of a whole, which is never more than that
 * @param noises by the id of the count that has it; of what is no count, by its own
 */
public record Protection(
        Indicator indicator, boolean isShare, Weights weights, Persons persons, Map<String, CellNoise> noises) {

    /** How many persons are behind a target's value. */
    public interface Persons {
        /** NaN where that is not known. */
        double behind(int target);
    }

    /** Whether nothing may be told of a target. */
    public boolean isSuppressed(EstimateRow row, int variable) {
        Disclosure rule = indicator.disclosure().orElseThrow();
        double there = number(rule.base(), persons.behind(row.target()), row.target());
        if (there != 0 && !(there >= rule.minimum())) return true;
        if (!row.status(variable).hasValue()) return false;
        double told = value(row, variable);
        return Double.isNaN(told) || (there == 0 && told != 0);
    }

    /** With noise, in the indicator's decimals; NaN if nothing is left to divide by. */
    public double value(EstimateRow row, int variable) {
        double told = indicator.measure().accept(new OfMeasure(row, variable));
        if (!Double.isFinite(told)) return Double.NaN;
        return BigDecimal.valueOf(told)
                .setScale(indicator.decimals(), RoundingMode.HALF_EVEN)
                .doubleValue();
    }

    private double number(String id, double exact, int target) {
        CellNoise noise = noises.get(id);
        return noise == null ? exact : noise.told(exact, weights, target);
    }

    /** What noise is added to where nothing that the indicator is computed from has any. */
    public static String carrier(Indicator indicator) {
        Measure measure = indicator.measure();
        return measure.isComputed() ? measure.inputs().get(0) : indicator.id();
    }

    private final class OfMeasure implements Measure.Visitor<Double> {
        private final EstimateRow row;
        private final int variable;

        OfMeasure(EstimateRow row, int variable) {
            this.row = row;
            this.variable = variable;
        }

        private double part() {
            return number(carrier(indicator), row.sum(variable), row.target());
        }

        @Override
        public Double count(Measure.Count count) {
            return part();
        }

        @Override
        public Double ratio(Measure.Ratio ratio) {
            double whole = number(ratio.denominator().orElseThrow(), row.base(variable), row.target());
            double part = isShare ? Math.min(part(), whole) : part();
            return ratio.per() * part / whole;
        }

        @Override
        public Double mean(Measure.Mean mean) {
            double whole = Math.rint(row.base(variable));
            double moved = number(indicator.id(), whole, row.target());
            return moved == 0 ? Double.NaN : row.value(variable) * moved / whole;
        }

        @Override
        public Double density(Measure.Density density) {
            return part() / row.base(variable);
        }

        @Override
        public Double quantile(Measure.Quantile quantile) {
            return Double.NaN;
        }

        @Override
        public Double combined(Measure.Combined combined) {
            return Double.NaN;
        }

        @Override
        public Double index(Measure.Index index) {
            return Double.NaN;
        }
    }
}
