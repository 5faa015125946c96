package se.regstat.statistics.reaggregation;

import java.util.Optional;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Origin;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * What the targets' own division says of an indicator in a year, where its areas are made of whole sources by code: published
 * values, and sums of what is complete. The same question has that answer wherever it is asked.
 */
final class OwnSeries {

    private final Observations observations;
    private final Indicator indicator;
    private final VintageId vintage;
    private final int year;
    private final Optional<YearValues> values;

    private OwnSeries(Observations observations, Indicator indicator, VintageId vintage, int year) {
        this.observations = observations;
        this.indicator = indicator;
        this.vintage = vintage;
        this.year = year;
        values = observations.year(indicator.id(), vintage.division(), year);
    }

    static OwnSeries of(Observations observations, Indicator indicator, VintageAreas areas, int year) {
        return new OwnSeries(observations, indicator, areas.vintage().id(), year);
    }

    boolean hasAnyValue() {
        return values.filter(YearValues::hasAnyValue).isPresent();
    }

    Status status(int area) {
        return values.map(known -> known.status(area)).orElse(Status.MISSING);
    }

    Origin origin(int area) {
        return values.map(known -> known.origin(area)).orElse(Origin.SUMMED);
    }

    double value(int area) {
        return values.map(known -> known.value(area)).orElse(Double.NaN);
    }

    Reason reason(int area) {
        return values.map(known -> known.reason(area)).orElse(Reason.INCOMPLETE);
    }

    /** Of a figure for the area itself, or summed from another level; empty where that is not published either. */
    Optional<String> derivedFrom(int area) {
        if (values.isEmpty() || !values.get().hasValue(area)) return Optional.empty();
        VintageId from = values.get().origin(area) == Origin.PUBLISHED
                ? vintage
                : values.get().summedFrom(area).orElse(vintage);
        return observations.provenance(indicator, from, year).isEmpty()
                ? Optional.empty()
                : Optional.of(observations.derivedFrom(indicator, from, year));
    }
}
