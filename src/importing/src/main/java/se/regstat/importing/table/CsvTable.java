package se.regstat.importing.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Progress;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.format.CsvLines;

/** Reads the values of a CSV table, wide or long, into an intake. */
public final class CsvTable implements CsvLines.Hearer {

    private static final int PROGRESS_STEP = 1000;

    private record WideColumn(int number, String name, TableMapping.Column holds) {}

    private final IndicatorRequest request;
    private final TableMapping mapping;
    private final AreaCodes areas;
    private final ValueIntake intake;
    private final YearsOfVintage years;
    private final Progress progress;
    private final List<WideColumn> wide = new ArrayList<>();
    private final List<Integer> unnamed = new ArrayList<>();
    private final Set<Integer> filled = new HashSet<>();
    private List<String> names = List.of();
    private Columns columns;
    private LongColumns rows;
    private int code;
    private int value;
    private int leftOut;
    private int read;

    public CsvTable(
            IndicatorRequest request,
            TableMapping mapping,
            AreaCodes areas,
            ValueIntake intake,
            YearsOfVintage years,
            Progress progress) {
        this.request = request;
        this.mapping = mapping;
        this.areas = areas;
        this.intake = intake;
        this.years = years;
        this.progress = progress;
    }

    @Override
    public void columns(List<String> names) {
        this.names = names;
        for (int i = 0; i < names.size(); i++) if (CsvLines.isUnnamed(names.get(i))) unnamed.add(i);
        columns = new Columns(request.file().toString(), "column", names, mapping);
        code = columns.option(request.code(), "--code");
        rows = new LongColumns(mapping, columns);
        if (mapping.wide()) {
            for (Map.Entry<String, TableMapping.Column> column :
                    mapping.columns().entrySet()) {
                int number = columns.number(column.getKey(), "columns");
                wide.add(new WideColumn(number, column.getKey(), column.getValue()));
                column.getValue().period().ifPresent(year -> years.refuseOutside(year, areas));
            }
        } else {
            String name = mapping.value()
                    .orElseThrow(() -> new ImportException(
                            mapping.file() + ": value is missing; name the column with the values"));
            value = columns.number(name, "value");
        }
    }

    @Override
    public Optional<String> needed() {
        return Optional.of(request.code());
    }

    @Override
    public void row(long line, List<String> fields) {
        for (int column : unnamed) if (!fields.get(column).isBlank()) filled.add(column);
        if (++read % PROGRESS_STEP == 0) progress.at(read);
        int place = (int) line;
        if (mapping.wide()) wide(place, fields);
        else one(place, fields);
    }

    private void wide(int line, List<String> fields) {
        if (!rows.isWanted(fields)) {
            leftOut++;
            return;
        }
        OptionalInt rowYear = OptionalInt.empty();
        if (mapping.period().isPresent() || mapping.constantPeriod().isPresent()) {
            rowYear = year(line, fields);
            if (rowYear.isEmpty()) return;
        }
        int area = area(line, fields);
        if (area < 0) return;
        for (WideColumn column : wide) {
            int year = column.holds().period().isPresent()
                    ? column.holds().period().getAsInt()
                    : rowYear.getAsInt();
            Optional<ValueSlot> slot = intake.slot(
                    areas, column.holds().indicator(), year, mapping.file() + ", column '" + column.name() + "'");
            if (slot.isEmpty()) continue;
            boolean first = intake.put(
                    slot.get(), area, line, fields.get(column.number()).strip());
            if (!first) return; // the whole line is a repetition; saying so once is enough
        }
    }

    private void one(int line, List<String> fields) {
        List<String> indicators = rows.indicators(fields);
        if (indicators.isEmpty()) {
            leftOut++;
            return;
        }
        OptionalInt year = year(line, fields);
        if (year.isEmpty()) return;
        int area = area(line, fields);
        if (area < 0) return;
        for (String id : indicators) {
            intake.slot(areas, id, year.getAsInt(), "line " + line)
                    .ifPresent(slot ->
                            intake.put(slot, area, line, fields.get(value).strip()));
        }
    }

    private OptionalInt year(int line, List<String> fields) {
        String text = rows.period(fields);
        OptionalInt year = LongColumns.year(text);
        if (year.isEmpty()) {
            intake.refuse(line, "'" + text + "' is not a year, as in 2022");
        } else if (!areas.vintage().valid().contains(year.getAsInt())) {
            intake.refuse(line, fields.get(code).strip() + ": " + years.outside(year.getAsInt(), areas));
            return OptionalInt.empty();
        }
        return year;
    }

    private int area(int line, List<String> fields) {
        String text = fields.get(code).strip();
        Optional<VintageId> suffix = AreaCodes.suffix(text, areas.id().division());
        if (suffix.isPresent()) {
            if (!suffix.get().equals(areas.id())) {
                intake.refuse(
                        line,
                        text + " is an area of " + suffix.get() + ", and this import is for " + areas.id()
                                + ": the same code in two versions is not the same area");
                return -1;
            }
            text = AreaCodes.plain(text);
        }
        return intake.area(areas, text, line);
    }

    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (leftOut > 0) notes.add(leftOut + " of " + read + " rows were left out, as the mapping says");
        List<String> unused = new ArrayList<>(columns.unused());
        for (int column : unnamed) if (!filled.contains(column)) unused.remove(names.get(column));
        if (!unused.isEmpty()) {
            notes.add("columns that the mapping does not speak of: " + String.join(", ", unused));
        }
        return notes;
    }
}
