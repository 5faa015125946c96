package se.regstat.importing.update;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import se.regstat.importing.Prepared;
import se.regstat.importing.PreparedChanges;
import se.regstat.importing.PreparedCodes;
import se.regstat.importing.PreparedImport;
import se.regstat.importing.PreparedMask;
import se.regstat.importing.PreparedPopulation;
import se.regstat.importing.PreparedValues;
import se.regstat.importing.check.StoreCheck;
import se.regstat.importing.source.Fetch;
import se.regstat.importing.source.Recipe;
import se.regstat.importing.update.Finding.Kind;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.format.Values;
import se.regstat.statistics.store.Store;

/** Holds what comes against what a store has, as it comes; and at the end the whole store against what it was. Not thread-safe. */
public final class Comparison implements Fetch.Watching {

    /** What is looked at of a whole store. */
    private record State(Set<String> wrong, Set<String> layers) {}

    private final Configuration configuration;
    private final Function<Store, Set<String>> layers;
    private final List<Finding> findings = new ArrayList<>();
    private Optional<State> before = Optional.empty();

    /** @param layers the names of the layers that are made of a store */
    public Comparison(Configuration configuration, Function<Store, Set<String>> layers) {
        this.configuration = configuration;
        this.layers = layers;
    }

    @Override
    public void coming(Recipe recipe, Prepared coming, Store held) {
        // Nothing was written to it before the first that comes.
        if (before.isEmpty()) before = Optional.of(state(held));
        if (coming instanceof PreparedImport areas) {
            findings.addAll(AreaComparison.of(
                    recipe.id(), areas, held.areas(areas.vintage().id())));
        } else if (coming instanceof PreparedValues values) {
            findings.addAll(ValueComparison.of(configuration, recipe.id(), values, held.values(values.indicators())));
        } else if (coming instanceof PreparedChanges changes) {
            findings.add(AreaComparison.of(recipe.id(), changes.log()));
        } else {
            findings.add(other(recipe.id(), coming, held));
        }
    }

    private static Finding other(String recipe, Prepared coming, Store held) {
        if (coming instanceof PreparedCodes codes) return AreaComparison.of(recipe, codes.list(), held.codeLists());
        if (coming instanceof PreparedMask mask) {
            int polygons = mask.mask().polygons().size();
            String name = mask.mask().name();
            return new Finding(
                    Kind.OTHER,
                    recipe,
                    name,
                    polygons,
                    new LocalText(
                            "masken " + name + ": " + polygons + " polygoner",
                            "mask " + name + ": " + polygons + " polygons"));
        }
        WeightedPoints points = ((PreparedPopulation) coming).population();
        String what = points.name() + ", " + points.year() + ": ";
        String persons = Values.text(Math.rint(Arrays.stream(points.weights()).sum()));
        return new Finding(
                Kind.OTHER,
                recipe,
                points.name(),
                points.size(),
                new LocalText(
                        "befolkning " + what + persons + " personer i " + points.size() + " punkter",
                        "population " + what + persons + " persons in " + points.size() + " points"));
    }

    /**
     * All that was found.
     *
     * @param after the store with all that came
     */
    public List<Finding> findings(Store after) {
        List<Finding> all = new ArrayList<>(findings);
        before.ifPresent(earlier -> {
            State now = state(after);
            without(now.wrong(), earlier.wrong())
                    .forEach(text -> all.add(new Finding(Kind.CHECK, "", "check", 1, LocalText.of(text))));
            without(now.layers(), earlier.layers())
                    .forEach(name -> all.add(new Finding(Kind.LAYER_NEW, "", name, 1, LocalText.of(name))));
            without(earlier.layers(), now.layers())
                    .forEach(name -> all.add(new Finding(Kind.LAYER_GONE, "", name, 1, LocalText.of(name))));
        });
        all.sort(Comparator.comparing(Finding::kind));
        return all;
    }

    private State state(Store store) {
        return new State(
                StoreCheck.of(store, configuration).stream()
                        .filter(StoreCheck.Finding::wrong)
                        .map(StoreCheck.Finding::text)
                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                layers.apply(store));
    }

    private static Set<String> without(Set<String> all, Set<String> others) {
        Set<String> left = new LinkedHashSet<>(all);
        left.removeAll(others);
        return left;
    }
}
