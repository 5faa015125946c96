package se.regstat.geoserver.info;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.geoserver.ows.AbstractDispatcherCallback;
import org.geoserver.ows.Request;
import org.geoserver.platform.Service;

/** Refuses re-aggregations with a parameter that there is not: a misspelt one would go unnoticed, and the numbers be others. */
public final class KnownParameters extends AbstractDispatcherCallback {

    /** Of any request, {@code authkey} for GeoServers that let users in by a key. */
    private static final Set<String> ANY =
            Set.of("service", "version", "request", "format", "language", "authkey", "access_token", "namespace", "_");

    private static final List<String> OWN = Arrays.stream(ReaggregateRequest.class.getMethods())
            .map(method -> method.getName())
            .filter(name -> name.startsWith("set") && !name.equals("setFormat"))
            .map(name -> name.substring(3, 4).toLowerCase(Locale.ROOT) + name.substring(4))
            .sorted()
            .toList();

    @Override
    public Service serviceDispatched(Request request, Service service) {
        if (service == null || !InfoService.ID.equalsIgnoreCase(service.getId())) return service;
        String operation = String.valueOf(request.getRequest()).toLowerCase(Locale.ROOT);
        if (!operation.split("\\.", 2)[0].equals("reaggregate")) return service;
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        known.addAll(ANY);
        known.addAll(OWN);
        for (Object name : request.getKvp().keySet()) {
            if (known.contains(String.valueOf(name))) continue;
            throw Refusal.badRequest(name + ": there is no such parameter; there are " + String.join(", ", OWN));
        }
        return service;
    }
}
