package org.geoserver.ows;

import java.util.List;
import org.geoserver.platform.Service;
import org.geoserver.platform.ServiceException;

/** Writes what a service refuses. */
public abstract class ServiceExceptionHandler {
    private final List<Service> services;

    public ServiceExceptionHandler(Service service) {
        this.services = List.of(service);
    }

    public List<Service> getServices() {
        return services;
    }

    public abstract void handleServiceException(ServiceException exception, Request request);

    public boolean canHandle(Service service, Request request) {
        return service != null && services.contains(service);
    }
}
