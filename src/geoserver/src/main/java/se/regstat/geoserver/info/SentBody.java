package se.regstat.geoserver.info;

import org.geoserver.ows.AbstractDispatcherCallback;
import org.geoserver.ows.Request;
import se.regstat.geoserver.document.InfoPath;

/**
 * Keeps the body of a POST to the plugin's own service for its operation. GeoServer would look in it for the operation's name, as
 * bodies are XML that say so in its own services.
 */
public final class SentBody extends AbstractDispatcherCallback {

    /** Where it is among the parameters, as a {@link java.io.Reader}: no name that a client can send stands in its way. */
    static final String KEY = "regstat-info:body";

    @Override
    public Request init(Request request) {
        if (request.getInput() == null || !InfoPath.leadsHere(request)) return request;
        request.getKvp().put(KEY, request.getInput());
        request.setInput(null);
        return request;
    }
}
