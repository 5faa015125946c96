package se.regstat.statistics.importing;

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
import se.regstat.statistics.crs.CrsName;

/**
 * Reads a CSV file with column names in its first line: in UTF-8, and separated by comma, semicolon or tab, whichever the
 * first line has most of, unless told otherwise.
 */
final class CsvFile {

    /** A line of the file. */
    record Row(String position, Map<String, String> values) {
        /** Without surrounding blanks; empty if there is none. */
        String value(String column) {
            return values.getOrDefault(column, "").strip();
        }
    }

    record Table(List<String> columns, List<Row> rows) {}

    private static final Pattern WKT = Pattern.compile(
            "(?is)\\s*(?:SRID\\s*=\\s*(\\d{1,6})\\s*;)?\\s*([A-Z]+)\\s*(?:Z|M|ZM)?\\s*(?:\\(.*|EMPTY\\s*)");
    private static final Set<String> CURVES =
            Set.of("CURVEPOLYGON", "MULTISURFACE", "COMPOUNDCURVE", "CIRCULARSTRING", "MULTICURVE");

    /** Hears a file's lines. */
    interface Lines {
        /** Once, first. */
        void columns(List<String> names);

        /** @param fields as many as there are columns */
        void row(long line, List<String> fields);
    }

    private final Path file;
    private final Charset charset;
    private final Optional<Character> delimiter;

    CsvFile(Path file) {
        this(file, StandardCharsets.UTF_8, Optional.empty());
    }

    /** @param delimiter the one that the first line has most of if empty */
    CsvFile(Path file, Charset charset, Optional<Character> delimiter) {
        this.file = file;
        this.charset = charset;
        this.delimiter = delimiter;
    }

    /** @throws ImportException if it is not CSV with distinct column names */
    Table readTable(Problems problems) {
        List<String> columns = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
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
                        rows.add(new Row("line " + line, values));
                    }
                },
                problems);
        return new Table(columns, rows);
    }

    /**
     * Reads the file line by line. Lines with too many or too few values are added to the problems and left out.
     *
     * @throws ImportException if it is not CSV with distinct column names
     */
    void read(Lines lines, Problems problems) {
        FeatureFile.start(file);
        try (BufferedReader in = Files.newBufferedReader(file, charset)) {
            in.mark(1);
            if (in.read() != '\uFEFF') in.reset();
            in.mark(1 << 16);
            String header = String.valueOf(in.readLine());
            in.reset();
            try (CsvReader<CsvRecord> csv = CsvReader.builder()
                    .fieldSeparator(delimiter.orElseGet(() -> separator(header)))
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .allowUnclosedQuote(false)
                    .ofCsvRecord(in)) {
                read(csv.iterator(), lines, problems);
            }
        } catch (CsvParseException e) {
            Throwable cause = e.getCause() instanceof CharacterCodingException ? e.getCause() : e;
            throw cause == e ? new ImportException(file + ": " + e.getMessage(), e) : notInCharset(cause);
        } catch (CharacterCodingException e) {
            throw notInCharset(e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) throw notInCharset(e);
            throw new ImportException(file + " cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ImportException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private ImportException notInCharset(Throwable cause) {
        if (!charset.equals(StandardCharsets.UTF_8)) {
            return new ImportException(file + " is not in " + charset + ", as the mapping file says", cause);
        }
        return new ImportException(
                file + " is not in UTF-8; save it so, for example with: iconv -f ISO-8859-1 -t UTF-8", cause);
    }

    private static char separator(String header) {
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(header, candidate) > count(header, best)) best = candidate;
        }
        return best;
    }

    private static long count(String text, char character) {
        return text.chars().filter(c -> c == character).count();
    }

    private void read(Iterator<CsvRecord> records, Lines lines, Problems problems) {
        if (!records.hasNext()) throw new ImportException(file + " has no lines");
        List<String> columns =
                records.next().getFields().stream().map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!seen.add(column)) {
                throw new ImportException(file + ", line 1: there are two columns '" + column + "'");
            }
        }
        lines.columns(columns);
        while (records.hasNext()) {
            CsvRecord record = records.next();
            if (record.getFieldCount() != columns.size()) {
                problems.add(
                        "line " + record.getStartingLineNumber(),
                        "it has " + record.getFieldCount() + " values, the first line has " + columns.size()
                                + " columns"
                                + (record.getFieldCount() > columns.size()
                                        ? "; is a quote missing around a value with a separator in it?"
                                        : ""));
                continue;
            }
            lines.row(record.getStartingLineNumber(), record.getFields());
        }
    }

    /** Reads features: geometry as WKT, a prefix {@code SRID=nnnn;} allowed, in the first column that has such. */
    FeatureFile readFeatures(Optional<CrsName> given, Shape shape, Problems problems) {
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
