package se.regstat.standalone.access;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.regstat.geoserver.metrics.Metrics;
import se.regstat.geoserver.metrics.Outcome;
import se.regstat.statistics.format.Json;

/**
 * Notes every request once it is answered: in the figures, and as a line of JSON where a log is kept. A line has what was asked for and
 * what became of it, and neither parameters beside the names of operation and layers, nor who asked: proxies know that better, and it is
 * personal data.
 */
public final class AccessLog implements RequestLog {

    /** The attribute of a request with its {@link Asked}. */
    public static final String ASKED = Asked.class.getName();

    /** The attribute of a request with its id. */
    public static final String ID = RequestId.class.getName();

    /** The attribute of a request with its {@link Outcome}, where the status does not tell it. */
    public static final String OUTCOME = Outcome.class.getName();

    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final int LONGEST_PATH = 500;

    private final Metrics metrics;
    private final Optional<Writer> lines;
    private volatile boolean broken;

    /** @param lines of the log; empty if none is kept */
    public AccessLog(Metrics metrics, Optional<Writer> lines) {
        this.metrics = metrics;
        this.lines = lines;
    }

    @Override
    public void log(Request request, Response response) {
        Duration took = Duration.ofNanos(NanoTime.since(request.getHeadersNanoTime()));
        Asked asked = request.getAttribute(ASKED) instanceof Asked known ? known : Asked.UNREAD;
        Outcome outcome =
                request.getAttribute(OUTCOME) instanceof Outcome known ? known : Outcome.ofStatus(response.getStatus());
        metrics.request(asked.service(), asked.operation(), outcome, response.getStatus(), took);
        if (lines.isPresent()) write(lines.get(), line(asked, outcome, request, response, took));
    }

    private void write(Writer writer, String line) {
        try {
            writer.write(line);
            broken = false;
        } catch (IOException e) {
            if (!broken) LOG.warn("The access log cannot be written: {}", e.getMessage());
            broken = true;
        }
    }

    private static String line(Asked asked, Outcome outcome, Request request, Response response, Duration took) {
        String path = Request.getPathInContext(request);
        String id = request.getAttribute(ID) instanceof String given ? given : "";
        return "{\"time\": " + Json.quoted(Instant.now().toString())
                + ", \"id\": " + Json.quoted(id)
                + ", \"method\": " + Json.quoted(request.getMethod())
                + ", \"path\": " + Json.quoted(path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH))
                + ", \"service\": " + Json.quoted(asked.service())
                + ", \"operation\": " + Json.quoted(asked.operation())
                + ", \"layer\": " + Json.quoted(asked.layer())
                + ", \"outcome\": " + Json.quoted(outcome.toString())
                + ", \"status\": " + response.getStatus()
                + ", \"bytes\": " + Response.getContentBytesWritten(response)
                + ", \"millis\": " + took.toMillis() + "}";
    }
}
