package se.regstat.statistics.division;

/**
 * What an area is listed by where every area must have a name.
 *
 * @param text never blank
 * @param origin whether it is a name at all
 */
public record AreaName(String text, NameOrigin origin) {}
