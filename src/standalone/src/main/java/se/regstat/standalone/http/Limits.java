package se.regstat.standalone.http;

import java.time.Duration;
import java.util.List;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.YamlMapping;

/**
 * What requests may ask for.
 *
 * @param mapWidth pixels
 * @param mapHeight pixels
 * @param bodyBytes of a POST
 * @param features in one GetFeature answer; 0 for no limit
 * @param layers names in one GetMap or GetFeatureInfo, and queries in one GetFeature
 * @param request how long a request may take
 * @param concurrentRequests at work at once; the others wait
 * @param referenceHosts other hosts that inputs of a process may be fetched from
 */
public record Limits(
        int mapWidth,
        int mapHeight,
        long bodyBytes,
        int features,
        int layers,
        Duration request,
        int concurrentRequests,
        List<String> referenceHosts) {

    /** More than any map has. */
    private static final int USUAL_LAYERS = 100;

    public Limits {
        referenceHosts = List.copyOf(referenceHosts);
    }

    /** With the usual number of layers and without other hosts. */
    public Limits(int mapWidth, int mapHeight, long bodyBytes, int features, Duration request, int concurrentRequests) {
        this(mapWidth, mapHeight, bodyBytes, features, USUAL_LAYERS, request, concurrentRequests, List.of());
    }

    /**
     * As {@code regstat.yml} has them.
     *
     * @throws se.regstat.statistics.config.ConfigurationException naming file, line and key of what cannot be used
     */
    public static Limits of(Configuration configuration) {
        YamlMapping yaml = configuration.limits();
        return new Limits(
                yaml.positive("map_width", 4096),
                yaml.positive("map_height", 4096),
                yaml.positive("body_megabytes", 16) * 1_000_000L,
                yaml.number("features").orElse(0),
                yaml.positive("layers", USUAL_LAYERS),
                Duration.ofSeconds(yaml.positive("request_seconds", 60)),
                yaml.positive("concurrent_requests", 24),
                yaml.list("reference_hosts"));
    }
}
