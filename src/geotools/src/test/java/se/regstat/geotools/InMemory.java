package se.regstat.geotools;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.snapshot.VintageAreas;

/** A hold on a snapshot that a test changes by hand. */
final class InMemory implements Snapshots.Lease {

    private volatile Snapshot current;
    private boolean closed;

    InMemory(VintageAreas... vintages) {
        load(vintages);
    }

    void load(VintageAreas... vintages) {
        current = new Snapshot(1, false, List.of(vintages));
    }

    void load(Snapshot snapshot) {
        current = snapshot;
    }

    @Override
    public Snapshot current() {
        return current;
    }

    @Override
    public Snapshots.State state() {
        return new Snapshots.State(Instant.EPOCH, Instant.EPOCH, Optional.empty(), 0);
    }

    @Override
    public boolean refresh() {
        return false;
    }

    @Override
    public void refreshOrKeep(Consumer<String> news) {}

    @Override
    public void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
