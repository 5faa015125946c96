package se.regstat.statistics.snapshot;

import java.util.List;
import java.util.Optional;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;

/** Everything the services read, as of one moment: immutable, in memory, shared by all readers. */
public record Snapshot(long revision, boolean demo, List<VintageAreas> vintages) {

    public Snapshot {
        vintages = List.copyOf(vintages);
    }

    /** Reads a whole store into memory. */
    static Snapshot of(Store store) {
        long revision = store.revision();
        List<VintageAreas> vintages = store.vintages().stream()
                .map(v -> new VintageAreas(v, store.areas(v.id()), store.generalisations(v.id())))
                .toList();
        return new Snapshot(revision, store.isDemo(), vintages);
    }

    public Optional<VintageAreas> vintage(VintageId id) {
        return vintages.stream().filter(v -> v.vintage().id().equals(id)).findFirst();
    }
}
