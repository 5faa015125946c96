package se.regstat.statistics.segregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.NearestIds;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.indicator.Wholes;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Message;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * The groups of a question, as what each unit has of them in a year. A ratio stands for its numerator and the rest of its denominator; where the
 * numerator is not published, it is the rounded ratio's of the base, to whole persons, and so estimated. A mean stands for itself.
 */
public final class AskedGroups {

    /** Counts that are rounded or have noise may add up to so much more than they are parts of. */
    private static final double INACCURATE = 1.005;

    private final Observations observations;
    private final String division;
    private final String parameter;
    private final List<Indicator> indicators;
    private final List<Series> series;
    private final Wholes wholes;
    private final Kind kind;

    private enum Kind {
        /** Each series is a group. */
        COUNTS,
        /** The same, but of the last one only what the others leave. */
        COUNTS_OF_WHOLE,
        /** A rounded ratio, and its base. */
        ROUNDED_RATIO,
        /** A mean, and its base. */
        MEAN
    }

    /**
     * Of a question with the parameters of {@link SegregationDeclaration}.
     *
     * @throws ReaggregationException if they are no groups, with the parameter and the reason
     */
    public static AskedGroups of(Observations observations, Arguments arguments) {
        return new AskedGroups(
                observations,
                arguments.get(SegregationDeclaration.SOURCE_DIVISION),
                SegregationDeclaration.INDICATORS.name(),
                arguments.get(SegregationDeclaration.INDICATORS),
                arguments.get(SegregationDeclaration.WHOLE));
    }

    /**
     * @param division whose areas they live in
     * @param parameter that the ids were given for
     * @param wholeId of the count of all
     * @throws ReaggregationException if they are no groups, with the parameter and the reason
     */
    public AskedGroups(
            Observations observations, String division, String parameter, List<String> ids, Optional<String> wholeId) {
        this.observations = observations;
        this.division = division;
        this.parameter = parameter;
        if (ids.isEmpty()) throw refused(parameter, "none is named; there are " + available());
        List<Indicator> named = ids.stream().map(id -> indicator(parameter, id)).toList();
        wholes = new Wholes(observations.configuration().indicators());
        Optional<Indicator> whole = wholeId.map(id -> indicator("whole", id));
        Measure first = named.get(0).measure();
        List<Indicator> behind = new ArrayList<>(named);
        if (named.stream().allMatch(one -> one.measure() instanceof Measure.Count)) {
            if (whole.isEmpty() && named.size() == 1) {
                throw ReaggregationException.of(
                        parameter,
                        Message.of(
                                        "one group alone is not compared with anything; name another count, or the count of all in ")
                                .parameter("whole"));
            }
            whole.ifPresent(all -> {
                if (!(all.measure() instanceof Measure.Count)) throw refused("whole", "'" + all.id() + "' is no count");
                if (named.contains(all)) throw refused("whole", "'" + all.id() + "' is one of the groups");
                behind.add(all);
            });
            refuseOverlaps(named, whole);
            kind = whole.isPresent() ? Kind.COUNTS_OF_WHOLE : Kind.COUNTS;
        } else if (named.size() > 1) {
            throw refused(
                    parameter,
                    "several are groups only where each is a count; "
                            + named.stream()
                                    .filter(one -> !(one.measure() instanceof Measure.Count))
                                    .map(Indicator::id)
                                    .collect(Collectors.joining(", "))
                            + " is none");
        } else if (whole.isPresent()) {
            throw refused("whole", "it goes with counts; '" + ids.get(0) + "' is none");
        } else if (first instanceof Measure.Ratio ratio && ratio.denominator().isPresent()) {
            if (ratio.numerator().isPresent()) {
                behind.set(0, indicator(parameter, ratio.numerator().get()));
                kind = Kind.COUNTS_OF_WHOLE;
            } else {
                kind = Kind.ROUNDED_RATIO;
            }
            behind.add(indicator(parameter, ratio.denominator().get()));
        } else if (first instanceof Measure.Mean mean && mean.base().isPresent()) {
            kind = Kind.MEAN;
            behind.add(indicator(parameter, mean.base().get()));
        } else {
            throw refused(
                    parameter,
                    "'" + ids.get(0)
                            + "' is neither a count, nor a ratio or a mean whose base is known, so there are no people to compare");
        }
        indicators = List.copyOf(behind);
        series = indicators.stream()
                .map(one -> observations.series(one.id(), division).orElseThrow())
                .toList();
    }

