package se.regstat.importing.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.regstat.importing.PreparedValues;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.table.TableMapping;
import se.regstat.importing.table.ValueIntake;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;

/** What holds of tables from wherever they come: which vintages they are asked for, and which years they have. */
final class Tabled {

    private Tabled() {}

    /**
     * Those of the vintages that the store has and that are valid in any of the years expected.
     *
     * @throws ImportException if the store has none of them
     */
    static List<VintageId> vintages(Errand errand, Recipe recipe, Collection<VintageId> of, List<String> notes) {
        List<VintageId> held = of.stream()
                .filter(id -> errand.scratch().vintage(id).isPresent())
                .toList();
        if (held.isEmpty()) {
            throw new ImportException(recipe.id() + " has values for areas of "
                    + of.stream().map(VintageId::toString).collect(Collectors.joining(", "))
                    + ", and none of these is in the store; fetch one of them first, or with it");
        }
        List<VintageId> wanted = new ArrayList<>();
        for (VintageId id : held) {
            YearRange years = errand.scratch().vintage(id).orElseThrow().valid();
            if (years.overlaps(recipe.expected().years())) wanted.add(id);
            else notes.add(recipe.id() + " has no years that " + id + " is valid for, " + years);
        }
        return wanted;
    }

    /**
     * Values that go with what came, since their publisher does not have them any more: those in the store that came from the same table
     * once, of years or indicators of which it has nothing now.
     *
     * @throws ImportException if there are any and they are not to go
     */
    static PreparedValues withdrawing(Errand errand, Recipe recipe, Path mapping, VintageId id, PreparedValues came) {
        Set<String> tables =
                came.values().stream().map(set -> set.provenance().file()).collect(Collectors.toSet());
        Set<List<Object>> there = came.values().stream().map(Tabled::set).collect(Collectors.toSet());
        List<PublishedValues> gone = errand
                .scratch()
                .values(TableMapping.read(mapping).indicators())
                .stream()
                .filter(set -> set.vintage().equals(id)
                        && tables.contains(set.provenance().file())
                        && !there.contains(set(set)))
                .toList();
        if (gone.isEmpty()) return came;
        if (errand.wanted().replace()) return came.withdrawing(gone);
        throw new ImportException(recipe.id() + " does not have any more what the store has from there of " + id + ": "
                + ValueIntake.few(gone.stream()
                        .map(set -> set.indicator() + " " + set.year())
                        .toList())
                + "; nothing was stored. Say --replace if that is to go");
    }

    private static List<Object> set(PublishedValues values) {
        return List.of(values.indicator(), values.vintage(), values.year());
    }

    /** @throws ImportException if an indicator has no values of a year that is expected to have some */
    static void requireYears(Recipe recipe, VintageId id, YearRange valid, PreparedValues values) {
        YearRange expected = recipe.expected().years();
        if (expected.from().isEmpty() || expected.to().isEmpty()) return;
        Map<String, Set<Integer>> came = new TreeMap<>();
        for (PublishedValues set : values.values()) {
            Set<Integer> years = came.computeIfAbsent(set.indicator(), indicator -> new HashSet<>());
            boolean none = IntStream.range(0, set.codes().size()).allMatch(i -> set.status(i) == Status.MISSING);
            if (!none) years.add(set.year());
        }
        List<String> missing = new ArrayList<>();
        for (int year = expected.from().getAsInt(); year <= expected.to().getAsInt(); year++) {
            if (!valid.contains(year)) continue;
            int asked = year;
            List<String> without = came.keySet().stream()
                    .filter(indicator -> !came.get(indicator).contains(asked))
                    .toList();
            if (without.isEmpty()) continue;
            missing.add(year + (without.size() == came.size() ? "" : " (" + String.join(", ", without) + ")"));
        }
        if (missing.isEmpty()) return;
        throw new ImportException(recipe.id() + " has no values of " + id + " for " + String.join(", ", missing)
                + ", which are expected; nothing was stored: " + recipe.advice());
    }
}
