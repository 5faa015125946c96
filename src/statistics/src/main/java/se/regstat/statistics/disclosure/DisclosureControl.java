package se.regstat.statistics.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import se.regstat.statistics.weights.SparseRow;

/**
 * Finds which targets of restricted indicators must not be told of. A value is the sum of sources by weight, so what anybody can work
 * out of the told ones is a combination of their rows: each row multiplied by any number, then added. What it guarantees:
 *
 * <ul>
 *   <li>A target with few persons, by weight, is suppressed, however small its part of them; so is one whose persons are not known. Few are
 *       fewer than the minimum, but some.
 *   <li>No combination of the rows that are told has few persons, when it is scaled so that any one source of its counts once: for each source i
 *       with anybody in it and each combination c with c<sub>i</sub> = 1, Σ |c<sub>k</sub>| persons<sub>k</sub> is not less than the minimum. So
 *       neither a source nor a sum of sources with few persons follows from what is told, exactly or nearly.
 *   <li>The result depends on the rows and persons alone, and not on values.
 * </ul>
 *
 * What it does not do: it does not look at what the told values are (a sum of 0 tells that each source has 0), nor at what is known from elsewhere.
 *
 * <p>By the duality of linear programming the second point holds for a source of p persons if and only if some change of the sources
 * leaves all told sums as they are, changes this source by the minimum less p, and no other by more than its persons ({@link ToldSums}).
 * Where there is none, the combination that gives the source away is known, and of its targets the one with the fewest persons is suppressed (of
 * equals the last), until there is one.
 */
public final class DisclosureControl {

    /** Rows that are looked at together, times columns, before a source is taken to be given away. */
    private static final long MOST_NUMBERS = 20_000_000;

    private final double minimum;
    private final List<SparseRow> rows;
    private final double[] people;
    private final BooleanSupplier cancelled;
    private final BitSet suppressed = new BitSet();

    private DisclosureControl(double minimum, double[] persons, List<SparseRow> rows, BooleanSupplier cancelled) {
        if (!(minimum > 0))
            throw new IllegalArgumentException("the minimum should be more than 0 persons, not " + minimum);
        this.minimum = minimum;
        this.rows = rows;
        this.cancelled = cancelled;
        people = new double[rows.size()];
        for (int row = 0; row < people.length; row++) {
            for (int i = 0; i < rows.get(row).sources().length; i++) {
                double there = persons[rows.get(row).sources()[i]];
                if (there != 0) people[row] += rows.get(row).weights()[i] * there;
            }
            // Whatever the weight: it cancels in a quotient. Also true of what is not known.
            boolean anybody = Arrays.stream(rows.get(row).sources()).anyMatch(source -> persons[source] != 0);
            if (anybody && !(people[row] >= minimum)) suppressed.set(row);
        }
    }

    /**
     * @param minimum number of persons
     * @param persons behind each source's value, not negative; 0 where there is none, NaN where that is not known
     * @param rows the targets of all boundaries that are told for these sources
     * @param cancelled asked often
     * @return numbers of the targets that nothing may be told of
     * @throws CancellationException once {@code cancelled} says so
     */
    public static BitSet suppressed(double minimum, double[] persons, List<SparseRow> rows, BooleanSupplier cancelled) {
        DisclosureControl control = new DisclosureControl(minimum, persons, rows, cancelled);
        control.hideSources(control.groups(persons));
        return control.suppressed;
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
            if (suppressed.get(row)) continue;
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

    private void hideSources(List<Group> groups) {
        List<List<Integer>> groupsIn = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) groupsIn.add(new ArrayList<>());
        for (int group = 0; group < groups.size(); group++) {
            for (int row : groups.get(group).rows()) groupsIn.get(row).add(group);
        }
        for (int group = 0; group < groups.size(); group++) {
            if (groups.get(group).persons() >= minimum) continue;
            Optional<int[]> telling = telling(group, groups, groupsIn);
            while (telling.isPresent()) {
                suppressed.set(Arrays.stream(telling.get())
                        .boxed()
                        .min(Comparator.<Integer>comparingDouble(row -> people[row])
                                .thenComparing(Comparator.reverseOrder()))
                        .orElseThrow());
                telling = telling(group, groups, groupsIn);
            }
        }
    }

    /**
     * The targets that give a group away together; empty if none do. Looks at ever more targets around it: at first those that it is in,
     * then those too that have anything in common with these, and so on. If what lies wholly in these can make up for a change of
     * the group, it is hidden; if all that these have in common with others cannot, it is not.
     */
    private Optional<int[]> telling(int group, List<Group> groups, List<List<Integer>> groupsIn) {
        BitSet near = new BitSet();
        for (int row : groups.get(group).rows()) {
            if (!suppressed.get(row)) near.set(row);
        }
        while (!near.isEmpty()) {
            if (cancelled.getAsBoolean()) throw new CancellationException();
            BitSet touched = new BitSet();
            near.stream().forEach(row -> groupsIn.get(row).forEach(touched::set));
            BitSet further = (BitSet) near.clone();
            BitSet inside = new BitSet();
            touched.stream().forEach(other -> {
                boolean all = true;
                for (int row : groups.get(other).rows()) {
                    if (suppressed.get(row)) continue;
                    all &= near.get(row);
                    further.set(row);
                }
                if (all) inside.set(other);
            });
            // What cannot be decided is taken to be given away.
            Optional<int[]> undecided = Optional.of(
                    Arrays.stream(groups.get(group).rows()).filter(near::get).toArray());
            if ((long) near.cardinality() * (near.cardinality() + touched.cardinality()) > MOST_NUMBERS)
                return undecided;
            if (sums(near, inside, groups).hide(position(inside, group), minimum)) return Optional.empty();
            ToldSums outer = sums(near, touched, groups);
            if (!outer.hide(position(touched, group), minimum)) {
                int[] numbers = near.stream().toArray();
                int[] telling = outer.telling().map(row -> numbers[row]).toArray();
                if (telling.length > 0) return Optional.of(telling);
            }
            if (further.equals(near)) return undecided;
            near.or(further);
        }
        return Optional.empty();
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