    private void refuseOverlaps(List<Indicator> groups, Optional<Indicator> whole) {
        for (int one = 0; one < groups.size(); one++) {
            String id = groups.get(one).id();
            for (Indicator other : groups.subList(one + 1, groups.size())) {
                if (!wholes.overlap(id, other.id())) continue;
                throw refused(
                        parameter,
                        "'" + id + "' and '" + other.id()
                                + "' count some of the same people (indicators.yml); name groups of"
                                + " which everybody is in one alone, or one of them, and the other in whole");
            }
            if (whole.filter(all -> wholes.holds(id, all.id())).isPresent()) {
                throw refused(
                        "whole", "'" + whole.get().id() + "' is a part of '" + id + "', and not the other way round");
            }
        }
    }

    private static ReaggregationException refused(String where, String why) {
        return ReaggregationException.of(where, why);
    }

    private Indicator indicator(String where, String id) {
        Indicator found = observations
                .series(id, division)
                .filter(Series::hasAnyValue)
                .map(Series::indicator)
                .orElseThrow(() -> refused(
                        where,
                        "'" + id + "' has no values for " + division + observations.whyNone(id, division)
                                + NearestIds.question(id, available()) + "; those that have are "
                                + String.join(", ", available())));
        if (found.disclosure().isPresent()) {
            throw refused(where, "'" + id + "' is restricted, and not told of here, where small areas are told apart");
        }
        return found;
    }

    private List<String> available() {
        return observations.indicators().stream()
                .filter(one -> one.disclosure().isEmpty())
                .map(Indicator::id)
                .filter(id -> observations
                        .series(id, division)
                        .filter(Series::hasAnyValue)
                        .isPresent())
                .toList();
    }

    /** Whether it is a mean that is asked about, and no groups. */
    public boolean isMean() {
        return kind == Kind.MEAN;
    }

    /** How many groups are compared, the rest among them. */
    public int size() {
        return kind == Kind.MEAN ? 1 : series.size();
    }

    /** Whether the last group is what the others leave of a whole. */
    public boolean hasRest() {
        return kind == Kind.COUNTS_OF_WHOLE || kind == Kind.ROUNDED_RATIO;
    }

    /** What groups are called, some or all of them. */
    public String names(int... numbers) {
        return Arrays.stream(numbers).mapToObj(this::name).collect(Collectors.joining(" / "));
    }

    private String name(int group) {
        String id = indicators.get(group).id();
        return hasRest() && group == size() - 1 ? "rest of " + id : id;
    }

    /** In which all of them have values. */
    public NavigableSet<Integer> years() {
        NavigableSet<Integer> years = new TreeSet<>();
        for (YearValues values : series.get(0).years()) years.add(values.year());
        for (Series one : series) {
            years.removeIf(
                    year -> one.year(year).filter(YearValues::hasAnyValue).isEmpty());
        }
        if (!years.isEmpty()) return years;
        throw refused(
                parameter,
                "there is no year in which all of "
                        + indicators.stream().map(Indicator::id).collect(Collectors.joining(", "))
                        + " have values for " + division);
    }

    /** The vintage that a year's values are of. */
    public VintageAreas units(int year) {
        return series.get(0).year(year).orElseThrow().areas();
    }

    /**
     * What units have in a year.
     *
     * @param units the vintage that is valid then, whose numbers of areas are those of the units
     * @param counts by unit and group, or the mean and its base; not looked at where the status has no value
     * @param statuses by unit
     * @param contradictory codes of units whose groups are more than their whole, or whose mean is below 0; they have no value
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record OfYear(
            VintageAreas units, double[][] counts, Status[] statuses, List<String> contradictory, String derivedFrom) {}

    /**
     * What to say of units that contradict themselves.
     *
     * @param codes of such units; they are named to who may know the areas
     */
    public static Optional<String> contradiction(Question question, VintageAreas units, int year, List<String> codes) {
        if (codes.isEmpty()) return Optional.empty();
        boolean named = question.visible().areas(units.vintage().id());
        return Optional.of(year + ": groups are more than their whole, or a mean is below 0, in "
                + (named ? String.join(", ", codes) : codes.size() + " units") + ", which therefore have no value");
    }

