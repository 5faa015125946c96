package se.regstat.statistics.text;

import java.util.regex.Pattern;

/**
 * Texts in CSV that spreadsheet programs would take for formulas: those that begin with =, +, -, @ or a tab and are no numbers. An
 * apostrophe before them makes them texts there too, and reading takes it away again.
 */
public final class SpreadsheetText {

    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+([.,]\\d+)?");
    private static final Pattern FORMULA = Pattern.compile("(?s)'*[=+\\-@\\t\\r].*");
    private static final Pattern GUARDED = Pattern.compile("(?s)'+[=+\\-@\\t\\r].*");

    private SpreadsheetText() {}

    /** The text as CSV has it, before quoting. */
    public static String guarded(String text) {
        return FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches() ? "'" + text : text;
    }

    /** What was guarded. */
    public static String read(String field) {
        return GUARDED.matcher(field).matches() ? field.substring(1) : field;
    }
}
