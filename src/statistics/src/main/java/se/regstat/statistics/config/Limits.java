package se.regstat.statistics.config;

import java.time.Duration;
import java.util.List;

/**
 * What requests to the embedded host may ask for. GeoServer has its own settings for this.
 *
 * @param mapWidth pixels
 * @param mapHeight pixels
 * @param bodyBytes of a POST
 * @param features in one GetFeature answer; 0 for no limit
 * @param request how long a request may take
 * @param concurrentRequests at work at once; the others wait
 * @param referenceHosts other hosts that inputs of a process may be fetched from
 */
public record Limits(
        int mapWidth,
        int mapHeight,
        long bodyBytes,
        int features,
        Duration request,
        int concurrentRequests,
        List<String> referenceHosts) {

    public Limits {
        referenceHosts = List.copyOf(referenceHosts);
    }

    /** Without other hosts. */
    public Limits(int mapWidth, int mapHeight, long bodyBytes, int features, Duration request, int concurrentRequests) {
        this(mapWidth, mapHeight, bodyBytes, features, request, concurrentRequests, List.of());
    }
}
