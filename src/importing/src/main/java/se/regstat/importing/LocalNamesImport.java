package se.regstat.importing;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Problems;
import se.regstat.importing.format.TableFile;
import se.regstat.importing.format.TableFile.Row;
import se.regstat.importing.format.TableForm;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.Store.LocalName;

/** Reads what a region or kommun calls its areas: a table, in CSV or of an Excel workbook, with the columns {@code code, name} and, if known, {@code source, date}. */
public final class LocalNamesImport {

    private static final Pattern DATE = Pattern.compile("\\d{4}(-\\d{2}(-\\d{2})?)?");

    private LocalNamesImport() {}

    /**
     * Local names by area code. Rows without a name are those of a list that is not filled in yet: their areas are left as they are.
     *
     * @param notes what was assumed of the file, and how many rows have no name, is added to them
     * @throws ImportException if the vintage is not in the store, any row names no area of it or repeats one, or no row has a name
     */
    public static Map<String, LocalName> read(
            Path file, TableForm form, VintageId id, Store store, List<String> notes) {
        DivisionImport.refuseDemo(store);
        if (store.vintage(id).isEmpty()) {
            throw new ImportException("there is no " + id + " in the store; import that division first");
        }
        Problems problems = new Problems(file.toString());
        TableFile.Table table = new TableFile(file, form).readTable(problems);
        notes.addAll(table.notes());
        String code = column(file, table, "code").orElseThrow(() -> missing(file, table, "code", problems));
        String name = column(file, table, "name").orElseThrow(() -> missing(file, table, "name", problems));
        Optional<String> source = column(file, table, "source");
        Optional<String> date = column(file, table, "date");

        Set<String> known = store.areas(id).stream().map(Area::code).collect(Collectors.toSet());
        Map<String, LocalName> names = new LinkedHashMap<>();
        int unnamed = 0;
        for (Row row : table.rows()) {
            String area = row.value(code);
            String when = date.map(row::value).orElse("");
            if (area.isEmpty()) problems.add(row.position(), "it has no code");
            else if (!known.contains(area)) problems.add(row.position(), id + " has no area " + area);
            else if (names.containsKey(area)) problems.add(row.position(), "code " + area + " came before already");
            else if (row.value(name).isEmpty()) {
                unnamed++;
                continue;
            } else if (!when.isEmpty() && !DATE.matcher(when).matches())
                problems.add(row.position(), "date '" + when + "' is not of the form 2025, 2025-03 or 2025-03-31");
            if (!area.isEmpty()) {
                names.put(
                        area,
                        new LocalName(row.value(name), source.map(row::value).orElse(""), when));
            }
        }
        problems.refuseIfAny();
        if (names.isEmpty()) throw new ImportException(file + " has no names");
        if (unnamed > 0)
            notes.add(unnamed + (unnamed == 1 ? " area" : " areas") + " without a name in the file, left as before");
        return names;
    }

    private static Optional<String> column(Path file, TableFile.Table table, String name) {
        List<String> matching =
                table.columns().stream().filter(name::equalsIgnoreCase).toList();
        if (matching.size() > 1) throw new ImportException(file + " has several columns '" + name + "'");
        return matching.stream().findFirst();
    }

    private static ImportException missing(Path file, TableFile.Table table, String name, Problems problems) {
        problems.refuseIfAny(); // what is wrong with the lines may be why
        return new ImportException(file + " has no column '" + name
                + "'; expected code,name[,source,date], its columns are: " + String.join(", ", table.columns()));
    }
}
