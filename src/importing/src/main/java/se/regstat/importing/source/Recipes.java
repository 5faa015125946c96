package se.regstat.importing.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.regstat.importing.format.ImportException;
import se.regstat.statistics.config.ConfigurationException;
import se.regstat.statistics.config.Unreadable;
import se.regstat.statistics.config.YamlMapping;
import se.regstat.statistics.indicator.NearestIds;

/** The recipes of a folder, {@code config/sources}: all its files ending in {@code .yml}. docs/sources.md describes their keys. */
public final class Recipes {

    private final Map<String, Recipe> recipes = new LinkedHashMap<>();
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
        for (Path file : files) {
            YamlMapping sources = YamlMapping.read(file).only("sources").mapping("sources");
            for (String key : sources.keys()) {
                for (Recipe recipe : RecipeReader.read(key, sources, file)) read.add(recipe, key, sources);
            }
        }
        return read;
    }

    private void add(Recipe recipe, String key, YamlMapping sources) {
        Recipe other = recipes.putIfAbsent(recipe.id(), recipe);
        if (other != null) throw sources.error(key, recipe.id() + " is told twice, also in " + other.place());
    }

    /** In the order of files and their lines. */
    public Collection<Recipe> all() {
        return List.copyOf(recipes.values());
    }

    /**
     * Those with these ids, each once. An id without a vintage is all vintages of it.
     *
     * @throws ImportException if there is no such recipe; the message names those that are like it
     */
    public List<Recipe> named(List<String> ids) {
        List<Recipe> named = new ArrayList<>();
        for (String id : ids) {
            List<Recipe> found = recipes.values().stream()
                    .filter(recipe -> recipe.id().equals(id) || recipe.id().startsWith(id + "@"))
                    .toList();
            if (found.isEmpty()) {
                throw new ImportException("there is no recipe '" + id + "' in " + folder
                        + NearestIds.question(id, recipes.keySet()) + "; './regstat sources' lists all");
            }
            named.addAll(found);
        }
        return named.stream().distinct().toList();
    }
}
