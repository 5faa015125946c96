package se.regstat.geoserver;

import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import se.regstat.geoserver.layers.Workspace;
import se.regstat.geoserver.ledger.News;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

/**
 * The store that is served. Its snapshot is kept in memory from one reload to the next, while data stores come and go and while the store
 * itself is away. Used by one thread at a time, but for {@link #served}.
 */
final class ServedStore {

    private static final String DEFAULT_STORE = "regstat.gpkg";
    private static final String FROM_MEMORY =
            "Regstat answers from memory, as the store was when it was last read, and publishes nothing new: ";

    private Optional<StoreUrl> named = Optional.empty();
    private volatile Optional<Serving> serving = Optional.empty();

    /** Where was published last. */
    private final Supplier<Workspace> published;

    /** Whether the layers are switched off for the lack of a store, in memory alone: others that have the same data directory may have it. */
    private boolean off;

    /** What was to be served last; null before anything was. */
    private StoreUrl awaited;

    /** Whether the store could not be read at the last look. */
    private boolean away;

    /** A store's snapshot, and what tells of it. */
    record Serving(StoreUrl url, Snapshots.Lease lease, Configuration configuration) {}

    ServedStore(Supplier<Workspace> published) {
        this.published = published;
    }

    /** Whatever the configuration says. */
    void name(StoreUrl store) {
        named = Optional.of(store);
    }

    /** Empty while nothing is. */
    Optional<Serving> served() {
        return serving;
    }

    /**
     * Takes hold of the store that is to be served now, and of what is the newest in it.
     *
     * @return false if there is nothing new to publish, which has been told
     * @throws StoreException if it cannot be read, and nothing was ever published
     */
    boolean serve(Configuration configuration, News news) {
        StoreUrl url = named.orElseGet(() -> storeOf(configuration));
        url.folder().ifPresent(news::shorten);
        Optional<Serving> before = serving;
        boolean held = before.filter(now -> now.url().equals(url)).isPresent();
        awaited = url;
        if (!held && url instanceof StoreUrl.GeoPackage geoPackage && !Files.isRegularFile(geoPackage.file())) {
            boolean off = switchOff();
            news.fail(
                    Level.WARNING,
                    "Regstat has no store to publish: there is no file " + geoPackage.file() + ". "
                            + (off ? "Its layers are switched off until it is back. " : "")
                            + "Make one with \"regstat import division\", put it there (or name another under \"store:\" in "
                            + configuration.directory().resolve("regstat.yml")
                            + "): it is published when it is there.");
            return false;
        }
        try {
            serving = Optional.of(
                    new Serving(url, held ? refreshed(before.get().lease()) : acquired(url), configuration));
        } catch (StoreException e) {
            if (before.isPresent()) {
                boolean stays = before.get().configuration().workspace().equals(configuration.workspace());
                if (stays) serving = before.map(now -> new Serving(now.url(), now.lease(), configuration));
                news.fail(Level.SEVERE, FROM_MEMORY + e.getMessage());
                return false;
            }
            if (!switchOff()) throw e;
            news.fail(Level.SEVERE, "Regstat switches its layers off, as it cannot read its store: " + e.getMessage());
            return false;
        }
        if (!held) before.ifPresent(now -> now.lease().close());
        if (off) published.get().switchOn();
        off = false;
        return true;
    }

    private static Snapshots.Lease acquired(StoreUrl url) {
        Snapshots.Lease lease = Snapshots.acquire(url);
        try {
            return refreshed(lease);
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    private static Snapshots.Lease refreshed(Snapshots.Lease lease) {
        lease.refresh();
        return lease;
    }

    /**
     * Looks whether the store has something new to publish, or is back. One that is away is told of once.
     *
     * @param shown what was published last; null before anything was
     */
    boolean isNew(Snapshot shown, Supplier<News> news) {
        if (serving.isEmpty()) return awaited != null && answers(awaited);
        Serving now = serving.get();
        boolean back = away;
        try {
            boolean loaded = now.lease().refresh();
            away = false;
            return loaded || back || now.lease().current() != shown;
        } catch (StoreException e) {
            if (!away) news.get().fail(Level.WARNING, FROM_MEMORY + e.getMessage());
            away = true;
            return false;
        }
    }

    private static boolean answers(StoreUrl store) {
        try {
            store.open(StoreUrl.Mode.READ_ONLY).close();
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    private static StoreUrl storeOf(Configuration configuration) {
        return StoreUrl.parse(configuration.store().orElse(DEFAULT_STORE), configuration.directory());
    }

    /**
     * Switches off what was published at an earlier start, where nothing is served, until something is.
     *
     * @return whether it is off
     */
    boolean switchOff() {
        off |= serving.isEmpty() && published.get().switchOff();
        return serving.isEmpty() && off;
    }

    /** Lets go of the snapshot. */
    void close() {
        serving.ifPresent(now -> now.lease().close());
        serving = Optional.empty();
        awaited = null;
    }
}
