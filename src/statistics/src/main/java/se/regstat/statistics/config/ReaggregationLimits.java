package se.regstat.statistics.config;

import java.time.Duration;

/**
 * What one re-aggregation for somebody else may ask for, in the embedded host and in GeoServer.
 *
 * @param targets boundaries
 * @param vertices of all boundaries together
 * @param bodyBytes of boundaries that are sent to the address
 * @param values targets times indicators and years
 * @param time for everything, that of waiting for a place included
 * @param atOnce that are computed at a time, since each takes memory; the others wait
 */
public record ReaggregationLimits(int targets, int vertices, long bodyBytes, int values, Duration time, int atOnce) {

    /** What a country's smallest areas need. */
    public static final ReaggregationLimits DEFAULT =
            new ReaggregationLimits(50_000, 5_000_000, 64L << 20, 2_000_000, Duration.ofSeconds(60), 4);

    static ReaggregationLimits read(YamlMapping yaml) {
        yaml.only("targets", "vertices", "body_megabytes", "values", "seconds", "at_once");
        return new ReaggregationLimits(
                yaml.positive("targets", DEFAULT.targets()),
                yaml.positive("vertices", DEFAULT.vertices()),
                (long) yaml.positive("body_megabytes", (int) (DEFAULT.bodyBytes() >> 20)) << 20,
                yaml.positive("values", DEFAULT.values()),
                Duration.ofSeconds(yaml.positive("seconds", (int) DEFAULT.time().toSeconds())),
                yaml.positive("at_once", DEFAULT.atOnce()));
    }
}
