package se.regstat.importing.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.TableFile;
import se.regstat.importing.table.ValueIntake;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;

/** Holds what the store has of areas that lie in others against a publisher's own table of them. */
final class KeyAudit {

    private final Errand errand;

    KeyAudit(Errand errand) {
        this.errand = errand;
    }

    Fetched of(Recipe recipe, Content.Key key) {
        TableFile.Table table = new Documents(errand).table(recipe, key.from());
        Errand.requireHits(recipe, table.rows().size(), "rows");
        Map<String, Area> lower = areas(recipe, key.lower());
        Map<String, Area> upper = areas(recipe, key.upper());
        List<String> differing = new ArrayList<>();
        List<String> renamed = new ArrayList<>();
        int alike = 0;
        for (TableFile.Row row : table.rows()) {
            Area area = lower.remove(row.value(key.code()));
            if (area == null) continue; // of another part of the country
            String within = area.parents().getOrDefault(key.upper().division(), "");
            if (within.equals(row.value(key.within()))) alike++;
            else differing.add(area.code() + " (" + within + ", and " + row.value(key.within()) + " by the table)");
            Area above = upper.get(within);
            // Names differ by stray blanks in the publisher's own files.
            if (above != null && !plain(above.name()).equals(plain(row.value(key.name())))) {
                renamed.add(above.name() + " (" + row.value(key.name()) + ")");
            }
        }
        List<String> warnings = new ArrayList<>();
        warn(
                warnings,
                differing,
                "areas of " + key.lower() + " lie in others of " + key.upper() + " than the table says: ");
        warn(warnings, List.copyOf(lower.keySet()), "areas of " + key.lower() + " are not in the table: ");
        warn(
                warnings,
                renamed.stream().distinct().toList(),
                "areas of " + key.upper() + " have another name in the table: ");
        String summary = recipe.id() + ": of " + alike + " areas of " + key.lower()
                + ", the store and the table say the same of where they lie";
        return new Fetched(recipe, List.of(), List.of(summary), List.of(), warnings);
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
