package se.regstat.statistics.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import se.regstat.statistics.weights.SparseRow;

/**
 * Finds what would follow from told sums were they exact: values of few persons. A value is the sum of sources by weight, so what anybody can work
 * out of the told ones is a combination of their rows: each row multiplied by any number, then added. A combination has few persons if these are
 * fewer than the minimum when it is scaled so that any one source of its counts once: Σ |c<sub>k</sub>| persons<sub>k</sub>, where c<sub>i</sub> = 1 for
 * the source i. It gives a source away, or a sum of sources, exactly or nearly, as far as there is no noise; with noise of variance V in each row,
 * what it tells has the variance V Σ f², f being what each row is multiplied by.
 *
 * <p>By the duality of linear programming a source of p persons is in no such combination if and only if some change of the sources
 * leaves all told sums as they are, changes this source by the minimum less p, and no other by more than its persons ({@link ToldSums}).
 *
 * <p>What it does not do: it does not look at what the told values are (a sum of 0 tells that each source has 0), nor at what is known from elsewhere.
 */
public final class Combinations {

    /** Rows that are looked at together, times columns, before a source is taken to be given away. */
    private static final long MOST_NUMBERS = 20_000_000;

    private final double minimum;
    private final List<SparseRow> rows;
    private final BooleanSupplier cancelled;
    private final BitSet told = new BitSet();

    private Combinations(double minimum, double[] persons, List<SparseRow> rows, BooleanSupplier cancelled) {
        if (!(minimum > 0))
            throw new IllegalArgumentException("the minimum should be more than 0 persons, not " + minimum);
        this.minimum = minimum;
        this.rows = rows;
        this.cancelled = cancelled;
        for (int row = 0; row < rows.size(); row++) {
            double people = 0;
            for (int i = 0; i < rows.get(row).sources().length; i++) {
                double there = persons[rows.get(row).sources()[i]];
                if (there != 0) people += rows.get(row).weights()[i] * there;
            }
            if (people >= minimum) told.set(row);
        }
    }

