package se.regstat.statistics.observation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.DoubleUnaryOperator;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.Origin;
import se.regstat.statistics.indicator.Status;

/**
 * Figures as they are told, the same at every door; what is computed goes on with the unrounded ones.
 *
 * <ul>
 *   <li>A published value, and a sum of such, is told as it is: no digit is lost that a table can have had (15 digits).
 *   <li>A ratio, a density or a mean that is computed has its indicator's decimals.
 *   <li>An estimate has at most its indicator's decimals, a count one, and fewer where its last decimal would be less than a
 *       thousandth of the distance between its bounds. Without bounds a count is whole. Digits before the point stay.
 *   <li>Bounds and intervals have the decimals of their estimate, rounded outwards: what lies between them lies between them still.
 *   <li>A change in percent has two decimals, one in points of a ratio its indicator's.
 *   <li>Shares of one, such as a coverage, have six decimals.
 * </ul>
 *
 * NaN stays NaN.
 */
public final class Figures {

    private static final MathContext FAITHFUL = new MathContext(15);
    private static final int OF_SHARES = 6;
    private static final int OF_PERCENT = 2;
    private static final int USUAL = 6;
    private static final double OF_BOUNDS = 1e-3;

    private Figures() {}

    /** A value that was published, or computed where its indicator always is. */
    public static double published(Indicator indicator, double value) {
        return indicator.measure().isComputed() ? computed(indicator, value) : exact(value);
    }

    /** What follows from published values: a sum of counts, or a number that is computed from such. */
    public static double computed(Indicator indicator, double value) {
        return indicator.measure() instanceof Measure.Count ? exact(value) : rounded(value, indicator.decimals());
    }

    /** A value of an area that a division's layer has. */
    static double own(Indicator indicator, Origin origin, double value) {
        return origin.isItsProducers() ? published(indicator, value) : computed(indicator, value);
    }

    /** A re-aggregated value, its bounds and its interval; NaN where there are none. */
    public record Told(double value, double lower, double upper, double intervalLow, double intervalHigh) {

        private Told each(DoubleUnaryOperator valued, DoubleUnaryOperator down, DoubleUnaryOperator up) {
            return new Told(
                    valued.applyAsDouble(value),
                    down.applyAsDouble(lower),
                    up.applyAsDouble(upper),
                    down.applyAsDouble(intervalLow),
                    up.applyAsDouble(intervalHigh));
        }
    }

    /**
     * A re-aggregated value.
     *
     * @param origin what is not re-aggregated is told as the layer tells it that has it
     * @param sources how many it comes from, wholly or partly
     */
    public static Told reaggregated(Indicator indicator, Origin origin, Status status, int sources, Told known) {
        if (origin == Origin.REAGGREGATED && status == Status.ESTIMATED) {
            int decimals = decimals(indicator, known.lower(), known.upper());
            return known.each(
                    value -> rounded(value, decimals), low -> down(low, decimals), high -> up(high, decimals));
        }
        DoubleUnaryOperator told = origin != Origin.REAGGREGATED
                ? value -> own(indicator, origin, value)
                : sources > 1 ? value -> computed(indicator, value) : value -> published(indicator, value);
        Told exact = known.each(told, told, told);
        // Of a count with its producer's noise.
        return known.intervalLow() < known.intervalHigh()
                ? new Told(
                        exact.value(),
                        exact.lower(),
                        exact.upper(),
                        down(known.intervalLow(), indicator.decimals()),
                        up(known.intervalHigh(), indicator.decimals()))
                : exact;
    }

    private static double down(double number, int decimals) {
        double power = Math.pow(10, decimals);
        // Never -0.
        return exact(Math.floor(exact(number * power)) / power) + 0.0;
    }

    private static double up(double number, int decimals) {
        double power = Math.pow(10, decimals);
        return exact(Math.ceil(exact(number * power)) / power) + 0.0;
    }

    /** What {@link Observations#change} says: percent, or points of a ratio. */
    public static double change(Indicator indicator, double change) {
        return rounded(change, indicator.measure() instanceof Measure.Ratio ? indicator.decimals() : OF_PERCENT);
    }

    /** An estimated difference between two values: of counts with one decimal. */
    public static double difference(Indicator indicator, double difference) {
        return rounded(difference, indicator.measure() instanceof Measure.Count ? 1 : indicator.decimals());
    }

    /** A share of one. */
    public static double share(double share) {
        return rounded(share, OF_SHARES);
    }

    /** With the digits that a double keeps of any decimal number, 15. */
    public static double exact(double value) {
        if (value == rounded(value, USUAL) || !Double.isFinite(value)) return value;
        return BigDecimal.valueOf(value).round(FAITHFUL).doubleValue();
    }

    private static int decimals(Indicator indicator, double lower, double upper) {
        boolean count = indicator.measure() instanceof Measure.Count;
        double smallest = OF_BOUNDS * (upper - lower);
        if (Double.isNaN(smallest)) return count ? 0 : indicator.decimals();
        int most = count ? 1 : indicator.decimals();
        return (int) Math.max(0, Math.min(most, Math.floor(-Math.log10(smallest))));
    }

    private static double rounded(double value, int decimals) {
        double power = Math.pow(10, decimals);
        double scaled = value * power;
        // Beyond, doubles are farther apart than the decimals.
        return Math.abs(scaled) < 1L << 52 ? Math.rint(scaled) / power + 0.0 : value;
    }
}
