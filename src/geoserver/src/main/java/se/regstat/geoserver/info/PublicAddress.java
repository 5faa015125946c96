package se.regstat.geoserver.info;

import java.lang.reflect.InvocationTargetException;
import org.geoserver.ows.AbstractDispatcherCallback;
import org.geoserver.ows.Request;
import org.geoserver.ows.URLMangler.URLType;
import org.geoserver.ows.util.ResponseUtils;
import org.geoserver.platform.Operation;

/**
 * Tells the templates of feature information the address of the plugin's plots as clients see it, as the parameter {@code
 * REGSTAT_SERIES}: a relative one is another at each of GeoServer's virtual services, and none in a page of somebody else's.
 */
public final class PublicAddress extends AbstractDispatcherCallback {

    @Override
    public Operation operationDispatched(Request request, Operation operation) {
        if (!operation.getId().equalsIgnoreCase("GetFeatureInfo")) return operation;
        for (Object parameter : operation.getParameters()) {
            String base = baseUrl(parameter);
            if (base.isEmpty()) continue;
            request.getKvp()
                    .put(
                            "REGSTAT_SERIES",
                            ResponseUtils.buildURL(base, "regstat-info/series.svg", null, URLType.RESOURCE));
        }
        return operation;
    }

    /** As all requests of OGC's services have it, each in a class of its own; empty for others. */
    private static String baseUrl(Object request) {
        try {
            return request.getClass().getMethod("getBaseUrl").invoke(request) instanceof String url ? url : "";
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return "";
        }
    }
}
