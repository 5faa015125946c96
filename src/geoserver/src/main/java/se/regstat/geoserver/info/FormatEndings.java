package se.regstat.geoserver.info;

import java.util.List;
import java.util.Locale;
import org.geoserver.ows.AbstractDispatcherCallback;
import org.geoserver.ows.Request;
import org.geoserver.platform.Service;

/** Lets requests to the plugin's own service name their format as files do: {@code series.svg} is {@code series} in {@code svg}. */
public final class FormatEndings extends AbstractDispatcherCallback {

    private static boolean isAsked(String parameter) {
        return !List.of("service", "version", "request", "language").contains(parameter.toLowerCase(Locale.ROOT));
    }

    /** @throws Refusal if there is no such operation */
    @Override
    public Service serviceDispatched(Request request, Service service) {
        if (service == null || !InfoService.ID.equalsIgnoreCase(service.getId())) return service;
        String operation = request.getRequest();
        // Without a query there are none, and GeoServer would read no parameters at all, the format neither.
        if (request.getRawKvp() == null) request.setRawKvp(request.getKvp());
        int dot = operation == null ? -1 : operation.lastIndexOf('.');
        if (dot > 0) {
            request.setRequest(operation.substring(0, dot));
            request.getKvp().put("format", operation.substring(dot + 1).toLowerCase(Locale.ROOT));
        } else if ("reaggregate".equalsIgnoreCase(operation)
                && request.getKvp().keySet().stream().noneMatch(FormatEndings::isAsked)) {
            // Somebody looks what there is.
            request.getKvp().put("format", "html");
        }
        String name = request.getRequest();
        if (name == null || service.getOperations().stream().noneMatch(name::equalsIgnoreCase)) {
            throw Refusal.notFound("There is nothing here but " + String.join(" and ", service.getOperations())
                    + ", with the format as its ending, as in series.svg and reaggregate.csv");
        }
        return service;
    }
}
