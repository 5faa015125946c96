package se.regstat.importing.update;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import se.regstat.importing.source.Content;
import se.regstat.importing.table.TableMapping;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;

/**
 * What a store has of a recipe, from wherever it came.
 *
 * @param what in words, as in {@code 6160 areas}
 * @param imported when, the last of it; empty if there is nothing
 */
public record Holding(String what, Optional<Instant> imported) {

    public static final Holding NOTHING = new Holding("-", Optional.empty());

    public boolean isNothing() {
        return imported.isEmpty();
    }

    /** @param values all that the store has */
    public static Holding of(Content content, Store store, List<PublishedValues> values) {
        if (content.makes().isPresent()) return of(content.makes().get(), store);
        if (content instanceof Content.Changes changes) {
            return store.changeLogs().stream()
                    .filter(log -> log.division().equals(changes.earlier().division())
                            && log.from().equals(changes.earlier().year())
                            && log.to().equals(changes.later().year()))
                    .map((ChangeLog log) -> new Holding(log.changes().size() + " changes", Optional.of(log.imported())))
                    .findFirst()
                    .orElse(Holding.NOTHING);
        }
        if (content instanceof Content.Cells cells) {
            return store.populations().stream()
                    .filter(population -> population.name().equals(cells.name()))
                    .map(population -> new Holding(
                            population.size() + " cells",
                            Optional.of(population.provenance().imported())))
                    .findFirst()
                    .orElse(Holding.NOTHING);
        }
        if (content instanceof Content.Masked masked) {
            return store.masks().stream()
                    .filter(mask -> mask.name().equals(masked.name()))
                    .map(mask -> new Holding(
                            mask.polygons().size() + " polygons",
                            Optional.of(mask.provenance().imported())))
                    .findFirst()
                    .orElse(NOTHING);
        }
        // A key is held against the store, which keeps nothing of it.
        return content.indicators()
                .map(mapping -> of(mapping, content.needs(), values))
                .orElse(NOTHING);
    }

    private static Holding of(VintageId id, Store store) {
        Optional<Vintage> vintage = store.vintage(id);
        return vintage.map(v -> new Holding(store.areas(id).size() + " areas", Optional.of(v.imported())))
                .orElse(Holding.NOTHING);
    }

    /** Values of its indicators for its vintages, from wherever they came. */
    private static Holding of(Path mapping, List<VintageId> vintages, List<PublishedValues> values) {
        var indicators = TableMapping.read(mapping).indicators();
        List<PublishedValues> of = values.stream()
                .filter(set -> indicators.contains(set.indicator()) && vintages.contains(set.vintage()))
                .toList();
        if (of.isEmpty()) return Holding.NOTHING;
        TreeSet<Integer> years = new TreeSet<>();
        TreeSet<String> divisions = new TreeSet<>();
        of.forEach(set -> {
            years.add(set.year());
            divisions.add(set.vintage().division());
        });
        Stream<Instant> imported = of.stream().map(set -> set.provenance().imported());
        return new Holding(
                years.first() + "-" + years.last() + " of " + String.join(", ", divisions),
                imported.max(Comparator.naturalOrder()));
    }
}
