package se.regstat.geoserver.info;

import java.util.Locale;
import org.geoserver.ows.AbstractDispatcherCallback;
import org.geoserver.ows.Request;

/**
 * Keeps the body of a POST to the plugin's own service for its operation. GeoServer would look in it for the operation's name, as
 * bodies are XML that say so in its own services.
 */
public final class SentBody extends AbstractDispatcherCallback {

    /** Where it is among the parameters, as a {@link java.io.Reader}: no name that a client can send stands in its way. */
    static final String KEY = "regstat-info:body";

    @Override
    public Request init(Request request) {
        if (request.getInput() == null || !isOurs(request)) return request;
        request.getKvp().put(KEY, request.getInput());
        request.setInput(null);
        return request;
    }

    private static boolean isOurs(Request request) {
        // GeoServer takes the last part of the path for the service until it knows better.
        String context =
                request.getContext() == null ? "" : request.getContext().toLowerCase(Locale.ROOT);
        return context.equals(InfoService.ID)
                || context.endsWith("/" + InfoService.ID)
                || InfoService.ID.equalsIgnoreCase(
                        String.valueOf(request.getKvp().get("service")));
    }
}
