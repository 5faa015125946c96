package se.regstat.statistics.reaggregation;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;

/**
 * A year that a series lacks values of, all or some, and that larger areas have values of.
 *
 * @param own what the series has of that year; these stay as they are
 * @param earlier the last year that it has nearly as many values of as of any
 * @param known of the larger areas
 */
record Scaling(Optional<YearValues> own, YearValues earlier, YearValues known) {

    /** How much of the most values that any year has make a year one to start from. */
    private static final double NEARLY_ALL = 0.9;

    /** Why values of an indicator are never scaled; empty if they can be. */
    static Optional<String> refusal(Indicator indicator) {
        if (indicator.disclosure().isPresent()) return Optional.of("restricted indicators are not scaled");
        if (indicator.events().isPresent()) return Optional.of("what is counted from points is not scaled");
        Measure measure = indicator.measure();
        boolean possible = measure instanceof Measure.Count
                || measure instanceof Measure.Ratio
                || measure instanceof Measure.Mean
                || measure instanceof Measure.Density;
        return possible ? Optional.empty() : Optional.of("only counts, and what is computed of counts, can be scaled");
    }

    /**
     * By year.
     *
     * @param larger division of the larger areas
     * @param visible vintages of them that may be named
     */
    static NavigableMap<Integer, Scaling> of(
            Observations observations, Series series, String larger, Predicate<VintageId> visible) {
        NavigableMap<Integer, Scaling> found = new TreeMap<>();
        if (refusal(series.indicator()).isPresent()) return found;
        observations.series(series.indicator().id(), larger).stream()
                .flatMap(other -> other.years().stream())
                .filter(known -> known.hasAnyValue() && isMadeOfParts(series.indicator(), known))
                .filter(known -> visible.test(known.areas().vintage().id()))
                .forEach(known -> of(series, known).ifPresent(scaling -> found.put(known.year(), scaling)));
        return found;
    }

    private static Optional<Scaling> of(Series series, YearValues known) {
        Optional<YearValues> own = series.year(known.year()).filter(YearValues::hasAnyValue);
        double most = series.years().stream()
                .filter(year -> year.year() < known.year())
                .mapToDouble(Scaling::filled)
                .max()
                .orElse(0);
        return series.years().stream()
                .filter(year -> year.year() < known.year() && year.hasAnyValue())
                .filter(year -> filled(year) >= NEARLY_ALL * most && isMadeOfParts(series.indicator(), year))
                .reduce((before, after) -> after)
                .map(earlier -> new Scaling(own, earlier, known))
                .filter(Scaling::isWanted);
    }

    private static double filled(YearValues year) {
        return IntStream.range(0, year.size()).filter(year::hasValue).count() / (double) year.size();
    }

    private static boolean isMadeOfParts(Indicator indicator, YearValues values) {
        return indicator.measure() instanceof Measure.Count || values.fraction().isPresent();
    }

    /** Whether anything is lacking that may be had. */
    private boolean isWanted() {
        if (own.isEmpty()) return true;
        return own.get().areas().equals(earlier.areas())
                && IntStream.range(0, earlier.size()).anyMatch(area -> !isOwn(area) && earlier.hasValue(area));
    }

    /** Whether that year itself tells of a source, if only that it tells nothing. */
    boolean isOwn(int source) {
        return own.filter(year -> year.status(source) != Status.MISSING).isPresent();
    }

    /** Whether what a source's value is or is scaled from was itself estimated. */
    boolean isEstimated(int source) {
        YearValues from = isOwn(source) ? own.orElseThrow() : earlier;
        return from.status(source) == Status.ESTIMATED;
    }
}
