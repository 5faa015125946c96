package se.regstat.statistics.neighbourhood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.NearestIds;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;

/**
 * One year's people and groups in locations.
 *
 * @param source of the locations, for readers: {@code deso@2025}, {@code grid}
 * @param people at each location; NaN where not known
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Counted(int year, String source, NamedPlaces places, double[] people, List<Group> groups) {

    /** @param numbers at each location; NaN where not known */
    record Group(String indicator, double[] numbers, String derivedFrom) {}

    Locations locations() {
        return Locations.of(
                places.origins().eastings(),
                places.origins().northings(),
                people,
                groups.stream().map(Group::numbers).toList());
    }

    /** What a question counts, ascending by year. @throws ReaggregationException if that is not there, with the parameter and the reason */
    static List<Counted> of(Question question) {
        if (question.arguments().get(ReaggregationDeclaration.INDICATORS).isEmpty()) {
            throw ReaggregationException.of(
                    "indicators", "none is named; name a count or a share, as in foreign_background");
        }
        return question.arguments()
                .get(NeighboursDeclaration.POPULATION)
                .map(name -> inCells(question, name))
                .orElseGet(() -> inAreas(question));
    }

    private static List<Counted> inAreas(Question question) {
        Observations observations = question.reaggregator().observations();
        String division = question.arguments().get(ReaggregationDeclaration.SOURCE_DIVISION);
        checkDivision(question, division);
        Map<List<Object>, List<Group>> groups = new LinkedHashMap<>();
        TreeMap<Integer, List<List<Object>>> byYear = new TreeMap<>();
        for (String id : question.arguments().get(ReaggregationDeclaration.INDICATORS)) {
            Indicator indicator = open(question, "indicators", id);
            Series series = series(observations, "indicators", id, division);
            String base = base(question, indicator);
            NavigableSet<Integer> years = new TreeSet<>();
            series.years().stream().filter(YearValues::hasAnyValue).forEach(year -> years.add(year.year()));
            for (int year :
                    question.arguments().get(ReaggregationDeclaration.PERIODS).of(years, years)) {
                String counted = indicator.measure() instanceof Measure.Ratio ratio
                        ? ratio.numerator().orElseThrow()
                        : id;
                YearValues values = observations.year(counted, division, year).orElseThrow();
                List<Object> key = List.of(year, base);
                if (!groups.containsKey(key))
                    byYear.computeIfAbsent(year, first -> new ArrayList<>()).add(key);
                groups.computeIfAbsent(key, first -> new ArrayList<>())
                        .add(new Group(
                                id,
                                numbers(values),
                                observations.derivedFrom(
                                        indicator, values.areas().vintage().id(), year)));
            }
        }
        Map<VintageId, NamedPlaces> places = new LinkedHashMap<>();
        List<Counted> counted = new ArrayList<>();
        byYear.forEach((year, keys) -> keys.forEach(key -> {
            String base = (String) key.get(1);
            YearValues people = observations
                    .year(base, division, year)
                    .filter(YearValues::hasAnyValue)
                    .orElseThrow(() -> ReaggregationException.of(
                            "of", "'" + base + "' has no values for " + division + " in " + year));
            VintageId vintage = people.areas().vintage().id();
            NamedPlaces areas = places.computeIfAbsent(vintage, id -> NamedPlaces.areas(question, id));
            List<Group> of = groups.get(key).stream()
                    .map(group -> new Group(
                            group.indicator(), group.numbers(), group.derivedFrom() + "; points by " + areas.by()))
                    .toList();
            counted.add(new Counted(year, vintage.toString(), areas, numbers(people), of));
        }));
        return counted;
    }

    /** Areas are told with their names where places are the areas themselves. */
    private static void checkDivision(Question question, String division) {
        List<VintageId> known = question.reaggregator().snapshot().vintages().stream()
                .map(areas -> areas.vintage().id())
                .toList();
        if (known.stream()
                .anyMatch(id ->
                        id.division().equals(division) && question.visible().areas(id))) return;
        throw ReaggregationException.of(
                "sourceDivision",
                "there is no division '" + division + "'; there is "
                        + String.join(
                                ", ",
                                known.stream()
                                        .filter(question.visible().unnamed()::areas)
                                        .map(VintageId::division)
                                        .distinct()
                                        .toList()));
    }

    private static Series series(Observations observations, String parameter, String id, String division) {
        return observations
                .series(id, division)
                .filter(Series::hasAnyValue)
                .orElseThrow(() -> ReaggregationException.of(
                        parameter, "'" + id + "' has no values for " + division + observations.whyNone(id, division)));
    }

    /** @throws ReaggregationException if there is no such indicator, or nothing may be told of it */
    private static Indicator open(Question question, String parameter, String id) {
        Observations observations = question.reaggregator().observations();
        Indicator indicator = observations
                .indicator(id)
                .orElseThrow(() -> ReaggregationException.of(
                        parameter,
                        "there are no values of '" + id + "'"
                                + NearestIds.question(
                                        id,
                                        observations.indicators().stream()
                                                .map(Indicator::id)
                                                .toList())));
        if (indicator.disclosure().isEmpty()) return indicator;
        throw ReaggregationException.of(
                parameter, "'" + id + "' is restricted, and not told of neighbourhoods, which tell small areas apart");
    }

    /** The count that an indicator is a part of. */
    private static String base(Question question, Indicator indicator) {
        Optional<String> base = indicator.measure() instanceof Measure.Ratio ratio
                        && ratio.numerator().isPresent()
                ? ratio.denominator()
                : Optional.of(question.arguments().get(NeighboursDeclaration.OF))
                        .filter(of -> indicator.measure() instanceof Measure.Count);
        String id = base.orElseThrow(() -> ReaggregationException.of(
                "indicators",
                "'" + indicator.id()
                        + "' is neither a count nor a share computed of counts, so that nobody can be counted"));
        if (open(question, "of", id).measure() instanceof Measure.Count) return id;
        throw ReaggregationException.of("of", "'" + id + "' is not a count; give one of people, as population");
    }

    private static double[] numbers(YearValues values) {
        double[] numbers = new double[values.size()];
        Arrays.setAll(numbers, area -> values.hasValue(area) ? values.value(area) : Double.NaN);
        return numbers;
    }

    private static List<Counted> inCells(Question question, String name) {
        List<WeightedPoints> populations = question.reaggregator().snapshot().populations();
        WeightedPoints people = populations.stream()
                .filter(one -> one.name().equals(name) && one.countsAllPeople())
                .findFirst()
                .orElseThrow(() -> ReaggregationException.of(
                        "population",
                        "there is none called '" + name + "' that counts all people; there is "
                                + (populations.isEmpty()
                                        ? "none"
                                        : String.join(
                                                ", ",
                                                populations.stream()
                                                        .map(WeightedPoints::name)
                                                        .toList()))));
        String derivedFrom = people.name() + ", " + people.year() + ", "
                + people.provenance().file();
        List<Group> groups = new ArrayList<>();
        for (String id : question.arguments().get(ReaggregationDeclaration.INDICATORS)) {
            if (!people.kinds().contains(id)) {
                throw ReaggregationException.of(
                        "indicators",
                        "'" + id + "' is not counted in " + name + "; that counts "
                                + String.join(", ", people.kinds()));
            }
            if (question.reaggregator().observations().indicator(id).isPresent()) open(question, "indicators", id);
            groups.add(new Group(id, people.weights(id), derivedFrom));
        }
        return List.of(new Counted(people.year(), name, cells(people), people.weights(), groups));
    }

    private static NamedPlaces cells(WeightedPoints people) {
        double[] eastings = people.eastings();
        double[] northings = people.northings();
        double half = people.cellSize() / 2;
        double[] radii = new double[people.size()];
        // As far around its middle as a disc of that radius.
        Arrays.fill(radii, people.cellSize() / Math.sqrt(3));
        List<String> ids = IntStream.range(0, people.size())
                .mapToObj(i -> String.format(Locale.ROOT, "%06.0f%07.0f", eastings[i] - half, northings[i] - half))
                .toList();
        return new NamedPlaces(
                people.name(), ids, Collections.nCopies(ids.size(), ""), new Origins(eastings, northings, radii), "");
    }
}
