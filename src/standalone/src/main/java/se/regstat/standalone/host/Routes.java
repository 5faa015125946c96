package se.regstat.standalone.host;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.regstat.geoserver.metrics.Outcome;
import se.regstat.standalone.access.AccessLog;
import se.regstat.standalone.access.RequestId;
import se.regstat.standalone.http.ExceptionReport;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.http.OgcRequest;
import se.regstat.standalone.http.OgcService;
import se.regstat.standalone.plugin.PluginServices;

/**
 * Finds what answers a request: an OGC service, the pages for people, a file, or the reload. Whatever goes wrong inside is
 * logged here and answered with a short report; a client that goes away is nobody's error.
 */
final class Routes extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    private static final Pattern SERVICE = Pattern.compile("/geoserver/(?:([^/]+)/)?(ows|[a-z]+)");

    /**
     * What who watches the host asks for, in the plugin's paths: answered at once from what is known. With parameters it takes its turn
     * like others, as these can name another operation.
     */
    private static final Pattern WATCHING =
            Pattern.compile("/geoserver/(?:[^/]+/)?regstat-info/(?:health|metrics)(?:/.*)?");

    /** Of watchers at once. */
    private static final int WATCHERS = 2;

    private static final String BUSY =
            "too many requests at once; try again in a moment (regstat.yml, limits: concurrent_requests)";
    private static final String ALLOWED = "GET, POST, HEAD, OPTIONS";

    private final Map<String, OgcService> services = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Supplier<String> workspace;
    private final Pages pages;
    private final PluginServices pluginServices;
    private final Reload reload;
    private final BaseUrl baseUrl;
    private final long maxBodyBytes;
    private final Duration time;
    private final ScheduledThreadPoolExecutor clock = Deadline.clock();
    private final WorkPlaces places;
    private final WorkPlaces watchersPlaces;
    private final Room room;

    /**
     * @param workspace of the layers, now
     * @param time in which a body must arrive, a place be found, a reply begin, and a client take it, which has a second more for
     *     each 64 KB
     * @param atWork requests at once; the others wait
     * @param room for what waits for slow clients
     */
    Routes(
            Iterable<OgcService> services,
            Supplier<String> workspace,
            Pages pages,
            PluginServices pluginServices,
            Reload reload,
            BaseUrl baseUrl,
            long maxBodyBytes,
            Duration time,
            int atWork,
            Room room) {
        services.forEach(s -> this.services.put(s.name(), s));
        this.workspace = workspace;
        this.pages = pages;
        this.pluginServices = pluginServices;
        this.reload = reload;
        this.baseUrl = baseUrl;
        this.maxBodyBytes = maxBodyBytes;
        this.time = time;
        this.room = room;
        this.places = new WorkPlaces(atWork, clock, time);
        this.watchersPlaces = new WorkPlaces(WATCHERS, clock, time);
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        places.close();
        watchersPlaces.close();
        clock.shutdownNow();
    }

    /** Returns at once. What clients do slowly is waited for by no thread: a request takes a place once it is all there. */
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        // Nothing moves on the connection while a request waits or is worked on; our own clock ends what takes too
        // long.
        request.addIdleTimeoutListener(idle -> false);
        RequestId.give(request, response);
        try {
            if (!Exchange.hasBody(request)) {
                work(request, Optional.empty(), response, callback);
                return true;
            }
        } catch (Exchange.Refusal refusal) {
            refuse(request, refusal, response, callback);
            return true;
        }
        Body.receive(request, maxBodyBytes, time, clock, room, new Body.Receiver() {
            @Override
            public void received(Body body) {
                work(request, Optional.of(body), response, callback);
            }

            @Override
            public void refused(Exchange.Refusal refusal) {
                refuse(request, refusal, response, callback);
            }

            @Override
            public void clientGone(Throwable cause) {
                request.setAttribute(AccessLog.OUTCOME, Outcome.GONE);
                callback.failed(cause);
            }
        });
        return true;
    }

    private void work(Request request, Optional<Body> body, Response response, Callback callback) {
        (isWatching(request) ? watchersPlaces : places)
                .take(
                        () -> orFail(callback, () -> begin(request, body, response, callback)),
                        () -> orFail(callback, () -> {
                            body.ifPresent(Body::forget);
                            refuse(request, new Exchange.Refusal(503, BUSY), response, callback);
                        }));
    }

    private static boolean isWatching(Request request) {
        return request.getHttpURI().getQuery() == null
                && !"POST".equals(request.getMethod())
                && WATCHING.matcher(Request.getPathInContext(request)).matches();
    }

    private void begin(Request request, Optional<Body> body, Response response, Callback callback) {
        Exchange exchange;
        try {
            exchange = Exchange.of(request, baseUrl, body);
        } catch (Exchange.Refusal refusal) {
            refuse(request, refusal, response, callback);
            return;
        } catch (IOException e) {
            LOG.error("a request that was received cannot be read again: {}", e.getMessage());
            callback.failed(e);
            return;
        } finally {
            body.ifPresent(Body::forget);
        }
        request.setAttribute(AccessLog.ASKED, exchange.asked());
        answer(exchange, response, callback);
    }

    /** The last resort: whatever else goes wrong, no client waits for an answer that does not come. */
    private static void orFail(Callback callback, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a request failed", e);
            callback.failed(e);
        }
    }

    private void refuse(Request request, Exchange.Refusal refusal, Response response, Callback callback) {
        Optional<String> service = Optional.of(Request.getPathInContext(request))
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .filter(services::containsKey);
        // A body that nobody wants to read is not waited for.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        send(
                ExceptionReport.of(service, Optional.empty())
                        .reply(refusal.status(), "NoApplicableCode", "", refusal.getMessage()),
                false,
                stream(response, callback));
    }

    private ReplyStream stream(Response response, Callback callback) {
        return new ReplyStream(response, new Sender(response, callback, clock, time, room));
    }

    private void answer(Exchange exchange, Response response, Callback callback) {
        ReplyStream stream = stream(response, callback);
        Deadline deadline = new Deadline(
                clock, time, stream, () -> orFail(callback, () -> answerLate(exchange, response, callback)));
        try {
            OgcReply reply;
            try {
                reply = reply(exchange);
            } catch (RuntimeException | IOException | Error e) {
                // What was given up is answered already, and ends in whatever way an interruption ends it.
                if (stream.wasAbandoned()) return;
                reply = failure(exchange, e);
            }
            send(exchange, reply, stream, response, callback);
        } finally {
            deadline.done();
        }
    }

    private void send(Exchange exchange, OgcReply reply, ReplyStream stream, Response response, Callback callback) {
        try {
            write(reply, exchange.isHead(), stream);
        } catch (RuntimeException | IOException | Error e) {
            if (stream.clientGone()) {
                LOG.debug("{}: the client went away", exchange);
            } else if (stream.abandon()) {
                send(failure(exchange, e), exchange.isHead(), stream(response, callback));
            } else if (!stream.wasAbandoned()) {
                LOG.error("{} broke off", exchange, e);
                stream.breakOff(e);
            }
        }
    }

    /** Sends what cannot fail except by the client going away. */
    private static void send(OgcReply reply, boolean isHead, ReplyStream stream) {
        try {
            write(reply, isHead, stream);
        } catch (IOException e) {
            stream.breakOff(e);
        }
    }

    private static void write(OgcReply reply, boolean isHead, ReplyStream stream) throws IOException {
        stream.head(reply);
        if (isHead) stream.withoutBody();
        else reply.body().writeTo(stream);
        stream.close();
    }

    private OgcReply failure(Exchange exchange, Throwable cause) {
        Optional<OgcReply> refusal = PluginServices.refusal(cause).map(Routes::reply);
        if (refusal.isPresent()) return refusal.get();
        LOG.error("{} failed", exchange, cause);
        return report(exchange, 500, "The service failed on this request; its log says why.");
    }

    private void answerLate(Exchange exchange, Response response, Callback callback) {
        LOG.warn("{} took longer than {} s", exchange, time.toSeconds());
        OgcReply report = report(
                exchange,
                503,
                "The request took longer than " + time.toSeconds()
                        + " s; ask for less (regstat.yml, limits: request_seconds)");
        send(report, exchange.isHead(), stream(response, callback));
    }

    private OgcReply report(Exchange exchange, int status, String message) {
        return ExceptionReport.of(serviceName(exchange), exchange.kvp().get("version"))
                .reply(status, "NoApplicableCode", "", message);
    }

    private OgcReply reply(Exchange exchange) throws IOException {
        String path = exchange.path();
        switch (exchange.method()) {
            case "GET", "HEAD", "POST" -> {}
            case "OPTIONS" -> {
                return new OgcReply(204, "", Map.of("Allow", ALLOWED), out -> {});
            }
            default -> {
                return notAllowed(exchange, ALLOWED);
            }
        }
        if (path.equals("/") || path.equals("/geoserver")) {
            return new OgcReply(302, "", Map.of("Location", exchange.baseUrl() + "/"), out -> {});
        }
        if (path.equals("/geoserver/rest/reload")) {
            if (!exchange.method().equals("POST")) return notAllowed(exchange, "POST, OPTIONS");
            return reload.answer(exchange);
        }
        Matcher service = SERVICE.matcher(path);
        if (service.matches()) {
            String name = service.group(2);
            Optional<String> inWorkspace = Optional.ofNullable(service.group(1));
            if ((name.equals("ows") || services.containsKey(name))
                    && inWorkspace.filter(w -> !w.equals(workspace.get())).isEmpty()) {
                return ogc(exchange, name, inWorkspace);
            }
        }
        Optional<OgcReply> own = plugins(exchange);
        if (own.isPresent()) return own.get();
        if (!exchange.method().equals("POST")) {
            Optional<OgcReply> page =
                    pages.find(exchange.path(), exchange.kvp(), exchange.baseUrl(), exchange.locale());
            if (page.isPresent()) return page.get();
        }
        return text(404, "There is nothing at " + path + "; start at " + exchange.baseUrl() + "/");
    }

    /** As in GeoServer, the path may begin with the workspace: so a relative link leads here from all its services. */
    private Optional<OgcReply> plugins(Exchange exchange) {
        String path = exchange.path().replaceFirst("^/geoserver(/" + Pattern.quote(workspace.get()) + "(?=/))?", "");
        if (!path.startsWith("/")) return Optional.empty();
        Map<String, List<String>> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.language().ifPresent(asked -> parameters.put("language", List.of(asked.getLanguage())));
        exchange.kvp().names().stream()
                .filter(name -> !name.equals("language"))
                .forEach(name -> parameters.put(name, exchange.kvp().all(name)));
        return pluginServices
                .answer(new PluginServices.Asked(
                        exchange.baseUrl(),
                        exchange.method(),
                        path,
                        exchange::headers,
                        parameters,
                        exchange.body(),
                        exchange.isFromThisMachine()))
                .map(Routes::reply);
    }

    private static OgcReply reply(PluginServices.Answer answer) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(answer.headers());
        headers.merge("Vary", "Accept-Language", (own, language) -> own + ", " + language);
        return new OgcReply(answer.status(), answer.type(), headers, answer.body()::writeTo, answer.outcome());
    }

    private OgcReply ogc(Exchange exchange, String path, Optional<String> inWorkspace) {
        Optional<String> asked =
                exchange.namedService().or(() -> path.equals("ows") ? Optional.empty() : Optional.of(path));
        String known = String.join(", ", services.keySet());
        if (asked.isEmpty()) {
            return ExceptionReport.OWS.reply(
                    400, "MissingParameterValue", "service", "The parameter service is missing; one of " + known);
        }
        OgcService service = services.get(asked.get());
        if (service == null) {
            return ExceptionReport.OWS.reply(
                    400,
                    "InvalidParameterValue",
                    "service",
                    "There is no service '" + asked.get() + "' here; one of " + known);
        }
        return service.handle(new OgcRequest(
                exchange.baseUrl(),
                inWorkspace,
                exchange.kvp(),
                exchange.body().map(ByteArrayInputStream::new),
                exchange.locale()));
    }

    private Optional<String> serviceName(Exchange exchange) {
        String last = exchange.path().substring(exchange.path().lastIndexOf('/') + 1);
        return exchange.namedService()
                .or(() -> Optional.of(last))
                .filter(services::containsKey)
                .map(name -> name.toUpperCase(Locale.ROOT));
    }

    private static OgcReply notAllowed(Exchange exchange, String allowed) {
        OgcReply text = text(405, exchange.method() + " is not possible here; use one of " + allowed);
        return new OgcReply(405, text.contentType(), Map.of("Allow", allowed), text.body());
    }

    static OgcReply text(int status, String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        return new OgcReply(status, "text/plain;charset=UTF-8", Map.of(), out -> out.write(bytes));
    }
}
