package se.regstat.statistics.alike;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.NearestIds;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.snapshot.VintageAreas;

/** The indicators that areas are compared by, with the values of the areas of a division. */
final class AskedIndicators {

    private static final String PARAMETER = AlikeDeclaration.INDICATORS.name();

    private final Observations observations;
    private final String division;
    private final List<Series> series;

    /** @throws ReaggregationException if areas cannot be compared by them, with the reason */
    AskedIndicators(Observations observations, String division, List<String> ids) {
        this.observations = observations;
        this.division = division;
        if (ids.isEmpty()) throw refused("none is named; there are " + String.join(", ", available()));
        this.series = ids.stream().map(this::comparable).toList();
    }

    private static ReaggregationException refused(String why) {
        return ReaggregationException.of(PARAMETER, why);
    }

    private Series comparable(String id) {
        Series found = observations
                .series(id, division)
                .filter(Series::hasAnyValue)
                .orElseThrow(() -> refused("'" + id + "' has no values for " + division
                        + observations.whyNone(id, division) + NearestIds.question(id, available())
                        + "; those that areas can be compared by are " + String.join(", ", available())));
        if (found.indicator().disclosure().isPresent()) {
            throw refused("'" + id + "' is restricted, and not told of here, where small areas are told apart");
        }
        Measure measure = found.indicator().measure();
        if (measure instanceof Measure.Count) {
            throw refused("'" + id + "' is a count, and areas of the same size are not alike for that;"
                    + " name a ratio of it, which indicators.yml can describe");
        }
        if (measure.isClass()) throw refused("'" + id + "' is of classes, between whose numbers there is nothing");
        return found;
    }

    private List<String> available() {
        return observations.indicators().stream()
                .filter(one -> one.disclosure().isEmpty()
                        && !(one.measure() instanceof Measure.Count)
                        && !one.measure().isClass())
                .map(Indicator::id)
                .filter(id -> observations
                        .series(id, division)
                        .filter(Series::hasAnyValue)
                        .isPresent())
                .toList();
    }

    /** Years in which each has any value. */
    NavigableSet<Integer> years() {
        NavigableSet<Integer> all = new TreeSet<>();
        series.get(0).years().forEach(year -> all.add(year.year()));
        all.removeIf(year -> !series.stream()
                .allMatch(one -> one.year(year).filter(YearValues::hasAnyValue).isPresent()));
        return all;
    }

    List<Indicator> all() {
        return series.stream().map(Series::indicator).toList();
    }

    /** Of one of {@link #years}. */
    OfYear year(int year) {
        return new OfYear(
                series.stream().map(one -> one.year(year).orElseThrow()).toList());
    }

    List<String> ids(List<Integer> numbers) {
        return numbers.stream().map(number -> all().get(number).id()).toList();
    }

    /** What an indicator's figures of a year were computed from. */
    String derivedFrom(OfYear year, int number) {
        return observations.derivedFrom(
                all().get(number), year.areas().vintage().id(), year.year());
    }

    /** What figures of all indicators were computed from. */
    String derivedFrom(OfYear year) {
        return IntStream.range(0, series.size())
                .mapToObj(number -> derivedFrom(year, number))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** The values of one year, of the same areas each. */
    record OfYear(List<YearValues> values) {

        int year() {
            return values.get(0).year();
        }

        VintageAreas areas() {
            return values.get(0).areas();
        }

        double[] of(int area) {
            return values.stream().mapToDouble(year -> year.value(area)).toArray();
        }

        /** Estimated where any value is; where any is none, why: suppressed above all. */
        Status status(int area) {
            List<Status> statuses =
                    values.stream().map(year -> year.status(area)).toList();
            for (Status status : List.of(Status.SUPPRESSED, Status.MISSING, Status.NOT_APPLICABLE, Status.OUTSIDE)) {
                if (statuses.contains(status)) return status;
            }
            return statuses.contains(Status.ESTIMATED) ? Status.ESTIMATED : Status.NORMAL;
        }

        /** Numbers of the indicators without a value. */
        List<Integer> lacking(int area) {
            List<Integer> lacking = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) if (!values.get(i).hasValue(area)) lacking.add(i);
            return lacking;
        }
    }
}
