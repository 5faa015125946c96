package se.regstat.geoserver;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geoserver.GeoServerConfigurationLock;
import org.geoserver.catalog.Catalog;
import org.geoserver.config.GeoServer;
import org.geoserver.config.GeoServerReinitializer;
import org.geoserver.config.util.XStreamPersisterFactory;
import org.geoserver.platform.ExtensionPriority;
import org.geoserver.platform.GeoServerResourceLoader;
import org.geoserver.platform.ModuleStatusImpl;
import org.geotools.util.logging.Logging;
import se.regstat.geoserver.layers.LaterDocuments;
import se.regstat.geoserver.layers.Tiles;
import se.regstat.geoserver.layers.Workspace;
import se.regstat.geoserver.ledger.Ledger;
import se.regstat.geoserver.ledger.News;
import se.regstat.geoserver.nodes.CopyKeeper;
import se.regstat.geoserver.nodes.Retries;
import se.regstat.geoserver.nodes.SharedDirectory;
import se.regstat.geoserver.nodes.Watch;
import se.regstat.geotools.GeoToolsStart;
import se.regstat.geotools.IndicatorLayers;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.ConfigurationException;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

/**
 * Publishes the vintages of a Regstat store into the catalog, at start and at every reload: see {@link Publication}. Without
 * a store it says in the log what to do; a configuration that cannot be used leaves the last good one in force; it never keeps
 * GeoServer from starting. Thread-safe: who asks what is published does not wait for a publication. Longer than other classes, as
 * GeoServer sets it up, hosts do, and all ask it what is published.
 */
public final class Publisher implements GeoServerReinitializer, ExtensionPriority, AutoCloseable {

    private static final Logger LOGGER = Logging.getLogger(Publisher.class);
    private static final String FOLDER = "regstat";
    private static final String LEDGER = FOLDER + "/published.yml";

    private Optional<Path> directory = Optional.empty();
    private Optional<LaterDocuments> later = Optional.empty();
    private final ServedStore store =
            new ServedStore(this::publishedLast, new CopyKeeper(() -> folder().resolve("last-store")));
    private ModuleStatusImpl status;
    private GeoServerConfigurationLock configurationLock = new GeoServerConfigurationLock();
    private XStreamPersisterFactory persisters = new XStreamPersisterFactory();
    private boolean watched;

    /** GeoServer's own, with all that there is, whoever asks. */
    private Catalog catalog;

    /** Null before the first start. */
    private GeoServer geoServer;

    private SharedDirectory directoryOfAll;
    private Watch watch;

    /** What was published last; null before anything was. */
    private Snapshot shown;

    private final AtomicBoolean edited = new AtomicBoolean();

    /** Held by who writes into the catalog, the tiles or the ledger. */
    private final ReentrantLock writing = new ReentrantLock();

    /** What hears of administrators' edits; null before the first start. */
    private EditedTexts edits;

    /** What others took from what was published is theirs to take back. */
    private Consumer<Configuration> takenBack = configuration -> {};

    /** What was told of the last publication. */
    private News last = new News(null);

    /** What went wrong with it. */
    private volatile List<String> problems = List.of();

    /** Whether it failed for what may pass. */
    private boolean unfinished;

    /** Whether what the store and the configuration say is yet to be written, as that failed. */
    private boolean unwritten;

    /** To publish what could not be. */
    private final Retries retries = new Retries(Duration.ofSeconds(2), Duration.ofMinutes(5));

    /** That were published last. */
    private volatile int layers;

    /** What is yet to be done with the tiles; null if nothing is. */
    private volatile Runnable untended;

    /** For hosts that keep their configuration elsewhere than in {@code regstat} in the data directory. */
    public void setConfigurationDirectory(Path directory) {
        this.directory = Optional.of(directory);
    }

    /** For hosts that know better than the configuration which store to publish. */
    public void setStore(StoreUrl store) {
        this.store.name(store);
    }

    /** For hosts that keep styles until somebody asks for them, so that a start does not wait until all are made. */
    public void setLaterDocuments(LaterDocuments later) {
        this.later = Optional.of(later);
    }

