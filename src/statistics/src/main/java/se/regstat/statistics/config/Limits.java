package se.regstat.statistics.config;

import java.time.Duration;

/**
 * What requests to the embedded host may ask for. GeoServer has its own settings for this.
 *
 * @param mapWidth pixels
 * @param mapHeight pixels
 * @param bodyBytes of a POST
 * @param features in one GetFeature answer; 0 for no limit
 * @param request how long a request may take
 * @param concurrentRequests at work at once; the others wait
 */
public record Limits(
        int mapWidth, int mapHeight, long bodyBytes, int features, Duration request, int concurrentRequests) {}
