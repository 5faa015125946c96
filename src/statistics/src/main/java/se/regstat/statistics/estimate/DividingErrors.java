package se.regstat.statistics.estimate;

import java.util.Optional;
import se.regstat.statistics.ancillary.Quantiles;
import se.regstat.statistics.ancillary.Spread;

/** What trials tell of how far the areas of a vintage are divided wrongly. Thread-safe. */
public interface DividingErrors {

    /**
     * How far targets are missed, in units of the square root of Σ x²·dispersion·{@linkplain Spread#cut of the cut}.
     *
     * @param way what divides, as in {@code mask:built-up}; empty if that was not tried
     */
    Optional<Spread> spread(String way);

    /** By area how unevenly people live in its region, as a share of the most uneven that there can be. */
    double[] dispersion();

    /**
     * How unevenly a number lies among the parts of areas, beside a base whose parts are known: how far parts miss what the area's share of the base
     * makes, in units of the square root of Σ base²·{@linkplain Spread#cut of the cut}.
     *
     * @param numbers by area, NaN where they are not known
     * @param bases the same
     */
    Optional<Spread> unevenness(double[] numbers, double[] bases);

    /**
     * A number in two years, by area; NaN where it is not known.
     *
     * @param before of a year that may be scaled
     * @param after of the year that it may be scaled to
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Change(double[] before, double[] after) {

        public boolean isKnown(int area) {
            return before[area] >= 0 && after[area] >= 0;
        }
    }

    /**
     * How far what is scaled to newer totals misses, in the units of {@link Growth}.
     *
     * @param part of a count, or of the numerator of a quotient
     * @param whole of the base of a quotient
     * @param larger the number of the larger area that each lies in; negative where that is not known
     */
    Optional<Quantiles> growth(Change part, Optional<Change> whole, int[] larger);

    /** How many people areas have, by which trials were made; NaN where that is not known. */
    double[] people();
}
