package se.regstat.standalone.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.server.RequestLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.regstat.geotools.GeoToolsStart;
import se.regstat.geotools.reprojection.EpsgDatabase;
import se.regstat.standalone.access.AccessLog;
import se.regstat.standalone.access.HostMeters;
import se.regstat.standalone.http.Limits;
import se.regstat.standalone.http.OgcService;
import se.regstat.standalone.plugin.PluginHost;
import se.regstat.standalone.wfs.WfsService;
import se.regstat.standalone.wms.WmsService;
import se.regstat.standalone.wps.WpsService;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.Configurations;
import se.regstat.statistics.config.Publishing;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.StoreUrl;

/**
 * The plugin with a web server instead of a GeoServer around it, for trying, testing and developing. The catalog lives in
 * memory; what the plugin writes to its data directory goes to a temporary folder and is gone at the end.
 */
public final class EmbeddedHost implements AutoCloseable {

    /** The environment variable with the token by which other machines may have the server reloaded. */
    public static final String RELOAD_TOKEN = "REGSTAT_RELOAD_TOKEN";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedHost.class);

    private final Options options;
    private final WebServer web;
    private final Deque<Runnable> atEnd = new ArrayDeque<>();
    private final Snapshots.Lease lease;
    private final PluginHost plugin;
    private final Reloads reloads;
    private volatile Configuration configuration;

    /**
     * @param port 0 for any free one
     * @param baseUrl what clients see where that is not what their Host header says
     * @param store must exist
     * @param configuration the folder with {@code regstat.yml}
     * @param reloadToken by which other machines may have it reloaded; empty if none may
     * @param accessLog gets a line of JSON for every request; empty if none is kept
     */
    public record Options(
            String host,
            int port,
            Optional<String> baseUrl,
            StoreUrl store,
            Path configuration,
            Optional<String> reloadToken,
            Optional<RequestLog.Writer> accessLog) {

        /** Reloaded from this machine alone, and without an access log. */
        public Options(String host, int port, Optional<String> baseUrl, StoreUrl store, Path configuration) {
            this(host, port, baseUrl, store, configuration, Optional.empty(), Optional.empty());
        }
    }

    /**
     * Starts and answers requests when it returns.
     *
     * @throws IOException if the port cannot be had
     * @throws se.regstat.statistics.config.ConfigurationException if the configuration cannot be used
     * @throws se.regstat.statistics.store.StoreException if there is no such store
     */
    public static EmbeddedHost start(Options options) throws IOException {
        return start(options, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** @param temporary where its folder is */
    static EmbeddedHost start(Options options, Path temporary) throws IOException {
        return new EmbeddedHost(options, temporary);
    }

    private EmbeddedHost(Options options, Path temporary) throws IOException {
        this.options = options;
        this.reloads = new Reloads(options.configuration(), this::reloadOnce);
        Snapshots.Pause pause = Snapshots.pause();
        // Each takes a good part of a second.
        CompletableFuture<Void> projections = CompletableFuture.runAsync(EpsgDatabase::warmUp);
        CompletableFuture<Void> classes = CompletableFuture.runAsync(GeoToolsStart::inOneThread);
        CompletableFuture<Snapshots.Lease> snapshot =
                CompletableFuture.supplyAsync(() -> Snapshots.acquire(options.store()));
        atEnd.push(() -> closeLoaded(snapshot));
        boolean started = false;
        try {
            Configuration loaded = Configurations.read(options.configuration());
            this.configuration = loaded;
            Limits limits = Limits.of(loaded);
            this.web = new WebServer(options.host(), options.port());
            atEnd.push(web::close);
            Path dataDirectory = Files.createTempDirectory(temporary, "regstat-host");
            atEnd.push(() -> delete(dataDirectory));
            // The plugin's classes come to the same locks from another side.
            result(classes);
            this.plugin = PluginHost.start(dataDirectory, options.configuration(), options.store());
            atEnd.push(plugin::close);
            this.lease = result(snapshot);
            result(projections);
            Supplier<Publishing> publishing = () -> configuration.publishing();
            Supplier<String> workspace = () -> configuration.workspace();
            WfsService wfs = new WfsService(plugin, limits, publishing);
            WpsService wps = new WpsService(wfs, limits, publishing, workspace);
            atEnd.push(wps::close);
            List<OgcService> services = List.of(new WmsService(plugin, limits, publishing), wfs, wps);
            HostMeters meters = new HostMeters(web.threads());
            atEnd.push(meters::close);
            plugin.countRequests(meters);
            Routes routes = new Routes(
                    services,
                    workspace,
                    new Pages(
                            plugin,
                            lease::current,
                            publishing,
                            new IndicatorRows(plugin::published, configuration::division)),
                    plugin.services(),
                    new Reload(this::reload, options.reloadToken()),
                    new BaseUrl(options.baseUrl()),
                    limits.bodyBytes(),
                    limits.request(),
                    limits.concurrentRequests(),
                    Room.usual());
            web.start(routes, new AccessLog(plugin.metrics(), options.accessLog()));
            StoreWatch watch = StoreWatch.start(options.store(), lease, reloads);
            atEnd.push(watch::close);
            started = true;
        } finally {
            pause.close();
            if (!started) close();
        }
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw e;
        }
    }

    private static void closeLoaded(CompletableFuture<Snapshots.Lease> snapshot) {
        snapshot.exceptionally(failure -> null)
                .thenAccept(lease -> {
                    if (lease != null) lease.close();
                })
                .join();
    }

    /** The port it listens on. */
    public int port() {
        return web.port();
    }

    /** Where it answers, ending in {@code /geoserver}. */
    public String baseUrl() {
        return new BaseUrl(options.baseUrl())
                .of(
                        (options.host().equals("0.0.0.0") ? "127.0.0.1" : options.host()) + ":" + port(),
                        name -> Optional.empty());
    }

    /**
     * Reads configuration and store again. Limits keep their values until the next start. A configuration with a mistake is read
     * again as soon as its files change.
     *
     * @throws se.regstat.statistics.config.ConfigurationException if the configuration cannot be used
     * @throws se.regstat.statistics.store.StoreException if the store cannot be read
     */
    public void reload() {
        reloads.run();
    }

    private void reloadOnce() {
        lease.refresh();
        plugin.reload();
        Configuration loaded = Configurations.read(options.configuration());
        Limits.of(loaded); // refused now rather than at the next start
        configuration = loaded;
    }

    @Override
    public void close() {
        while (!atEnd.isEmpty()) atEnd.pop().run();
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            LOG.warn("The temporary folder {} was left behind: {}", directory, e.getMessage());
        }
    }
}
