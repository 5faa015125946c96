package se.regstat.geoserver.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.geoserver.ows.Request;
import org.geoserver.ows.ServiceExceptionHandler;
import org.geoserver.platform.Service;
import org.geoserver.platform.ServiceException;

/**
 * Writes what the plugin's own service refuses, with the status that it has and in the format that was asked for, instead of
 * the page of errors that the container has.
 */
public final class InfoErrors extends ServiceExceptionHandler {

    private static final int FAILED = 500;

    /** Seconds. */
    private static final String SOON = "60";

    /** @param service the plugin's own */
    public InfoErrors(Service service) {
        super(service);
    }

    /** Also before GeoServer knows the service, as while parameters are read. */
    @Override
    public boolean canHandle(Service service, Request request) {
        return super.canHandle(service, request) || InfoPath.SERVICE.equalsIgnoreCase(request.getService());
    }

    /** @throws IllegalStateException if part of an answer was sent: the connection breaks off, so that nobody takes it for whole */
    @Override
    public void handleServiceException(ServiceException exception, Request request) {
        int status = status(exception);
        String message =
                status == FAILED ? "The service failed on this request; its log says why." : exception.getMessage();
        String parameter = exception instanceof Refusal refusal ? refusal.parameter() : "";
        Object format = request.getKvp() == null ? "" : request.getKvp().get("format");
        InfoDocument document = RefusalText.of(
                status, parameter, message, String.valueOf(format).toLowerCase(Locale.ROOT));
        try {
            send(request, status, document);
        } catch (IOException e) {
            throw new IllegalStateException("a refusal cannot be sent: " + message, e);
        }
    }

    /** What has a code is the client's mistake, found by us or by GeoServer itself. */
    private static int status(ServiceException exception) {
        if (exception instanceof Refusal refusal) return refusal.status();
        return exception.getCode() == null ? FAILED : Refusal.BAD_REQUEST;
    }

    private static void send(Request request, int status, InfoDocument document) throws IOException {
        HttpExchange http = HttpExchange.of(request);
        http.resetBody();
        http.setStatus(status);
        http.setType(document.type() + ";charset=" + StandardCharsets.UTF_8);
        // What is not there may be there after the next import.
        http.setHeader("Cache-Control", "no-store");
        if (status == Refusal.TOO_SLOW) http.setHeader("Connection", "close");
        if (status == Refusal.UNAVAILABLE) http.setHeader("Retry-After", SOON);
        if (document.content() instanceof InfoDocument.Sized sized) http.setLength(sized.length());
        document.content().writeTo(http.body());
    }
}
