package se.regstat.importing.update;

/**
 * A figure that is another now.
 *
 * @param code of the area
 * @param before the number, or why there was none, as in {@code suppressed}; {@code -} if nothing was held
 * @param after likewise
 */
public record Figure(String code, String before, String after) {}
