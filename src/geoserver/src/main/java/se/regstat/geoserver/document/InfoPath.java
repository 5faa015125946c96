package se.regstat.geoserver.document;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.geoserver.ows.Request;

/** The paths of the plugin's own documents: {@code /regstat-info} and what follows, with or without workspace and layer before it. */
public final class InfoPath {

    /** The service's id. */
    public static final String SERVICE = "regstat-info";

    /** Parts that GeoServer lets stand before a service's: a workspace, and a layer of it. */
    private static final int BEFORE = 2;

    private InfoPath() {}

    /**
     * What follows the service's part, decoded; of {@code /regstat-info/download/deso_2025.gpkg} these are {@code download} and {@code
     * deso_2025.gpkg}. Empty if the path does not lead to the service.
     */
    static Optional<List<String>> after(Request request) {
        List<String> parts = new ArrayList<>();
        if (request.getContext() != null)
            parts.addAll(List.of(request.getContext().split("/")));
        if (request.getPath() != null) parts.add(request.getPath());
        for (int i = 0; i < parts.size() && i <= BEFORE; i++) {
            if (parts.get(i).equalsIgnoreCase(SERVICE)) {
                return Optional.of(parts.subList(i + 1, parts.size()).stream()
                        .map(InfoPath::decoded)
                        .toList());
            }
        }
        return Optional.empty();
    }

    /** What cannot be decoded is no document's name either. */
    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part;
        }
    }

    /** Whether the path leads to the service, or the parameters name it. */
    public static boolean leadsHere(Request request) {
        return after(request).isPresent()
                || SERVICE.equalsIgnoreCase(String.valueOf(request.getKvp().get("service")));
    }
}
