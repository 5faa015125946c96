package se.regstat.geoserver.metrics;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.geoserver.ows.HttpErrorCodeException;
import org.geoserver.platform.ServiceException;
import org.geotools.process.ProcessException;
import org.xml.sax.SAXException;
import se.regstat.geoserver.document.Refusal;
import se.regstat.statistics.request.ReaggregationException;

/**
 * What something that was thrown makes of a request.
 *
 * @param status of HTTP
 */
record Verdict(Outcome outcome, int status) {

    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;

    /** Codes of services' exceptions that name nobody's mistake: services wrap failures of their own in these. */
    private static final Set<String> SAYING_NOTHING =
            Set.of("noapplicablecode", "internalerror", "operationprocessingfailed");

    /**
     * By what it says, in all its causes: a status, or a code of a service's exception that names a mistake. What says neither is by
     * its first cause either somebody's decision, in words for the client, or a failure.
     */
    static Verdict of(Throwable thrown) {
        Throwable first = thrown;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) return ofStatus(refusal.status());
            if (cause instanceof HttpErrorCodeException told) return ofStatus(told.getErrorCode());
            if (cause instanceof ServiceException said && namesMistake(said.getCode())) return ofStatus(BAD_REQUEST);
            first = cause;
        }
        return ofStatus(isDecision(first) ? BAD_REQUEST : SERVER_ERROR);
    }

    static Verdict ofStatus(int status) {
        return new Verdict(Outcome.ofStatus(status), status);
    }

    private static boolean namesMistake(String code) {
        return code != null && !SAYING_NOTHING.contains(code.toLowerCase(Locale.ROOT));
    }

    private static boolean isDecision(Throwable first) {
        return (first instanceof ServiceException said && said.getCode() == null)
                || first instanceof ReaggregationException
                || first instanceof ProcessException
                || first instanceof CancellationException
                || first instanceof SAXException;
    }
}
