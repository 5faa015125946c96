package se.regstat.geoserver.document;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.geoserver.ows.AbstractDispatcherCallback;
import org.geoserver.ows.Request;
import org.geoserver.platform.Service;
import se.regstat.geotools.process.AnsweredOperation;

/**
 * Lets requests to the plugin's own service name their format as files do: {@code series.svg} is {@code series} in {@code svg}, and
 * {@code download/deso_2025.gpkg} is {@code download} of the {@code file} {@code deso_2025} in {@code gpkg}.
 */
public final class FormatEndings extends AbstractDispatcherCallback {

    /** The parameter with what follows the operation in the path, without the ending. */
    public static final String FILE = "file";

    /** The parameter with the path as it was sent: links of a page are relative to that. */
    public static final String PATH = "path";

    private static final String FORMAT = "format";

    /** Of every request, so that they say nothing of what is wanted. */
    private static final Set<String> ANY = Set.of("service", "version", "request", "language");

    /** GeoServer takes the last part of a path for the service or the request, and would not find what lies deeper. */
    @Override
    public Request init(Request request) {
        Optional<List<String>> path = InfoPath.after(request);
        if (path.isEmpty()) return request;
        Map<String, Object> kvp = request.getKvp();
        kvp.put("service", InfoPath.SERVICE);
        List<String> parts = path.get();
        if (!parts.isEmpty()) kvp.put("request", parts.get(0));
        if (parts.size() > 1) {
            String file = String.join("/", parts.subList(1, parts.size()));
            String ending = ending(file);
            kvp.put(FILE, file.substring(0, file.length() - ending.length()));
            if (!ending.isEmpty()) kvp.put(FORMAT, ending.substring(1).toLowerCase(Locale.ROOT));
        }
        return request;
    }

    /** With its dot; empty if there is none. */
    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(dot) : "";
    }

    /** @throws Refusal if there is no such operation */
    @Override
    public Service serviceDispatched(Request request, Service service) {
        if (service == null || !InfoPath.SERVICE.equalsIgnoreCase(service.getId())) return service;
        String operation = request.getRequest() == null ? "" : request.getRequest();
        Map<String, Object> kvp = request.getKvp();
        // Without a query there are none, and GeoServer would read no parameters at all, the format neither.
        if (request.getRawKvp() == null) request.setRawKvp(kvp);
        String ending = ending(operation);
        if (!ending.isEmpty()) {
            operation = operation.substring(0, operation.length() - ending.length());
            request.setRequest(operation);
            kvp.put(FORMAT, ending.substring(1).toLowerCase(Locale.ROOT));
        } else if (AnsweredOperation.of(operation).isPresent() && ANY.containsAll(lowerCase(kvp.keySet()))) {
            // Somebody looks what there is.
            kvp.put(FORMAT, "html");
        } else if (kvp.get(FORMAT) == null) {
            kvp.put(
                    Accepted.PARAMETER,
                    HttpExchange.of(request).header("Accept").orElse(""));
        }
        if (service.getOperations().stream().noneMatch(operation::equalsIgnoreCase)) {
            throw Refusal.notFound("There is nothing here but " + String.join(" and ", service.getOperations())
                    + ", with the format as its ending, as in series.svg and reaggregate.csv");
        }
        kvp.put(PATH, HttpExchange.of(request).path());
        return service;
    }

    private static List<String> lowerCase(Set<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }
}
