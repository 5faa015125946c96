package se.regstat.geoserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geoserver.catalog.Catalog;
import org.geoserver.config.GeoServer;
import org.geoserver.config.GeoServerReinitializer;
import org.geoserver.platform.ExtensionPriority;
import org.geoserver.platform.GeoServerResourceLoader;
import org.geoserver.platform.ModuleStatusImpl;
import org.geoserver.platform.resource.Resource;
import org.geotools.util.logging.Logging;
import se.regstat.geoserver.layers.Tiles;
import se.regstat.geoserver.layers.Workspace;
import se.regstat.geoserver.ledger.Ledger;
import se.regstat.geoserver.ledger.News;
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
 * GeoServer from starting. Thread-safe: who asks what is published does not wait for a publication.
 */
public final class Publisher implements GeoServerReinitializer, ExtensionPriority, AutoCloseable {

    private static final Logger LOGGER = Logging.getLogger(Publisher.class);
    private static final String FOLDER = "regstat";
    private static final String LEDGER = FOLDER + "/published.yml";
    private static final String DEFAULT_STORE = "regstat.gpkg";

    private Optional<Path> directory = Optional.empty();
    private Optional<StoreUrl> store = Optional.empty();
    private ModuleStatusImpl status;
    private volatile Optional<Serving> serving = Optional.empty();

    /** Held by who writes into the catalog, the tiles or the ledger. */
    private final ReentrantLock writing = new ReentrantLock();

    /** What hears of administrators' edits; null before the first start. */
    private EditedTexts edits;

    /** What others took from what was published is theirs to take back. */
    private Consumer<Configuration> takenBack = configuration -> {};

    /** What went wrong with the last publication. */
    private volatile List<String> problems = List.of();

    /** That were published last. */
    private volatile int layers;

    /** What is yet to be done with the tiles; null if nothing is. */
    private volatile Runnable untended;

    /** The store's snapshot, kept in memory from one reload to the next while data stores come and go, and what tells of it. */
    private record Serving(StoreUrl url, Snapshots.Lease lease, Configuration configuration) {}

    /** For hosts that keep their configuration elsewhere than in {@code regstat} in the data directory. */
    public void setConfigurationDirectory(Path directory) {
        this.directory = Optional.of(directory);
    }

    /** For hosts that know better than the configuration which store to publish. */
    public void setStore(StoreUrl store) {
        this.store = Optional.of(store);
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
        News news = new News(status);
        writing.lock();
        try {
            untended = null;
            GeoToolsStart.inOneThread();
            listen(geoServer.getCatalog());
            publish(geoServer, news);
        } catch (ConfigurationException e) {
            boolean off = serving.isEmpty() && switchOff(geoServer.getCatalog(), news);
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
            problems = news.problems();
            writing.unlock();
        }
    }

