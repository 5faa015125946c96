package se.regstat.statistics.flow;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many persons go from each area to each other one and how many stay, in one year: those who live in the one and work in the other. Immutable.
 *
 * <p>Pairs that nobody named are nobody: a table of pairs leaves out what is zero. A pair that is not told (suppressed) is {@link Double#NaN}, and so are
 * the sums that it belongs to.
 */
public final class Flows {

    private final List<String> codes;

    /** By area of origin: destinations, ascending, and persons. */
    private final int[][] destinations;

    private final double[][] persons;
    private final double[] in;

    /** @see Builder */
    private Flows(List<String> codes, int[][] destinations, double[][] persons) {
        this.codes = codes;
        this.destinations = destinations;
        this.persons = persons;
        in = new double[codes.size()];
        for (int origin = 0; origin < destinations.length; origin++) {
            for (int i = 0; i < destinations[origin].length; i++) {
                if (destinations[origin][i] != origin) in[destinations[origin][i]] += persons[origin][i];
            }
        }
    }

    /**
     * @param codes of the areas
     * @param origins of each pair, as numbers of areas
     * @param destinations of each pair
     * @param persons of each pair, {@link Double#NaN} where not told
     * @throws IllegalArgumentException if a pair is named twice, or has a negative number
     */
    public static Flows of(List<String> codes, int[] origins, int[] destinations, double[] persons) {
        int[] order = IntStream.range(0, origins.length)
                .boxed()
                .sorted((a, b) -> origins[a] == origins[b]
                        ? Integer.compare(destinations[a], destinations[b])
                        : Integer.compare(origins[a], origins[b]))
                .mapToInt(pair -> pair)
                .toArray();
        int[][] to = new int[codes.size()][];
        double[][] numbers = new double[codes.size()][];
        int next = 0;
        for (int origin = 0; origin < to.length; origin++) {
            int first = next;
            while (next < order.length && origins[order[next]] == origin) next++;
            to[origin] = Arrays.stream(order, first, next)
                    .map(pair -> destinations[pair])
                    .toArray();
            numbers[origin] = Arrays.stream(order, first, next)
                    .mapToDouble(pair -> persons[pair])
                    .toArray();
            for (int i = 0; i < to[origin].length; i++) {
                String pair = "from " + codes.get(origin) + " to " + codes.get(to[origin][i]);
                if (i > 0 && to[origin][i] == to[origin][i - 1]) throw new IllegalArgumentException(pair + ": twice");
                if (numbers[origin][i] < 0) throw new IllegalArgumentException(pair + ": " + numbers[origin][i]);
            }
        }
        return new Flows(List.copyOf(codes), to, numbers);
    }

    public List<String> codes() {
        return codes;
    }

    public int size() {
        return codes.size();
    }

    /** From one area to another, or those who stay in one. */
    public double persons(int origin, int destination) {
        int place = Arrays.binarySearch(destinations[origin], destination);
        return place < 0 ? 0 : persons[origin][place];
    }

    /** Those who live and work in an area. */
    public double within(int area) {
        return persons(area, area);
    }

    /** Those who live in an area and work in another. */
    public double out(int area) {
        return Arrays.stream(persons[area]).sum() - within(area);
    }

    /** Those who work in an area and live in another. */
    public double in(int area) {
        return in[area];
    }

    /** Those who live in an area and work anywhere. */
    public double living(int area) {
        return Arrays.stream(persons[area]).sum();
    }

    /** Those who work in an area and live anywhere. */
    public double working(int area) {
        return in[area] + within(area);
    }
}
