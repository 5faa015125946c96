package se.regstat.standalone.host;

import java.io.IOException;
import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;
import se.regstat.standalone.access.RequestId;

/**
 * Jetty as the host uses it: one port, answers compressed where that pays, and pages of any origin may read.
 */
final class WebServer implements AutoCloseable {

    /** For accepting, selecting, receiving and sending; none of them waits for a client. */
    private static final int THREADS = 40;

    private static final Duration IDLE = Duration.ofSeconds(60);

    /** More wait to be accepted, and idle ones go sooner. */
    private static final int CONNECTIONS = 1000;

    /** All else is text of some kind. Named by what they are not: types come with parameters, and are compared as a whole. */
    private static final List<String> COMPRESSED_ALREADY = List.of(
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/x-icon",
            "font/woff2",
            "application/zip",
            "application/geopackage+sqlite3",
            "application/octet-stream");

    private final Server server;
    private final ServerConnector connector;

    /**
     * Takes the port at once; clients that connect before {@link #start} wait.
     *
     * @param port 0 for any free one
     * @throws IOException if the port cannot be had; the message says why and what to do
     */
    WebServer(String host, int port) throws IOException {
        this(host, port, IDLE);
    }

    /** @param idle how long a connection may do nothing */
    WebServer(String host, int port, Duration idle) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
        threads.setName("http");
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(64 * 1024);
        http.setOutputBufferSize(64 * 1024);
        http.setUriCompliance(UriCompliance.RFC3986);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setShutdownIdleTimeout(50);
        connector.setIdleTimeout(idle.toMillis());
        server.addConnector(connector);
        NetworkConnectionLimit limit = new NetworkConnectionLimit(CONNECTIONS, connector);
        limit.setEndPointIdleTimeout(Duration.ofSeconds(2).toMillis());
        connector.addBean(limit);
        try {
            connector.open();
        } catch (IOException e) {
            throw unavailable(host, port, e);
        } catch (UnresolvedAddressException e) {
            throw new IOException(
                    "--host '" + host + "' is not an address of this machine; use 127.0.0.1, or 0.0.0.0 for all", e);
        }
    }

    private static IOException unavailable(String host, int port, IOException cause) {
        Throwable reason = cause;
        while (reason != null && !(reason instanceof BindException)) reason = reason.getCause();
        String said = reason == null ? String.valueOf(cause.getMessage()) : String.valueOf(reason.getMessage());
        if (said.contains("in use")) {
            return new IOException(
                    "port " + port + " on " + host + " is in use; stop what uses it, or choose another with --port",
                    cause);
        }
        if (said.contains("Permission")) {
            return new IOException(
                    "port " + port + " needs more rights than this user has; choose one above 1023 with --port", cause);
        }
        return new IOException(
                "cannot listen on " + host + " port " + port + ": " + said + "; see --host and --port", cause);
    }

    /** The port it listens on. */
    int port() {
        return connector.getLocalPort();
    }

    /** Of its own. */
    ThreadPool threads() {
        return server.getThreadPool();
    }

    /** @param log told of every request that was answered */
    void start(Handler routes, RequestLog log) {
        server.setRequestLog(log);
        CrossOriginHandler origins = new CrossOriginHandler();
        origins.setAllowedOriginPatterns(Set.of("*"));
        origins.setAllowedMethods(Set.of("GET", "POST", "HEAD", "OPTIONS"));
        origins.setAllowedHeaders(Set.of("*"));
        origins.setExposedHeaders(Set.of("Content-Disposition", "Content-Length", RequestId.HEADER));
        origins.setPreflightMaxAge(Duration.ofHours(1));

        CompressionHandler compression = new CompressionHandler();
        compression.putCompression(new GzipCompression());
        CompressionConfig.Builder what =
                CompressionConfig.builder().compressIncludeMethod("GET").compressIncludeMethod("POST");
        COMPRESSED_ALREADY.forEach(what::compressExcludeMimeType);
        compression.putConfiguration("/*", what.build());

        GracefulHandler graceful = new GracefulHandler();
        graceful.setHandler(origins);
        origins.setHandler(compression);
        compression.setHandler(routes);
        server.setHandler(graceful);
        server.setErrorHandler(new PlainErrors());
        server.setStopTimeout(Duration.ofSeconds(2).toMillis());
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the web server does not start: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the web server does not stop: " + e.getMessage(), e);
        } finally {
            connector.close();
        }
    }
}
