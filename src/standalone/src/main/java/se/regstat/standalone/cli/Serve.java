package se.regstat.standalone.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.RequestLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import se.regstat.importing.demo.DemoStore;
import se.regstat.standalone.host.BaseUrl;
import se.regstat.standalone.host.EmbeddedHost;
import se.regstat.standalone.options.StoreCommand;
import se.regstat.standalone.options.StoreOptions;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

/** {@code regstat serve}. */
@Command(
        name = "serve",
        description = "Publishes a store as WMS and WFS, until stopped with Ctrl-C.",
        mixinStandardHelpOptions = true)
final class Serve extends StoreCommand {

    private static final Path DEMO = Path.of("demo.gpkg");

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Port to listen on; 0 for any. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description =
                    "Address to listen on; 0.0.0.0 for all. Default: ${DEFAULT-VALUE}, which other machines cannot reach")
    private String host;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description =
                    "What clients see, where a proxy stands in front, as in https://kartor.example.se/geoserver;"
                            + " $${X-Forwarded-Host} and the like stand for the proxy's headers. Default: from each request's Host")
    private String baseUrl;

    @Option(
            names = "--access-log",
            paramLabel = "FILE",
            description = "File that gets a line of JSON for every request; - for standard output. Default: none")
    private String accessLog;

    @Option(names = "--demo", description = "Publish the demo store, ./demo.gpkg, even if there is a store of your own")
    private boolean demo;

    @Override
    public Integer call() throws IOException, InterruptedException {
        final long start = System.nanoTime();
        if (demo && storeOptions.namesStore()) throw wrong("--demo and --store exclude each other; leave one out");
        if (port < 0 || port > 65535)
            throw wrong("--port " + port + ": there are ports 1 to 65535; 0 takes any free one");
        parsed(() -> new BaseUrl(Optional.ofNullable(baseUrl)));
        PrintWriter out = out();
        Configuration configuration = storeOptions.configuration();
        StoreUrl store = chosen(configuration, out);
        out.flush();
        CountDownLatch stopped = new CountDownLatch(1);
        EmbeddedHost running = EmbeddedHost.start(new EmbeddedHost.Options(
                host,
                port,
                Optional.ofNullable(baseUrl),
                store,
                configuration.directory(),
                Optional.ofNullable(System.getenv(EmbeddedHost.RELOAD_TOKEN)).filter(token -> !token.isBlank()),
                accessLog(out)));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            running.close();
                            stopped.countDown();
                        },
                        "stop"));
        String url = running.baseUrl();
        out.printf(Locale.ROOT, "Ready after %.1f s.%n%n", (System.nanoTime() - start) / 1e9);
        out.println("Start page  " + url + "/");
        out.println("For QGIS    WMS  " + url + "/wms?service=WMS&version=1.3.0&request=GetCapabilities");
        out.println("            WFS  " + url + "/wfs?service=WFS&version=2.0.0&request=GetCapabilities");
        out.println();
        out.println("An import into the store shows within seconds. Stop with Ctrl-C.");
        out.flush();
        stopped.await();
        return 0;
    }

    private Optional<RequestLog.Writer> accessLog(PrintWriter out) throws IOException {
        if (accessLog == null) return Optional.empty();
        if (accessLog.equals("-")) {
            return Optional.of(line -> {
                out.println(line);
                out.flush();
            });
        }
        try {
            BufferedWriter file =
                    Files.newBufferedWriter(Path.of(accessLog), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return Optional.of(line -> {
                // A line at a time, and at once: who rotates the file finds whole ones.
                synchronized (file) {
                    file.append(line).append('\n').flush();
                }
            });
        } catch (IOException e) {
            throw new IOException("--access-log " + accessLog + ": cannot be written: " + e.getMessage(), e);
        }
    }

    private StoreUrl chosen(Configuration configuration, PrintWriter out) {
        if (!demo) {
            Optional<StoreUrl> named = storeOptions.named(configuration);
            if (named.isPresent()) {
                if (!named.get().exists()) {
                    throw new StoreException("there is no store " + named.get()
                            + "; make it with 'regstat import division ... --store " + named.get()
                            + "', or try the demo with --demo");
                }
                out.println("Store " + named.get());
                return named.get();
            }
            StoreUrl own = storeOptions.store(configuration);
            if (own.exists()) {
                out.println("Store " + own);
                return own;
            }
        }
        StoreUrl.GeoPackage url = StoreUrl.of(DEMO);
        if (!url.exists() || DemoStore.isOutdated(url)) {
            out.println("Making the demo store ...");
            out.flush();
            create(url);
        }
        out.println("Store " + url.file() + ": DEMO DATA, invented areas in the open sea, not statistics of anything");
        if (!demo) {
            out.println("      There is no ./" + StoreOptions.DEFAULT_STORE
                    + " yet; 'regstat import division ...' makes it, and the next start takes it.");
        }
        return url;
    }

    /** Under another name first, so that an interrupted start leaves no half a store. */
    private static void create(StoreUrl.GeoPackage url) {
        Path half = url.file().resolveSibling(url.file().getFileName() + ".new");
        try {
            Files.deleteIfExists(half);
            DemoStore.create(StoreUrl.of(half));
            Files.move(half, url.file(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StoreException("the demo store " + url.file() + " cannot be made: " + e.getMessage(), e);
        }
    }
}
