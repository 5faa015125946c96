package se.regstat.geoserver;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import se.regstat.geoserver.layers.Workspace;
import se.regstat.geoserver.ledger.News;
import se.regstat.geoserver.nodes.CopyKeeper;
import se.regstat.geoserver.nodes.Retries;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;
import se.regstat.statistics.store.copy.LastCopy;
import se.regstat.statistics.store.postgis.Connections;

/**
 * The store that is served. Its snapshot is kept in memory from one reload to the next, while data stores come and go and while the store
 * itself is away. Used by one thread at a time, but for {@link #served}.
 */
final class ServedStore {

    private static final String DEFAULT_STORE = "regstat.gpkg";
    private static final String FROM_MEMORY =
            "Regstat answers from memory, as the store was when it was last read, and publishes nothing new: ";

    private static final Duration QUIET = Duration.ofMinutes(1);

    private Optional<StoreUrl> named = Optional.empty();
    private volatile Optional<Serving> serving = Optional.empty();

    private final CopyKeeper copies;

    /** Where was published last. */
    private final Supplier<Workspace> published;

    /** Whether the layers are switched off for the lack of a store, in memory alone: others that have the same data directory may have it. */
    private boolean off;

    /** What was to be served last; null before anything was. */
    private StoreUrl awaited;

    /** Hears of changes of what was to be served last. */
    private volatile StoreUrl.Changes changes;

    /** Whether nothing has changed since the last look. */
    private volatile boolean unchanged;

    /** Whether something has, for which there was no look yet. */
    private volatile boolean unseen;

    /** Whether the store that is to be served could not be read at the last look. */
    private boolean away;

    /** To read what could not be read. */
    private final Retries retries = new Retries(Duration.ofSeconds(1), Duration.ofSeconds(30));

    /** A store's snapshot, and what tells of it. */
    record Serving(StoreUrl url, Snapshots.Lease lease, Configuration configuration) {}

    private final Function<StoreUrl, StoreUrl.Changes> hearing;

    /** @param copies of databases */
    ServedStore(Supplier<Workspace> published, CopyKeeper copies) {
        this(published, copies, StoreUrl::changes);
    }

    /** @param hearing how changes of a store are heard of */
    ServedStore(Supplier<Workspace> published, CopyKeeper copies, Function<StoreUrl, StoreUrl.Changes> hearing) {
        this.published = published;
        this.copies = copies;
        this.hearing = hearing;
    }

    /** Whatever the configuration says. */
    void name(StoreUrl store) {
        named = Optional.of(store);
    }

    private void await(StoreUrl url) {
        if (url.equals(awaited)) return;
        awaited = url;
        if (changes != null) changes.close();
        changes = hearing.apply(url);
        unchanged = false;
    }

    /** Waits until there may be something new for {@link #isNew}, or the time is over. */
    void await(Duration most) throws InterruptedException {
        StoreUrl.Changes heard = changes;
        if (heard == null) {
            TimeUnit.NANOSECONDS.sleep(most.toNanos());
        } else {
            if (heard.await(most)) unseen = true;
            unchanged = !unseen;
        }
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
        await(url);
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
                    new Serving(url, held ? refreshed(before.get().lease()) : acquired(url, news), configuration));
        } catch (StoreException e) {
            away = true;
            if (before.isPresent()) {
                boolean stays = before.get().configuration().workspace().equals(configuration.workspace());
                if (held) fail();
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
        Snapshots.Lease lease = serving.get().lease();
        away = lease.standsIn();
        retries.succeeded();
        if (away) {
            retries.failed(url);
            news.fail(
                    Level.WARNING,
                    "Regstat answers from the copy that it made of its store at "
                            + lease.state().seen()
                            + ", without what is restricted: "
                            + lease.state().problem().orElse(""));
        }
        // Others that have the same data directory may have the store itself.
        return !away || !published.get().find();
    }

    private Snapshots.Lease acquired(StoreUrl url, News news) {
        Snapshots.Lease lease = Snapshots.acquire(url, () -> copyOf(url, news));
        try {
            return lease.standsIn() ? lease : refreshed(lease);
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    private Optional<Snapshots.StandIn> copyOf(StoreUrl url, News news) {
        return copies.read(url, problem -> news.tell(Level.WARNING, "Regstat has lost what it had: " + problem))
                .map(copy -> {
                    try (Store store = copy.file().open(StoreUrl.Mode.READ_ONLY)) {
                        return new Snapshots.StandIn(
                                Snapshot.of(store).withRevision(copy.key().revision()), copy.made());
                    }
                });
    }

    /**
     * Has a store that lies in a database copied, where there is no such copy yet and nothing has come into the store for a minute: an
     * import seldom comes alone.
     */
    void keepCopy() {
        if (serving.isEmpty() || away || serving.get().url().folder().isPresent()) return;
        Serving now = serving.get();
        if (now.lease().state().loaded().isAfter(Instant.now().minus(QUIET))) return;
        LastCopy.Key key = new LastCopy.Key(
                now.url().toString(),
                now.lease().current().revision(),
                now.configuration().fingerprint());
        copies.keep(
                key,
                now.url(),
                id -> now.configuration().indicator(id).disclosure().isEmpty());
    }

    private static Snapshots.Lease refreshed(Snapshots.Lease lease) {
        lease.refresh();
        return lease;
    }

    /**
     * Looks whether the store has something new to publish, or is back. One that is away is told of once. So is one that is to be served and
     * could not be read yet, while another is.
     *
     * @param shown what was published last; null before anything was
     */
    boolean isNew(Snapshot shown, Supplier<News> news) {
        unseen = false;
        if (awaited == null || (unchanged && !retries.isTime(awaited))) return false;
        if (serving.filter(now -> now.url().equals(awaited)).isEmpty()) return answers(awaited);
        Serving now = serving.get();
        if (unchanged && !away && now.lease().current() == shown) {
            now.lease().confirm();
            return false;
        }
        boolean back = away;
        try {
            boolean loaded = now.lease().refresh();
            away = false;
            retries.succeeded();
            return loaded || back || now.lease().current() != shown;
        } catch (StoreException e) {
            if (!away) news.get().fail(Level.WARNING, FROM_MEMORY + e.getMessage());
            fail();
            return false;
        }
    }

    private void fail() {
        away = true;
        retries.failed(awaited);
    }

    private boolean answers(StoreUrl store) {
        try {
            store.open(StoreUrl.Mode.READ_ONLY).close();
            away = false;
            retries.succeeded();
            return true;
        } catch (StoreException e) {
            fail();
            return false;
        }
    }

    /** Whether the store that is to be served could not be read when it was last tried. */
    boolean isAway() {
        return away;
    }

    private static StoreUrl storeOf(Configuration configuration) {
        StoreUrl url = StoreUrl.parse(configuration.store().orElse(DEFAULT_STORE), configuration.directory());
        Connections.entrust(url);
        return url;
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
        retries.succeeded();
        copies.close();
        if (changes != null) changes.close();
        changes = null;
    }
}
