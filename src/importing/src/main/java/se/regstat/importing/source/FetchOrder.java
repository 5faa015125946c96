package se.regstat.importing.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.regstat.statistics.division.VintageId;

/**
 * The order in which several are fetched: what something is made of or needs before it, and divisions before those that lie in them,
 * whose codes are then checked.
 */
final class FetchOrder {

    private final List<Recipe> recipes;
    private final Set<Recipe> ordered = new LinkedHashSet<>();
    private final Set<Recipe> begun = new HashSet<>();

    private FetchOrder(List<Recipe> recipes) {
        this.recipes = recipes;
    }

    static List<Recipe> of(List<Recipe> recipes) {
        FetchOrder order = new FetchOrder(recipes);
        recipes.forEach(order::visit);
        return List.copyOf(order.ordered);
    }

    private void visit(Recipe recipe) {
        if (!begun.add(recipe)) return;
        needed(recipe).forEach(this::visit);
        // A parent that is itself made from what is being visited comes after it.
        for (Recipe parent : parents(recipe)) {
            if (ordered.containsAll(needed(parent)) || needed(parent).stream().noneMatch(begun::contains))
                visit(parent);
        }
        ordered.add(recipe);
    }

    private List<Recipe> needed(Recipe recipe) {
        List<Recipe> needed = new ArrayList<>();
        for (VintageId id : recipe.content().needs()) making(id).ifPresent(needed::add);
        return needed;
    }

    private List<Recipe> parents(Recipe recipe) {
        List<String> divisions = recipe.content().liesIn();
        return recipes.stream()
                .filter(other -> other.content()
                        .makes()
                        .filter(id -> divisions.contains(id.division()))
                        .isPresent())
                .toList();
    }

    private Optional<Recipe> making(VintageId id) {
        return recipes.stream()
                .filter(recipe -> recipe.content().makes().equals(Optional.of(id)))
                .findFirst();
    }
}
