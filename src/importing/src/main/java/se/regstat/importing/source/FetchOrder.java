package se.regstat.importing.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.regstat.importing.FileRequest.ParentColumn;
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
        for (VintageId id : needs(recipe.content())) making(id).ifPresent(needed::add);
        return needed;
    }

    /** What must be there before it. */
    static List<VintageId> needs(Content content) {
        if (content instanceof Content.Joined joined) return List.of(joined.from());
        if (content instanceof Content.Changes changes) return List.of(changes.earlier(), changes.later());
        if (content instanceof Content.Table table)
            return List.copyOf(table.regions().keySet());
        return List.of();
    }

    private List<Recipe> parents(Recipe recipe) {
        if (!(recipe.content() instanceof Content.Areas areas)) return List.of();
        List<String> divisions = areas.parents().stream()
                .map(ParentColumn::parent)
                .map(parent -> parent.division())
                .toList();
        return recipes.stream()
                .filter(other -> vintage(other.content())
                        .filter(id -> divisions.contains(id.division()))
                        .isPresent())
                .toList();
    }

    private Optional<Recipe> making(VintageId id) {
        return recipes.stream()
                .filter(recipe -> vintage(recipe.content()).equals(Optional.of(id)))
                .findFirst();
    }

    /** The vintage that something makes, if it makes one. */
    static Optional<VintageId> vintage(Content content) {
        if (content instanceof Content.Areas areas) return Optional.of(areas.vintage());
        if (content instanceof Content.Joined joined) return Optional.of(joined.vintage());
        return Optional.empty();
    }
}
