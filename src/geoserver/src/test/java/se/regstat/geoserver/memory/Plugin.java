package se.regstat.geoserver.memory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.geoserver.config.GeoServerConfigPersister;
import org.geoserver.ows.Request;
import org.geoserver.platform.ModuleStatusImpl;
import se.regstat.catalog.CatalogLayers;
import se.regstat.catalog.HostCatalog;
import se.regstat.catalog.HostGeoServer;
import se.regstat.catalog.HostLayers;
import se.regstat.catalog.HostResourceLoader;
import se.regstat.catalog.WrittenObjects;
import se.regstat.geoserver.FirstRequest;
import se.regstat.geoserver.Published;
import se.regstat.geoserver.Publisher;
import se.regstat.statistics.store.StoreUrl;

/** The plugin's publisher as GeoServer starts it, on a catalog in memory that keeps GeoServer's rules. */
final class Plugin implements AutoCloseable {

    private final Path dataDirectory;
    private final HostGeoServer geoServer;
    private final ModuleStatusImpl status;
    private final Publisher publisher = new Publisher();
    private HostLayers layers;
    private List<String> written = List.of();

    private Plugin(Path dataDirectory, ModuleStatusImpl status) {
        this.dataDirectory = dataDirectory;
        this.status = status;
        geoServer = new HostGeoServer(new HostCatalog(new HostResourceLoader(dataDirectory)));
        publisher.setStatus(status);
    }

    static Plugin start(Path dataDirectory) {
        return start(dataDirectory, new ModuleStatusImpl());
    }

    static Plugin start(Path dataDirectory, ModuleStatusImpl status) {
        Plugin plugin = new Plugin(dataDirectory, status);
        plugin.publisher.initialize(plugin.geoServer);
        plugin.look();
        return plugin;
    }

    /** One whose catalog is written to the data directory, as GeoServer's is. It has not published yet. */
    static Plugin writing(Path dataDirectory) {
        Plugin plugin = new Plugin(dataDirectory, new ModuleStatusImpl());
        plugin.written = new GeoServerConfigPersister(plugin.catalog(), dataDirectory).written();
        plugin.publisher.setPersisters(new WrittenObjects());
        return plugin;
    }

    static Plugin start(Path dataDirectory, Path configurationDirectory, StoreUrl store) {
        Plugin plugin = new Plugin(dataDirectory, new ModuleStatusImpl());
        plugin.publisher.setConfigurationDirectory(configurationDirectory);
        plugin.publisher.setStore(store);
        plugin.publisher.initialize(plugin.geoServer);
        plugin.look();
        return plugin;
    }

    /** As hosts start it, which keep styles until somebody asks for them. */
    static Plugin startHosted(Path dataDirectory, Path configurationDirectory, StoreUrl store) {
        Plugin plugin = new Plugin(dataDirectory, new ModuleStatusImpl());
        plugin.publisher.setConfigurationDirectory(configurationDirectory);
        plugin.publisher.setStore(store);
        plugin.publisher.setLaterDocuments(plugin.catalog().getResourcePool()::writeLater);
        plugin.publisher.initialize(plugin.geoServer);
        plugin.look();
        return plugin;
    }

    /** As a reload of GeoServer does. */
    synchronized void reload() {
        publisher.initialize(geoServer);
        catalog().getResourcePool().renew();
        look();
    }

    /** The same with other settings in {@code regstat.yml}. */
    void reload(String settings) throws IOException {
        Files.writeString(dataDirectory.resolve("regstat/regstat.yml"), settings);
        reload();
    }

    /** As a start of GeoServer does, before anybody looks at layers. */
    void publish() {
        publisher.initialize(geoServer);
    }

    /** As the plugin looks every second. */
    void watch() {
        publisher.look();
        look();
    }

    /** The files of the catalog that were written or removed, in order. */
    List<String> written() {
        return written;
    }

    private void look() {
        layers = new CatalogLayers(catalog());
    }

    /** Any request, which the plugin sees on its way. */
    void ask() {
        new FirstRequest(publisher).serviceDispatched(new Request(), null);
    }

    HostGeoServer geoServer() {
        return geoServer;
    }

    HostCatalog catalog() {
        return geoServer.catalog();
    }

    Publisher publisher() {
        return publisher;
    }

    Optional<Published> published() {
        return publisher.published();
    }

    String status() {
        return status.getMessage().orElse("");
    }

    ModuleStatusImpl moduleStatus() {
        return status;
    }

    List<HostLayers.Layer> layers() {
        return layers.layers();
    }

    List<HostLayers.Group> groups() {
        return layers.groups();
    }

    List<HostLayers.Entry> tree() {
        return layers.tree();
    }

    Optional<HostLayers.Layer> layer(String name) {
        return layers.layer(name);
    }

    Optional<HostLayers.Group> group(String name) {
        return layers.group(name);
    }

    Optional<InputStream> style(String name) throws IOException {
        return layers.style(name);
    }

    @Override
    public void close() {
        catalog().getResourcePool().dispose();
        publisher.close();
    }
}
