package se.regstat.importing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.regstat.importing.check.CodeListCheck;
import se.regstat.importing.check.EndingSums;
import se.regstat.importing.check.StoreCheck;
import se.regstat.importing.format.Checksum;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Problems;
import se.regstat.importing.format.TableFile;
import se.regstat.importing.format.TableFile.Row;
import se.regstat.importing.table.AreaCodes;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.CodeList;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.store.Store;

/**
 * Reads lists of the areas that a vintage should have, and in which others each lies. Codes are there, distinct and of their
 * division's form; those that lost the zero they begin with, as numbers do in workbooks, get it back. Neither the vintage nor those
 * above it need be in the store.
 */
public final class CodesImport {

    private final Configuration configuration;

    public CodesImport(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Reads a list alone. @throws ImportException if a column is not there or any row is wrong, with the reasons */
    public PreparedCodes read(CodesRequest request, Store store) {
        DivisionImport.refuseDemo(store);
        Problems problems = new Problems(request.file().toString());
        TableFile.Table table = new TableFile(request.file(), request.form()).readTable(problems);
        requireColumns(request, table, problems);
        List<String> notes = new ArrayList<>(table.notes());
        List<CodeList.Listed> areas = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Whole whole = new Whole(problems);
        for (Row row : table.rows()) {
            String code = whole.code(request.vintage().division(), request.code(), row);
            Map<String, String> parents = new HashMap<>();
            request.parents().forEach((division, column) -> parents.put(division, whole.code(division, column, row)));
            if (!code.isEmpty() && !seen.add(code)) problems.add(row.position(), code + " came before already");
            else
                areas.add(
                        new CodeList.Listed(code, request.name().map(row::value).orElse(""), parents));
        }
        problems.refuseIfAny();
        if (areas.isEmpty()) throw new ImportException(request.file() + " has no rows; nothing was stored");
        whole.restored.forEach((column, count) -> notes.add(count + " codes in column '" + column
                + "' had lost the zero they begin with, as numbers do in workbooks; it was put back"));
        Division division = configuration.division(request.vintage().division());
        Provenance provenance =
                Checksum.provenance(request.file(), "", request.source().orElse(division.source()));
        CodeList list = new CodeList(
                request.vintage(),
                areas,
                provenance.source(),
                provenance.imported(),
                provenance.file(),
                provenance.checksum());
        store.codeLists().stream()
                .filter(held -> held.vintage().equals(list.vintage()))
                .forEach(held -> notes.add(replaced(held, list)));
        return new PreparedCodes(list, notes);
    }

    /**
     * Reads a list and holds it against the store.
     *
     * @param replace whether sums may end that the store has now
     * @throws ImportException if a column is not there, any row is wrong, or sums would end, with the reasons
     */
    public PreparedCodes prepare(CodesRequest request, Store store, boolean replace) {
        PreparedCodes read = read(request, store);
        CodeList list = read.list();
        List<String> ending = EndingSums.by(list, store, configuration);
        if (!ending.isEmpty() && !replace) {
            throw new ImportException(
                    "by this list, sums would end that there are now, since the store lacks parts of them or has some from"
                            + " elsewhere; nothing was stored. Import what is lacking first, or say --replace if that is meant",
                    ending);
        }
        List<String> notes = new ArrayList<>(read.notes());
        ending.forEach(sums -> notes.add("it takes away " + sums));
        Stream.concat(Stream.of(request.vintage().division()), request.parents().keySet().stream())
                .filter(division -> configuration.divisions().stream()
                        .noneMatch(known -> known.id().equals(division)))
                .forEach(division ->
                        notes.add(division + " is not described in divisions.yml, so the form of its codes was"
                                + " not checked; is it called that?"));
        if (!placesAny(list, store)) {
            notes.add(
                    "none of its areas lies in one that the store has, so nothing of the store is more or less complete by"
                            + " it; --parent ID=COLUMN says where they lie");
        }
        List<String> warnings = CodeListCheck.of(list, store).stream()
                .map(StoreCheck.Finding::text)
                .toList();
        return new PreparedCodes(list, read.summary(), notes, warnings);
    }

    private static boolean placesAny(CodeList list, Store store) {
        return store.vintages().stream().map(Vintage::id).anyMatch(above -> {
            Set<String> named = list.areas().stream()
                    .flatMap(area -> Stream.ofNullable(area.parents().get(above.division())))
                    .collect(Collectors.toSet());
            return !named.isEmpty() && store.areas(above).stream().anyMatch(area -> named.contains(area.code()));
        });
    }

    private static String replaced(CodeList held, CodeList list) {
        Set<String> gone = new HashSet<>(held.codes());
        gone.removeAll(list.codes());
        return "it replaces the code list of " + held.vintage() + " that came from " + held.importedFrom() + ", with "
                + held.areas().size() + " areas, of which " + (gone.isEmpty() ? "none" : gone.size())
                + " are not in this one";
    }

    private static void requireColumns(CodesRequest request, TableFile.Table table, Problems problems) {
        Map<String, String> options = new HashMap<>();
        request.parents().forEach((division, column) -> options.put(column, "--parent " + division + "=COLUMN"));
        request.name().ifPresent(column -> options.put(column, "--name"));
        options.put(request.code(), "--code");
        for (Map.Entry<String, String> option : options.entrySet()) {
            if (table.columns().contains(option.getKey())) continue;
            problems.refuseIfAny(); // what is wrong with the lines may be why
            throw new ImportException(request.file() + " has no column '" + option.getKey()
                    + "'; say which one it is with " + option.getValue() + ", its columns are: "
                    + String.join(", ", table.columns()));
        }
    }

    /** Codes as their divisions write them. */
    private final class Whole {

        private final Problems problems;
        private final Map<String, Integer> restored = new HashMap<>();

        Whole(Problems problems) {
            this.problems = problems;
        }

        String code(String division, String column, Row row) {
            Division described = configuration.division(division);
            String text = row.value(column);
            String code = AreaCodes.whole(described, text);
            if (code.isEmpty()) problems.add(row.position(), "it has no " + column);
            else if (!described.acceptsCode(code)) problems.add(row.position(), AreaCodes.malformed(described, code));
            if (!code.equals(text)) restored.merge(column, 1, Integer::sum);
            return code;
        }
    }
}