    /** What was published at an earlier start, and cannot be answered for now. @return whether it is off */
    private static boolean switchOff(Catalog catalog, News news) {
        Resource file = catalog.getResourceLoader().get(LEDGER);
        try {
            Ledger ledger = Ledger.read(file);
            boolean off = new Workspace(catalog, ledger).switchOff();
            ledger.write(file, news);
            return off;
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.FINE, e.getMessage(), e);
            return false;
        }
    }

    /** Once, however often it is called: a reload may keep listeners or not. */
    private void listen(Catalog catalog) {
        if (edits != null) catalog.removeListener(edits);
        edits = new EditedTexts(catalog, this);
        catalog.addListener(edits);
    }

    /** Whether what happens to the catalog in this thread is the plugin's own work. */
    boolean isWriting() {
        return writing.isHeldByCurrentThread();
    }

    private void publish(GeoServer geoServer, News news) throws IOException {
        long start = System.nanoTime();
        Catalog catalog = geoServer.getCatalog();
        GeoServerResourceLoader files = catalog.getResourceLoader();
        Path folder = directory.orElseGet(() -> files.get(FOLDER).dir().toPath());
        Optional.ofNullable(folder.toAbsolutePath().getParent()).ifPresent(news::shorten);
        Configuration configuration =
                directory.isPresent() ? GoodConfiguration.of(folder, news) : GoodConfiguration.keptIn(folder, news);
        Resource file = files.get(LEDGER);
        Ledger ledger = Ledger.read(file);
        try {
            news.enabled(!configuration.publishesNothing());
            if (configuration.publishesNothing()) {
                takeAllBack(geoServer, ledger, news);
                close();
                takenBack.accept(configuration);
                return;
            }
            new Workspace(catalog, ledger, configuration.workspace()).check(configuration);
            if (!hold(configuration, catalog, ledger, news)) return;
            Optional<String> former =
                    Workspace.published(ledger).filter(name -> !name.equals(configuration.workspace()));
            layers = former.isEmpty()
                    ? write(configuration, geoServer, ledger, file)
                    : move(former.get(), configuration, geoServer, ledger, file, news);
            Serving now = serving.orElseThrow();
            published()
                    .ifPresent(shown -> new CswFile(files, ledger).write(shown::catalogue, configuration.workspace()));
            String seconds = String.format(Locale.ROOT, "%.1f", (System.nanoTime() - start) / 1e9);
            news.tell(
                    Level.INFO,
                    "Regstat publishes " + layers + " layers in the workspace " + configuration.workspace() + ", from "
                            + now.url() + ", revision " + now.lease().current().revision() + ". That took " + seconds
                            + " s.");
        } finally {
            ledger.write(file, news);
        }
    }

    /** @return how many layers there are now */
    private int write(Configuration configuration, GeoServer geoServer, Ledger ledger, Resource file) {
        Serving now = serving.orElseThrow();
        Snapshot snapshot = now.lease().current();
        ledger.addAll(ledger.takeLeft(configuration.workspace()));
        Publication publication = new Publication(geoServer, ledger, configuration, now.url(), snapshot);
        int layers = publication.run();
        if (Tiles.of(ledger).isPresent()) tend(publication, ledger, file);
        else untended = () -> tend(publication, ledger, file);
        published().ifPresent(shown -> new InfoTemplates(
                        geoServer.getCatalog().getResourceLoader(), ledger, configuration.workspace())
                .write(shown, snapshot));
        return layers;
    }

    /** Publishes in the new place before it takes back what is in the former. @return how many layers there are now */
    private int move(
            String former, Configuration configuration, GeoServer geoServer, Ledger ledger, Resource file, News news) {
        Ledger there = ledger.takeCurrent();
        int layers;
        try {
            layers = write(configuration, geoServer, ledger, file);
        } catch (RuntimeException e) {
            ledger.leave(configuration.workspace(), ledger.takeCurrent());
            ledger.addAll(there);
            throw e;
        }
        news.tell(
                Level.INFO,
                "Regstat moved to the workspace " + configuration.workspace() + " and "
                        + takeBack(geoServer, ledger, there, former));
        return layers;
    }

    /** Also what an earlier time left behind, if it can go by now. */
    private static void takeAllBack(GeoServer geoServer, Ledger ledger, News news) {
        Map<String, Ledger> parts = new TreeMap<>();
        for (String workspace : ledger.leftIn()) parts.put(workspace, ledger.takeLeft(workspace));
        Optional<String> last = Workspace.published(ledger);
        Ledger current = ledger.takeCurrent();
        last.ifPresent(workspace -> parts.put(workspace, current));
        if (parts.isEmpty()) news.tell(Level.INFO, "Regstat publishes nothing, and has nothing to take back.");
        parts.forEach((workspace, part) ->
                news.tell(Level.INFO, "Regstat publishes nothing and " + takeBack(geoServer, ledger, part, workspace)));
    }

    private static String takeBack(GeoServer geoServer, Ledger ledger, Ledger part, String workspace) {
        try {
            return new Retreat(geoServer, part, workspace).run();
        } finally {
            ledger.leave(workspace, part);
        }
    }

    /** @return false if there is nothing to publish, which has been told */
    private boolean hold(Configuration configuration, Catalog catalog, Ledger ledger, News news) {
        StoreUrl url = store.orElseGet(() -> storeOf(configuration));
        url.folder().ifPresent(news::shorten);
        Optional<Serving> before = serving;
        boolean held = before.filter(now -> now.url().equals(url)).isPresent();
        if (!held && url instanceof StoreUrl.GeoPackage geoPackage && !Files.isRegularFile(geoPackage.file())) {
            boolean off = before.isEmpty() && new Workspace(catalog, ledger).switchOff();
            news.fail(
                    Level.WARNING,
                    "Regstat has no store to publish: there is no file " + geoPackage.file() + ". "
                            + (off ? "Its layers are switched off until it is back. " : "")
                            + "Make one with \"regstat import division\", put it there (or name another under \"store:\" in "
                            + configuration.directory().resolve("regstat.yml") + "), and reload GeoServer.");
            return false;
        }
        try {
            serving = Optional.of(
                    new Serving(url, held ? refreshed(before.get().lease()) : acquired(url), configuration));
        } catch (StoreException e) {
            if (before.isPresent()) {
                boolean stays = before.get().configuration().workspace().equals(configuration.workspace());
                if (stays) serving = before.map(now -> new Serving(now.url(), now.lease(), configuration));
                news.fail(
                        Level.SEVERE,
                        "Regstat answers from memory, as the store was when it was last read, and publishes nothing new: "
                                + e.getMessage());
                return false;
            }
            if (new Workspace(catalog, ledger).switchOff()) {
                news.fail(
                        Level.SEVERE,
                        "Regstat switches its layers off, as it cannot read its store: " + e.getMessage());
                return false;
            }
            throw e;
        }
        if (!held) before.ifPresent(now -> now.lease().close());
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

    private void tend(Publication publication, Ledger ledger, Resource file) {
        News news = new News(null);
        try {
            Tiles.of(ledger).ifPresent(publication::tend);
            ledger.write(file, news);
        } catch (RuntimeException | LinkageError e) {
            news.tell(Level.SEVERE, "Regstat could not bring the tiles of its layers up to date: " + e.getMessage(), e);
        }
    }

    /** Of all layers; empty while nothing is published. */
    public Optional<String> workspace() {
        return serving.map(now -> now.configuration().workspace());
    }

    /** Of the store that is published; empty while nothing is. */
    public Optional<StoreUrl> storeUrl() {
        return serving.map(Serving::url);
    }

    /** How what is served is; empty while nothing is. Never blocks. */
    public Optional<Standing> standing() {
        return serving.map(now -> new Standing(
                now.url(), now.lease().state(), now.lease().current().revision(), layers));
    }

    /** What went wrong with the last publication, in plain words and without folders of the server. */
    public List<String> problems() {
        return problems;
    }

    /** What is published now, for the plugin's own service; empty while nothing is. */
    public Optional<Published> published() {
        return serving.map(now -> {
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
        Serving now = serving.orElseThrow(
                () -> new ReaggregationException("there is no Regstat store here to take values from"));
        return Reaggregator.of(now.lease().current(), now.configuration());
    }

    private static StoreUrl storeOf(Configuration configuration) {
        return StoreUrl.parse(configuration.store().orElse(DEFAULT_STORE), configuration.directory());
    }

    /** Lets go of the snapshot. */
    @Override
    public void close() {
        writing.lock();
        try {
            untended = null;
            serving.ifPresent(now -> now.lease().close());
            serving = Optional.empty();
        } finally {
            writing.unlock();
        }
    }
}
