package se.regstat.importing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.store.Store;

/**
 * Where people live, ready to be stored.
 *
 * @param notes what was done or assumed that the user did not ask for in so many words
 */
public record PreparedPopulation(WeightedPoints population, List<String> notes) implements Prepared {

    public PreparedPopulation {
        notes = List.copyOf(notes);
    }

    @Override
    public List<String> summary() {
        String what = population.cellSize() > 0 ? "cells" : "points";
        return population.kinds().stream()
                .map(kind -> String.format(
                        Locale.ROOT,
                        "population %s, %d: %.0f %s in %d %s",
                        population.name(),
                        population.year(),
                        Arrays.stream(population.weights(kind)).sum(),
                        kind.equals(WeightedPoints.PEOPLE) ? "persons" : "of " + kind,
                        population.size(),
                        what))
                .toList();
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public boolean isIn(Store store) {
        return store.populations().stream().anyMatch(this::isAlike);
    }

    private boolean isAlike(WeightedPoints held) {
        return held.name().equals(population.name())
                && held.year() == population.year()
                && held.cellSize() == population.cellSize()
                && held.provenance().source().equals(population.provenance().source())
                && Arrays.equals(held.eastings(), population.eastings())
                && Arrays.equals(held.northings(), population.northings())
                && held.kinds().equals(population.kinds())
                && held.kinds().stream().allMatch(kind -> Arrays.equals(held.weights(kind), population.weights(kind)));
    }

    @Override
    public void writeTo(Store store) {
        DivisionImport.refuseDemo(store);
        store.writePopulation(population);
    }

    @Override
    public Stored stored() {
        String name = population.name();
        return (from, to) -> from.populations().stream()
                .filter(held -> held.name().equals(name))
                .forEach(to::writePopulation);
    }
}
