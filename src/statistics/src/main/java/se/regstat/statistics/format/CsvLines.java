package se.regstat.statistics.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.LineNumberReader;
import java.io.PushbackReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.regstat.statistics.text.SpreadsheetText;

/**
 * Reads CSV (RFC 4180) with column names in its first line, line by line: in UTF-8, and separated by comma, semicolon or tab,
 * whichever most of the first lines have, unless told otherwise. Empty lines are nothing, nor are empty values beyond the last
 * column. Lines with too many or too few values are faults, and left out.
 */
public final class CsvLines {

    /** Hears a document's lines. */
    public interface Hearer {
        /** Once, first. A column without a name is called by its number, as in {@code column 3}. */
        void columns(List<String> names);

        /** @param fields as many as there are columns */
        void row(long line, List<String> fields);

        /** A column that the header must have, by which it is looked for where the first line lacks it. */
        default Optional<String> needed() {
            return Optional.empty();
        }
    }

    /** How many of the first lines are looked at to guess what is what. */
    private static final int LOOKED_AT = 30;

    /** How many characters of them. */
    private static final int AHEAD = 1 << 16;

    /** Of columns without a name after the last that has one: more than the lines of a table have values for. */
    private static final int MOST_UNNAMED = 100;

    private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)\"?sep=(.)\"?");
    private static final Pattern UNNAMED = Pattern.compile("column \\d+");

    private final CsvForm form;
    private final Hearer hearer;
    private final Faults faults;
    private Beginning beginning = new Beginning(0, ',');
    private List<String> columns = List.of();
    private int named;
    private long firstShort;
    private long last;

    private CsvLines(CsvForm form, Hearer hearer, Faults faults) {
        this.form = form;
        this.hearer = hearer;
        this.faults = faults;
    }

    /**
     * @throws FormatException if it is not CSV with distinct column names
     * @throws CharacterCodingException if it is in another encoding
     * @throws IOException if its bytes cannot be had
     */
    public static void read(InputStream document, CsvForm form, Hearer hearer, Faults faults) throws IOException {
        try {
            new CsvLines(form, hearer, faults).read(Text.reader(document, form.charset(), AHEAD));
        } catch (CsvParseException e) {
            if (e.getCause() instanceof IOException cause) throw cause;
            if (e.getCause() instanceof FormatException cause) throw cause;
            throw new FormatException(Optional.empty(), String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Whether a column has no name of its own. */
    public static boolean isUnnamed(String column) {
        return UNNAMED.matcher(column).matches();
    }

    private void read(PushbackReader text) throws IOException {
        beginning = beginning(new String(Text.ahead(text, AHEAD)));
        LineNumberReader in = new LineNumberReader(text);
        for (int i = 0; i < beginning.skipped(); i++) in.readLine();
        CsvReader<CsvRecord> csv = CsvReader.builder()
                .fieldSeparator(beginning.delimiter())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(in);
        records(csv.iterator());
        if (firstShort > 0) adviseNotes(in.getLineNumber());
    }

    /**
     * What comes before the header, and how values are separated.
     *
     * @param skipped lines
     */
    private record Beginning(int skipped, char delimiter) {}

    private Beginning beginning(String start) {
        List<String> first =
                start.lines().limit(form.skipLines() + (long) LOOKED_AT).toList();
        Matcher told =
                SEPARATOR_LINE.matcher(first.isEmpty() ? "" : first.get(0).strip());
        int skipped = Math.max(form.skipLines(), told.matches() ? 1 : 0);
        char delimiter = form.delimiter()
                .or(() -> told.matches() ? Optional.of(told.group(1).charAt(0)) : Optional.empty())
                .orElseGet(() -> separator(first.subList(Math.min(skipped, first.size()), first.size())));
        return new Beginning(skipped, delimiter);
    }

    /** All lines of a table have it. Commas and semicolons stand in titles, texts and decimals too, tabs hardly. */
    private static char separator(List<String> lines) {
        char best = '\t';
        for (char candidate : new char[] {';', ','}) {
            if (withSign(lines, candidate) > withSign(lines, best)) best = candidate;
        }
        return withSign(lines, best) == 0 ? ',' : best;
    }

    private static long withSign(List<String> lines, char sign) {
        return lines.stream().filter(line -> line.indexOf(sign) >= 0).count();
    }

    private void records(Iterator<CsvRecord> records) {
        CsvRecord header = records.hasNext() ? records.next() : null;
        if (header == null || line(header) > form.end()) throw new FormatException("it has no lines");
        columns = names(header);
        Optional<String> needed = hearer.needed();
        if (needed.isPresent() && !columns.contains(needed.get())) refuseTitle(header, records, needed.get());
        hearer.columns(columns);
        while (records.hasNext()) {
            CsvRecord record = records.next();
            if (line(record) > form.end()) break;
            row(record);
        }
    }

    private long line(CsvRecord record) {
        return beginning.skipped() + record.getStartingLineNumber();
    }

    private List<String> names(CsvRecord header) {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String field : header.getFields()) {
            String name = field.strip();
            if (!name.isEmpty()) named = names.size() + 1;
            if (!seen.add(name) && !name.isEmpty()) {
                throw new FormatException("line " + line(header), "there are two columns '" + name + "'");
            }
            names.add(name.isEmpty() ? "column " + (names.size() + 1) : name);
        }
        // Spreadsheets write thousands of them, and each line would be filled up to that.
        return List.copyOf(names.subList(0, Math.min(names.size(), named + MOST_UNNAMED)));
    }

    private void row(CsvRecord record) {
        List<String> fields = new ArrayList<>(record.getFields());
        fields.replaceAll(SpreadsheetText::read);
        int filled = filled(fields);
        last = line(record);
        if (filled == 0) return;
        while (fields.size() > Math.max(filled, columns.size())) fields.remove(fields.size() - 1);
        if (fields.size() >= named) while (fields.size() < columns.size()) fields.add("");
        if (fields.size() == columns.size()) {
            firstShort = 0;
            hearer.row(line(record), fields);
            return;
        }
        boolean tooMany = fields.size() > columns.size();
        if (tooMany) firstShort = 0;
        else if (firstShort == 0) firstShort = line(record);
        faults.add(
                "line " + line(record),
                "it has " + fields.size() + (fields.size() == 1 ? " value" : " values") + ", the header has "
                        + columns.size() + (columns.size() == 1 ? " column" : " columns")
                        + (tooMany ? "; is a quote missing around a value with a separator in it?" : ""));
        if (tooMany && named == 1) {
            faults.advise("If line " + (beginning.skipped() + 1) + " is a title, " + withoutAbove(line(record)));
        }
    }

    /** All lines from there on are short. */
    private void adviseNotes(long lines) {
        String these = firstShort == last
                ? "line " + last + " is a note"
                : "the lines from line " + firstShort + " on are notes";
        faults.advise("If " + these + " below the table, "
                + (form.mapped()
                        ? "say skip_last_lines: " + (lines - firstShort + 1) + " in the mapping"
                        : "delete " + (firstShort == last ? "it" : "them")));
    }

    private void refuseTitle(CsvRecord header, Iterator<CsvRecord> records, String needed) {
        for (int i = 0; i < LOOKED_AT && records.hasNext(); i++) {
            CsvRecord record = records.next();
            if (record.getFields().stream().map(String::strip).noneMatch(needed::equals)) continue;
            throw new FormatException(
                    "line " + line(header),
                    "there is no column '" + needed + "'; the header seems to be line " + line(record) + ": "
                            + withoutAbove(line(record)));
        }
    }

    private String withoutAbove(long header) {
        return form.mapped()
                ? "say skip_lines: " + (header - 1) + " in the mapping"
                : "delete the lines above line " + header;
    }

    /** How many fields there are to the last that is not empty. */
    private static int filled(List<String> fields) {
        for (int i = fields.size(); i > 0; i--) if (!fields.get(i - 1).isBlank()) return i;
        return 0;
    }
}
