package se.regstat.statistics.indicator;

/**
 * What protects the persons behind a restricted indicator.
 *
 * @param minimum no value is told for fewer persons than this
 * @param base the count of those persons, an indicator's id
 */
public record Disclosure(double minimum, String base) {}
