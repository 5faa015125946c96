package se.regstat.statistics.indicator;

import java.time.Instant;
import se.regstat.statistics.division.VintageId;

/**
 * Values that a later import or a removal took the place of: what is kept of them is where they came from.
 *
 * @param replaced when
 */
public record ReplacedValues(String indicator, VintageId vintage, int year, Provenance provenance, Instant replaced) {}
