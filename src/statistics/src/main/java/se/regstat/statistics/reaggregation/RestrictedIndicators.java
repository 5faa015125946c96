package se.regstat.statistics.reaggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import se.regstat.statistics.config.Derived;
import se.regstat.statistics.disclosure.CellNoise;
import se.regstat.statistics.disclosure.NoiseTable;
import se.regstat.statistics.disclosure.Protection;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.event.PointCounts;
import se.regstat.statistics.indicator.Disclosure;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.Noise;
import se.regstat.statistics.observation.Figures;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.request.Message;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.secret.Secret;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.weights.Weights;

/**
 * What may be told of restricted indicators: the divisions that their rules name, each year in the vintage that is valid then, with the settings of
 * {@code derived.yml}; and how ({@link Protection}). Thread-safe.
 */
final class RestrictedIndicators {

    private final Snapshot snapshot;
    private final Observations observations;
    private final Map<Noise, NoiseTable> tables = new ConcurrentHashMap<>();

    RestrictedIndicators(Observations observations) {
        this.snapshot = observations.snapshot();
        this.observations = observations;
    }

    /** Which indicators have noise, that is added here or by their producer, for the reader. */
    static List<String> noises(Map<Series, NavigableSet<Integer>> wanted) {
        List<String> notes = new ArrayList<>();
        wanted.forEach((series, years) -> {
            Indicator indicator = series.indicator();
            indicator
                    .disclosure()
                    .map(Disclosure::noise)
                    .ifPresent(noise -> notes.add(indicator.id() + ": noise of at most ±" + noise.maximum()
                            + " is added to counts, with variance " + Figures.exact(noise.variance())
                            + "; parts and wholes each have their own"));
            if (indicator.disclosure().isPresent() || years.isEmpty()) return;
            indicator
                    .perturbation(years.last())
                    .ifPresent(noise -> notes.add(indicator.id() + ": from " + noise.from()
                            + " on the producer moves each count by at most ±" + noise.maximum()
                            + "; what is made of whole areas is the exact sum of what is published, and the intervals say how far from it"
                            + " the truth may be"));
        });
        return notes;
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
        if (snapshot.secret().isEmpty()) {
            throw refused(
                    indicator, "the store has no secret yet that its noise is made from; 'regstat migrate' makes one");
        }
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
        return derived(observations, division);
    }

    /** How values are re-aggregated to a division that restricted indicators are told for. */
    static Derived derived(Observations observations, String division) {
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

    /** Restricted ones that an indicator is computed from; itself if there are none. */
    List<String> restrictedInputs(Indicator indicator) {
        List<String> inputs = indicator.measure().inputs().stream()
                .filter(id -> observations
                        .indicator(id)
                        .flatMap(Indicator::disclosure)
                        .isPresent())
                .toList();
        return inputs.isEmpty() ? List.of(indicator.id()) : inputs;
    }

    /** Behind each source's value, 0 where there is none; NaN where that is not known. Empty if nothing is known of the year. */
    Optional<double[]> persons(Indicator indicator, Disclosure rule, String source, int year) {
        Optional<YearValues> base = observations.year(rule.base(), source, year);
        Optional<YearValues> values = observations.year(indicator.id(), source, year);
        if (base.isEmpty() || values.isEmpty()) return Optional.empty();
        double[] persons = new double[values.get().size()];
        Arrays.setAll(persons, i -> values.get().hasValue(i) ? base.get().value(i) : 0);
        return Optional.of(persons);
    }

    /**
     * How an indicator is told for the targets of a request that {@link #check} let pass.
     *
     * @param counted what of it is counted in them
     */
    Protection protection(Indicator indicator, int year, VintageId source, Weights weights, CountedTargets counted) {
        Disclosure rule = indicator.disclosure().orElseThrow();
        Secret secret = snapshot.secret().orElseThrow();
        List<String> codes = snapshot.vintage(source).orElseThrow().areas().stream()
                .map(Area::code)
                .toList();
        Set<String> moved = new LinkedHashSet<>(restrictedInputs(indicator));
        if (!indicator.measure().isComputed()) moved.add(indicator.id());
        moved.add(rule.base());
        Map<String, CellNoise> noises = new HashMap<>();
        for (String id : moved) {
            observations
                    .indicator(id)
                    .filter(known -> known.disclosure().isPresent())
                    .ifPresent(known -> noises.put(
                            id,
                            new CellNoise(
                                    secret,
                                    tables.computeIfAbsent(
                                            known.disclosure().get().noise(), NoiseTable::new),
                                    id,
                                    year,
                                    source,
                                    codes,
                                    counted.of(known, year).values())));
        }
        CellNoise own = noises.get(indicator.id());
        if (own != null) noises.put(Protection.carrier(indicator), own);
        return new Protection(
                indicator,
                isShare(indicator),
                weights,
                behind(indicator, rule, year, source, weights, counted),
                noises);
    }

    /**
     * Whether a numerator is a part of its base: in per cent, or one of the base's {@code parts}. What sources have does not matter, since that may have noise of
     * its own, and would be told.
     */
    private boolean isShare(Indicator indicator) {
        if (!(indicator.measure() instanceof Measure.Ratio ratio)) return false;
        if (ratio.per() == 100) return true;
        return ratio.numerator()
                .flatMap(part -> observations
                        .indicator(ratio.denominator().orElseThrow())
                        .filter(whole -> whole.parts().contains(part)))
                .isPresent();
    }

    private Protection.Persons behind(
            Indicator indicator, Disclosure rule, int year, VintageId source, Weights weights, CountedTargets counted) {
        Optional<PointCounts> points = observations.indicator(rule.base()).flatMap(base -> counted.of(base, year)
                .values());
        if (points.isPresent()) return points.get()::count;
        double[] persons = persons(indicator, rule, source.division(), year).orElseThrow();
        return target -> {
            double sum = 0;
            for (int entry = weights.first(target); entry < weights.first(target + 1); entry++) {
                double there = persons[weights.source(entry)];
                if (there != 0 && weights.weight(entry) > 0) sum += weights.weight(entry) * there;
            }
            return sum;
        };
    }
}
