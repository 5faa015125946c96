package se.regstat.importing.update;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.source.Content;
import se.regstat.importing.source.Fetch;
import se.regstat.importing.source.Recipe;
import se.regstat.importing.source.Recipes;
import se.regstat.statistics.store.FetchRecord;
import se.regstat.statistics.store.Store;

/**
 * What publishers are asked for again: what was fetched into a store, for the kommuner it was asked for.
 *
 * @param wanted in the order it is to be fetched in
 * @param notes what cannot be asked for again
 */
public record Asked(List<Fetch.Wanted> wanted, List<String> notes) {

    public Asked {
        wanted = List.copyOf(wanted);
        notes = List.copyOf(notes);
    }

    /**
     * @param ids of recipes; empty for all that was fetched
     * @param except recipes that are not asked for
     * @param replace whether what publishers do not have any more may go
     * @throws ImportException if there is nothing to ask for
     */
    public static Asked of(Store store, Recipes recipes, List<String> ids, List<Recipe> except, boolean replace) {
        Map<String, FetchRecord> fetched = new LinkedHashMap<>();
        store.fetches().forEach(record -> fetched.put(record.recipe(), record));
        Map<String, Recipe> known = new HashMap<>();
        recipes.all().forEach(recipe -> known.put(recipe.id(), recipe));
        List<String> notes = new ArrayList<>();
        List<Recipe> again;
        if (ids.isEmpty()) {
            Holdings held = new Holdings(store);
            again = new ArrayList<>();
            for (String id : fetched.keySet()) {
                if (!known.containsKey(id)) continue;
                Content content = known.get(id).content();
                // Earlier versions held keys against the store and did not keep them.
                boolean unkept = content instanceof Content.Key
                        && content.needs().stream()
                                .allMatch(vintage -> store.vintage(vintage).isPresent());
                if (unkept || !held.of(content).isNothing()) again.add(known.get(id));
                else notes.add(id + " was fetched and removed since; 'regstat fetch " + id + "' brings it back");
            }
            fetched.keySet().stream()
                    .filter(id -> !known.containsKey(id))
                    .forEach(id -> notes.add(id + " was fetched by a recipe that there is no more"));
        } else {
            again = new ArrayList<>(recipes.named(ids));
            List<String> never = again.stream()
                    .map(Recipe::id)
                    .filter(id -> !fetched.containsKey(id))
                    .toList();
            if (!never.isEmpty()) {
                throw new ImportException(String.join(", ", never) + (never.size() == 1 ? " was" : " were")
                        + " not fetched into this store; 'regstat fetch' does that");
            }
        }
        if (again.removeAll(except) && again.isEmpty()) {
            throw new ImportException("--except leaves nothing to ask for");
        }
        if (again.isEmpty()) {
            throw new ImportException(
                    "nothing in this store was fetched by a recipe, so no publisher can be asked what is new;"
                            + " 'regstat fetch' and 'regstat init' bring in what 'regstat update' looks after");
        }
        return new Asked(runs(again, fetched, replace), notes);
    }

    /** In the order of fetching, those after each other that were asked for the same kommuner at once. */
    private static List<Fetch.Wanted> runs(List<Recipe> recipes, Map<String, FetchRecord> fetched, boolean replace) {
        List<Fetch.Wanted> runs = new ArrayList<>();
        List<Recipe> run = new ArrayList<>();
        List<String> kommuner = List.of();
        for (Recipe recipe : new Fetch.Wanted(recipes, List.of(), false, true).recipes()) {
            List<String> own = fetched.get(recipe.id()).kommuner();
            if (!run.isEmpty() && !own.equals(kommuner)) {
                runs.add(new Fetch.Wanted(run, kommuner, replace, true));
                run = new ArrayList<>();
            }
            kommuner = own;
            run.add(recipe);
        }
        runs.add(new Fetch.Wanted(run, kommuner, replace, true));
        return runs;
    }

    /** All that is asked for. */
    public List<Recipe> recipes() {
        return wanted.stream().flatMap(one -> one.recipes().stream()).toList();
    }

    public List<String> ids() {
        return recipes().stream().map(Recipe::id).toList();
    }
}
