package se.regstat.statistics.indicator;

import java.time.Instant;

/**
 * Where stored values come from.
 *
 * @param imported when
 * @param file its name, or the address it was read from
 * @param checksum SHA-256 of its bytes, hexadecimal
 * @param source what the import said of the source; empty for what {@code indicators.yml} says
 */
public record Provenance(Instant imported, String file, String checksum, String source) {}
