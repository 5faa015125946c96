package se.regstat.importing.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;

/** What an import that replaces a vintage would take away from what hangs on it. */
public final class WhatIsLost {

    private final Vintage held;
    private final Map<String, Area> heldAreas;
    private final Vintage coming;
    private final Map<String, Area> comingAreas;
    private final Store store;
    private final List<String> losses = new ArrayList<>();

    private WhatIsLost(Vintage held, Vintage coming, List<Area> comingAreas, Store store) {
        this.held = held;
        this.heldAreas = byCode(store.areas(held.id()));
        this.coming = coming;
        this.comingAreas = byCode(comingAreas);
        this.store = store;
    }

    private static Map<String, Area> byCode(List<Area> areas) {
        return areas.stream().collect(Collectors.toMap(Area::code, Function.identity()));
    }

    /** In words; empty if there is no such vintage in the store, or nothing is lost. */
    public static List<String> by(Vintage coming, List<Area> areas, Store store) {
        return store.vintage(coming.id())
                .map(held -> new WhatIsLost(held, coming, areas, store).all())
                .orElse(List.of());
    }

    private List<String> all() {
        parents();
        completeness();
        Set<String> gone = new TreeSet<>(heldAreas.keySet());
        gone.removeAll(comingAreas.keySet());
        values(gone);
        children(gone);
        few(gone.stream().filter(code -> heldAreas.get(code).localName().isPresent()), "the local names of ");
        attributes(area -> !area.name().isEmpty(), "the names of ");
        attributes(area -> area.landAreaKm2().isPresent(), "the land areas, and the densities computed with them, of ");
        if (!held.note().isBlank() && coming.note().isBlank()) {
            losses.add("the note '" + held.note() + "': say it again with --note");
        }
        return losses;
    }

    private void parents() {
        Map<String, Vintage.Parent> remaining =
                coming.parents().stream().collect(Collectors.toMap(Vintage.Parent::division, Function.identity()));
        for (Vintage.Parent parent : held.parents()) {
            Vintage.Parent instead = remaining.get(parent.division());
            if (instead == null) {
                losses.add("the codes of " + parent.division() + ", and with them all sums for " + parent.division()
                        + " and the layers of these: say --parent " + parent.division() + "=COLUMN");
            } else {
                instead.vintage().ifPresent(year -> vintagesOf(parent)
                        .filter(lost -> !lost.year().equals(year))
                        .forEach(lost -> losses.add("that its areas lie in those of " + lost
                                + ", and with it all sums for " + lost + " and the layers of these: say --parent "
                                + lost
                                + "=COLUMN")));
            }
        }
    }

    /** The vintages that a parent of the held one means. */
    private Stream<VintageId> vintagesOf(Vintage.Parent parent) {
        if (parent.vintage().isPresent()) {
            return Stream.of(new VintageId(parent.division(), parent.vintage().get()));
        }
        return store.vintages().stream()
                .filter(vintage -> vintage.id().division().equals(parent.division()))
                .filter(vintage -> vintage.valid().overlaps(held.valid()))
                .map(Vintage::id);
    }

    private void completeness() {
        if (held.completeWithin().isPresent() && !held.completeWithin().equals(coming.completeWithin())) {
            losses.add("that it is complete within " + held.completeWithin().get()
                    + ", and with it sums: say --complete-within "
                    + held.completeWithin().get());
        }
    }

    private void values(Set<String> gone) {
        Set<String> withValues = new TreeSet<>();
        Set<Integer> years = new TreeSet<>();
        store.readValues(values -> {
            if (!values.vintage().equals(held.id())) return;
            values.codes().stream().filter(gone::contains).forEach(withValues::add);
            if (!coming.valid().contains(values.year())) years.add(values.year());
        });
        few(withValues.stream(), "the values of ");
        if (!years.isEmpty()) {
            losses.add("the values of " + IndicatorCheck.years(new TreeSet<>(years))
                    + ", which it would not be valid in: say" + " --valid-from and --valid-to");
        }
    }

    private void children(Set<String> gone) {
        if (gone.isEmpty()) return;
        for (Vintage below : store.vintages()) {
            boolean nests = below.parents().stream()
                    .anyMatch(parent -> parent.division().equals(held.id().division())
                            && parent.vintage()
                                    .map(held.id().year()::equals)
                                    .orElse(below.valid().overlaps(held.valid())));
            if (!nests) continue;
            Set<String> named = new HashSet<>();
            store.areas(below.id())
                    .forEach(area -> named.add(area.parents().get(held.id().division())));
            few(gone.stream().filter(named::contains), "what areas of " + below.id() + " lie in: ");
        }
    }

    /** What areas have now and, though they stay, not any more. */
    private void attributes(Predicate<Area> has, String what) {
        few(
                heldAreas.values().stream()
                        .filter(has)
                        .map(Area::code)
                        .filter(comingAreas::containsKey)
                        .filter(code -> !has.test(comingAreas.get(code)))
                        .sorted(),
                what);
    }

    private void few(Stream<String> codes, String what) {
        Collection<String> all = codes.toList();
        if (all.isEmpty()) return;
        String shown = all.stream().limit(10).collect(Collectors.joining(", "));
        losses.add(what + (all.size() == 1 ? "1 area" : all.size() + " areas") + " (" + shown
                + (all.size() > 10 ? ", …)" : ")"));
    }
}
