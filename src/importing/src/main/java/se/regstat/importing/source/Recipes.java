package se.regstat.importing.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.regstat.importing.format.ImportException;
import se.regstat.statistics.config.ConfigurationException;
import se.regstat.statistics.config.Unreadable;
import se.regstat.statistics.config.YamlMapping;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.indicator.NearestIds;

/**
 * The recipes of a folder, {@code config/sources}, and sets of them: all its files ending in {@code .yml}. docs/sources.md describes
 * their keys.
 */
public final class Recipes {

    /** Recipes that are fetched together, under a name. */
    public record RecipeSet(String id, LocalText title, List<Recipe> recipes) {

        public RecipeSet {
            recipes = List.copyOf(recipes);
        }
    }

    private final Map<String, Recipe> recipes = new LinkedHashMap<>();
    private final Map<String, RecipeSet> sets = new LinkedHashMap<>();
    private final Map<String, LocalText> apart = new LinkedHashMap<>();
    private final Path folder;

    private Recipes(Path folder) {
        this.folder = folder;
    }

    /** @throws ConfigurationException naming file, line and key of what cannot be used, or if there is no such folder */
    public static Recipes read(Path folder) {
        Recipes read = new Recipes(folder);
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ConfigurationException(Unreadable.told(folder, e), e);
        }
        List<YamlMapping> all = new ArrayList<>();
        for (Path file : files) {
            YamlMapping yaml = YamlMapping.read(file).only("sources", "sets", "apart");
            all.add(yaml);
            YamlMapping sources = yaml.mapping("sources");
            for (String key : sources.keys()) {
                for (Recipe recipe : RecipeReader.read(key, sources, file)) read.add(recipe, key, sources);
            }
        }
        read.recipes.replaceAll((id, recipe) -> recipe.content() instanceof Content.Masked mask
                ? recipe.of(new Content.Masked(
                        mask.name(),
                        mask.from(),
                        Optional.ofNullable(read.recipes.get(mask.from().toString()))))
                : recipe);
        for (YamlMapping yaml : all) {
            YamlMapping sets = yaml.mapping("sets");
            sets.keys().forEach(key -> read.addSet(key, sets));
            YamlMapping apart = yaml.mapping("apart");
            for (String id : apart.keys()) {
                apart.checked(id, () -> read.known(id));
                read.apart.put(id, apart.localText(id));
            }
        }
        return read;
    }

    private void add(Recipe recipe, String key, YamlMapping sources) {
        Recipe other = recipes.putIfAbsent(recipe.id(), recipe);
        if (other != null) throw sources.error(key, recipe.id() + " is told twice, also in " + other.place());
    }

    private void addSet(String key, YamlMapping sets) {
        YamlMapping set = sets.mapping(key).only("title", "recipes");
        if (!find(key).isEmpty()) throw sets.error(key, "there is a recipe of that name; call the set something else");
        List<Recipe> members = set.list("recipes").stream()
                .flatMap(id -> set.checked("recipes", () -> known(id)).stream())
                .distinct()
                .toList();
        if (members.isEmpty())
            throw set.error("recipes", "is missing: a list of recipes, as in [deso@2025, population]");
        if (this.sets.put(key, new RecipeSet(key, set.localText("title"), members)) != null) {
            throw sets.error(key, "is told twice, also in another file");
        }
    }

    /** In the order of files and their lines. */
    public Collection<Recipe> all() {
        return List.copyOf(recipes.values());
    }

    /** In the order of files and their lines. */
    public Collection<RecipeSet> sets() {
        return List.copyOf(sets.values());
    }

    /** Recipes, by id, that are fetched by name only and not with all others, and why. */
    public Map<String, LocalText> apart() {
        return Collections.unmodifiableMap(apart);
    }

    /** All but those {@linkplain #apart() apart}. */
    public List<Recipe> together() {
        List<Recipe> together = new ArrayList<>(recipes.values());
        apart.keySet().forEach(id -> together.removeAll(find(id)));
        return together;
    }

    /**
     * Those with these ids, each once. An id without a vintage is all vintages of it, the name of a set is all that are in it.
     *
     * @throws ImportException if there is no such recipe; the message names those that are like it
     */
    public List<Recipe> named(List<String> ids) {
        List<Recipe> named = new ArrayList<>();
        for (String id : ids) {
            try {
                named.addAll(sets.containsKey(id) ? sets.get(id).recipes() : known(id));
            } catch (IllegalArgumentException e) {
                throw new ImportException(e.getMessage(), e);
            }
        }
        return named.stream().distinct().toList();
    }

    /** @throws IllegalArgumentException if there are none */
    private List<Recipe> known(String id) {
        List<Recipe> found = find(id);
        if (!found.isEmpty()) return found;
        List<String> names = new ArrayList<>(recipes.keySet());
        names.addAll(sets.keySet());
        throw new IllegalArgumentException("there is no recipe '" + id + "' in " + folder
                + NearestIds.question(id, names) + "; './regstat sources' lists all");
    }

    private List<Recipe> find(String id) {
        return recipes.values().stream()
                .filter(recipe -> recipe.id().equals(id) || recipe.id().startsWith(id + "@"))
                .toList();
    }
}
