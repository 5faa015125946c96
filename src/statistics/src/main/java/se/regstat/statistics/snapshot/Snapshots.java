package se.regstat.statistics.snapshot;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

/**
 * The one registry of loaded snapshots, keyed by store url and reference-counted. With that of configurations it is the only
 * global state there is.
 * Thread-safe.
 */
public final class Snapshots {

    private static final Map<StoreUrl, Shared> LOADED = new HashMap<>();

    private Snapshots() {}

    /**
     * The shared snapshot of a store, loading it if nobody holds it yet. Close the lease to let go.
     *
     * @throws se.regstat.statistics.store.StoreException if there is no such store or it cannot be read
     */
    public static Lease acquire(StoreUrl url) {
        return acquire(url, Optional::empty);
    }

    /**
     * The same, with something to go by where the store cannot be read: until it can be, by the first {@link Lease#refresh} that does.
     *
     * @param otherwise asked only then
     * @throws se.regstat.statistics.store.StoreException if it cannot be read, and there is nothing else
     */
    public static Lease acquire(StoreUrl url, Supplier<Optional<StandIn>> otherwise) {
        Shared shared;
        synchronized (LOADED) {
            shared = LOADED.computeIfAbsent(url, Shared::new);
            shared.holders++;
        }
        try {
            shared.load(otherwise);
        } catch (RuntimeException e) {
            release(shared);
            throw e;
        }
        return new SharedLease(shared);
    }

    /** For who starts a server, and closes it once that answers: until then no values are read but those that are asked for. */
    public static Pause pause() {
        return ValueReading.pause();
    }

    /** Ends when it is closed, once. */
    public interface Pause extends AutoCloseable {
        @Override
        void close();
    }

    private static void release(Shared shared) {
        synchronized (LOADED) {
            if (--shared.holders == 0) LOADED.remove(shared.url);
        }
    }

    /**
     * What is known of a store and its snapshot, by the last look at it.
     *
     * @param loaded when the current snapshot was
     * @param seen when the store could be read last
     * @param problem why it could not be read since; empty if it could
     * @param swaps how often another snapshot has taken the place of one
     */
    public record State(Instant loaded, Instant seen, Optional<String> problem, long swaps) {

        private State readable(Instant now, boolean loadedNow) {
            return loadedNow
                    ? new State(now, now, Optional.empty(), swaps + 1)
                    : new State(loaded, now, Optional.empty(), swaps);
        }

        private State unreadable(String why) {
            return new State(loaded, seen, Optional.of(why), swaps);
        }
    }

    /**
     * A snapshot in place of that of a store.
     *
     * @param made when it was as the store was
     */
    public record StandIn(Snapshot snapshot, Instant made) {}

    /** A hold on a store's snapshot. */
    public interface Lease extends AutoCloseable {

        /** The newest loaded snapshot. Take it once per request and keep to it. Never blocks. */
        Snapshot current();

        /** Whether the snapshot is one that stands in for the store's, which could not be read yet. */
        default boolean standsIn() {
            return false;
        }

        /** How the store was at the last look. Never blocks, and looks at nothing itself. */
        State state();

        /** Notes that the store was heard of just now, and has not changed. */
        default void confirm() {}

        /**
         * Looks at the store and, if its revision changed, loads a new snapshot and swaps it in.
         *
         * @return whether it did
         */
        boolean refresh();

        /**
         * As {@link #refresh}, but a store that is gone or cannot be read leaves the snapshot as it is.
         *
         * @param news gets what is wrong, unless the last who tried met with the same
         */
        void refreshOrKeep(Consumer<String> news);

        @Override
        void close();
    }

    private static final class Shared {
        private final StoreUrl url;
        private int holders;
        private volatile Snapshot current;
        private volatile boolean standsIn;
        private final Lock looking = new ReentrantLock();
        private volatile State state = new State(Instant.EPOCH, Instant.EPOCH, Optional.empty(), -1);

        Shared(StoreUrl url) {
            this.url = url;
        }

        /** Waits for nobody who looks at the store meanwhile, once there is a snapshot. */
        void load(Supplier<Optional<StandIn>> otherwise) {
            if (current == null) first(otherwise);
        }

        private void first(Supplier<Optional<StandIn>> otherwise) {
            looking.lock();
            try {
                if (current == null) readOr(otherwise);
            } finally {
                looking.unlock();
            }
        }

        private void readOr(Supplier<Optional<StandIn>> otherwise) {
            try {
                refresh();
            } catch (StoreException e) {
                StandIn instead = otherwise.get().orElseThrow(() -> e);
                current = instead.snapshot();
                standsIn = true;
                state = new State(instead.made(), instead.made(), state.problem(), 0);
            }
        }

        boolean refresh() {
            looking.lock();
            try {
                return look();
            } finally {
                looking.unlock();
            }
        }

        private boolean look() {
            try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
                boolean changed =
                        current == null || standsIn || !current.isSound() || current.revision() != store.revision();
                if (changed) current = read(store);
                standsIn = false;
                state = state.readable(Instant.now(), changed);
                return changed;
            } catch (StoreException e) {
                state = state.unreadable(String.valueOf(e.getMessage()));
                throw e;
            }
        }

        /** The first with its values yet to be read, so that nobody waits for them. */
        private Snapshot read(Store store) {
            return current == null
                    ? Snapshot.of(store, () -> url.open(StoreUrl.Mode.READ_ONLY))
                    : Snapshot.of(store, current.readValues());
        }

        void confirm() {
            looking.lock();
            try {
                state = state.readable(Instant.now(), false);
            } finally {
                looking.unlock();
            }
        }

        /** Leaves it to who looks already: a database that hangs does not hold those up who can go on without. */
        void refreshOrKeep(Consumer<String> news) {
            if (!looking.tryLock()) return;
            Optional<String> before = state.problem();
            try {
                look();
            } catch (StoreException e) {
                if (!before.equals(state.problem())) news.accept(e.getMessage());
            } finally {
                looking.unlock();
            }
        }
    }

    private static final class SharedLease implements Lease {
        private final Shared shared;
        private final AtomicBoolean open = new AtomicBoolean(true);

        SharedLease(Shared shared) {
            this.shared = shared;
        }

        @Override
        public Snapshot current() {
            return shared.current;
        }

        @Override
        public boolean standsIn() {
            return shared.standsIn;
        }

        @Override
        public State state() {
            return shared.state;
        }

        @Override
        public boolean refresh() {
            return shared.refresh();
        }

        @Override
        public void confirm() {
            shared.confirm();
        }

        @Override
        public void refreshOrKeep(Consumer<String> news) {
            shared.refreshOrKeep(news);
        }

        @Override
        public void close() {
            if (open.getAndSet(false)) release(shared);
        }
    }
}
