package se.regstat.importing.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.regstat.statistics.format.CsvLines;

/**
 * A table with column names: CSV, or a sheet of an Excel workbook (.xlsx). Which it is, its first bytes say. It may come in a ZIP archive, see
 * {@link ZippedTable}.
 */
public final class TableFile {

    /** A line of the table. */
    public record Row(String position, Map<String, String> values) {
        /** Without surrounding blanks; empty if there is none. */
        public String value(String column) {
            return values.getOrDefault(column, "").strip();
        }
    }

    /**
     * A table held whole.
     *
     * @param notes what was assumed of it
     */
    public record Table(List<String> columns, List<Row> rows, List<String> notes) {}

    private final Path file;
    private final TableForm form;

    public TableFile(Path file, TableForm form) {
        this.file = file;
        this.form = form;
    }

    /**
     * Reads it line by line.
     *
     * @return notes: what was assumed of it
     * @throws ImportException if it is no table with distinct column names
     */
    public List<String> read(CsvLines.Hearer lines, Problems problems) {
        if (FileKind.of(file) != FileKind.ZIP || FileKind.isWorkbook(file)) return read(file, lines, problems);
        Path work = WorkFolder.make();
        try {
            Optional<Path> table = ZippedTable.unpack(file, work);
            if (table.isEmpty()) return read(file, lines, problems);
            List<String> notes = new ArrayList<>();
            notes.add("the table is " + table.get().getFileName() + " in " + file.getFileName());
            notes.addAll(read(table.get(), lines, problems));
            return notes;
        } finally {
            WorkFolder.remove(work);
        }
    }

    private List<String> read(Path file, CsvLines.Hearer lines, Problems problems) {
        if (FileKind.isWorkbook(file)) {
            new Workbook(file, form).read(lines, problems);
            return List.of();
        }
        if (form.sheet().isPresent()) {
            throw new ImportException(file + " is no Excel workbook and has no sheet '"
                    + form.sheet().get() + "'; leave the sheet out");
        }
        List<String> notes = new ArrayList<>();
        CsvFile csv = new CsvFile(file, form.csv()).recognised(notes);
        if (form.header().isPresent()) csv = csv.from(form.header().get());
        csv.read(lines, problems);
        return notes;
    }

    /** Reads it whole. @throws ImportException if it is no table with distinct column names */
    public Table readTable(Problems problems) {
        List<String> columns = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        Set<String> filled = new HashSet<>();
        List<String> notes = read(
                new CsvLines.Hearer() {
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
        columns.removeIf(name -> CsvLines.isUnnamed(name) && !filled.contains(name));
        return new Table(columns, rows, notes);
    }
}