    /** The catalog that no access rules hide anything in. */
    public void setCatalog(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Held by who edits the configuration, and so by who publishes beside requests. */
    public void setConfigurationLock(GeoServerConfigurationLock lock) {
        this.configurationLock = lock;
    }

    /** By which GeoServer reads its own files. */
    public void setPersisters(XStreamPersisterFactory persisters) {
        this.persisters = persisters;
    }

    /** Whether to look every second if there is anything new to publish. Hosts that look themselves switch it off. */
    public void setWatched(boolean watched) {
        this.watched = watched;
    }

    /** Where administrators look first. */
    public void setStatus(ModuleStatusImpl status) {
        this.status = status;
    }

    /** What else is to go where the configuration says that nothing is published any more. Called at every such start and reload. */
    public void whenTakenBack(Consumer<Configuration> then) {
        takenBack = takenBack.andThen(then);
    }

    /** After all that others set up. */
    @Override
    public int getPriority() {
        return 100;
    }

    /** Publishes, or logs why not. Never throws. */
    @Override
    public void initialize(GeoServer geoServer) {
        Snapshots.Pause pause = Snapshots.pause();
        try {
            publish(geoServer, SharedDirectory.Occasion.LOADED, true, new News(status));
        } finally {
            pause.close();
        }
    }

    /** @param writes whether to write into the catalog what the store and the configuration say */
    private void publish(GeoServer geoServer, SharedDirectory.Occasion occasion, boolean writes, News news) {
        writing.lock();
        unfinished = true;
        unwritten |= writes;
        try {
            untended = null;
            GeoToolsStart.inOneThread();
            if (catalog == null) catalog = geoServer.getCatalog();
            this.geoServer = geoServer;
            listen();
            if (watched && watch == null) watch = new Watch(() -> store.await(Duration.ofSeconds(1)), this::look);
            if (directoryOfAll == null) {
                directoryOfAll = new SharedDirectory(geoServer, catalog, persisters, folder(), files().get(LEDGER));
            }
            directoryOfAll.inTurn(occasion, news, ledger -> publish(writes, ledger, news));
            unfinished = false;
            unwritten = false;
            retries.succeeded();
        } catch (ConfigurationException e) {
            // Files that were edited are read when somebody asks for it.
            unfinished = occasion == SharedDirectory.Occasion.LOOKED;
            boolean off = store.switchOff();
            news.fail(
                    Level.SEVERE,
                    (off
                                    ? "Regstat publishes nothing, and its layers are switched off until this is mended and"
                                            + " GeoServer reloaded: "
                                    : "Regstat publishes nothing new, and leaves what it published before as it is: ")
                            + e.getMessage());
        } catch (StoreException e) {
            news.fail(
                    Level.SEVERE,
                    "Regstat publishes nothing new, and leaves what it published before as it is: " + e.getMessage());
        } catch (IOException | RuntimeException | LinkageError e) {
            news.fail(Level.SEVERE, "Regstat could not publish its layers: " + e.getMessage(), e);
        } finally {
            last = news;
            problems = news.problems();
            if (unfinished || unwritten) retries.failed(circumstances());
            writing.unlock();
        }
    }

    /** Once, however often it is called: a reload may keep listeners or not. */
    private void listen() {
        if (edits != null) catalog.removeListener(edits);
        edits = new EditedTexts(catalog, this);
        catalog.addListener(edits);
    }

    /** Whether what happens to the catalog in this thread is the plugin's own work. */
    boolean isWriting() {
        return writing.isHeldByCurrentThread();
    }

    /** An administrator has changed something of the workspace, which other GeoServers that share the data directory are to see. */
    void edited() {
        edited.set(true);
    }

    /** Where was published last, as far as can be read. */
    private Workspace publishedLast() {
        try {
            return new Workspace(catalog, Ledger.read(files().get(LEDGER)));
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "the ledger cannot be read: {0}", e.getMessage());
            return new Workspace(catalog, Ledger.empty());
        }
    }

    /** As long as they are the same, what failed fails again. */
    private Object circumstances() {
        long revision =
                store.served().map(now -> now.lease().current().revision()).orElse(-1L);
        return List.of(revision, store.isAway(), directoryOfAll == null ? -1L : directoryOfAll.version());
    }

