package se.regstat.importing.format;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import se.regstat.statistics.format.CsvForm;

/**
 * How a table lies in its file.
 *
 * @param csv which lines are not of it; for CSV also how it is written
 * @param sheet of a workbook; needed where it has several
 * @param header what the first cell of the line with the column names holds, where that is not a line of known number
 * @param decimal the sign that numbers of a workbook are handed on with, which in the file have none
 */
public record TableForm(CsvForm csv, Optional<String> sheet, Optional<String> header, char decimal) {

    /** From the first line to the last of CSV, or of a workbook's only sheet. */
    public static final TableForm USUAL = of(CsvForm.USUAL);

    public static TableForm of(CsvForm csv) {
        return new TableForm(csv, Optional.empty(), Optional.empty(), '.');
    }

    /**
     * @param headerRow the number of the line with the column names, or what its first cell holds; empty for the first line
     * @param skipLast lines below the table
     * @throws IllegalArgumentException if a number is below what it can be
     */
    public static TableForm of(Optional<String> sheet, Optional<String> headerRow, int skipLast) {
        if (skipLast < 0) throw new IllegalArgumentException("it is how many lines to leave out at the end, 0 or more");
        Optional<String> number = headerRow.filter(text -> text.matches("\\d{1,6}"));
        int line = number.map(Integer::valueOf).orElse(1);
        if (line < 1) throw new IllegalArgumentException("lines are counted from 1");
        CsvForm csv =
                new CsvForm(StandardCharsets.UTF_8, Optional.empty(), line - 1, skipLast, OptionalLong.empty(), false);
        return new TableForm(csv, sheet, number.isPresent() ? Optional.empty() : headerRow, '.');
    }
}
