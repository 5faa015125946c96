package se.regstat.geoserver;

import org.geoserver.ows.AbstractDispatcherCallback;
import org.geoserver.ows.Request;
import org.geoserver.platform.Service;

/** Does what cannot be done before GeoServer is up, see {@link Publisher#tendTiles}. */
public final class FirstRequest extends AbstractDispatcherCallback {

    private final Publisher publisher;

    public FirstRequest(Publisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public Service serviceDispatched(Request request, Service service) {
        publisher.tendTiles();
        return service;
    }
}
