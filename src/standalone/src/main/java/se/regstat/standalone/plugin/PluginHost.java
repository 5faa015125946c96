package se.regstat.standalone.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.geoserver.GeoServerConfigurationLock;
import org.geoserver.config.GeoServerInitializer;
import org.geoserver.config.GeoServerReinitializer;
import org.geoserver.config.util.XStreamPersisterFactory;
import org.geoserver.platform.ExtensionPriority;
import org.geoserver.platform.ModuleStatusImpl;
import org.springframework.context.support.ClassPathXmlApplicationContext;
import org.springframework.context.support.StaticApplicationContext;
import se.regstat.catalog.CatalogLayers;
import se.regstat.catalog.HostCatalog;
import se.regstat.catalog.HostGeoServer;
import se.regstat.catalog.HostLayers;
import se.regstat.catalog.HostResourceLoader;
import se.regstat.geoserver.Published;
import se.regstat.geoserver.Publisher;
import se.regstat.geoserver.metrics.DispatchedRequests;
import se.regstat.geoserver.metrics.Metrics;
import se.regstat.statistics.store.StoreUrl;

/**
 * Runs the plugin as GeoServer does: reads the {@code applicationContext.xml} at the root of every jar, starts the
 * initializers in order, and runs the reinitializers at every reload. Thread-safe.
 */
public final class PluginHost implements HostLayers, AutoCloseable {

    /** The catalog begins at every start, and the sequence goes on: it has fewer changes than milliseconds pass. */
    private final long started = System.currentTimeMillis();

    private final HostGeoServer geoServer;
    private final ClassPathXmlApplicationContext context;
    private volatile HostLayers layers;

    private PluginHost(HostGeoServer geoServer, ClassPathXmlApplicationContext context) {
        this.geoServer = geoServer;
        this.context = context;
    }

    /**
     * As GeoServer would start with this data directory: the configuration in its folder {@code regstat}, the store named there.
     */
    public static PluginHost start(Path dataDirectory) {
        return start(dataDirectory, Optional.empty(), Optional.empty());
    }

    /**
     * With a configuration and a store of the caller's choice.
     *
     * @param dataDirectory where the plugin writes styles and what it published
     */
    public static PluginHost start(Path dataDirectory, Path configurationDirectory, StoreUrl store) {
        return start(dataDirectory, Optional.of(configurationDirectory), Optional.of(store));
    }

    private static PluginHost start(Path dataDirectory, Optional<Path> configuration, Optional<StoreUrl> store) {
        HostCatalog catalog = new HostCatalog(new HostResourceLoader(dataDirectory));
        PluginHost host = new PluginHost(new HostGeoServer(catalog), context(catalog));
        Publisher publisher = host.publisher();
        publisher.setWatched(false);
        publisher.setLaterDocuments(catalog.getResourcePool()::writeLater);
        configuration.ifPresent(publisher::setConfigurationDirectory);
        store.ifPresent(publisher::setStore);
        host.run(false);
        return host;
    }

    private static ClassPathXmlApplicationContext context(HostCatalog catalog) {
        StaticApplicationContext geoServers = new StaticApplicationContext();
        Map<String, Object> beans = Map.of(
                "catalog",
                catalog,
                "rawCatalog",
                catalog,
                "configurationLock",
                new GeoServerConfigurationLock(),
                "xstreamPersisterFactory",
                new XStreamPersisterFactory(),
                "authenticationManager",
                new HostSecurity());
        beans.forEach(geoServers.getBeanFactory()::registerSingleton);
        geoServers.refresh();
        return new ClassPathXmlApplicationContext(
                new String[] {"classpath*:/applicationContext.xml"}, true, geoServers);
    }

    /** The plugin's, in which the host counts requests. */
    public Metrics metrics() {
        return context.getBean(Metrics.class);
    }

    /**
     * Leaves it to the host to count requests, as it knows more of them.
     *
     * @param more figures that the host has beside
     */
    public void countRequests(Supplier<String> more) {
        context.getBean(DispatchedRequests.class).leaveToHost();
        metrics().add(more);
    }

    /** What is published; empty without a store. */
    public Optional<Published> published() {
        return publisher().published();
    }

    /** What the plugin says of itself, for administrators. */
    String status() {
        return moduleStatus().getMessage().orElse("");
    }

    ModuleStatusImpl moduleStatus() {
        return context.getBean(ModuleStatusImpl.class);
    }

    Publisher publisher() {
        return context.getBean(Publisher.class);
    }

    /** What the plugin serves by itself. */
    public PluginServices services() {
        return new PluginServices(type -> context.getBeansOfType(type).values());
    }

    /**
     * Reads configuration and store again and publishes what is new. Requests go on meanwhile with the layers as they were.
     */
    public synchronized void reload() {
        run(true);
    }

    private void run(boolean again) {
        try {
            for (GeoServerInitializer initializer : initializers()) {
                if (!again) {
                    initializer.initialize(geoServer);
                } else if (initializer instanceof GeoServerReinitializer reinitializer) {
                    reinitializer.beforeReinitialize(geoServer);
                    reinitializer.reinitialize(geoServer);
                }
            }
            catalog().getResourcePool().renew();
            layers = new CatalogLayers(catalog());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("an initializer failed: " + e.getMessage(), e);
        }
    }

    private List<GeoServerInitializer> initializers() {
        List<GeoServerInitializer> initializers = new ArrayList<>(
                context.getBeansOfType(GeoServerInitializer.class).values());
        initializers.sort(Comparator.comparingInt(i -> i instanceof ExtensionPriority p ? p.getPriority() : 100));
        return initializers;
    }

    public HostCatalog catalog() {
        return geoServer.catalog();
    }

    /** The layers as they are now, for a request to keep to. */
    public HostLayers now() {
        return layers;
    }

    @Override
    public List<Layer> layers() {
        return layers.layers();
    }

    @Override
    public long updateSequence() {
        return started + layers.updateSequence();
    }

    @Override
    public List<Group> groups() {
        return layers.groups();
    }

    @Override
    public List<Entry> tree() {
        return layers.tree();
    }

    @Override
    public Optional<Layer> layer(String name) {
        return layers.layer(name);
    }

    @Override
    public Optional<Group> group(String name) {
        return layers.group(name);
    }

    @Override
    public Optional<InputStream> document(String workspace, String name) throws IOException {
        return layers.document(workspace, name);
    }

    @Override
    public Optional<InputStream> style(String name) throws IOException {
        return layers.style(name);
    }

    /** Closes the data stores and ends the plugin's beans. */
    @Override
    public synchronized void close() {
        catalog().getResourcePool().dispose();
        context.close();
    }
}
