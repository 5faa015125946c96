package se.regstat.importing.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.regstat.importing.IndicatorImport;
import se.regstat.importing.PreparedValues;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.pxweb.PxWebRequest;
import se.regstat.importing.pxweb.PxWebSource;
import se.regstat.statistics.config.Unreadable;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.format.JsonValue;

/** Prepares tables of PxWeb: what is asked for, of each vintage that is in the store. */
final class TablePreparation {

    /** Stands for a län. */
    private static final String LAN = "??";

    private final Errand errand;

    TablePreparation(Errand errand) {
        this.errand = errand;
    }

    List<PreparedValues> of(Recipe recipe, Content.Table table, List<String> notes) {
        List<PreparedValues> prepared = new ArrayList<>();
        Map<String, String> found = new TableLabels(recipe, table).found(errand.downloads(), errand.progress());
        for (VintageId id : Tabled.vintages(errand, recipe, table.regions().keySet(), notes)) {
            if (isOfParts(table, id)) {
                notes.add(
                        recipe.id() + " was not asked for " + id + ", whose areas are parts of those that have values");
                continue;
            }
            YearRange years = errand.scratch().vintage(id).orElseThrow().valid();
            PxWebRequest request = new PxWebRequest(
                    PxWebSource.ofTable(table.table(), query(table, found, id, years, recipe)),
                    id.division(),
                    Optional.of(id.year()),
                    table.mapping(),
                    true,
                    errand.wanted().replace());
            PreparedValues values = new IndicatorImport(errand.configuration(), errand.progress(), errand.downloads())
                    .fromPxWeb(request, errand.scratch());
            Tabled.requireYears(recipe, id, years, values);
            prepared.add(Tabled.withdrawing(errand, recipe, table.mapping(), id, values));
        }
        return prepared;
    }

    private Path query(Content.Table table, Map<String, String> found, VintageId id, YearRange years, Recipe recipe) {
        List<Map<String, Object>> selection = new ArrayList<>();
        selection.add(chosen(table.region(), masks(table.regions().get(id))));
        table.select().forEach((dimension, values) -> selection.add(chosen(dimension, values)));
        found.forEach((dimension, code) -> selection.add(chosen(dimension, List.of(code))));
        selection.add(chosen(table.time(), List.of(time(years, recipe.expected().years()))));
        Path file = errand.work().resolve(recipe.id() + "-" + id.layerName() + ".json");
        try {
            return Files.writeString(
                    file, JsonValue.of(Map.of("selection", selection)).toString());
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
    }

    private static Map<String, Object> chosen(String variable, List<String> values) {
        Map<String, Object> chosen = new LinkedHashMap<>();
        chosen.put("variableCode", variable);
        chosen.put("valueCodes", values);
        return chosen;
    }

    /** Län that were joined from some of their kommuner are smaller than those that a table has values of. */
    private boolean isOfParts(Content.Table table, VintageId id) {
        return table.regions().get(id).equals(LAN)
                && errand.scratch().vintage(id).orElseThrow().completeWithin().stream()
                        .anyMatch(Division.NOTHING::equals);
    }

    private List<String> masks(String mask) {
        if (errand.whole()) return List.of(mask);
        if (mask.equals(LAN)) {
            return errand.wanted().kommuner().stream()
                    .map(kommun -> kommun.substring(0, LAN.length()))
                    .distinct()
                    .toList();
        }
        return errand.wanted().kommuner().stream()
                .map(kommun -> kommun + mask.substring("????".length()))
                .toList();
    }

    /** Of the table's years, those that a vintage is valid for; newer ones than are expected too. */
    private static String time(YearRange valid, YearRange expected) {
        boolean begins = valid.from().isPresent()
                && (expected.from().isEmpty()
                        || valid.from().getAsInt() > expected.from().getAsInt());
        boolean ends = valid.to().isPresent()
                && (expected.to().isEmpty()
                        || valid.to().getAsInt() < expected.to().getAsInt());
        if (begins && ends)
            return "range(" + valid.from().getAsInt() + "," + valid.to().getAsInt() + ")";
        if (begins) return "from(" + valid.from().getAsInt() + ")";
        return ends ? "to(" + valid.to().getAsInt() + ")" : "*";
    }
}
