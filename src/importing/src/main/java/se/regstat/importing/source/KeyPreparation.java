package se.regstat.importing.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import se.regstat.importing.CodesImport;
import se.regstat.importing.CodesRequest;
import se.regstat.importing.PreparedCodes;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.TableFile;
import se.regstat.importing.table.AreaCodes;
import se.regstat.importing.table.ValueIntake;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.CodeList;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.VintageId;

/** Prepares code lists of a publisher's own tables of which area lies in which, and holds what the store has against them. */
final class KeyPreparation {

    private final Errand errand;

    KeyPreparation(Errand errand) {
        this.errand = errand;
    }

    PreparedCodes of(Recipe recipe, Content.Key key) {
        Documents documents = new Documents(errand);
        TableFile.Table table = documents.table(recipe, key.from());
        Errand.requireHits(recipe, table.rows().size(), "rows");
        Map<String, Area> lower = areas(recipe, key.lower());
        Map<String, Area> upper = areas(recipe, key.upper());
        Map<String, String> parents = new LinkedHashMap<>(key.parents());
        parents.put(key.upper().division(), key.within());
        PreparedCodes read = new CodesImport(errand.configuration())
                .read(
                        new CodesRequest(
                                documents.ofTable(recipe, key.from()),
                                key.from().form(),
                                key.lower(),
                                key.code(),
                                Optional.empty(),
                                parents,
                                Optional.of(recipe.source())),
                        errand.scratch());
        CodeList list = read.list();
        Map<String, String> names = new HashMap<>();
        Division division = errand.configuration().division(key.lower().division());
        table.rows().forEach(row -> names.put(AreaCodes.whole(division, row.value(key.code())), row.value(key.name())));
        List<String> differing = new ArrayList<>();
        Set<String> renamed = new TreeSet<>();
        int alike = 0;
        for (CodeList.Listed listed : list.areas()) {
            Area area = lower.remove(listed.code());
            if (area == null) continue; // of another part of the country
            String within = area.parents().getOrDefault(key.upper().division(), "");
            String told = listed.parents().get(key.upper().division());
            if (within.equals(told)) alike++;
            else differing.add(area.code() + " (" + within + ", and " + told + " by the table)");
            String name = names.getOrDefault(listed.code(), "");
            Area above = upper.get(within);
            // Names differ by stray blanks in the publisher's own files.
            if (above != null && !plain(above.name()).equals(plain(name)))
                renamed.add(above.name() + " (" + name + ")");
        }
        List<String> warnings = new ArrayList<>();
        warn(
                warnings,
                differing,
                "areas of " + key.lower() + " lie in others of " + key.upper() + " than the table says: ");
        warn(
                warnings,
                lower.keySet().stream().sorted().toList(),
                "areas of " + key.lower() + " are not in the table: ");
        warn(warnings, List.copyOf(renamed), "areas of " + key.upper() + " have another name in the table: ");
        String summary = recipe.id() + ": the code list of " + key.lower() + " with "
                + list.areas().size() + " areas; of " + alike
                + " that are in the store, it and the list say the same of where they lie";
        return new PreparedCodes(list, List.of(summary), read.notes(), warnings);
    }

    private Map<String, Area> areas(Recipe recipe, VintageId id) {
        Map<String, Area> areas = new HashMap<>();
        errand.scratch().areas(id).forEach(area -> areas.put(area.code(), area));
        if (!areas.isEmpty()) return areas;
        throw new ImportException(recipe.id() + " is held against the areas of " + id
                + ", which is not in the store; fetch that too: regstat fetch " + id + " " + recipe.id());
    }

    private static String plain(String name) {
        return name.strip().replaceAll("\\s+", " ");
    }

    private static void warn(List<String> warnings, List<String> which, String what) {
        if (!which.isEmpty()) warnings.add(which.size() + " " + what + ValueIntake.few(which));
    }
}
