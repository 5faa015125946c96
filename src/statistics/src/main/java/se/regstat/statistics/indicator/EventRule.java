package se.regstat.statistics.indicator;

/**
 * Of an indicator that is counted from points.
 *
 * @param covers what its files have all points of, where the import does not say
 * @param publishPoints whether a layer of the points themselves may be made, where the indicator is not restricted
 */
public record EventRule(EventCoverage covers, boolean publishPoints) {}
