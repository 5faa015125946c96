package se.regstat.statistics.neighbourhood;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.NearestIds;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.indicator.Wholes;
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
 * @param ground where it is known who lives
 * @param people at each location; NaN where not known
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Counted(int year, String source, NamedPlaces places, Ground ground, double[] people, List<Group> groups) {

    /**
     * A group.
     *
     * @param indicator that counts it, or that has its share
     * @param numbers at each location; NaN where not known
     * @param estimated locations where it, or how many people there are, is estimated
     * @param suppressed locations where either is held back
     */
    record Group(String indicator, double[] numbers, BitSet estimated, BitSet suppressed, String derivedFrom) {}

    /** Each group has two marks: where it is estimated, and where it is suppressed. */
    Locations locations() {
        try {
            return Locations.of(
                    places.origins().eastings(),
                    places.origins().northings(),
                    people,
                    groups.stream().map(Group::numbers).toList(),
                    groups.stream()
                            .flatMap(group -> Stream.of(group.estimated(), group.suppressed()))
                            .toList());
        } catch (IllegalArgumentException e) {
            throw ReaggregationException.of("indicators", "of " + source + ": " + e.getMessage(), e);
        }
    }

    static int estimated(int group) {
        return 2 * group;
    }

    static int suppressed(int group) {
        return 2 * group + 1;
    }

    /** What a question counts, ascending by year. @throws ReaggregationException if that is not there, with the parameter and the reason */
    static List<Counted> of(Question question) {
        if (question.arguments().get(ReaggregationDeclaration.INDICATORS).isEmpty()) {
            throw ReaggregationException.of(
                    "indicators", "none is named; name a count or a share, as in foreign_background");
        }
        List<Counted> counted = question.arguments()
                .get(NeighboursDeclaration.POPULATION)
                .map(name -> List.of(CountedCells.of(question, name)))
                .orElseGet(() -> inAreas(question));
        counted.forEach(Counted::refuseWhatIsNoPart);
        return counted;
    }

    /** Here and there a group may be more than the people, as by noise; not so in all. */
    private void refuseWhatIsNoPart() {
        for (Group group : groups) {
            double sum = 0;
            double all = 0;
            for (int location = 0; location < people.length; location++) {
                double number = group.numbers()[location];
                if (number < 0 || people[location] < 0) {
                    throw ReaggregationException.of(
                            "indicators",
                            "'" + group.indicator() + "' has " + (number < 0 ? number : people[location]) + " at "
                                    + places.ids().get(location) + " in " + year
                                    + ", and neighbours are numbers of people, from 0");
                }
                if (Double.isNaN(number + people[location])) continue;
                sum += number;
                all += people[location];
            }
            if (sum <= all) continue;
            throw ReaggregationException.of(
                    "indicators",
                    String.format(
                            Locale.ROOT,
                            "of '%s' there are %.0f, more than the %.0f people of whom they should be a part, in %s, %d",
                            group.indicator(),
                            sum,
                            all,
                            source,
                            year));
        }
    }

    /** What an indicator counts, and of whom. */
    private record Part(Indicator indicator, String counted, String base) {

        static Part of(Question question, Indicator indicator) {
            if (indicator.measure() instanceof Measure.Ratio ratio
                    && ratio.denominator().isPresent()) {
                return new Part(
                        indicator,
                        ratio.numerator().orElse(indicator.id()),
                        ratio.denominator().get());
            }
            if (indicator.measure() instanceof Measure.Count) {
                return new Part(indicator, indicator.id(), question.arguments().get(NeighboursDeclaration.OF));
            }
            throw ReaggregationException.of(
                    "indicators",
                    "'" + indicator.id()
                            + "' is neither a count nor a share of a count, so that nobody can be counted");
        }

        Group group(YearValues values, YearValues people, String derivedFrom) {
            double[] numbers = new double[values.size()];
            BitSet estimated = new BitSet();
            BitSet suppressed = new BitSet();
            boolean rounded = indicator.measure() instanceof Measure.Ratio && counted.equals(indicator.id());
            for (int area = 0; area < numbers.length; area++) {
                boolean nobody = people.hasValue(area) && people.value(area) == 0;
                numbers[area] = nobody ? 0 : number(values, people, area, rounded);
                List<Status> statuses = List.of(values.status(area), people.status(area));
                estimated.set(area, rounded || statuses.contains(Status.ESTIMATED));
                suppressed.set(area, statuses.contains(Status.SUPPRESSED));
            }
            return new Group(indicator.id(), numbers, estimated, suppressed, derivedFrom);
        }

        private double number(YearValues values, YearValues people, int area, boolean rounded) {
            if (!values.hasValue(area)) return Double.NaN;
            if (!rounded) return values.value(area);
            // Who lives where the base is not known is not known either.
            double base = people.hasValue(area) ? people.value(area) : Double.NaN;
            return ((Measure.Ratio) indicator.measure()).rounded(values.value(area), base);
        }
    }

    private static List<Counted> inAreas(Question question) {
        Observations observations = question.reaggregator().observations();
        String division = question.arguments().get(ReaggregationDeclaration.SOURCE_DIVISION);
        checkDivision(question, division);
        TreeMap<Integer, Map<String, List<Part>>> byYear = new TreeMap<>();
        for (String id : question.arguments().get(ReaggregationDeclaration.INDICATORS)) {
            Part part = Part.of(question, open(question, "indicators", id));
            checkBase(question, part);
            open(question, "indicators", part.counted());
            NavigableSet<Integer> years = new TreeSet<>();
            series(observations, "indicators", id, division).years().stream()
                    .filter(YearValues::hasAnyValue)
                    .forEach(year -> years.add(year.year()));
            for (int year :
                    question.arguments().get(ReaggregationDeclaration.PERIODS).of(years, years)) {
                byYear.computeIfAbsent(year, first -> new LinkedHashMap<>())
                        .computeIfAbsent(part.base(), first -> new ArrayList<>())
                        .add(part);
            }
        }
        Map<VintageId, NamedPlaces> places = new LinkedHashMap<>();
        List<Counted> counted = new ArrayList<>();
        byYear.forEach((year, byBase) -> byBase.forEach((base, parts) -> {
            YearValues people = observations
                    .year(base, division, year)
                    .filter(YearValues::hasAnyValue)
                    .orElseThrow(() -> ReaggregationException.of(
                            "of", "'" + base + "' has no values for " + division + " in " + year));
            VintageId vintage = people.areas().vintage().id();
            NamedPlaces areas = places.computeIfAbsent(vintage, id -> NamedPlaces.areas(question, id));
            List<Group> groups = parts.stream()
                    .map(part -> part.group(
                            observations.year(part.counted(), division, year).orElseThrow(),
                            people,
                            observations.derivedFrom(part.indicator(), vintage, year) + "; points by " + areas.by()))
                    .toList();
            Ground ground = Ground.of(question.reaggregator().snapshot(), people.areas());
            counted.add(new Counted(year, vintage.toString(), areas, ground, numbers(people), groups));
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
                                                .filter(one -> one.disclosure().isEmpty())
                                                .map(Indicator::id)
                                                .toList())));
        refuseRestricted(parameter, indicator);
        return indicator;
    }

    /** @throws ReaggregationException if nothing may be told of it */
    static void refuseRestricted(String parameter, Indicator indicator) {
        if (indicator.disclosure().isEmpty()) return;
        throw ReaggregationException.of(
                parameter,
                "'" + indicator.id() + "' is restricted, and not told of neighbourhoods, which tell small areas apart");
    }

    private static void checkBase(Question question, Part part) {
        Indicator base = open(question, "of", part.base());
        if (!(base.measure() instanceof Measure.Count)) {
            throw ReaggregationException.of(
                    "of", "'" + base.id() + "' is not a count; give one of people, as population");
        }
        Wholes wholes = new Wholes(
                question.reaggregator().observations().configuration().indicators());
        if (!wholes.holds(part.counted(), base.id())) return;
        throw ReaggregationException.of(
                "of", "'" + base.id() + "' is a part of '" + part.counted() + "', and not the other way round");
    }

    private static double[] numbers(YearValues values) {
        double[] numbers = new double[values.size()];
        for (int area = 0; area < numbers.length; area++)
            numbers[area] = values.hasValue(area) ? values.value(area) : Double.NaN;
        return numbers;
    }
}
