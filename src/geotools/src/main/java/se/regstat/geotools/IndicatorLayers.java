package se.regstat.geotools;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import se.regstat.statistics.analysis.AnalysisLayers;
import se.regstat.statistics.commuting.KnownFlows;
import se.regstat.statistics.config.Selection;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.reaggregation.Derivations;
import se.regstat.statistics.snapshot.Snapshot;

/**
 * The layers that show a snapshot's indicators, and their names: {@code population_deso} for every division and every indicator
 * with any value that the configuration publishes, and {@code deso_indicators} for all of a division's indicators side by side. What {@code derived.yml} asks
 * for has the same names, with {@code _derived} after it where published values have that name.
 *
 * <p>Names are unique. Where two layers would have the same, layers of divisions, registers, change logs, points, flows and analyses come first, then
 * {@code <division>_indicators}, then indicators in the order of their ids; the others get further underscores between
 * indicator and division. Which names there are follows from the ids alone, not from the values. Thread-safe.
 */
public final class IndicatorLayers {

    /** The layer that lists the indicators. */
    public static final String REGISTER = "indicators";

    private final Observations observations;
    private final Map<String, Pair> pairs = new LinkedHashMap<>();
    private final Map<String, Pair> unpublished = new HashMap<>();
    private final Map<String, String> wide = new LinkedHashMap<>();

    private final Derivations derivations;
    private final Map<String, Pair> derived = new LinkedHashMap<>();

    private record Pair(String indicator, String division) {
        static Pair of(Series series) {
            return new Pair(series.indicator().id(), series.division());
        }
    }

    private IndicatorLayers(Snapshot snapshot, Observations observations) {
        this.observations = observations;
        Set<String> taken = new HashSet<>(Set.of(DivisionsTable.NAME, REGISTER));
        snapshot.vintages().forEach(v -> taken.add(v.vintage().id().layerName()));
        snapshot.changeLogs().stream().map(ChangeLog::layerName).forEach(taken::add);
        observations.shownPoints().keySet().forEach(indicator -> taken.add(Events.layerName(indicator.id())));
        KnownFlows.of(observations).forEach(flows -> taken.add(flows.layerName()));
        taken.addAll(AnalysisLayers.of(observations).names());
        List<String> divisions = observations.divisions();
        for (String division : divisions) {
            String name = division + "_indicators";
            if (taken.add(name)) wide.put(name, division);
        }
        Map<Pair, String> names = observations.indicators().stream()
                .map(Indicator::id)
                .flatMap(indicator -> divisions.stream().map(division -> new Pair(indicator, division)))
                .sorted(Comparator.comparing(Pair::indicator).thenComparing(Pair::division))
                .collect(Collectors.toMap(pair -> pair, pair -> free(pair, taken), (a, b) -> a, LinkedHashMap::new));
        Selection selection = observations.configuration().selection();
        for (Indicator indicator : observations.indicators()) {
            for (String division : divisions) {
                Pair pair = new Pair(indicator.id(), division);
                (selection.has(indicator) ? pairs : unpublished).put(names.get(pair), pair);
            }
        }
        this.derivations = Derivations.of(snapshot, observations);
        for (List<String> each : derivations.pairs()) {
            Pair pair = new Pair(each.get(0), each.get(1));
            String name = names.getOrDefault(pair, pair.indicator() + "_" + pair.division());
            boolean published = observations
                    .series(pair.indicator(), pair.division())
                    .filter(Series::hasAnyValue)
                    .isPresent();
            derived.put(published ? name + "_derived" : name, pair);
        }
    }

    private static String free(Pair pair, Set<String> taken) {
        String between = "_";
        while (!taken.add(pair.indicator() + between + pair.division())) between += "_";
        return pair.indicator() + between + pair.division();
    }

    /** @param observations of the snapshot */
    public static IndicatorLayers of(Snapshot snapshot, Observations observations) {
        return new IndicatorLayers(snapshot, observations);
    }

    /**
     * What the layers of single indicators show, by name: indicators in the order of the configuration, the finest division
     * first. Computes all values that are not computed yet.
     */
    public Map<String, Series> series() {
        Map<String, Series> all = new LinkedHashMap<>();
        for (String name : pairs.keySet()) series(name).ifPresent(series -> all.put(name, series));
        for (String name : derived.keySet()) series(name).ifPresent(series -> all.put(name, series));
        return all;
    }

    /** What a layer of a single indicator shows; empty if there is no such layer, or no value to show. */
    public Optional<Series> series(String name) {
        Pair own = derived.get(name);
        if (own != null) return derivations.series(own.indicator(), own.division());
        Pair pair = pairs.get(name);
        return pair == null
                ? Optional.empty()
                : observations.series(pair.indicator(), pair.division()).filter(Series::hasAnyValue);
    }

    /**
     * Where an indicator is shown that has no layer of the name it would have, since it is not among those that the configuration publishes: the
     * layer of all indicators of the division, of which it is an attribute.
     *
     * @return empty for other names, and where there is no such layer or it has no value of the indicator
     */
    public Optional<String> insteadOf(String name) {
        Pair pair = unpublished.get(name);
        if (pair == null) return Optional.empty();
        return wide.keySet().stream()
                .filter(layer -> sideBySide(layer).stream().anyMatch(series -> pair.equals(Pair.of(series))))
                .findFirst();
    }

    /** What derived.yml asks for and cannot be shown, with the reasons. Computes all values that are not computed yet. */
    public List<Derivations.LeftOut> leftOut() {
        return derivations.leftOut();
    }

    /** What readers can work out of what is told of restricted indicators: a line each. */
    public List<String> protectedByNoiseAlone() {
        return derivations.protectedByNoiseAlone();
    }

    /**
     * What the layer of a division's indicators side by side shows; empty if there is no such layer, or no value. Indicators
     * that are not to be published are left out.
     */
    public List<Series> sideBySide(String name) {
        String division = wide.get(name);
        if (division == null) return List.of();
        return observations.indicators().stream()
                .filter(Indicator::publish)
                .map(indicator -> observations.series(indicator.id(), division))
                .flatMap(Optional::stream)
                .filter(Series::hasAnyValue)
                .toList();
    }

    /** The layers of divisions' indicators side by side that have anything to show, the finest division first. */
    public List<String> sideBySide() {
        return wide.keySet().stream()
                .filter(name -> !sideBySide(name).isEmpty())
                .toList();
    }
}
