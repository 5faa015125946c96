package se.regstat.statistics.dividing;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.snapshot.Snapshot;

/**
 * The masks and populations that a snapshot has, by what is wished for. Where the number of people is restricted there are no populations: what is divided by
 * where they live would tell of single places. Thread-safe.
 */
final class Registered {

    private final Snapshot snapshot;
    private final boolean restricted;

    /** Of masks, by name, in m². */
    private final Map<String, Double> sizes = new ConcurrentHashMap<>();

    Registered(Observations observations) {
        this.snapshot = observations.snapshot();
        this.restricted = observations
                .configuration()
                .indicator(WeightedPoints.PEOPLE)
                .disclosure()
                .isPresent();
    }

    /** Whether there is anything. */
    boolean isAnything() {
        return !snapshot.masks().isEmpty() || !snapshot.populations().isEmpty();
    }

    /** A population that knows of squares, not of points. */
    Optional<WeightedPoints> cells(Divisors.Wish wish) {
        return population(wish).filter(population -> population.cellSize() > 0);
    }

    /** Masks that settlement differs by, the smallest first: what several have is of the narrowest. */
    List<Mask> classes(Divisors.Wish wish) {
        if (wish.mask().isPresent())
            return mask(wish).stream().filter(Registered::isClass).toList();
        return snapshot.masks().stream()
                .filter(Registered::isClass)
                .sorted(Comparator.comparingDouble(this::size).thenComparing(Mask::name))
                .toList();
    }

    private static boolean isClass(Mask mask) {
        return !mask.name().equals(Mask.LAND) && !mask.name().equals(Mask.WATER);
    }

    private double size(Mask mask) {
        return sizes.computeIfAbsent(mask.name(), name -> mask.polygons().stream()
                .mapToDouble(polygon -> polygon.getArea())
                .sum());
    }

    /** @throws ReaggregationException if one is wished for that is not there, or does not count all people */
    Optional<WeightedPoints> population(Divisors.Wish wish) {
        if (wish.population().isEmpty()) {
            return snapshot.populations().stream()
                    .filter(people -> people.countsAllPeople() && !restricted)
                    .max(Comparator.comparingInt(WeightedPoints::year));
        }
        WeightedPoints wanted =
                named("population", wish.population().get(), snapshot.populations(), WeightedPoints::name);
        if (restricted) {
            throw ReaggregationException.of(
                    "population",
                    "the number of people is restricted, and what is divided by where they live would tell of single places; leave '"
                            + wanted.name() + "' out");
        }
        if (wanted.countsAllPeople()) return Optional.of(wanted);
        throw ReaggregationException.of(
                "population",
                "'" + wanted.name() + "' counts " + String.join(", ", wanted.kinds())
                        + " and not all people; import it with these too, to divide by");
    }

    /** @throws ReaggregationException if one is wished for that is not there */
    Optional<Mask> mask(Divisors.Wish wish) {
        if (wish.mask().isPresent())
            return Optional.of(named("mask", wish.mask().get(), snapshot.masks(), Mask::name));
        return named(Mask.BUILT_UP).or(() -> named(Mask.LAND));
    }

    Optional<Mask> named(String name) {
        return snapshot.masks().stream()
                .filter(mask -> mask.name().equals(name))
                .findFirst();
    }

    private static <T> T named(String parameter, String name, List<T> all, Function<T, String> nameOf) {
        return all.stream()
                .filter(each -> nameOf.apply(each).equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    String names = String.join(", ", all.stream().map(nameOf).toList());
                    return ReaggregationException.of(
                            parameter,
                            "there is none called '" + name + "'; there is " + (names.isEmpty() ? "none" : names));
                });
    }
}