    /**
     * Targets from whose values one of few persons follows.
     *
     * @param rows their numbers
     * @param factors by what each is multiplied; empty where it could not be worked out whether anything follows
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Combination(int[] rows, double[] factors) {

        /** By how much more noise what follows has than one value, as variances, at most; NaN where that could not be worked out. */
        public double noise() {
            return factors.length == 0
                    ? Double.NaN
                    : Arrays.stream(factors).map(factor -> factor * factor).sum();
        }
    }

    /**
     * One for each source, or sources that nothing tells apart, of few persons that is given away. Rows of few persons, or of an unknown number,
     * are taken not to be told.
     *
     * @param minimum number of persons
     * @param persons behind each source's value, not negative; 0 where there is none, NaN where that is not known
     * @param rows the targets of all boundaries that are told for these sources
     * @param cancelled asked often
     * @throws CancellationException once {@code cancelled} says so
     */
    public static List<Combination> ofFew(
            double minimum, double[] persons, List<SparseRow> rows, BooleanSupplier cancelled) {
        Combinations combinations = new Combinations(minimum, persons, rows, cancelled);
        return combinations.found(combinations.groups(persons));
    }

    /** Sources that are in the same targets with the same weights: no combination tells them apart. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Group(int[] rows, double[] weights, double persons) {}

    private List<Group> groups(double[] persons) {
        List<List<Integer>> rowsOf = new ArrayList<>();
        List<List<Double>> weightsOf = new ArrayList<>();
        for (int i = 0; i < persons.length; i++) {
            rowsOf.add(new ArrayList<>());
            weightsOf.add(new ArrayList<>());
        }
        for (int row = 0; row < rows.size(); row++) {
            if (!told.get(row)) continue;
            SparseRow target = rows.get(row);
            for (int i = 0; i < target.sources().length; i++) {
                rowsOf.get(target.sources()[i]).add(row);
                weightsOf.get(target.sources()[i]).add(target.weights()[i]);
            }
        }
        Map<List<Object>, Group> groups = new LinkedHashMap<>();
        for (int i = 0; i < persons.length; i++) {
            if (persons[i] == 0 || rowsOf.get(i).isEmpty()) continue;
            int[] in = rowsOf.get(i).stream().mapToInt(Integer::intValue).toArray();
            double[] weights =
                    weightsOf.get(i).stream().mapToDouble(Double::doubleValue).toArray();
            groups.merge(
                    List.of(rowsOf.get(i), weightsOf.get(i)),
                    new Group(in, weights, persons[i]),
                    (a, b) -> new Group(in, weights, a.persons() + b.persons()));
        }
        return List.copyOf(groups.values());
    }

    private List<Combination> found(List<Group> groups) {
        List<List<Integer>> groupsIn = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) groupsIn.add(new ArrayList<>());
        for (int group = 0; group < groups.size(); group++) {
            for (int row : groups.get(group).rows()) groupsIn.get(row).add(group);
        }
        List<Combination> found = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            if (groups.get(group).persons() >= minimum) continue;
            telling(group, groups, groupsIn).ifPresent(found::add);
        }
        return found;
    }

    /**
     * The targets that give a group away together; empty if none do. Looks at ever more targets around it: at first those that it is in,
     * then those too that have anything in common with these, and so on. If what lies wholly in these can make up for a change of
     * the group, it is hidden; if all that these have in common with others cannot, it is not.
     */
    private Optional<Combination> telling(int group, List<Group> groups, List<List<Integer>> groupsIn) {
        BitSet near = new BitSet();
        for (int row : groups.get(group).rows()) near.set(row);
        while (true) {
            if (cancelled.getAsBoolean()) throw new CancellationException();
            BitSet touched = new BitSet();
            near.stream().forEach(row -> groupsIn.get(row).forEach(touched::set));
            BitSet further = (BitSet) near.clone();
            BitSet inside = new BitSet();
            touched.stream().forEach(other -> {
                boolean all = true;
                for (int row : groups.get(other).rows()) {
                    all &= near.get(row);
                    further.set(row);
                }
                if (all) inside.set(other);
            });
            // What cannot be decided is taken to be given away.
            Optional<Combination> undecided =
                    Optional.of(new Combination(groups.get(group).rows(), new double[0]));
            if ((long) near.cardinality() * (near.cardinality() + touched.cardinality()) > MOST_NUMBERS)
                return undecided;
            if (sums(near, inside, groups).hide(position(inside, group), minimum)) return Optional.empty();
            ToldSums outer = sums(near, touched, groups);
            if (!outer.hide(position(touched, group), minimum)) {
                double[] factors = outer.telling();
                int[] numbers = near.stream().toArray();
                int[] used = IntStream.range(0, numbers.length)
                        .filter(row -> factors[row] != 0)
                        .toArray();
                if (used.length > 0) {
                    return Optional.of(new Combination(
                            Arrays.stream(used).map(row -> numbers[row]).toArray(),
                            Arrays.stream(used).mapToDouble(row -> factors[row]).toArray()));
                }
            }
            if (further.equals(near)) return undecided;
            near.or(further);
        }
    }

    private static int position(BitSet set, int member) {
        return set.get(0, member).cardinality();
    }

    private static ToldSums sums(BitSet near, BitSet members, List<Group> groups) {
        int[] columnRows = near.stream().toArray();
        double[][] coefficients = new double[columnRows.length][members.cardinality()];
        double[] persons = new double[members.cardinality()];
        int column = 0;
        for (int member = members.nextSetBit(0); member >= 0; member = members.nextSetBit(member + 1)) {
            Group group = groups.get(member);
            for (int i = 0; i < group.rows().length; i++) {
                int row = Arrays.binarySearch(columnRows, group.rows()[i]);
                if (row >= 0) coefficients[row][column] = group.weights()[i];
            }
            persons[column++] = group.persons();
        }
        return new ToldSums(coefficients, persons);
    }
}
