package se.regstat.statistics.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Indicators to be re-aggregated to somebody's own boundaries and published as layers.
 *
 * @param division whose areas are the boundaries
 * @param indicators ids
 * @param settings the other parameters of re-aggregation that are given, by name as it is written in {@code derived.yml}
 */
public record Derived(String division, List<String> indicators, Map<String, List<String>> settings) {

    public Derived {
        indicators = List.copyOf(indicators);
        settings = new LinkedHashMap<>(settings);
    }
}
