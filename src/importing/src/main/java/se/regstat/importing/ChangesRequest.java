package se.regstat.importing;

import java.nio.file.Path;
import java.util.Optional;
import se.regstat.importing.format.TableForm;

/**
 * A change log as a table, in CSV or of an Excel workbook.
 *
 * @param from the earlier vintage's year
 * @param to the later one's
 * @param fromCode column with the codes in the earlier vintage
 * @param toCode column with the codes in the later vintage
 * @param kind column with the kind of change, in SCB's words
 * @param date column with the date; empty for the usual one, if it is there
 * @param knownOnly whether rows with well-formed codes that the vintages do not have are skipped, not refused
 */
public record ChangesRequest(
        Path file,
        TableForm form,
        String division,
        String from,
        String to,
        String fromCode,
        String toCode,
        String kind,
        Optional<String> date,
        boolean knownOnly) {}
