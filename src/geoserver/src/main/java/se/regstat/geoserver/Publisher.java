package se.regstat.geoserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geoserver.config.GeoServer;
import org.geoserver.config.GeoServerReinitializer;
import org.geoserver.platform.ExtensionPriority;
import org.geoserver.platform.GeoServerResourceLoader;
import org.geoserver.platform.resource.Resource;
import org.geotools.util.logging.Logging;
import se.regstat.geotools.GeoToolsStart;
import se.regstat.geotools.IndicatorLayers;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.ConfigurationException;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.reaggregation.AnsweredTargets;
import se.regstat.statistics.reaggregation.ReaggregationException;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

/**
 * Publishes the vintages of a Regstat store into the catalog, at start and at every reload: see {@link Publication}. Without
 * a store, or with a configuration that cannot be used, it says in the log what to do and leaves the catalog alone; it
 * never keeps GeoServer from starting.
 */
public final class Publisher implements GeoServerReinitializer, ExtensionPriority, AutoCloseable {

    /** Of all layers. */
    public static final String WORKSPACE = Workspace.WORKSPACE;

    private static final Logger LOGGER = Logging.getLogger(Publisher.class);
    private static final String FOLDER = "regstat";
    private static final String DEFAULT_STORE = "regstat.gpkg";

    private Optional<Path> directory = Optional.empty();
    private Optional<StoreUrl> store = Optional.empty();
    private Snapshots.Lease lease;
    private StoreUrl leased;
    private Configuration configuration;
    private volatile Supplier<Reaggregator> reaggregator = Publisher::noStore;

    /** For hosts that keep their configuration elsewhere than in {@code regstat} in the data directory. */
    public void setConfigurationDirectory(Path directory) {
        this.directory = Optional.of(directory);
    }

    /** For hosts that know better than the configuration which store to publish. */
    public void setStore(StoreUrl store) {
        this.store = Optional.of(store);
    }

    /** After all that others set up. */
    @Override
    public int getPriority() {
        return 100;
    }

    /** Publishes, or logs why not. Never throws. */
    @Override
    public synchronized void initialize(GeoServer geoServer) {
        try {
            GeoToolsStart.inOneThread();
            publish(geoServer);
        } catch (ConfigurationException | StoreException e) {
            LOGGER.log(
                    Level.SEVERE,
                    "Regstat publishes nothing new, and leaves what it published before as it is: {0}",
                    e.getMessage());
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.SEVERE, "Regstat could not publish its layers: " + e.getMessage(), e);
        }
    }

    private void publish(GeoServer geoServer) throws IOException {
        GeoServerResourceLoader files = geoServer.getCatalog().getResourceLoader();
        Path folder = directory.orElseGet(() -> files.get(FOLDER).dir().toPath());
        if (directory.isEmpty()) Configuration.writeDefaults(folder);
        Configuration loaded = Configuration.load(folder);
        StoreUrl url = store.orElseGet(() -> storeOf(loaded));
        if (!Files.isRegularFile(url.file())) {
            LOGGER.log(
                    Level.WARNING,
                    "Regstat has no store to publish: there is no file {0}. Make one with \"regstat import division\","
                            + " put it there (or name another under \"store:\" in {1}), and reload GeoServer.",
                    new Object[] {url.file(), folder.resolve("regstat.yml")});
            return;
        }
        hold(url);
        configuration = loaded;
        Snapshots.Lease held = lease;
        Path answered = AnsweredTargets.beside(url.file());
        reaggregator = () -> Reaggregator.of(held.current(), loaded, answered);
        Resource file = files.get(FOLDER + "/published.yml");
        Ledger ledger = Ledger.read(file);
        try {
            new Publication(geoServer.getCatalog(), ledger, loaded, url, lease.current()).run();
            published().ifPresent(now -> new InfoTemplates(files, ledger).write(now, held.current()));
        } finally {
            ledger.write(file);
        }
    }

    /** What is published now, for the plugin's own service; empty while nothing is. */
    public synchronized Optional<Published> published() {
        if (lease == null) return Optional.empty();
        Snapshot snapshot = lease.current();
        Observations observations = Observations.of(snapshot, configuration);
        return Optional.of(new Published(observations, IndicatorLayers.of(snapshot, observations)));
    }

    private static Reaggregator noStore() {
        throw new ReaggregationException("there is no Regstat store here to take values from");
    }

    /**
     * What re-aggregates the indicators that were published last.
     *
     * @throws ReaggregationException if there is no store
     */
    public Reaggregator reaggregator() {
        return reaggregator.get();
    }

    private static StoreUrl storeOf(Configuration configuration) {
        StoreUrl.parse(configuration.store().orElse(DEFAULT_STORE));
        String path = configuration.store().orElse(DEFAULT_STORE);
        if (path.startsWith("gpkg:")) path = path.substring("gpkg:".length());
        return new StoreUrl(configuration.directory().resolve(path));
    }

    /** Keeps the snapshot in memory from one reload to the next, while data stores come and go. */
    private void hold(StoreUrl url) {
        if (url.equals(leased)) {
            lease.refresh();
            return;
        }
        Snapshots.Lease next = Snapshots.acquire(url);
        next.refresh();
        close();
        lease = next;
        leased = url;
    }

    /** Lets go of the snapshot. */
    @Override
    public synchronized void close() {
        reaggregator = Publisher::noStore;
        if (lease != null) lease.close();
        lease = null;
        leased = null;
    }
}
