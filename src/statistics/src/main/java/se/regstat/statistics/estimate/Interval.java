package se.regstat.statistics.estimate;

import java.util.Optional;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Reliability;

/**
 * What an estimate may be instead.
 *
 * @param low NaN if there is no interval
 * @param high the same
 * @param reliability empty if there is no interval
 * @param reason why there is none, where there is a value
 */
public record Interval(double low, double high, Optional<Reliability> reliability, Reason reason) {

    /** Of no value, or one of which nothing more may be told. */
    public static final Interval NONE = none(Reason.NONE);

    public static Interval none(Reason reason) {
        return new Interval(Double.NaN, Double.NaN, Optional.empty(), reason);
    }

    public static Interval exact(double value) {
        return new Interval(value, value, Optional.of(Reliability.EXACT), Reason.NONE);
    }
}
