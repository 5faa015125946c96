package se.regstat.importing.update;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import se.regstat.importing.source.Content;
import se.regstat.importing.table.TableMapping;
import se.regstat.statistics.division.CodeList;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;

/** What a store has of recipes; each kind of content is read once, when it is first asked for. Not thread-safe. */
public final class Holdings {

    /** A kind of content by its names. */
    private static final class Kind {
        private final Supplier<Map<Object, Holding>> reading;
        private Map<Object, Holding> held = Map.of();
        private boolean read;

        Kind(Supplier<Map<Object, Holding>> reading) {
            this.reading = reading;
        }

        Holding of(Object name) {
            if (!read) held = reading.get();
            read = true;
            return held.getOrDefault(name, Holding.NOTHING);
        }
    }

    private final Kind vintages;
    private final Kind changes;
    private final Kind codeLists;
    private final Kind masks;
    private final Kind populations;
    private final List<PublishedValues> values;

    /** @param store which is read as long as this is asked */
    public Holdings(Store store) {
        values = store.values();
        vintages = new Kind(() -> {
            Map<Object, Holding> held = new HashMap<>();
            for (Vintage vintage : store.vintages()) {
                int areas = store.areas(vintage.id()).size();
                held.put(vintage.id(), Holding.of(areas, "areas", vintage.imported()));
            }
            return held;
        });
        changes = new Kind(() -> {
            Map<Object, Holding> held = new HashMap<>();
            store.changeLogs()
                    .forEach(log -> held.put(
                            List.of(new VintageId(log.division(), log.from()), new VintageId(log.division(), log.to())),
                            Holding.of(log.changes().size(), "changes", log.imported())));
            return held;
        });
        codeLists = new Kind(() -> {
            Map<Object, Holding> held = new HashMap<>();
            for (CodeList list : store.codeLists()) {
                held.put(list.vintage(), Holding.of(list.areas().size(), "codes", list.imported()));
            }
            return held;
        });
        masks = new Kind(() -> {
            Map<Object, Holding> held = new HashMap<>();
            store.masks()
                    .forEach(mask -> held.put(
                            mask.name(),
                            Holding.of(
                                    mask.polygons().size(),
                                    "polygons",
                                    mask.provenance().imported())));
            return held;
        });
        populations = new Kind(() -> {
            Map<Object, Holding> held = new HashMap<>();
            store.populations()
                    .forEach(cells -> held.put(
                            cells.name(),
                            Holding.of(cells.size(), "cells", cells.provenance().imported())));
            return held;
        });
    }

    public Holding of(Content content) {
        if (content.makes().isPresent()) return vintages.of(content.makes().get());
        if (content instanceof Content.Changes log) return changes.of(List.of(log.earlier(), log.later()));
        if (content instanceof Content.Key key) return codeLists.of(key.lower());
        if (content instanceof Content.Masked masked) return masks.of(masked.name());
        if (content instanceof Content.Cells cells) return populations.of(cells.name());
        return content.indicators().map(mapping -> of(mapping, content.needs())).orElse(Holding.NOTHING);
    }

    /** Values of its indicators for its vintages, from wherever they came. */
    private Holding of(Path mapping, List<VintageId> of) {
        var indicators = TableMapping.read(mapping).indicators();
        TreeSet<Integer> years = new TreeSet<>();
        TreeSet<String> divisions = new TreeSet<>();
        List<PublishedValues> held = values.stream()
                .filter(set -> indicators.contains(set.indicator()) && of.contains(set.vintage()))
                .toList();
        if (held.isEmpty()) return Holding.NOTHING;
        held.forEach(set -> {
            years.add(set.year());
            divisions.add(set.vintage().division());
        });
        return new Holding(
                years.first() + "-" + years.last() + " of " + String.join(", ", divisions),
                held.stream().map(set -> set.provenance().imported()).max(Comparator.naturalOrder()));
    }
}
