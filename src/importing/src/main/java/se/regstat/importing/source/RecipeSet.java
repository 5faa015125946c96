package se.regstat.importing.source;

import java.util.List;
import se.regstat.statistics.division.LocalText;

/** Recipes that are fetched together, under a name. */
public record RecipeSet(String id, LocalText title, List<Recipe> recipes) {

    public RecipeSet {
        recipes = List.copyOf(recipes);
    }
}
