package se.regstat.statistics.reaggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import se.regstat.statistics.config.Derived;
import se.regstat.statistics.disclosure.DisclosureControl;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.indicator.Disclosure;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.observation.AreaNames;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.request.Message;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.weights.SparseRow;

/**
 * What may be told of restricted indicators: the divisions that their rules name, each year in the vintage that is valid then, with the settings of
 * {@code derived.yml}; and of these the targets that {@link DisclosureControl} lets pass. All that is told of one year from
 * one source vintage is looked at together, whatever the indicator, since shares, complements and parts follow from each
 * other. Done once for each year, and kept. Thread-safe.
 */
final class RestrictedIndicators {

    private final Snapshot snapshot;
    private final Observations observations;
    private final Weighing weighing;
    private final Map<List<Object>, Map<VintageId, BitSet>> decided = new ConcurrentHashMap<>();

    RestrictedIndicators(Observations observations, Weighing weighing) {
        this.snapshot = observations.snapshot();
        this.observations = observations;
        this.weighing = weighing;
    }

    /** @throws ReaggregationException if anything is asked for that is told to nobody */
    void check(ReaggregationRequest request, Map<Series, NavigableSet<Integer>> wanted) {
        wanted.forEach((series, years) -> {
            if (series.indicator().disclosure().isPresent()) check(request, series, years);
        });
    }

    private void check(ReaggregationRequest request, Series series, NavigableSet<Integer> years) {
        Indicator indicator = series.indicator();
        Disclosure rule = indicator.disclosure().orElseThrow();
        Set<String> toldFor = new TreeSet<>(rule.toldFor());
        if (toldFor.isEmpty()) throw refused(indicator, "told for no boundaries at all");
        Optional<VintageId> vintage = request.boundaries().vintage();
        if (vintage.isEmpty() || !toldFor.contains(vintage.get().division())) {
            throw refused(
                    indicator,
                    "told for " + String.join(", ", toldFor) + " alone, not for "
                            + vintage.map(VintageId::toString).orElse("boundaries of one's own"));
        }
        String division = vintage.get().division();
        for (int year : years) {
            if (series.year(year).isEmpty()) continue;
            if (!valid(division, year).equals(vintage)) {
                throw refused(
                        indicator,
                        "told for " + division + " as it was in each year, which for " + year + " is "
                                + valid(division, year)
                                        .map(id -> id + ", not " + vintage.get())
                                        .orElse("no vintage"));
            }
            refuseOtherSource(indicator, request.sourceDivision(), year);
            if (persons(indicator, rule, request.sourceDivision(), year).isEmpty()) {
                throw refused(
                        indicator,
                        "not told for " + year + ", since the number of persons behind it, " + rule.base()
                                + ", is not known");
            }
        }
        ReaggregationRequest told = request.as(derived(division));
        if (!told.equals(request)) {
            throw refused(
                    indicator,
                    Message.of("told for " + division + " in one way alone; ask with ")
                            .and(told.settings()));
        }
    }

    private static ReaggregationException refused(Indicator indicator, String why) {
        return refused(indicator, Message.of(why));
    }

    private static ReaggregationException refused(Indicator indicator, Message why) {
        return ReaggregationException.of(
                "indicators",
                Message.of("'" + indicator.id() + "' is restricted, and ").and(why));
    }

    private Derived derived(String division) {
        return observations.configuration().derived().stream()
                .filter(derived -> derived.division().equals(division))
                .findFirst()
                .orElseThrow();
    }

    private Optional<VintageId> valid(String division, int year) {
        return snapshot.valid(division, year).map(areas -> areas.vintage().id());
    }

    /** What is told of two divisions' areas could be told apart by their difference, and one's are not compared with the other's. */
    private void refuseOtherSource(Indicator indicator, String source, int year) {
        for (String input : restrictedInputs(indicator)) {
            String finest = observations.divisions().stream()
                    .filter(division -> observations
                            .year(input, division, year)
                            .filter(YearValues::hasAnyValue)
                            .isPresent())
                    .findFirst()
                    .orElse(source);
            if (finest.equals(source)) continue;
            throw ReaggregationException.of(
                    "sourceDivision",
                    "'" + indicator.id()
                            + "' is restricted, and told from the finest division alone that has values of "
                            + (input.equals(indicator.id()) ? "it" : input) + "; for " + year + " that is " + finest
                            + ", not " + source);
        }
    }

    private List<String> restrictedInputs(Indicator indicator) {
        List<String> inputs = indicator.measure().inputs().stream()
                .filter(id -> observations
                        .indicator(id)
                        .flatMap(Indicator::disclosure)
                        .isPresent())
                .toList();
        return inputs.isEmpty() ? List.of(indicator.id()) : inputs;
    }

