package se.regstat.statistics.reaggregation;

import java.nio.IntBuffer;
import java.util.Optional;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Origin;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Summands;
import se.regstat.statistics.observation.YearValues;

/**
 * What the targets' own division says of an indicator in a year, where its areas are made of whole sources by code, or no
 * sources are asked: published values, sums of what is complete, and what is counted from points. The same question has that answer wherever it is asked.
 */
final class OwnSeries {

    private final Observations observations;
    private final Indicator indicator;
    private final VintageId vintage;
    private final IntBuffer areas;
    private final int year;
    private final Optional<YearValues> values;

    /** @param areas for each target the number of the area that it is, -1 for none */
    OwnSeries(Observations observations, Indicator indicator, VintageId vintage, IntBuffer areas, int year) {
        this.observations = observations;
        this.indicator = indicator;
        this.vintage = vintage;
        this.areas = areas;
        this.year = year;
        values = observations.year(indicator.id(), vintage.division(), year);
    }

    /** Whether the target is an area of the division. */
    boolean tells(int target) {
        return area(target) >= 0;
    }

    private int area(int target) {
        return areas.get(target);
    }

    boolean hasAnyValue() {
        return values.filter(YearValues::hasAnyValue).isPresent();
    }

    Status status(int target) {
        return values.map(known -> known.status(area(target))).orElse(Status.MISSING);
    }

    Origin origin(int target) {
        return values.map(known -> known.origin(area(target))).orElse(Origin.SUMMED);
    }

    /**
     * How many areas there are whose figures it is, or is the sum of.
     *
     * @param sources of the request, which there are where nothing is summed
     */
    int sources(int target, int sources) {
        return values.isPresent() && values.get().summedFrom(area(target)).isPresent()
                ? new Summands(observations, indicator.id()).of(values.get(), area(target))
                : sources;
    }

    double value(int target) {
        return values.map(known -> known.value(area(target))).orElse(Double.NaN);
    }

    Reason reason(int target) {
        return values.map(known -> known.reason(area(target))).orElse(Reason.INCOMPLETE);
    }

    /** Of a figure for the area itself, or summed from another level; empty where that is not published either. */
    Optional<String> derivedFrom(int target) {
        if (values.isEmpty() || !values.get().hasValue(area(target))) return Optional.empty();
        VintageId from = values.get().origin(area(target)).isItsProducers()
                ? vintage
                : values.get().summedFrom(area(target)).orElse(vintage);
        return observations.provenance(indicator, from, year).isEmpty()
                ? Optional.empty()
                : Optional.of(observations.derivedFrom(indicator, from, year));
    }
}
