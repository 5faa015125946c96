package se.regstat.statistics.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import se.regstat.statistics.config.AnalysisLayer;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.request.ReaggregationException;

/**
 * The layers that {@code analysis.yml} asks for. Each is computed at its first use, and so is why there is none. Thread-safe.
 */
public final class AnalysisLayers {

    private final Observations observations;
    private final Map<String, AnalysisLayer> wanted = new LinkedHashMap<>();
    private final Map<String, Made> made = new ConcurrentHashMap<>();

    /** A series, or else the reason why there is none. */
    private record Made(Optional<Series> series, String reason) {}

    private AnalysisLayers(Observations observations) {
        this.observations = observations;
        for (AnalysisLayer layer : observations.configuration().analyses()) {
            String division = OperationLayers.of(layer.operation())
                    .map(of -> of.division(layer))
                    .orElse(layer.operation());
            wanted.put(layer.indicator().id() + "_" + division, layer);
        }
    }

    /** Shared by all who ask for the same observations. */
    public static AnalysisLayers of(Observations observations) {
        return observations
                .snapshot()
                .derived(AnalysisLayers.class, observations, () -> new AnalysisLayers(observations));
    }

    /** Names of the layers, in the order of the configuration: {@code <id>_<division>}, whether they can be had or not. */
    public List<String> names() {
        return List.copyOf(wanted.keySet());
    }

    /** What a layer shows; empty if there is no such layer, or it cannot be had. */
    public Optional<Series> series(String name) {
        return made(name).series();
    }

    /** Why layers cannot be had, by name. Computes all that are not computed yet. */
    public Map<String, String> leftOut() {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String name : wanted.keySet()) {
            Made one = made(name);
            if (one.series().isEmpty()) reasons.put(name, one.reason());
        }
        return reasons;
    }

    private Made made(String name) {
        AnalysisLayer layer = wanted.get(name);
        if (layer == null) return new Made(Optional.empty(), "analysis.yml does not ask for it");
        return Stream.ofNullable(made.get(name)).findFirst().orElseGet(() -> {
            Made now = make(layer);
            made.put(name, now);
            return now;
        });
    }

    private Made make(AnalysisLayer layer) {
        Optional<OperationLayer> of = OperationLayers.of(layer.operation());
        if (of.isEmpty()) {
            return new Made(
                    Optional.empty(),
                    "there is no layer of an operation '" + layer.operation() + "'; there is of "
                            + String.join(", ", OperationLayers.operations()));
        }
        try {
            Reaggregator reaggregator = Reaggregator.of(observations.snapshot(), observations.configuration());
            return new Made(Optional.of(of.get().of(layer, reaggregator)), "");
        } catch (ReaggregationException e) {
            return new Made(Optional.empty(), e.in(of.get().here()));
        }
    }
}
