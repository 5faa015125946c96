package se.regstat.importing.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import se.regstat.statistics.config.Unreadable;
import se.regstat.statistics.crs.CrsName;
import se.regstat.statistics.csv.SpreadsheetText;

/**
 * Reads a CSV file with column names in its first line: in UTF-8, and separated by comma, semicolon or tab, whichever most of
 * the first lines have, unless told otherwise.
 */
public final class CsvFile {

    /** A line of the file. */
    public record Row(String position, Map<String, String> values) {
        /** Without surrounding blanks; empty if there is none. */
        public String value(String column) {
            return values.getOrDefault(column, "").strip();
        }
    }

    public record Table(List<String> columns, List<Row> rows) {}

    /** Says that the file is in UTF-8 or UTF-16. */
    private static final char MARK = '\uFEFF';

    private static final Pattern WKT = Pattern.compile(
            "(?is)\\s*(?:SRID\\s*=\\s*(\\d{1,6})\\s*;)?\\s*([A-Z]+)\\s*(?:Z|M|ZM)?\\s*(?:\\(.*|EMPTY\\s*)");
    private static final Set<String> CURVES =
            Set.of("CURVEPOLYGON", "MULTISURFACE", "COMPOUNDCURVE", "CIRCULARSTRING", "MULTICURVE");

    /** Hears a file's lines. */
    public interface Lines {
        /** Once, first. A column without a name is called by its number, as in {@code column 3}. */
        void columns(List<String> names);

        /** @param fields as many as there are columns */
        void row(long line, List<String> fields);

        /** A column that the header must have, by which it is looked for where the first line lacks it. */
        default Optional<String> needed() {
            return Optional.empty();
        }
    }

    /**
     * How a file is written.
     *
     * @param charset unless it begins with the mark of another
     * @param delimiter if empty, what a line {@code sep=;} says that it begins with, else whichever most of the first lines have
     * @param skipLines lines above the header, such as titles
     * @param skipLastLines lines below the table, such as notes
     * @param mapped whether a mapping file says so, which messages then send to
     */
    public record Form(
            Charset charset, Optional<Character> delimiter, int skipLines, int skipLastLines, boolean mapped) {
        static final Form USUAL = new Form(StandardCharsets.UTF_8, Optional.empty(), 0, 0, false);
    }

    /** How many of the first lines are looked at to guess what is what. */
    private static final int LOOKED_AT = 30;

