package se.regstat.importing.table;

import java.nio.file.Path;
import se.regstat.statistics.division.VintageId;

/**
 * A table of indicators' values, in CSV or of an Excel workbook.
 *
 * @param vintage whose areas the values are for; it must be in the store
 * @param code column with the areas' codes
 * @param mapping a file that says what the other columns are; docs/indicators.md describes it
 * @param knownOnly whether well-formed codes that the vintage does not have are skipped, not refused
 * @param replace whether values of areas that the table does not have may be taken away
 */
public record IndicatorRequest(
        Path file, VintageId vintage, String code, Path mapping, boolean knownOnly, boolean replace) {}