    /** What is the plugin's in the data directory. */
    private Path folder() {
        return files().get(FOLDER).dir().toPath();
    }

    private GeoServerResourceLoader files() {
        return catalog.getResourceLoader();
    }

    /**
     * Looks whether the store has something new, or is back, or another GeoServer has written into the same data directory, and publishes
     * what is new. Until then, a store that is away is answered for from memory. What cannot be published is tried again after a while, or
     * with something new. Either is told once.
     */
    public void look() {
        // What is published at this moment is looked at the next time.
        if (!writing.tryLock()) return;
        Runnable work = () -> {};
        try {
            if (geoServer == null) return;
            boolean isNew = store.isNew(shown, () -> new News(status));
            boolean changed = directoryOfAll != null && directoryOfAll.isChanged();
            // What another has published is not published again: it may be of another version, which would do the same.
            boolean writes = isNew || unwritten;
            News news = last.again();
            if (!retries.isTime(circumstances())) return;
            if (isNew || changed || unfinished) {
                work = () -> beside(() -> publish(geoServer, SharedDirectory.Occasion.LOOKED, writes, news));
            } else if (edited.getAndSet(false)) {
                work = () -> beside(this::tellOfEdits);
            } else {
                store.keepCopy();
            }
        } finally {
            writing.unlock();
        }
        work.run();
    }

    /** As administrators work: one at a time, beside the requests of others. */
    private void beside(Runnable work) {
        configurationLock.lock(GeoServerConfigurationLock.LockType.WRITE);
        try {
            work.run();
            publishedLast().forgetWhatWasRead();
        } finally {
            configurationLock.unlock();
        }
    }

    private void tellOfEdits() {
        writing.lock();
        try {
            directoryOfAll.inTurn(
                    SharedDirectory.Occasion.LOOKED,
                    new News(null),
                    ledger -> ledger.record("edited", "last", Instant.now().toString()));
        } catch (IOException | RuntimeException e) {
            edited.set(true);
            retries.failed(circumstances());
            LOGGER.log(Level.WARNING, "Regstat cannot tell other GeoServers of an edit yet: {0}", e.getMessage());
        } finally {
            writing.unlock();
        }
    }

    private void publish(boolean writes, Ledger ledger, News news) throws IOException {
        long start = System.nanoTime();
        GeoServerResourceLoader files = files();
        Path folder = directory.orElseGet(this::folder);
        Optional.ofNullable(folder.toAbsolutePath().getParent()).ifPresent(news::shorten);
        Configuration configuration =
                directory.isPresent() ? GoodConfiguration.of(folder, news) : GoodConfiguration.keptIn(folder, news);
        news.enabled(!configuration.publishesNothing());
        if (configuration.publishesNothing()) {
            Retreat.ofAll(geoServer, catalog, ledger, news);
            untended = null;
            store.close();
            takenBack.accept(configuration);
            return;
        }
        new Workspace(catalog, ledger, configuration.workspace()).check(configuration);
        boolean publishes = store.serve(configuration, news);
        if (!publishes || !writes) {
            Workspace there = new Workspace(catalog, ledger);
            layers = there.find() ? there.layers() : 0;
            if (publishes) {
                news.tell(
                        Level.INFO,
                        "Regstat took over what another GeoServer that has the same data directory changed.");
            }
            return;
        }
        Optional<String> former = Workspace.published(ledger).filter(name -> !name.equals(configuration.workspace()));
        layers = former.isEmpty() ? write(configuration, ledger) : move(former.get(), configuration, ledger, news);
        ServedStore.Serving now = store.served().orElseThrow();
        published().ifPresent(shown -> new CswFile(files, ledger).write(shown::catalogue, configuration.workspace()));
        String seconds = String.format(Locale.ROOT, "%.1f", (System.nanoTime() - start) / 1e9);
        news.tell(
                Level.INFO,
                "Regstat publishes " + layers + " layers in the workspace " + configuration.workspace() + ", from "
                        + now.url() + ", revision " + now.lease().current().revision() + ". That took " + seconds
                        + " s.");
    }