    private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)\"?sep=(.)\"?");
    private static final Pattern UNNAMED = Pattern.compile("column \\d+");

    private final Path file;
    private final Form form;

    public CsvFile(Path file) {
        this(file, Form.USUAL);
    }

    public CsvFile(Path file, Form form) {
        this.file = file;
        this.form = form;
    }

    /** @throws ImportException if it is not CSV with distinct column names */
    public Table readTable(Problems problems) {
        List<String> columns = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        Set<String> filled = new HashSet<>();
        read(
                new Lines() {
                    @Override
                    public void columns(List<String> names) {
                        columns.addAll(names);
                    }

                    @Override
                    public void row(long line, List<String> fields) {
                        Map<String, String> values = new HashMap<>();
                        for (int i = 0; i < columns.size(); i++) {
                            if (!fields.get(i).isBlank()) values.put(columns.get(i), fields.get(i));
                        }
                        filled.addAll(values.keySet());
                        rows.add(new Row("line " + line, values));
                    }
                },
                problems);
        columns.removeIf(name -> isUnnamed(name) && !filled.contains(name));
        return new Table(columns, rows);
    }

    /** Whether a column of {@link Lines#columns} has no name of its own. */
    public static boolean isUnnamed(String column) {
        return UNNAMED.matcher(column).matches();
    }

    /**
     * Reads the file line by line. Empty lines are nothing, nor are empty values beyond the last column. Lines with too many or
     * too few values are added to the problems and left out.
     *
     * @throws ImportException if it is not CSV with distinct column names
     */
    public void read(Lines lines, Problems problems) {
        FileKind kind = FileKind.of(file);
        if (kind != FileKind.TEXT && kind != FileKind.UTF16) {
            throw new ImportException(file + " is not CSV; it is " + FileKind.described(file));
        }
        Charset charset = FileKind.utf16(FileKind.start(file)).orElse(form.charset());
        try {
            Beginning beginning = beginning(charset);
            long end = form.skipLastLines() == 0 ? Long.MAX_VALUE : count(charset) - form.skipLastLines();
            try (BufferedReader in = Files.newBufferedReader(file, charset)) {
                in.mark(1);
                if (in.read() != MARK) in.reset();
                for (int i = 0; i < beginning.skipped(); i++) in.readLine();
                try (CsvReader<CsvRecord> csv = CsvReader.builder()
                        .fieldSeparator(beginning.delimiter())
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .ofCsvRecord(in)) {
                    new Reading(lines, problems, beginning, end).read(csv.iterator());
                }
            }
        } catch (CsvParseException e) {
            if (e.getCause() instanceof CharacterCodingException wrong) throw notInCharset(wrong, charset);
            throw new ImportException(file + ": " + e.getMessage(), e);
        } catch (CharacterCodingException e) {
            throw notInCharset(e, charset);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException wrong) throw notInCharset(wrong, charset);
            throw new ImportException(Unreadable.told(file, e.getCause()), e);
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
    }

    private ImportException notInCharset(CharacterCodingException cause, Charset charset) {
        String where = " is not in " + charset;
        if (form.mapped()) {
            String likely = charset.equals(StandardCharsets.UTF_8)
                    ? "; if an older program wrote it, say encoding: windows-1252 in the mapping"
                    : ", as the mapping file says";
            return new ImportException(file + where + likely, cause);
        }
        return new ImportException(
                file + where + "; make a copy that is, for example with: iconv -f WINDOWS-1252 -t UTF-8 " + file
                        + " > utf8.csv",
                cause);
    }

    /**
     * What comes before the header, and how values are separated.
     *
     * @param skipped lines
     */
    private record Beginning(int skipped, char delimiter) {}

    private Beginning beginning(Charset charset) throws IOException {
        List<String> first = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file, charset)) {
            String line = in.readLine();
            for (int i = 0; line != null && i < form.skipLines() + LOOKED_AT; i++, line = in.readLine())
                first.add(line);
        }
        Matcher told = SEPARATOR_LINE.matcher(
                first.isEmpty()
                        ? ""
                        : first.get(0).replace(String.valueOf(MARK), "").strip());
        int skipped = Math.max(form.skipLines(), told.matches() ? 1 : 0);
        char delimiter = form.delimiter()
                .or(() -> told.matches() ? Optional.of(told.group(1).charAt(0)) : Optional.empty())
                .orElseGet(() -> separator(first.subList(Math.min(skipped, first.size()), first.size())));
        return new Beginning(skipped, delimiter);
    }

    private long count(Charset charset) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, charset)) {
            return in.lines().count();
        }
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

    /** Goes through the records of a file once. */
    private final class Reading {

        private final Lines lines;
        private final Problems problems;
        private final Beginning beginning;
        private final long end;
        private List<String> columns = List.of();
        private int named;
        private long firstShort;
        private long last;

        /** @param end the last line that is read */
        Reading(Lines lines, Problems problems, Beginning beginning, long end) {
            this.lines = lines;
            this.problems = problems;
            this.beginning = beginning;
            this.end = end;
        }

        void read(Iterator<CsvRecord> records) {
            CsvRecord header = records.hasNext() ? records.next() : null;
            if (header == null || line(header) > end) throw new ImportException(file + " has no lines");
            columns = names(header);
            Optional<String> needed = lines.needed();
            if (needed.isPresent() && !columns.contains(needed.get())) refuseTitle(header, records, needed.get());
            lines.columns(columns);
            while (records.hasNext()) {
                CsvRecord record = records.next();
                if (line(record) > end) break;
                row(record);
            }
            if (firstShort > 0) adviseNotes();
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
                    throw new ImportException(
                            file + ", line " + line(header) + ": there are two columns '" + name + "'");
                }
                names.add(name.isEmpty() ? "column " + (names.size() + 1) : name);
            }
            return names;
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
                lines.row(line(record), fields);
                return;
            }
            boolean tooMany = fields.size() > columns.size();
            if (tooMany) firstShort = 0;
            else if (firstShort == 0) firstShort = line(record);
            problems.add(
                    "line " + line(record),
                    "it has " + fields.size() + (fields.size() == 1 ? " value" : " values") + ", the header has "
                            + columns.size() + (columns.size() == 1 ? " column" : " columns")
                            + (tooMany ? "; is a quote missing around a value with a separator in it?" : ""));
            if (tooMany && named == 1) {
                problems.advise("If line " + (beginning.skipped() + 1) + " is a title, " + withoutAbove(line(record)));
            }
        }

        /** All lines from there on are short. */
        private void adviseNotes() {
            String these = firstShort == last
                    ? "line " + last + " is a note"
                    : "the lines from line " + firstShort + " on are notes";
            problems.advise("If " + these + " below the table, "
                    + (form.mapped()
                            ? "say skip_last_lines: " + (lastLine() - firstShort + 1) + " in the mapping"
                            : "delete " + (firstShort == last ? "it" : "them")));
        }

        private long lastLine() {
            try {
                return count(FileKind.utf16(FileKind.start(file)).orElse(form.charset()));
            } catch (IOException e) {
                throw new ImportException(Unreadable.told(file, e), e);
            }
        }

        private void refuseTitle(CsvRecord header, Iterator<CsvRecord> records, String needed) {
            for (int i = 0; i < LOOKED_AT && records.hasNext(); i++) {
                CsvRecord record = records.next();
                if (record.getFields().stream().map(String::strip).noneMatch(needed::equals)) continue;
                throw new ImportException(file + ", line " + line(header) + ": there is no column '" + needed
                        + "'; the header seems to be line " + line(record) + ": " + withoutAbove(line(record)));
            }
        }

        private String withoutAbove(long header) {
            return form.mapped()
                    ? "say skip_lines: " + (header - 1) + " in the mapping"
                    : "delete the lines above line " + header;
        }
    }

    /** How many fields there are to the last that is not empty. */
    private static int filled(List<String> fields) {
        for (int i = fields.size(); i > 0; i--) if (!fields.get(i - 1).isBlank()) return i;
        return 0;
    }

    /** Reads features: geometry as WKT, a prefix {@code SRID=nnnn;} allowed, in the first column that has such. */
    public FeatureFile readFeatures(Optional<CrsName> given, Shape shape, Problems problems) {
        Table table = readTable(problems);
        String geometryColumn = geometryColumn(table, problems);
        List<Feature> features = new ArrayList<>();
        WKTReader wkt = new WKTReader(Polygons.FACTORY);
        Optional<CrsName> own = Optional.empty();
        for (Row row : table.rows()) {
            String text = row.value(geometryColumn);
            if (text.isEmpty()) {
                problems.add(row.position(), "it has no geometry in column '" + geometryColumn + "'");
                continue;
            }
            Matcher matcher = WKT.matcher(text);
            if (!matcher.matches()) {
                problems.add(row.position(), "'" + shortened(text) + "' in column '" + geometryColumn + "' is not WKT");
                continue;
            }
            if (matcher.group(1) != null) {
                CrsName crs = CrsName.ofEpsg(Integer.parseInt(matcher.group(1)));
                if (own.isEmpty()) own = Optional.of(crs);
                if (!own.get().equals(crs)) {
                    problems.add(
                            row.position(),
                            "it is in " + crs + ", lines before it in " + own.get()
                                    + "; all of a file should be in one");
                    continue;
                }
            }
            geometry(wkt, matcher, text, shape, row.position(), problems)
                    .ifPresent(geometry -> features.add(new Feature(row.position(), row.values(), geometry)));
        }
        List<String> columns =
                table.columns().stream().filter(c -> !c.equals(geometryColumn)).toList();
        StatedCrs.Usual usual = new StatedCrs.Usual(
                CrsName.SWEREF99_TM, "EPSG:3006 (SWEREF 99 TM), easting first, since neither --crs nor the file says");
        return new FeatureFile(columns, new StatedCrs(file.toString(), own, given, Optional.of(usual)), features);
    }

    private static Optional<Geometry> geometry(
            WKTReader wkt, Matcher matcher, String text, Shape shape, String position, Problems problems) {
        String type = matcher.group(2).toUpperCase(Locale.ROOT);
        if (CURVES.stream().anyMatch(type::startsWith)) {
            problems.add(position, Polygons.CURVE);
            return Optional.empty();
        }
        try {
            Geometry geometry = wkt.read(text.substring(matcher.start(2)));
            if (shape.accepts(geometry, position, problems)) return Optional.of(geometry);
        } catch (ParseException | IllegalArgumentException e) {
            problems.add(position, "its WKT cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private String geometryColumn(Table table, Problems problems) {
        for (String column : table.columns()) {
            for (Row row : table.rows()) {
                String value = row.value(column);
                if (value.isEmpty()) continue;
                if (WKT.matcher(value).matches()) return column;
                break;
            }
        }
        problems.refuseIfAny();
        throw new ImportException(file + " has no column with WKT, such as POLYGON ((…)); its columns are: "
                + String.join(", ", table.columns()));
    }

    private static String shortened(String text) {
        return text.length() > 30 ? text.substring(0, 30) + "…" : text;
    }
}
