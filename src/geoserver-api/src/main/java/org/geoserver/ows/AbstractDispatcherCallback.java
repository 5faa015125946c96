package org.geoserver.ows;

import org.geoserver.platform.Operation;
import org.geoserver.platform.Service;
import org.geoserver.platform.ServiceException;

/** Sees every request on its way. */
public class AbstractDispatcherCallback {
    /** Before anything is made of it. @return the request to go on with */
    public Request init(Request request) {
        return request;
    }

    /** @return the service to go on with */
    public Service serviceDispatched(Request request, Service service) throws ServiceException {
        return service;
    }

    /** @return the operation to go on with */
    public Operation operationDispatched(Request request, Operation operation) {
        return operation;
    }

    /** @return the result to go on with */
    public Object operationExecuted(Request request, Operation operation, Object result) {
        return result;
    }

    /** @param response which would write the result @return the one to go on with */
    public Response responseDispatched(Request request, Operation operation, Object result, Response response) {
        return response;
    }

    /** After all else, whatever came of it. */
    public void finished(Request request) {}
}
