package se.regstat.statistics.reaggregation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.Derived;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * The series that {@code derived.yml} asks for: indicators re-aggregated to a division of one's own, each year to the vintage of it
 * that is valid then. Restricted indicators are left out: what is published to all cannot be taken down. Thread-safe; each series
 * is computed at its first use.
 */
public final class Derivations {

    private static final long CACHE = 64_000_000;

    private final Snapshot snapshot;
    private final Observations observations;
    private final Reaggregator reaggregator;
    private final Map<List<String>, Derived> wanted = new LinkedHashMap<>();
    private final Map<List<String>, Optional<Series>> made = new ConcurrentHashMap<>();

    private Derivations(Snapshot snapshot, Observations observations) {
        this.snapshot = snapshot;
        this.observations = observations;
        this.reaggregator = new Reaggregator(snapshot, observations, new WeightsCache(CACHE), Optional.empty());
        for (Derived derived : observations.configuration().derived()) {
            for (String indicator : derived.indicators()) {
                boolean known = observations
                        .indicator(indicator)
                        .filter(i -> i.disclosure().isEmpty())
                        .isPresent();
                if (known) wanted.put(List.of(indicator, derived.division()), derived);
            }
        }
    }

    /** Shared by all who ask for the same snapshot with a configuration that says the same. */
    public static Derivations of(Snapshot snapshot, Observations observations) {
        Configuration configuration = observations.configuration();
        return snapshot.derived(
                Derivations.class,
                List.of(configuration.derived(), List.copyOf(configuration.indicators())),
                () -> new Derivations(snapshot, observations));
    }

    /** Pairs of indicator and division, in the order of the configuration. */
    public List<List<String>> pairs() {
        return List.copyOf(wanted.keySet());
    }

    /**
     * Empty if the division is not in the store or has nothing of the indicator.
     *
     * @throws ReaggregationException if it cannot be computed; the message says why
     */
    public Optional<Series> series(String indicator, String division) {
        List<String> key = List.of(indicator, division);
        Derived derived = wanted.get(key);
        if (derived == null) return Optional.empty();
        Optional<Series> known = made.get(key);
        if (known == null) {
            known = compute(observations.indicator(indicator).orElseThrow(), derived);
            made.put(key, known);
        }
        return known;
    }

    private Optional<Series> compute(Indicator indicator, Derived derived) {
        String source = derived.sourceDivision().orElse(ReaggregationRequest.DEFAULT_SOURCE);
        SortedSet<Integer> years = new TreeSet<>();
        observations.series(indicator.id(), source).ifPresent(s -> s.years().stream()
                .filter(YearValues::hasAnyValue)
                .forEach(year -> years.add(year.year())));
        List<YearValues> values = new ArrayList<>();
        Map<VintageAreas, Boundaries> boundaries = new LinkedHashMap<>();
        for (int year : years) {
            Optional<VintageAreas> areas = snapshot.valid(derived.division(), year);
            if (areas.isEmpty() || areas.get().areas().isEmpty()) continue;
            Boundaries own = boundaries.computeIfAbsent(areas.get(), Boundaries::of);
            ReaggregationResult result = reaggregator.run(request(own, indicator, year, source, derived), () -> false);
            values.add(values(areas.get(), year, indicator, result));
        }
        Series series = new Series(indicator, derived.division(), values);
        return series.hasAnyValue() ? Optional.of(series) : Optional.empty();
    }

    private static ReaggregationRequest request(
            Boundaries own, Indicator indicator, int year, String source, Derived derived) {
        return new ReaggregationRequest(
                own,
                List.of(indicator.id()),
                Periods.parse(List.of(Integer.toString(year))),
                source,
                derived.weighting()
                        .map(id -> Weighting.parse(id)
                                .orElseThrow(() -> new ReaggregationException(
                                        "weighting: '" + id + "' is not known; give one of " + Weighting.known())))
                        .orElse(Weighting.AUTO),
                derived.mask(),
                derived.population(),
                derived.missing()
                        .map(id -> MissingParts.parse(id)
                                .orElseThrow(() -> new ReaggregationException(
                                        "missing: '" + id + "' is not known; give strict or partial")))
                        .orElse(MissingParts.STRICT),
                false,
                derived.tolerance().orElse(ReaggregationRequest.DEFAULT_TOLERANCE));
    }

    private static YearValues values(VintageAreas areas, int year, Indicator indicator, ReaggregationResult result) {
        int size = areas.areas().size();
        double[] values = new double[size];
        Status[] statuses = new Status[size];
        double[][] figures = new double[6][size];
        int[][] counts = new int[3][size];
        String[] weighting = new String[size];
        String derivedFrom = "";
        for (ReaggregatedValue value : result) {
            int area = value.target();
            values[area] = value.value();
            statuses[area] = value.status();
            figures[0][area] = value.lower();
            figures[1][area] = value.upper();
            figures[2][area] = value.coverage();
            figures[3][area] = value.cutShare();
            figures[4][area] = value.largestShare();
            figures[5][area] = value.missingShare();
            counts[0][area] = value.wholeSources();
            counts[1][area] = value.cutSources();
            counts[2][area] = value.snappedSources();
            weighting[area] = value.weighting();
            derivedFrom = value.derivedFrom();
        }
        return YearValues.reaggregated(
                areas,
                year,
                indicator.breaks().contains(year),
                values,
                statuses,
                new YearValues.Quality(
                        figures[0],
                        figures[1],
                        figures[2],
                        counts[0],
                        counts[1],
                        counts[2],
                        figures[3],
                        figures[4],
                        figures[5],
                        weighting,
                        derivedFrom));
    }
}
