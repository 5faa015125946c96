package se.regstat.geoserver.metrics;

import java.time.Duration;
import org.geoserver.ows.AbstractDispatcherCallback;
import org.geoserver.ows.Request;
import org.geoserver.platform.Operation;
import org.geoserver.platform.Service;
import se.regstat.geoserver.document.HttpExchange;

/**
 * Counts the requests that GeoServer's dispatcher handles, those for other layers among them, by what was thrown. Of two things the
 * dispatcher tells nobody: of exceptions of its security, which are known by what did not follow, and of clients that go away
 * while they are answered, whose requests count as answered.
 */
public final class DispatchedRequests extends AbstractDispatcherCallback {

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final String OTHER = "other";

    private static final ThreadLocal<Begun> BEGUN = new ThreadLocal<>();

    private final Metrics metrics;
    private volatile boolean counted = true;

    private static final class Begun {
        private final long at = System.nanoTime();
        private Service service;
        private boolean executed;
    }

    public DispatchedRequests(Metrics metrics) {
        this.metrics = metrics;
    }

    /** For hosts that count requests themselves, as they know more of what becomes of them. */
    public void leaveToHost() {
        counted = false;
    }

    @Override
    public Request init(Request request) {
        if (counted) BEGUN.set(new Begun());
        return request;
    }

    @Override
    public Service serviceDispatched(Request request, Service service) {
        Begun now = BEGUN.get();
        if (now != null) now.service = service;
        return service;
    }

    @Override
    public Object operationExecuted(Request request, Operation operation, Object result) {
        Begun now = BEGUN.get();
        if (now != null) now.executed = true;
        return result;
    }

    @Override
    public void finished(Request request) {
        Begun now = BEGUN.get();
        if (now == null) return;
        BEGUN.remove();
        Verdict verdict = verdict(request, now);
        String service = now.service == null ? OTHER : now.service.getId();
        metrics.request(
                service,
                operation(now.service, request.getRequest()),
                verdict.outcome(),
                verdict.status(),
                Duration.ofNanos(System.nanoTime() - now.at));
    }

    /** As the service spells it, whatever the client does; {@code other} if it has none of that name. */
    private static String operation(Service service, String asked) {
        if (service == null) return OTHER;
        return service.getOperations().stream()
                .filter(known -> known.equalsIgnoreCase(asked))
                .findFirst()
                .orElse(OTHER);
    }

    private static Verdict verdict(Request request, Begun begun) {
        if (request.getError() != null) return Verdict.of(request.getError());
        if (begun.executed) return Verdict.ofStatus(OK);
        // Either what was asked for has not changed, or security has thrown what its filter turns into 401 or 403
        // later.
        int status = HttpExchange.of(request).status();
        return Verdict.ofStatus(status == OK ? FORBIDDEN : status);
    }
}
