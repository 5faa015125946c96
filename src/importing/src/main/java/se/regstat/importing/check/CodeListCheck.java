package se.regstat.importing.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.regstat.importing.check.StoreCheck.Finding;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.CodeList;
import se.regstat.statistics.store.Store;

/** Holds the areas of vintages against the lists of those that they should have. */
public final class CodeListCheck {

    private CodeListCheck() {}

    static List<Finding> of(Store store) {
        return store.codeLists().stream()
                .flatMap(list -> of(list, store).stream())
                .toList();
    }

    /** @param list which the store need not have; it may come before its vintage, and then there is nothing to be found */
    public static List<Finding> of(CodeList list, Store store) {
        if (store.vintage(list.vintage()).isEmpty()) return List.of();
        List<Area> areas = store.areas(list.vintage());
        List<Finding> findings = new ArrayList<>();
        Map<String, Area> beyond = new HashMap<>();
        areas.forEach(area -> beyond.put(area.code(), area));
        List<String> lacking = new ArrayList<>();
        List<String> elsewhere = new ArrayList<>();
        for (CodeList.Listed listed : list.areas()) {
            Area area = beyond.remove(listed.code());
            if (area == null) lacking.add(listed.code());
            else differing(listed, area).ifPresent(elsewhere::add);
        }
        String of = list.vintage() + ": ";
        String told =
                "its code list (" + list.importedFrom() + ", " + list.areas().size() + " areas)";
        StoreCheck.few(lacking)
                .ifPresent(few -> findings.add(
                        new Finding(false, of + lacking.size() + " areas of " + told + " are not here: " + few)));
        StoreCheck.few(beyond.keySet().stream().sorted().toList())
                .ifPresent(few -> findings.add(new Finding(
                        true,
                        of + beyond.size() + " areas are not in " + told + ": " + few
                                + "; are they of another version, or is the list a part?")));
        StoreCheck.few(elsewhere)
                .ifPresent(few -> findings.add(new Finding(
                        true, of + elsewhere.size() + " areas lie elsewhere than " + told + " says: " + few)));
        return findings;
    }

    private static Optional<String> differing(CodeList.Listed listed, Area area) {
        return listed.parents().entrySet().stream()
                .filter(parent -> area.parents().containsKey(parent.getKey()))
                .filter(parent -> !area.parents().get(parent.getKey()).equals(parent.getValue()))
                .map(parent -> area.code() + " (" + parent.getKey() + " "
                        + area.parents().get(parent.getKey()) + ", by the list " + parent.getValue() + ")")
                .findFirst();
    }
}
