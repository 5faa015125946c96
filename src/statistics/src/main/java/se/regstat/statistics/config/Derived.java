package se.regstat.statistics.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Indicators to be re-aggregated to somebody's own boundaries and published as layers.
 *
 * @param division whose areas are the boundaries
 * @param indicators ids
 * @param approximate whether to average what cannot be derived
 * @param sourceDivision whose areas the values are taken of; empty for the usual one, as the other texts
 */
public record Derived(
        String division,
        List<String> indicators,
        Optional<String> sourceDivision,
        Optional<String> weighting,
        Optional<String> mask,
        Optional<String> population,
        Optional<String> missing,
        boolean approximate,
        OptionalDouble tolerance,
        OptionalDouble minimumCoverage) {

    public Derived {
        indicators = List.copyOf(indicators);
    }
}
