package se.regstat.geoserver.layers;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.regstat.statistics.division.LocalText;

/**
 * A service of the workspace's own. What is empty here is as the server's service has it.
 *
 * @param kind {@code wms} or {@code wfs}
 * @param site address of who provides it
 * @param inspire entries of its metadata that GeoServer's INSPIRE extension reads; keys begin with {@code inspire.}
 */
public record PlannedService(
        String kind,
        LocalText title,
        LocalText text,
        List<String> keywords,
        LocalText fees,
        LocalText accessConstraints,
        Optional<String> site,
        Map<String, Serializable> inspire) {

    /** One whose time is over. */
    static PlannedService gone(String kind) {
        LocalText nothing = LocalText.of("");
        return new PlannedService(kind, nothing, nothing, List.of(), nothing, nothing, Optional.empty(), Map.of());
    }

    public PlannedService {
        keywords = List.copyOf(keywords);
        inspire = Map.copyOf(inspire);
    }
}
