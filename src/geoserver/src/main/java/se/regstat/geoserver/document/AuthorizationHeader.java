package se.regstat.geoserver.document;

import org.geoserver.ows.AbstractDispatcherCallback;
import org.geoserver.ows.Request;
import org.geoserver.platform.Operation;

/** Tells operations of the header {@code Authorization} where their request wants to know it. */
public final class AuthorizationHeader extends AbstractDispatcherCallback {

    @Override
    public Operation operationDispatched(Request request, Operation operation) {
        for (Object parameter : operation.getParameters()) {
            if (parameter instanceof Authorized authorized) {
                authorized.authorizedBy(
                        HttpExchange.of(request).header("Authorization").orElse(""));
            }
        }
        return operation;
    }
}
