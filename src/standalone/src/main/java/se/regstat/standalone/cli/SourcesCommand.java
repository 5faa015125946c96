package se.regstat.standalone.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import se.regstat.importing.source.Content;
import se.regstat.importing.source.Recipe;
import se.regstat.importing.source.RecipeSet;
import se.regstat.importing.source.Recipes;
import se.regstat.importing.table.TableMapping;
import se.regstat.standalone.terminal.TextTable;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "sources",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the recipes by which divisions, change logs and tables are fetched from their publishers: what the"
                    + " store has of each,",
            "how many days ago that was imported, the licence, and when somebody last fetched by it from the publisher"
                    + " itself."
        })
final class SourcesCommand extends StoreCommand {

    /** What a store has of a recipe. */
    private record Held(String what, Optional<Instant> imported) {
        static final Held NOTHING = new Held("-", Optional.empty());

        String days() {
            return imported.map(when -> Long.toString(ChronoUnit.DAYS.between(
                            when.atZone(ZoneOffset.UTC).toLocalDate(), LocalDate.now(ZoneOffset.UTC))))
                    .orElse("");
        }
    }

    @Override
    public Integer call() {
        Configuration configuration = storeOptions.configuration();
        StoreUrl url = storeOptions.store(configuration);
        Recipes recipes = storeOptions.recipes(configuration);
        List<Recipe> all = List.copyOf(recipes.all());
        List<Held> held = new ArrayList<>();
        if (Files.exists(url.file())) {
            try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
                List<PublishedValues> values = store.values();
                all.forEach(recipe -> held.add(held(recipe.content(), store, values)));
            }
        } else {
            all.forEach(recipe -> held.add(Held.NOTHING));
        }
        out().println(all.size() + " recipes; in the store is what " + url + " has");
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < held.size(); i++) rows.add(row(all.get(i), held.get(i)));
        TextTable.print(out(), List.of("id", "title", "in the store", "days", "licence", "tried"), rows);
        if (!recipes.sets().isEmpty()) {
            out().println();
            TextTable.print(
                    out(),
                    List.of("set", "title", "recipes"),
                    recipes.sets().stream().map(SourcesCommand::row).toList());
        }
        return 0;
    }

    private static List<String> row(Recipe recipe, Held held) {
        return List.of(
                recipe.id(),
                recipe.title().en(),
                held.what(),
                held.days(),
                recipe.licence(),
                recipe.tried().map(LocalDate::toString).orElse("never"));
    }

    private static List<String> row(RecipeSet set) {
        return List.of(
                set.id(),
                set.title().en(),
                set.recipes().stream().map(Recipe::id).collect(Collectors.joining(" ")));
    }

    private static Held held(Content content, Store store, List<PublishedValues> values) {
        if (content.makes().isPresent()) return held(content.makes().get(), store);
        if (content instanceof Content.Changes changes) {
            return store.changeLogs().stream()
                    .filter(log -> log.division().equals(changes.earlier().division())
                            && log.from().equals(changes.earlier().year())
                            && log.to().equals(changes.later().year()))
                    .map((ChangeLog log) -> new Held(log.changes().size() + " changes", Optional.of(log.imported())))
                    .findFirst()
                    .orElse(Held.NOTHING);
        }
        if (content instanceof Content.Cells cells) {
            return store.populations().stream()
                    .filter(population -> population.name().equals(cells.name()))
                    .map(population -> new Held(
                            population.size() + " cells",
                            Optional.of(population.provenance().imported())))
                    .findFirst()
                    .orElse(Held.NOTHING);
        }
        // A key is held against the store, which keeps nothing of it.
        return content.indicators()
                .map(mapping -> held(mapping, content.needs(), values))
                .orElse(Held.NOTHING);
    }

    private static Held held(VintageId id, Store store) {
        Optional<Vintage> vintage = store.vintage(id);
        return vintage.map(v -> new Held(store.areas(id).size() + " areas", Optional.of(v.imported())))
                .orElse(Held.NOTHING);
    }

    /** Values of its indicators for its vintages, from wherever they came. */
    private static Held held(Path mapping, List<VintageId> vintages, List<PublishedValues> values) {
        var indicators = TableMapping.read(mapping).indicators();
        List<PublishedValues> of = values.stream()
                .filter(set -> indicators.contains(set.indicator()) && vintages.contains(set.vintage()))
                .toList();
        if (of.isEmpty()) return Held.NOTHING;
        TreeSet<Integer> years = new TreeSet<>();
        TreeSet<String> divisions = new TreeSet<>();
        of.forEach(set -> {
            years.add(set.year());
            divisions.add(set.vintage().division());
        });
        Stream<Instant> imported = of.stream().map(set -> set.provenance().imported());
        return new Held(
                years.first() + "-" + years.last() + " of " + String.join(", ", divisions),
                imported.max(Comparator.naturalOrder()));
    }
}
