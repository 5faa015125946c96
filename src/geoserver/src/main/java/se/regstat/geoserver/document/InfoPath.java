package se.regstat.geoserver.document;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.geoserver.ows.Request;

/** The paths of the plugin's own documents: {@code /regstat-info} and what follows, with or without workspace and layer before it. */
public final class InfoPath {

    /** The service's id. */
    public static final String SERVICE = "regstat-info";

    /** Parts that GeoServer lets stand before a service's: a workspace, and a layer of it. */
    private static final int BEFORE = 2;

    /** What GeoServer serves under the name of a workspace or layer, which may be called as the service is. */
    private static final Set<String> SERVICES_OF_OTHERS = Set.of("ows", "wms", "wfs", "wcs", "wps", "csw", "gwc");

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
                String last = parts.get(parts.size() - 1);
                if (i < parts.size() - 1 && SERVICES_OF_OTHERS.contains(last.toLowerCase(Locale.ROOT))) {
                    return Optional.empty();
                }
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
