package se.regstat.geotools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import se.regstat.geotools.rows.RowOrders;
import se.regstat.statistics.analysis.AnalysisLayers;
import se.regstat.statistics.commuting.FlowLines;
import se.regstat.statistics.commuting.KnownFlows;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.observation.AreaNames;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/** The layers of one snapshot, each made at its first use. Thread-safe. */
public final class Tables {

    private final Snapshot snapshot;
    private final String namespace;
    private final Observations observations;
    private final IndicatorLayers indicators;
    private final AnalysisLayers analyses;
    private final RowOrders layouts = new RowOrders();
    private final AreaNames names;
    private final Map<String, Supplier<Table>> makers = new LinkedHashMap<>();
    private final Map<String, Table> made = new ConcurrentHashMap<>();

    /** @param namespace URI of the feature types, or null */
    public Tables(Snapshot snapshot, Configuration configuration, String namespace) {
        this.snapshot = snapshot;
        this.namespace = namespace;
        this.observations = Observations.of(snapshot, configuration);
        this.indicators = IndicatorLayers.of(snapshot, observations);
        this.analyses = AnalysisLayers.of(observations);
        this.names = AreaNames.of(snapshot, configuration);
        makers.put(DivisionsTable.NAME, () -> DivisionsTable.of(observations, namespace));
        makers.put(IndicatorLayers.REGISTER, () -> IndicatorsTable.of(snapshot, observations, namespace));
        for (VintageAreas vintage : snapshot.vintages()) {
            makers.put(vintage.vintage().id().layerName(), () -> VintageTable.of(vintage, names, namespace));
        }
        for (ChangeLog log : snapshot.changeLogs()) {
            makers.put(log.layerName(), () -> ChangesTable.of(log, namespace));
        }
        observations
                .shownPoints()
                .forEach((indicator, events) ->
                        makers.put(Events.layerName(indicator.id()), () -> PointsTable.of(events, namespace)));
        for (KnownFlows flows : KnownFlows.of(observations)) {
            String name = flows.layerName();
            makers.put(name, () -> FlowsTable.of(name, FlowLines.of(flows, observations), namespace));
        }
    }

    /** Comparing contents would take as long as loading them. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(Snapshot other) {
        return snapshot == other;
    }

    /** Computes all values that are not computed yet, since an indicator without any has no layer. */
    List<String> names() {
        List<String> names = new ArrayList<>(makers.keySet());
        names.addAll(indicators.sideBySide());
        names.addAll(indicators.series().keySet());
        analyses.names().stream()
                .filter(name -> analyses.series(name).isPresent())
                .forEach(names::add);
        return names;
    }

    /** Where an indicator is shown that is not to have the layer of that name, see {@link IndicatorLayers#insteadOf}. */
    Optional<String> insteadOf(String name) {
        return indicators.insteadOf(name);
    }

    /** A layer by its name; empty if there is none, or it has no value to show. */
    public Optional<Table> table(String name) {
        if (name == null) return Optional.empty();
        Table known = made.get(name);
        if (known != null) return Optional.of(known);
        Optional<Table> table = make(name);
        return table.map(t -> made.computeIfAbsent(name, n -> t));
    }

    private Optional<Table> make(String name) {
        Supplier<Table> maker = makers.get(name);
        if (maker != null) return Optional.of(maker.get());
        List<Series> sideBySide = indicators.sideBySide(name);
        if (!sideBySide.isEmpty()) return Optional.of(WideTable.of(name, sideBySide, layouts, names, namespace));
        return indicators
                .series(name)
                .or(() -> analyses.series(name))
                .map(series -> SeriesTable.of(name, series, observations, layouts, namespace));
    }
}