    /** @param year one of {@link #years} */
    public OfYear year(int year) {
        List<YearValues> values =
                series.stream().map(one -> one.year(year).orElseThrow()).toList();
        VintageAreas units = values.get(0).areas();
        double[][] counts = new double[units.areas().size()][];
        Status[] statuses = new Status[counts.length];
        List<String> contradictory = new ArrayList<>();
        for (int unit = 0; unit < counts.length; unit++) {
            int number = unit;
            counts[unit] = values.stream().mapToDouble(one -> one.value(number)).toArray();
            boolean nobody = isOfBase() && counts[unit][1] == 0;
            if (nobody) counts[unit][0] = 0;
            statuses[unit] = nobody ? Status.NORMAL : status(values, unit);
            if (hasRest()) leaveRest(counts[unit]);
            if (statuses[unit].hasValue() && Arrays.stream(counts[unit]).anyMatch(count -> count < 0)) {
                statuses[unit] = Status.MISSING;
                contradictory.add(units.areas().get(unit).code());
            }
        }
        if (kind == Kind.COUNTS || kind == Kind.COUNTS_OF_WHOLE) refuseSigned(year, values);
        if (kind == Kind.COUNTS) refuseTooMany(year, values);
        String derivedFrom = indicators.stream()
                .map(one -> observations.derivedFrom(one, units.vintage().id(), year))
                .distinct()
                .collect(Collectors.joining("; "));
        return new OfYear(units, counts, statuses, contradictory, derivedFrom);
    }

    private void refuseSigned(int year, List<YearValues> values) {
        for (int one = 0; one < values.size(); one++) {
            for (int unit = 0; unit < values.get(one).size(); unit++) {
                if (!(values.get(one).value(unit) < 0)) continue;
                throw refused(
                        parameter,
                        "'" + indicators.get(one).id() + "' has "
                                + values.get(one).value(unit) + " in an area of " + division + " in " + year
                                + ", and groups are numbers of people, from 0");
            }
        }
    }

    /** Counts that add up to more than all of whom they are parts are not disjoint, whatever is known of them. */
    private void refuseTooMany(int year, List<YearValues> values) {
        for (Indicator all : observations.indicators()) {
            boolean ofPersons = all.id().equals(WeightedPoints.PEOPLE)
                    && indicators.stream().allMatch(one -> one.unit().equals(all.unit()));
            boolean ofAll = indicators.stream().allMatch(one -> wholes.holds(all.id(), one.id()));
            if (!(ofPersons || ofAll)
                    || indicators.contains(all)
                    || all.disclosure().isPresent()) continue;
            observations
                    .year(all.id(), division, year)
                    .filter(whole -> whole.areas().equals(values.get(0).areas()))
                    .ifPresent(whole -> refuseMoreThan(all, whole, values));
        }
    }

    private void refuseMoreThan(Indicator all, YearValues whole, List<YearValues> values) {
        double sum = 0;
        double most = 0;
        for (int unit = 0; unit < whole.size(); unit++) {
            int number = unit;
            if (!whole.hasValue(unit) || !values.stream().allMatch(one -> one.hasValue(number))) continue;
            for (YearValues one : values) sum += one.value(unit);
            most += whole.value(unit);
        }
        if (sum <= most * INACCURATE) return;
        throw refused(
                parameter,
                String.format(
                        Locale.ROOT,
                        "they count %.0f in all, and '%s' counts %.0f in the same areas in %d, so that some are counted twice;"
                                + " name groups of which everybody is in one alone, or one of them, and its whole in whole",
                        sum,
                        all.id(),
                        most,
                        whole.year()));
    }

    /** Whether the second series is what the first is of: where that is nobody, the first has no value, and none is missing. */
    private boolean isOfBase() {
        return kind == Kind.ROUNDED_RATIO || kind == Kind.MEAN;
    }

    private Status status(List<YearValues> values, int unit) {
        List<Status> all = values.stream().map(one -> one.status(unit)).toList();
        if (all.contains(Status.SUPPRESSED)) return Status.SUPPRESSED;
        if (!all.stream().allMatch(Status::hasValue)) return Status.MISSING;
        return all.contains(Status.ESTIMATED) || kind == Kind.ROUNDED_RATIO ? Status.ESTIMATED : Status.NORMAL;
    }

    private void leaveRest(double[] counts) {
        int last = counts.length - 1;
        if (kind == Kind.ROUNDED_RATIO) {
            counts[0] = ((Measure.Ratio) indicators.get(0).measure()).rounded(counts[0], counts[last]);
        }
        for (int group = 0; group < last; group++) counts[last] -= counts[group];
    }
}
