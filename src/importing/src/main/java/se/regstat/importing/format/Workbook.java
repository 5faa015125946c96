package se.regstat.importing.format;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import se.regstat.statistics.config.Unreadable;
import se.regstat.statistics.format.CsvLines;

/**
 * A sheet of an Excel workbook (.xlsx), read as lines of text: dates as 2025-01-01, percentages as the number before
 * the sign, numbers with the decimal sign that the form wants, and those shown with leading zeros, as codes are, with these. Of
 * formulas, what they came to when the file was saved.
 */
final class Workbook {

    private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, false);

    /** What says nothing of the number in a format: quoted texts, brackets as of colours, and single characters to write or leave room for. */
    private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*\\]|[\\\\_*].");

    /** A year or a day. */
    private static final Pattern DATE = Pattern.compile("[yYdD]");

    private final Path file;
    private final TableForm form;

    Workbook(Path file, TableForm form) {
        this.file = file;
        this.form = form;
    }

    void read(CsvLines.Hearer lines, Problems problems) {
        try (ReadableWorkbook workbook = opened()) {
            Sheet sheet = sheet(workbook);
            List<Row> rows = sheet.read();
            rows.removeIf(row -> texts(row).stream().allMatch(String::isBlank));
            int header = header(rows, sheet);
            List<String> columns = columns(rows.get(header));
            lines.columns(columns);
            int last = last(rows);
            for (Row row : rows.subList(header + 1, rows.size())) {
                if (row.getRowNum() <= last) tell(row, columns.size(), lines, problems);
            }
        } catch (FileSystemException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        } catch (IOException | ExcelReaderException e) {
            // What the library says is of its parser, not for users.
            throw new ImportException(
                    file + " looks like an Excel workbook and cannot be read as one: it is damaged, or protected by a"
                            + " password; save the sheet as CSV UTF-8",
                    e);
        }
    }

    private ReadableWorkbook opened() throws IOException {
        refuseIfTooLarge(Runtime.getRuntime().maxMemory() / 2);
        return new ReadableWorkbook(file.toFile(), WITH_FORMATS);
    }

    /**
     * Its parts are packed, a thousand to one where somebody wants it so, and the library has them in memory. They are found as the
     * library finds them: by the directory at the end of the file, as what stands before them may be anything.
     *
     * @param most bytes
     * @throws IOException if it is no archive, or damaged
     */
    void refuseIfTooLarge(long most) throws IOException {
        long all = 0;
        byte[] piece = new byte[1 << 16];
        try (ZipFile archive = ZipFile.builder().setPath(file).get()) {
            for (ZipArchiveEntry entry : Collections.list(archive.getEntries())) {
                try (InputStream part = archive.getInputStream(entry)) {
                    for (int read = part.read(piece); read >= 0; read = part.read(piece)) {
                        all += read;
                        if (all <= most) continue;
                        throw new ImportException(file + " unpacks to more than " + (most >> 20)
                                + " MB, half of the memory that this program may take; save the sheet as CSV UTF-8, or give"
                                + " more memory, as in REGSTAT_JAVA_OPTS=-Xmx4g");
                    }
                }
            }
        }
    }

    private Sheet sheet(ReadableWorkbook workbook) throws IOException {
        List<Sheet> sheets;
        try (Stream<Sheet> all = workbook.getSheets()) {
            sheets = all.toList();
        }
        List<String> names = sheets.stream().map(Sheet::getName).toList();
        if (form.sheet().isPresent()) {
            return workbook.findSheet(form.sheet().get())
                    .orElseThrow(() -> new ImportException(file + " has no sheet '"
                            + form.sheet().get() + "'; its sheets are: " + String.join(", ", names)));
        }
        if (sheets.size() == 1) return sheets.get(0);
        List<Sheet> suitable = new ArrayList<>();
        for (Sheet sheet : sheets) {
            if (form.header().isPresent() && sheet.read().stream().anyMatch(this::isHeader)) suitable.add(sheet);
        }
        if (suitable.size() == 1) return suitable.get(0);
        throw new ImportException(
                file + " has several sheets; say which one (sheet), they are: " + String.join(", ", names));
    }

    private boolean isHeader(Row row) {
        return texts(row).stream().map(String::strip).findFirst().equals(form.header());
    }

    /** Its place in the list. */
    private int header(List<Row> rows, Sheet sheet) {
        for (int i = 0; i < rows.size(); i++) {
            boolean found = form.header().isPresent()
                    ? isHeader(rows.get(i))
                    : rows.get(i).getRowNum() > form.csv().skipLines();
            if (found) return i;
        }
        String wanted =
                form.header().map(text -> " that begins with '" + text + "'").orElse("");
        throw new ImportException(file + ", sheet " + sheet.getName() + " has no line" + wanted);
    }

    private List<String> columns(Row header) {
        List<String> columns = texts(header);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i).strip();
            if (!name.isEmpty() && !seen.add(name)) {
                throw new ImportException(
                        file + ", line " + header.getRowNum() + ": there are two columns '" + name + "'");
            }
            columns.set(i, name.isEmpty() ? "column " + (i + 1) : name);
        }
        return List.copyOf(columns);
    }

    private int last(List<Row> rows) {
        return rows.get(rows.size() - 1).getRowNum() - form.csv().skipLastLines();
    }

    private void tell(Row row, int columns, CsvLines.Hearer lines, Problems problems) {
        String position = "line " + row.getRowNum();
        for (Cell cell : row) {
            if (cell != null && cell.getType() == CellType.ERROR) {
                problems.add(position, "cell " + cell.getAddress() + " holds an error, " + cell.getRawValue());
                return;
            }
        }
        List<String> fields = texts(row);
        if (fields.size() > columns) {
            problems.add(position, "it has " + fields.size() + " values, the header has " + columns + " columns");
            return;
        }
        while (fields.size() < columns) fields.add("");
        lines.row(row.getRowNum(), fields);
    }

    /** As far as the last that is not empty. */
    private List<String> texts(Row row) {
        List<String> texts = new ArrayList<>();
        for (Cell cell : row) texts.add(cell == null ? "" : text(cell));
        while (!texts.isEmpty() && texts.get(texts.size() - 1).isBlank()) texts.remove(texts.size() - 1);
        return texts;
    }

    private String text(Cell cell) {
        // Of a formula too, and not what is text that looks like a number.
        if (cell.getValue() instanceof BigDecimal stored) return number(cell, stored);
        String raw = cell.getType() == CellType.FORMULA ? cell.getRawValue() : cell.getText();
        return raw == null ? "" : raw;
    }

    private String number(Cell cell, BigDecimal stored) {
        String shown = Optional.ofNullable(cell.getDataFormatString()).orElse("");
        String signs = LITERAL.matcher(shown).replaceAll("");
        if (DATE.matcher(signs).find()) {
            LocalDateTime time = cell.asDate();
            return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? time.toLocalDate().toString()
                    : time.toString();
        }
        // The nearest decimal, as Excel shows it; what is stored may be 0.10000000000000001.
        BigDecimal nearest = BigDecimal.valueOf(stored.doubleValue());
        if (signs.contains("%")) nearest = nearest.movePointRight(2);
        String number = nearest.stripTrailingZeros().toPlainString();
        boolean code = shown.matches("0{2,}") && number.matches("\\d+");
        return code
                ? "0".repeat(Math.max(0, shown.length() - number.length())) + number
                : number.replace('.', form.decimal());
    }
}
