package se.regstat.statistics.ancillary;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import se.regstat.statistics.indicator.Provenance;

/**
 * Where people live: points, or the square cells of a grid by their middles, each with how many of one or several kinds. Coordinates
 * are EPSG:3006 (E, N), metres. Kept packed, so that a grid of millions of cells takes some bytes for each; what is asked for is unpacked
 * anew at each call. Immutable and thread-safe.
 */
public final class WeightedPoints {

    /** The kind that all people are, called as the indicator that counts them. */
    public static final String PEOPLE = "population";

    private final String name;
    private final int year;
    private final PackedNumbers eastings;
    private final PackedNumbers northings;
    private final Map<String, PackedNumbers> kinds;
    private final double cellSize;
    private final Provenance provenance;

    /**
     * @param name {@code [a-z][a-z0-9_-]*}
     * @param year they are counted for
     * @param kinds how many there are at each point, not negative, by what they are called: {@link #PEOPLE} or the id of an indicator; in
     *     this order. What is without {@link #PEOPLE} can be kept, but nothing is divided by it
     * @param cellSize side of the cells the points stand for, in metres; 0 for points proper
     * @throws IllegalArgumentException if a name is none, there is no kind, or arrays differ in length
     */
    public WeightedPoints(
            String name,
            int year,
            PackedNumbers eastings,
            PackedNumbers northings,
            Map<String, PackedNumbers> kinds,
            double cellSize,
            Provenance provenance) {
        Mask.requireName(name);
        if (kinds.isEmpty()) throw new IllegalArgumentException(name + " counts nothing");
        this.name = name;
        this.year = year;
        this.eastings = eastings;
        this.northings = northings;
        this.kinds = new LinkedHashMap<>(kinds);
        this.cellSize = cellSize;
        this.provenance = provenance;
        kinds.forEach((kind, numbers) -> {
            Mask.requireName(kind);
            if (eastings.size() == numbers.size() && northings.size() == numbers.size()) return;
            throw new IllegalArgumentException("each point has an easting, a northing and a weight: " + eastings.size()
                    + ", " + northings.size() + ", " + numbers.size());
        });
    }

    /** Of people alone. */
    public WeightedPoints(
            String name,
            int year,
            double[] eastings,
            double[] northings,
            double[] weights,
            double cellSize,
            Provenance provenance) {
        this(
                name,
                year,
                PackedNumbers.of(eastings),
                PackedNumbers.of(northings),
                Map.of(PEOPLE, PackedNumbers.of(weights)),
                cellSize,
                provenance);
    }

    public String name() {
        return name;
    }

    /** They are counted for. */
    public int year() {
        return year;
    }

    public int size() {
        return eastings.size();
    }

    public double[] eastings() {
        return eastings.toArray();
    }

    public double[] northings() {
        return northings.toArray();
    }

    /** What is counted. */
    public List<String> kinds() {
        return List.copyOf(kinds.keySet());
    }

    /** Whether it does not count some kinds alone. */
    public boolean countsAllPeople() {
        return kinds.containsKey(PEOPLE);
    }

    /**
     * How many people there are at each point.
     *
     * @throws IllegalArgumentException if only some kinds are counted
     */
    public double[] weights() {
        return weights(PEOPLE);
    }

    /**
     * How many of a kind there are at each point.
     *
     * @throws IllegalArgumentException if that is not counted
     */
    public double[] weights(String kind) {
        return kind(kind).toArray();
    }

    /** As they are kept; for stores. */
    public PackedNumbers packedEastings() {
        return eastings;
    }

    /** As they are kept; for stores. */
    public PackedNumbers packedNorthings() {
        return northings;
    }

    /** As it is kept; for stores. @throws IllegalArgumentException if that is not counted */
    public PackedNumbers kind(String kind) {
        PackedNumbers numbers = kinds.get(kind);
        if (numbers != null) return numbers;
        throw new IllegalArgumentException(
                name + " does not count '" + kind + "'; it counts " + String.join(", ", kinds.keySet()));
    }

    /** These with some kinds alone; empty if they count none of them. */
    public Optional<WeightedPoints> of(Predicate<String> wanted) {
        Map<String, PackedNumbers> some = new LinkedHashMap<>(kinds);
        some.keySet().removeIf(wanted.negate());
        return some.isEmpty()
                ? Optional.empty()
                : Optional.of(new WeightedPoints(name, year, eastings, northings, some, cellSize, provenance));
    }

    /** Side of the cells that the points stand for, in metres; 0 for points proper. */
    public double cellSize() {
        return cellSize;
    }

    public Provenance provenance() {
        return provenance;
    }
}
