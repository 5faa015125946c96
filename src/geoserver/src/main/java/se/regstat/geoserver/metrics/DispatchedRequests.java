package se.regstat.geoserver.metrics;

import java.time.Duration;
import java.util.Locale;
import org.geoserver.ows.AbstractDispatcherCallback;
import org.geoserver.ows.HttpErrorCodeException;
import org.geoserver.ows.Request;
import org.geoserver.platform.Operation;
import org.geoserver.platform.Service;
import org.geoserver.platform.ServiceException;
import se.regstat.geoserver.document.Refusal;

/**
 * Counts the requests that GeoServer's dispatcher handles, those for other layers among them. It sees what became of them by what
 * was thrown: a service's exception is a refusal.
 */
public final class DispatchedRequests extends AbstractDispatcherCallback {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FAILED = 500;

    private static final ThreadLocal<Begun> BEGUN = new ThreadLocal<>();

    private final Metrics metrics;
    private volatile boolean counted = true;

    private static final class Begun {
        private final long at = System.nanoTime();
        private String service = "other";
        private String operation = "other";
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
        if (now != null && service != null) now.service = service.getId().toLowerCase(Locale.ROOT);
        return service;
    }

    @Override
    public Operation operationDispatched(Request request, Operation operation) {
        Begun now = BEGUN.get();
        if (now != null) now.operation = operation.getId();
        return operation;
    }

    @Override
    public void finished(Request request) {
        Begun now = BEGUN.get();
        if (now == null) return;
        BEGUN.remove();
        metrics.request(
                now.service, now.operation, status(request.getError()), Duration.ofNanos(System.nanoTime() - now.at));
    }

    private static int status(Throwable error) {
        if (error == null) return OK;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) return refusal.status();
            if (cause instanceof HttpErrorCodeException told) return told.getErrorCode();
            if (cause instanceof ServiceException) return BAD_REQUEST;
        }
        return FAILED;
    }
}