    /** @return how many layers there are now */
    private int write(Configuration configuration, Ledger ledger) {
        ServedStore.Serving now = store.served().orElseThrow();
        Snapshot snapshot = now.lease().current();
        ledger.addAll(ledger.takeLeft(configuration.workspace()));
        Publication publication =
                new Publication(geoServer, catalog, ledger, configuration, now.url(), snapshot, later);
        int layers = publication.run();
        boolean swapped = shown != null && shown != snapshot;
        shown = snapshot;
        if (Tiles.of(ledger).isPresent()) tend(publication, ledger, swapped);
        else untended = () -> tendNow(publication, ledger, swapped);
        published().ifPresent(published -> new InfoTemplates(files(), ledger, configuration.workspace())
                .write(published, snapshot));
        return layers;
    }

    /** Publishes in the new place before it takes back what is in the former. @return how many layers there are now */
    private int move(String former, Configuration configuration, Ledger ledger, News news) {
        Ledger there = ledger.takeCurrent();
        int layers;
        try {
            layers = write(configuration, ledger);
        } catch (RuntimeException e) {
            ledger.leave(configuration.workspace(), ledger.takeCurrent());
            ledger.addAll(there);
            throw e;
        }
        news.tell(
                Level.INFO,
                "Regstat moved to the workspace " + configuration.workspace() + " and "
                        + Retreat.of(geoServer, catalog, ledger, there, former));
        return layers;
    }

    /**
     * Brings the tiles that GeoServer keeps up to date with what was published. At a start GeoServer's cache of tiles comes up
     * after all that publishes, so that they wait for the first request, and are up to date before it is answered. Others do
     * not wait for it, nor for a publication, and what went wrong is not tried again.
     */
    void tendTiles() {
        if (untended == null || !writing.tryLock()) return;
        try {
            Runnable work = untended;
            untended = null;
            if (work != null) work.run();
        } finally {
            writing.unlock();
        }
    }

    /** What another GeoServer wrote since is caught up with at the next look, and the tiles with it. */
    private void tendNow(Publication publication, Ledger ledger, boolean swapped) {
        try {
            directoryOfAll.inTurn(new News(null), ledger, () -> tend(publication, ledger, swapped));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Regstat leaves the tiles of its layers as they are: {0}", e.getMessage());
        }
    }

    private static void tend(Publication publication, Ledger ledger, boolean swapped) {
        try {
            Tiles.of(ledger).ifPresent(tiles -> publication.tend(tiles, swapped));
        } catch (RuntimeException | LinkageError e) {
            new News(null)
                    .tell(
                            Level.SEVERE,
                            "Regstat could not bring the tiles of its layers up to date: " + e.getMessage(),
                            e);
        }
    }

    /** Of all layers; empty while nothing is published. */
    public Optional<String> workspace() {
        return store.served().map(now -> now.configuration().workspace());
    }

    /** Of the store that is published; empty while nothing is. */
    public Optional<StoreUrl> storeUrl() {
        return store.served().map(ServedStore.Serving::url);
    }

    /** How what is served is; empty while nothing is. Never blocks. */
    public Optional<Standing> standing() {
        return store.served()
                .map(now -> new Standing(
                        now.url(), now.lease().state(), now.lease().current().revision(), layers));
    }

    /** What went wrong with the last publication, in plain words and without folders of the server. */
    public List<String> problems() {
        return problems;
    }

    /** What is published now, for the plugin's own service; empty while nothing is. */
    public Optional<Published> published() {
        return store.served().map(now -> {
            Snapshot snapshot = now.lease().current();
            Observations observations = Observations.of(snapshot, now.configuration());
            return new Published(observations, IndicatorLayers.of(snapshot, observations));
        });
    }

    /**
     * What re-aggregates the indicators that were published last.
     *
     * @throws ReaggregationException if there is no store
     */
    public Reaggregator reaggregator() {
        ServedStore.Serving now = store.served()
                .orElseThrow(() -> new ReaggregationException("there is no Regstat store here to take values from"));
        return Reaggregator.of(now.lease().current(), now.configuration());
    }

    /** Lets go of the snapshot. */
    @Override
    public void close() {
        writing.lock();
        try {
            untended = null;
            if (watch != null) watch.close();
            watch = null;
            store.close();
        } finally {
            writing.unlock();
        }
    }
}