    /** Behind each source's value, 0 where there is none; NaN where that is not known. Empty if nothing is known of the year. */
    private Optional<double[]> persons(Indicator indicator, Disclosure rule, String source, int year) {
        Optional<YearValues> base = observations.year(rule.base(), source, year);
        Optional<YearValues> values = observations.year(indicator.id(), source, year);
        if (base.isEmpty() || values.isEmpty()) return Optional.empty();
        double[] persons = new double[values.get().size()];
        Arrays.setAll(persons, i -> values.get().hasValue(i) ? base.get().value(i) : 0);
        return Optional.of(persons);
    }

    /**
     * Targets of which nothing may be told.
     *
     * @param target a vintage that {@link #check} let pass
     * @throws java.util.concurrent.CancellationException once {@code cancelled} says so
     */
    BitSet suppressed(VintageId target, VintageId source, int year, BooleanSupplier cancelled) {
        List<Object> key = List.of(source, year);
        Map<VintageId, BitSet> known = decided.get(key);
        if (known == null) {
            known = decide(source, year, cancelled);
            decided.put(key, known);
        }
        return known.get(target);
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by hand
    private record Rule(double minimum, double[] persons) {
        boolean isSame(Rule other) {
            return minimum == other.minimum && Arrays.equals(persons, other.persons);
        }
    }

    /** Of values that are counted from points: each point is a source, whose persons are those counted there, since the base is the indicator itself. */
    private record PointRule(double minimum, Events persons) {}

    private Map<VintageId, BitSet> decide(VintageId source, int year, BooleanSupplier cancelled) {
        List<Rule> rules = new ArrayList<>();
        Set<PointRule> pointRules = new LinkedHashSet<>();
        Set<String> divisions = new LinkedHashSet<>();
        for (Indicator indicator : observations.indicators()) {
            if (indicator.disclosure().isEmpty()) continue;
            Disclosure disclosure = indicator.disclosure().get();
            Optional<double[]> persons = persons(indicator, disclosure, source.division(), year);
            if (persons.isEmpty() || disclosure.toldFor().isEmpty()) continue;
            for (String input : restrictedInputs(indicator)) {
                Optional<Events> points = observations.events(input, year);
                if (points.isPresent()) {
                    pointRules.add(new PointRule(disclosure.minimum(), points.get()));
                    continue;
                }
                Rule rule = new Rule(disclosure.minimum(), persons.get());
                if (rules.stream().noneMatch(rule::isSame)) rules.add(rule);
            }
            divisions.addAll(disclosure.toldFor());
        }
        List<SparseRow> rows = new ArrayList<>();
        List<CountedTargets> counted = new ArrayList<>();
        Map<VintageId, Integer> first = new LinkedHashMap<>();
        for (String division : new TreeSet<>(divisions)) {
            Optional<VintageAreas> areas = snapshot.valid(division, year);
            if (areas.isEmpty()) continue;
            ReaggregationRequest request = ReaggregationRequest.of(
                            Boundaries.of(areas.get(), AreaNames.of(snapshot, observations.configuration())),
                            List.of(),
                            Periods.LATEST)
                    .as(derived(division));
            if (!request.sourceDivision().equals(source.division())) continue;
            first.put(areas.get().vintage().id(), rows.size());
            try {
                Basis basis = Wanted.basis(observations, request, year, cancelled);
                rows.addAll(SparseRow.of(weighing.weights(request, basis, cancelled)));
                counted.add(
                        new CountedTargets(observations, request.boundaries().targets(), basis, cancelled));
            } catch (ReaggregationException e) {
                // Then nothing is told for it: whoever asks gets the same answer.
                first.remove(areas.get().vintage().id());
            }
        }
        BitSet suppressed = new BitSet();
        for (Rule rule : rules) {
            suppressed.or(DisclosureControl.suppressed(rule.minimum(), rule.persons(), rows, cancelled));
        }
        for (PointRule rule : pointRules) {
            PointGroups groups = PointGroups.of(
                    counted.stream().map(own -> own.counts(rule.persons())).toList());
            suppressed.or(DisclosureControl.suppressed(rule.minimum(), groups.persons(), groups.rows(), cancelled));
        }
        Map<VintageId, BitSet> decisions = new HashMap<>();
        first.forEach((vintage, from) -> {
            int count = snapshot.vintage(vintage).orElseThrow().areas().size();
            decisions.put(vintage, suppressed.get(from, from + count));
        });
        return decisions;
    }
}
