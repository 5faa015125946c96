package se.regstat.statistics.config;

import java.time.Duration;
import java.util.List;

/**
 * What requests may ask for: of the embedded host, and of re-aggregation, of GeoServer too, which for all else has its own settings.
 *
 * @param mapWidth pixels
 * @param mapHeight pixels
 * @param bodyBytes of a POST
 * @param features in one GetFeature answer; 0 for no limit
 * @param request how long a request may take
 * @param concurrentRequests at work at once; the others wait
 * @param referenceHosts other hosts that inputs of a process may be fetched from
 * @param reaggregation of one re-aggregation for somebody else, in host and GeoServer
 */
public record Limits(
        int mapWidth,
        int mapHeight,
        long bodyBytes,
        int features,
        Duration request,
        int concurrentRequests,
        List<String> referenceHosts,
        Reaggregation reaggregation) {

    /**
     * @param targets boundaries
     * @param vertices of all boundaries together
     * @param bodyBytes of boundaries that are sent to the address
     * @param values targets times indicators and years
     * @param time for everything, that of waiting for a place included
     * @param atOnce that are computed at a time, since each takes memory; the others wait
     */
    public record Reaggregation(int targets, int vertices, long bodyBytes, int values, Duration time, int atOnce) {

        /** What a country's smallest areas need. */
        public static final Reaggregation DEFAULT =
                new Reaggregation(50_000, 5_000_000, 64L << 20, 2_000_000, Duration.ofSeconds(60), 4);
    }

    public Limits {
        referenceHosts = List.copyOf(referenceHosts);
    }

    /** Without other hosts, and as usual for re-aggregation. */
    public Limits(int mapWidth, int mapHeight, long bodyBytes, int features, Duration request, int concurrentRequests) {
        this(mapWidth, mapHeight, bodyBytes, features, request, concurrentRequests, List.of(), Reaggregation.DEFAULT);
    }
}
