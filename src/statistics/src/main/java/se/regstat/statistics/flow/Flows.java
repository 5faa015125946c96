package se.regstat.statistics.flow;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import se.regstat.statistics.indicator.Status;

/**
 * How many persons go from each area to each other one and how many stay, in one year: those who live in the one and work in the other. Immutable.
 *
 * <ul>
 *   <li>A pair that nobody named is nobody where all flows of either area are known, and unknown elsewhere: never zero by default.
 *   <li>A sum is known where all flows of the area are, and each of those that it is made of; withheld where one of these is.
 * </ul>
 */
public final class Flows {

    private final List<String> codes;

    /** Areas that there are; others are elsewhere, and told of where somebody goes there from here. */
    private final BitSet here;

    /** Areas all of whose flows are known. */
    private final BitSet known;

    private final Pairs pairs;

    /** By area of origin the number of its first pair, and at the end how many there are. */
    private final int[] first;

    private final Amount[] in;

    private Flows(List<String> codes, BitSet here, BitSet known, Pairs pairs) {
        this.codes = codes;
        this.here = here;
        this.known = known;
        this.pairs = pairs;
        first = new int[codes.size() + 1];
        for (int origin : pairs.origins()) first[origin + 1]++;
        Arrays.parallelPrefix(first, Integer::sum);
        in = new Amount[codes.size()];
        for (int area = 0; area < in.length; area++) in[area] = startOf(area);
        for (int i = 0; i < pairs.size(); i++) {
            int to = pairs.destinations()[i];
            if (pairs.origins()[i] != to) in[to] = in[to].plus(amount(i));
        }
    }

    /** @param areas codes of those that the vintage has: of others not all flows are known, whatever the table covers */
    public static Flows of(YearFlows year, Set<String> areas) {
        BitSet here = new BitSet(year.codes().size());
        BitSet known = new BitSet(year.codes().size());
        for (int area = 0; area < year.codes().size(); area++) {
            String code = year.codes().get(area);
            here.set(area, areas.contains(code));
            known.set(area, here.get(area) && year.covers(code));
        }
        return new Flows(year.codes(), here, known, year.pairs());
    }

    /**
     * Flows of which all are known.
     *
     * @param codes of the areas
     */
    public static Flows of(List<String> codes, Pairs pairs) {
        BitSet known = new BitSet();
        known.set(0, codes.size());
        return new Flows(List.copyOf(codes), known, known, pairs);
    }

    public List<String> codes() {
        return codes;
    }

    public int size() {
        return codes.size();
    }

    /** Whether an area is one that there is, rather than one elsewhere that somebody goes to or comes from. */
    public boolean isHere(int area) {
        return here.get(area);
    }

    /** Whether all flows of an area are known, to it and from it, told or not. */
    public boolean isKnown(int area) {
        return known.get(area);
    }

    /** From one area to another, or those who stay in one. */
    public Amount between(int origin, int destination) {
        int found = Arrays.binarySearch(pairs.destinations(), first[origin], first[origin + 1], destination);
        if (found >= 0) return amount(found);
        return known.get(origin) || known.get(destination) ? Amount.NOBODY : Amount.UNKNOWN;
    }

    /** The same as a number; NaN where it is not known. */
    double persons(int origin, int destination) {
        return between(origin, destination).persons();
    }

    /** Those who live and work in an area. */
    public Amount within(int area) {
        return between(area, area);
    }

    /** Those who live in an area and work in another. */
    public Amount out(int area) {
        Amount sum = startOf(area);
        for (int i = first[area]; i < first[area + 1]; i++) {
            if (pairs.destinations()[i] != area) sum = sum.plus(amount(i));
        }
        return sum;
    }

    /** Those who work in an area and live in another. */
    public Amount in(int area) {
        return in[area];
    }

    /** Those who live in an area and work anywhere. */
    public Amount living(int area) {
        return out(area).plus(within(area));
    }

    /** Those who work in an area and live anywhere. */
    public Amount working(int area) {
        return in(area).plus(within(area));
    }

    private Amount startOf(int area) {
        return known.get(area) ? Amount.NOBODY : Amount.UNKNOWN;
    }

    private Amount amount(int pair) {
        return Amount.of(pairs.persons()[pair], Status.of(pairs.statuses()[pair]));
    }

    /**
     * The flows between groups of areas, of which all are known.
     *
     * @param groups for each area the number of the one whose group it is in, which is in its own
     * @return with the codes of those whose groups they are
     */
    public Flows between(int[] groups) {
        int[] centres = Arrays.stream(groups).distinct().sorted().toArray();
        Map<Long, Amount> sums = new TreeMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            long from = Arrays.binarySearch(centres, groups[pairs.origins()[i]]);
            long to = Arrays.binarySearch(centres, groups[pairs.destinations()[i]]);
            sums.merge(from << Integer.SIZE | to, amount(i), Amount::plus);
        }
        int[] origins = sums.keySet().stream()
                .mapToInt(pair -> (int) (pair >>> Integer.SIZE))
                .toArray();
        int[] destinations = sums.keySet().stream().mapToInt(Long::intValue).toArray();
        double[] persons = sums.values().stream().mapToDouble(Amount::persons).toArray();
        byte[] statuses = new byte[persons.length];
        int next = 0;
        for (Amount sum : sums.values()) statuses[next++] = sum.status().code();
        return of(
                Arrays.stream(centres).mapToObj(codes::get).toList(),
                new Pairs(origins, destinations, persons, statuses));
    }
}
