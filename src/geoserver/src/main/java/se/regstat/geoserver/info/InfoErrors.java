package se.regstat.geoserver.info;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
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

    /** @param service the plugin's own */
    public InfoErrors(Service service) {
        super(service);
    }

    /** Also before GeoServer knows the service, as while parameters are read. */
    @Override
    public boolean canHandle(Service service, Request request) {
        return super.canHandle(service, request) || InfoService.ID.equalsIgnoreCase(request.getService());
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
        } catch (InvocationTargetException | IOException e) {
            throw new IllegalStateException("a refusal cannot be sent: " + message, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this GeoServer's responses are unknown: " + e.getMessage(), e);
        }
    }

    /** What has a code is the client's mistake, found by us or by GeoServer itself. */
    private static int status(ServiceException exception) {
        if (exception instanceof Refusal refusal) return refusal.status();
        return exception.getCode() == null ? FAILED : Refusal.BAD_REQUEST;
    }

    /** By name, as there are two servlet APIs, javax and jakarta, and the methods are the same. */
    private static void send(Request request, int status, InfoDocument document)
            throws ReflectiveOperationException, IOException {
        Method getter = request.getClass().getMethod("getHttpResponse");
        Object response = getter.invoke(request);
        Class<?> api = getter.getReturnType();
        api.getMethod("resetBuffer").invoke(response);
        api.getMethod("setStatus", int.class).invoke(response, status);
        api.getMethod("setContentType", String.class)
                .invoke(response, document.type() + ";charset=" + StandardCharsets.UTF_8);
        document.content()
                .writeTo((OutputStream) api.getMethod("getOutputStream").invoke(response));
    }
}
