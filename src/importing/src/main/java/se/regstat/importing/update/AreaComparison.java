package se.regstat.importing.update;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import se.regstat.importing.PreparedImport;
import se.regstat.importing.table.ValueIntake;
import se.regstat.importing.update.Finding.Kind;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.CodeList;
import se.regstat.statistics.division.LocalText;

/** Areas that come, held against those that a store has of the same vintage, by kind of difference. */
final class AreaComparison {

    private static final int FIGURES_SHOWN = 10;

    private record Redrawn(Area before, Area after) {
        double difference() {
            return Math.abs(before.areaKm2() - after.areaKm2());
        }
    }

    private AreaComparison() {}

    /** @param held the areas of the vintage in the store; empty if it does not have it */
    static List<Finding> of(String recipe, PreparedImport coming, List<Area> held) {
        String id = coming.vintage().id().toString();
        int count = coming.areas().size();
        if (held.isEmpty()) {
            return List.of(new Finding(
                    Kind.VINTAGE,
                    recipe,
                    id,
                    count,
                    new LocalText(id + ": " + count + " områden", id + ": " + count + " areas")));
        }
        Map<String, Area> before = new LinkedHashMap<>();
        held.forEach(area -> before.put(area.code(), area));
        List<String> added = new ArrayList<>();
        List<String> renamed = new ArrayList<>();
        List<String> moved = new ArrayList<>();
        List<Redrawn> redrawn = new ArrayList<>();
        for (Area area : coming.areas()) {
            Area earlier = before.remove(area.code());
            if (earlier == null) {
                added.add(area.code());
                continue;
            }
            if (!earlier.name().equals(area.name())) renamed.add(area.code());
            if (!earlier.parents().equals(area.parents())) moved.add(area.code());
            if (!earlier.geometry().equalsExact(area.geometry())) redrawn.add(new Redrawn(earlier, area));
        }
        List<Finding> findings = new ArrayList<>();
        add(findings, recipe, id, added, "nya områden", "new areas");
        add(findings, recipe, id, List.copyOf(before.keySet()), "områden som är borta", "areas that are gone");
        add(findings, recipe, id, renamed, "områden med annat namn", "areas with another name");
        add(findings, recipe, id, moved, "områden som ligger i ett annat", "areas that lie in another");
        if (!redrawn.isEmpty()) findings.add(redrawn(recipe, id, redrawn));
        if (findings.isEmpty()) {
            findings.add(new Finding(
                    Kind.AREAS,
                    recipe,
                    id,
                    count,
                    new LocalText(
                            id + ": områdena är desamma, men beskrivna annorlunda (år, källa, licens, delar)",
                            id + ": the areas are the same, described otherwise (years, source, licence, parents)")));
        }
        return findings;
    }

    private static void add(
            List<Finding> findings, String recipe, String id, List<String> codes, String sv, String en) {
        if (codes.isEmpty()) return;
        String few = codes.size() + " (" + ValueIntake.few(codes) + ")";
        findings.add(new Finding(
                Kind.AREAS,
                recipe,
                id,
                codes.size(),
                new LocalText(id + ", " + sv + ": " + few, id + ", " + en + ": " + few)));
    }

    private static Finding redrawn(String recipe, String id, List<Redrawn> pairs) {
        List<Figure> figures = pairs.stream()
                .sorted(Comparator.comparingDouble(Redrawn::difference).reversed())
                .limit(FIGURES_SHOWN)
                .map(pair -> new Figure(pair.before().code(), km2(pair.before()), km2(pair.after())))
                .toList();
        return new Finding(
                Kind.AREAS,
                recipe,
                id,
                pairs.size(),
                0,
                new LocalText(
                        id + ", områden med andra gränser: " + pairs.size(),
                        id + ", areas with other borders: " + pairs.size()),
                figures);
    }

    private static String km2(Area area) {
        return String.format(Locale.ROOT, "%.4f km²", area.areaKm2());
    }

    /** Which areas a code list names and one of the same vintage did not, and the other way round. */
    static Finding of(String recipe, CodeList coming, List<CodeList> held) {
        Set<String> before = held.stream()
                .filter(list -> list.vintage().equals(coming.vintage()))
                .flatMap(list -> list.codes().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> added = new TreeSet<>(coming.codes());
        added.removeAll(before);
        boolean replaces = !before.isEmpty();
        before.removeAll(coming.codes());
        int count = coming.areas().size();
        String sv = "kodlistan för " + coming.vintage() + ": " + count + " områden";
        String en = "code list of " + coming.vintage() + ": " + count + " areas";
        if (replaces && !added.isEmpty()) {
            sv += "; nya: " + ValueIntake.few(added);
            en += "; new: " + ValueIntake.few(added);
        }
        if (!before.isEmpty()) {
            sv += "; borta: " + ValueIntake.few(before);
            en += "; gone: " + ValueIntake.few(before);
        }
        return new Finding(Kind.OTHER, recipe, coming.vintage().toString(), count, new LocalText(sv, en));
    }

    /** How many changes a log has of each kind. */
    static Finding of(String recipe, ChangeLog log) {
        Map<ChangeKind, Integer> kinds = new EnumMap<>(ChangeKind.class);
        for (Change change : log.changes()) kinds.merge(change.kind(), 1, Integer::sum);
        String about = log.division() + "@" + log.from() + " – " + log.division() + "@" + log.to();
        return new Finding(
                Kind.CHANGES,
                recipe,
                about,
                log.changes().size(),
                new LocalText(
                        about + ": " + counted(kinds, kind -> kind.label().sv()),
                        about + ": " + counted(kinds, kind -> kind.label().en())));
    }

    private static String counted(
            Map<ChangeKind, Integer> kinds, java.util.function.Function<ChangeKind, String> words) {
        return kinds.entrySet().stream()
                .map(kind -> kind.getValue() + " " + words.apply(kind.getKey()))
                .collect(Collectors.joining("; "));
    }
}
