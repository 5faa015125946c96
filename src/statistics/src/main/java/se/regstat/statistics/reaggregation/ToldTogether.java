package se.regstat.statistics.reaggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.regstat.statistics.disclosure.Combinations;
import se.regstat.statistics.disclosure.PointGroups;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.indicator.Disclosure;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.observation.AreaNames;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.weights.SparseRow;

/**
 * Looks for values of few persons that noise alone protects, since they would follow from all that is told of restricted indicators: of a year, from one
 * division's areas, all sets of boundaries together, and all indicators as if they were one, since shares, complements and parts follow from each other.
 */
final class ToldTogether {

    private final Observations observations;
    private final Weighing weighing;
    private final RestrictedIndicators restricted;

    ToldTogether(Observations observations, Weighing weighing, RestrictedIndicators restricted) {
        this.observations = observations;
        this.weighing = weighing;
        this.restricted = restricted;
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by hand
    private record Rule(double minimum, double[] persons) {
        boolean isSame(Rule other) {
            return minimum == other.minimum && Arrays.equals(persons, other.persons);
        }
    }

    /** Of values that are counted from points: each point is a source, whose persons are those counted there, since the base is the indicator itself. */
    private record PointRule(double minimum, Events persons) {}

    /** What is told of a year: targets by row, called as in {@code own@2022 A}. */
    private record Told(List<String> names, List<SparseRow> rows, List<CountedTargets> counted) {}

    /**
     * A line for each restricted indicator that follows from open ones, and for each year and division in which values of few persons follow from what is
     * told, for who publishes; none names a number of persons.
     *
     * @throws java.util.concurrent.CancellationException once {@code cancelled} says so
     */
    List<String> warnings(BooleanSupplier cancelled) {
        List<Indicator> told = observations.indicators().stream()
                .filter(indicator -> indicator
                        .disclosure()
                        .filter(rule -> !rule.toldFor().isEmpty())
                        .isPresent())
                .toList();
        List<String> warnings = new ArrayList<>(followingFromOpen());
        for (String source : observations.divisions()) {
            Set<Integer> years = new TreeSet<>();
            for (Indicator indicator : told) {
                observations.series(indicator.id(), source).map(Series::years).stream()
                        .flatMap(List::stream)
                        .filter(YearValues::hasAnyValue)
                        .forEach(year -> years.add(year.year()));
            }
            for (int year : years) warning(told, source, year, cancelled).ifPresent(warnings::add);
        }
        return warnings;
    }

    /** Of a whole and its parts, some of them open: the others follow from each other, and one alone follows as it is. */
    private List<String> followingFromOpen() {
        List<String> following = new ArrayList<>();
        for (Indicator whole : observations.indicators()) {
            if (whole.parts().isEmpty()) continue;
            List<String> hidden = Stream.concat(Stream.of(whole.id()), whole.parts().stream())
                    .filter(id -> observations
                            .indicator(id)
                            .flatMap(Indicator::disclosure)
                            .isPresent())
                    .toList();
            String open = Stream.concat(Stream.of(whole.id()), whole.parts().stream())
                    .filter(id -> !hidden.contains(id))
                    .collect(Collectors.joining(", "));
            if (open.isEmpty() || hidden.isEmpty()) continue;
            following.add(
                    hidden.size() == 1
                            ? hidden.get(0) + " is restricted, but follows from what is told of " + open
                                    + ", which are not: restrict one of them too"
                            : "of " + String.join(", ", hidden) + " each follows from the others too, since " + open
                                    + (whole.parts().size() + 1 - hidden.size() == 1 ? " is" : " are")
                                    + " not restricted: one value is known with "
                                    + String.format(Locale.ROOT, "%.2f", (hidden.size() - 1.0) / hidden.size())
                                    + " times its variance");
        }
        return following;
    }

    private Optional<String> warning(List<Indicator> indicators, String source, int year, BooleanSupplier cancelled) {
        Told told = told(indicators, source, year, cancelled);
        List<Combinations.Combination> found = new ArrayList<>();
        rules(indicators, source, year)
                .forEach(rule ->
                        found.addAll(Combinations.ofFew(rule.minimum(), rule.persons(), told.rows(), cancelled)));
        for (PointRule rule : pointRules(indicators, year)) {
            PointGroups groups = PointGroups.of(told.counted().stream()
                    .map(own -> own.counts(rule.persons()))
                    .toList());
            found.addAll(Combinations.ofFew(rule.minimum(), groups.persons(), groups.rows(), cancelled));
        }
        return found.stream()
                .min(Comparator.comparingDouble(Combinations.Combination::noise))
                .map(easiest -> year + ", from " + source + ": noise alone protects " + found.size()
                        + (found.size() == 1 ? " value" : " values")
                        + " of fewer persons than the minimum that would follow from what is told; most easily from "
                        + Arrays.stream(easiest.rows())
                                .limit(4)
                                .mapToObj(told.names()::get)
                                .collect(Collectors.joining(" and "))
                        + (easiest.rows().length > 4 ? " and others" : "")
                        + (Double.isNaN(easiest.noise())
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        ", with at most %.1f times the variance of one value",
                                        easiest.noise())));
    }

    private List<Rule> rules(List<Indicator> indicators, String source, int year) {
        List<Rule> rules = new ArrayList<>();
        for (Indicator indicator : indicators) {
            Disclosure disclosure = indicator.disclosure().orElseThrow();
            boolean counted = restricted.restrictedInputs(indicator).stream()
                    .allMatch(input -> observations.events(input, year).isPresent());
            if (counted) continue;
            restricted
                    .persons(indicator, disclosure, source, year)
                    .map(persons -> new Rule(disclosure.minimum(), persons))
                    .filter(rule -> rules.stream().noneMatch(rule::isSame))
                    .ifPresent(rules::add);
        }
        return rules;
    }

    private Set<PointRule> pointRules(List<Indicator> indicators, int year) {
        Set<PointRule> rules = new LinkedHashSet<>();
        for (Indicator indicator : indicators) {
            double minimum = indicator.disclosure().orElseThrow().minimum();
            for (String input : restricted.restrictedInputs(indicator)) {
                observations.events(input, year).ifPresent(points -> rules.add(new PointRule(minimum, points)));
            }
        }
        return rules;
    }

    private Told told(List<Indicator> indicators, String source, int year, BooleanSupplier cancelled) {
        Set<String> divisions = indicators.stream()
                .flatMap(indicator -> indicator.disclosure().orElseThrow().toldFor().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Told told = new Told(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (String division : divisions) {
            Optional<VintageAreas> areas = observations.snapshot().valid(division, year);
            if (areas.isEmpty()) continue;
            ReaggregationRequest request = ReaggregationRequest.of(
                            Boundaries.of(
                                    areas.get(), AreaNames.of(observations.snapshot(), observations.configuration())),
                            List.of(),
                            Periods.LATEST)
                    .as(RestrictedIndicators.derived(observations, division));
            if (!request.sourceDivision().equals(source)) continue;
            try {
                Basis basis = Wanted.basis(observations, request, year, cancelled);
                told.rows().addAll(SparseRow.of(weighing.weights(request, basis, cancelled)));
                told.counted()
                        .add(new CountedTargets(
                                observations, request.boundaries().targets(), basis, cancelled));
                for (String id : request.boundaries().targets().ids()) {
                    told.names().add(areas.get().vintage().id() + " " + id);
                }
            } catch (ReaggregationException e) {
                // Then nothing is told for it: whoever asks gets the same answer.
            }
        }
        return told;
    }
}
