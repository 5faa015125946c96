package se.regstat.geotools;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/** The layers of one snapshot, each made at its first use. Thread-safe. */
final class Tables {

    private final Snapshot snapshot;
    private final Map<String, Supplier<Table>> makers = new LinkedHashMap<>();
    private final Map<String, Table> made = new ConcurrentHashMap<>();

    Tables(Snapshot snapshot, Function<String, Division> divisions, String namespace) {
        this.snapshot = snapshot;
        makers.put(DivisionsTable.NAME, () -> DivisionsTable.of(snapshot, divisions, namespace));
        for (VintageAreas vintage : snapshot.vintages()) {
            makers.put(vintage.vintage().id().layerName(), () -> VintageTable.of(vintage, namespace));
        }
    }

    /** Comparing contents would take as long as loading them. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(Snapshot other) {
        return snapshot == other;
    }

    List<String> names() {
        return List.copyOf(makers.keySet());
    }

    Optional<Table> table(String name) {
        Supplier<Table> maker = makers.get(name);
        return maker == null ? Optional.empty() : Optional.of(made.computeIfAbsent(name, n -> maker.get()));
    }
}
