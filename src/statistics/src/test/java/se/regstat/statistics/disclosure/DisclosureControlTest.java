package se.regstat.statistics.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import se.regstat.statistics.weights.SparseRow;

class DisclosureControlTest {

    private static final double MINIMUM = 5;

    /** Sources from {@code from} to before {@code to}, cut ones by their share. */
    private static SparseRow span(double from, double to) {
        int first = (int) Math.floor(from);
        int last = (int) Math.ceil(to);
        return new SparseRow(
                IntStream.range(first, last).toArray(),
                IntStream.range(first, last)
                        .mapToDouble(i -> Math.min(i + 1, to) - Math.max(i, from))
                        .toArray());
    }

    private static List<Boolean> suppressed(double[] persons, SparseRow... rows) {
        BitSet suppressed = DisclosureControl.suppressed(MINIMUM, persons, List.of(rows), () -> false);
        return IntStream.range(0, rows.length).mapToObj(suppressed::get).toList();
    }

    /** Ten persons in each of nine, four in the last. */
    private static final double[] PERSONS = {10, 10, 10, 10, 10, 10, 10, 10, 10, 4};

    @Test
    void few_persons_are_not_told_of_and_nobody_is() {
        double[] persons = PERSONS.clone();
        persons[4] = 0;
        assertThat(suppressed(persons, span(0, 1), span(9, 10), span(2, 2.4), span(4, 5), span(3, 3.6)))
                .containsExactly(false, true, true, false, false);
        assertThat(suppressed(persons, span(9.5, 9.5000001))).containsExactly(true);
        assertThat(suppressed(persons, span(3.5, 3.5000001))).containsExactly(true);
    }

    @Test
    void sources_whose_persons_are_not_known_are_few() {
        double[] persons = {10, 10, 10, 10, 10, 10, 10, 10, 0, Double.NaN};
        assertThat(suppressed(persons, span(0, 8), span(0, 9), span(8, 9))).containsExactly(false, false, false);
        assertThat(suppressed(persons, span(0, 10), span(9, 9.1), span(2, 4))).containsExactly(true, true, false);
    }

    @Test
    void of_two_targets_that_differ_by_few_persons_the_one_with_fewer_is_suppressed() {
        assertThat(suppressed(PERSONS, span(0, 9), span(0, 10), span(0, 5))).containsExactly(true, false, false);
        assertThat(suppressed(PERSONS, span(0, 10), span(0, 9))).containsExactly(false, true);
        assertThat(suppressed(PERSONS, span(0, 9), span(0, 9.0000001))).containsExactly(true, false);
    }

    @Test
    void areas_with_persons_enough_are_told_however_they_overlap() {
        assertThat(suppressed(PERSONS, span(0, 3), span(1, 4), span(2.5, 6.5), span(0, 9)))
                .doesNotContain(true);
        assertThat(suppressed(PERSONS, span(0, 5), span(5, 10), span(0, 10), span(0, 5)))
                .as("the same twice, and the sum of both")
                .doesNotContain(true);
    }

    @Test
    void a_target_multiplied_is_no_other_target() {
        // Twice the second less the first is the last source.
        SparseRow whole = new SparseRow(new int[] {0, 1, 9}, new double[] {1, 1, 1});
        SparseRow half = new SparseRow(new int[] {0, 1, 9}, new double[] {0.5, 0.5, 1});
        assertThat(suppressed(PERSONS, whole, half)).containsExactly(false, true);
    }

    @Test
    void what_is_given_away_but_for_a_trifle_is_given_away() {
        // The difference is the last source and five thousandths of a person.
        SparseRow nearly = new SparseRow(new int[] {0, 1, 2}, new double[] {1, 1, 0.9995});
        SparseRow all = new SparseRow(new int[] {0, 1, 2, 9}, new double[] {1, 1, 1, 1});
        assertThat(suppressed(PERSONS, nearly, all)).containsExactly(true, false);
    }

    /** Forty blocks: left a large source, right another, a protected one between; three targets tell of the block and both sides. */
    private static List<SparseRow> complementary() {
        List<SparseRow> rows = new ArrayList<>();
        for (int block = 0; block < 40; block++) rows.add(span(3 * block, 3 * block + 3));
        for (int block = 0; block < 40; block++) rows.add(span(3 * block, 3 * block + 1));
        for (int block = 0; block < 40; block++) rows.add(span(3 * block + 2, 3 * block + 3));
        return rows;
    }

    @Test
    void three_complementary_targets_give_no_protected_source_away() {
        double[] persons = new double[120];
        for (int i = 0; i < 120; i++) persons[i] = i % 3 == 1 ? 1 + i % 4 : 50 + i;
        List<SparseRow> rows = complementary();
        assertThat(givenAway(rows, persons)).as("if all were told").isEqualTo(40);
        BitSet suppressed = DisclosureControl.suppressed(MINIMUM, persons, rows, () -> false);
        assertThat(givenAway(told(rows, suppressed), persons)).isZero();
        assertThat(suppressed.cardinality()).as("one of three").isEqualTo(40);
    }

    @Test
    void a_chain_of_many_targets_gives_nothing_away_either() {
        // Each two neighbours are told together, and the last by itself: so each by itself, one after the other.
        double[] persons = new double[30];
        for (int i = 0; i < 30; i++) persons[i] = i == 0 ? 3 : 40;
        List<SparseRow> rows = new ArrayList<>();
        for (int i = 0; i < 29; i++) rows.add(span(i, i + 2));
        rows.add(span(29, 30));
        assertThat(givenAway(rows, persons)).isEqualTo(1);
        BitSet suppressed = DisclosureControl.suppressed(MINIMUM, persons, rows, () -> false);
        assertThat(givenAway(told(rows, suppressed), persons)).isZero();
        assertThat(suppressed.cardinality()).isEqualTo(1);
    }

    @Property(tries = 300)
    void no_combination_of_what_is_told_has_few_persons(@ForAll Random random) {
        int sources = 3 + random.nextInt(8);
        double[] persons = persons(sources, random);
        List<SparseRow> rows = new ArrayList<>();
        for (int row = 0; row < 2 + random.nextInt(4); row++) {
            double from = place(sources - 1, random);
            rows.add(span(from, Math.min(sources, from + 0.5 + place(sources, random))));
        }
        List<SparseRow> told = told(rows, DisclosureControl.suppressed(MINIMUM, persons, rows, () -> false));
        int[] factors = new int[told.size()];
        combine(told, persons, factors, 0);
        assertThat(givenAway(told, persons)).isZero();
    }

    private static double[] persons(int sources, Random random) {
        return IntStream.range(0, sources)
                .mapToDouble(i -> random.nextInt(3) == 0 ? random.nextInt(5) : random.nextInt(40))
                .toArray();
    }

    private static double place(int most, Random random) {
        double place = random.nextDouble() * most;
        return random.nextBoolean() ? Math.rint(place) : place;
    }

    /** Tries all combinations with factors from -2 to 2. */
    private static void combine(List<SparseRow> rows, double[] persons, int[] factors, int at) {
        if (at < factors.length) {
            for (factors[at] = -2; factors[at] <= 2; factors[at]++) combine(rows, persons, factors, at + 1);
            return;
        }
        double[] combination = new double[persons.length];
        for (int row = 0; row < factors.length; row++) {
            SparseRow target = rows.get(row);
            for (int i = 0; i < target.sources().length; i++) {
                combination[target.sources()[i]] += factors[row] * target.weights()[i];
            }
        }
        double most = 0;
        double people = 0;
        for (int i = 0; i < persons.length; i++) {
            if (persons[i] == 0) continue;
            most = Math.max(most, Math.abs(combination[i]));
            people += Math.abs(combination[i]) * persons[i];
        }
        if (most > 1e-9)
            assertThat(people / most).as(Arrays.toString(factors)).isGreaterThanOrEqualTo(MINIMUM * (1 - 1e-6));
    }

    @Test
    void six_thousand_sources_in_three_sets_of_hundreds_of_targets_are_gone_through() {
        Random random = new Random(7);
        int wide = 100;
        int high = 60;
        double[] persons = IntStream.range(0, wide * high)
                .mapToDouble(i -> random.nextInt(10) == 0 ? 1 + random.nextInt(4) : 700 + random.nextInt(2000))
                .toArray();
        List<SparseRow> rows = new ArrayList<>();
        rows.addAll(grid(wide, high, 5, 4, 0, 0));
        rows.addAll(grid(wide, high, 5.3, 4.7, 0.4, 0.2));
        rows.addAll(grid(wide, high, 20, 12, 0, 0));
        assertThat(rows).hasSizeGreaterThan(500);
        BitSet suppressed = DisclosureControl.suppressed(MINIMUM, persons, rows, () -> false);
        assertThat(suppressed.cardinality()).isLessThan(rows.size() / 10);
        assertThat(DisclosureControl.suppressed(MINIMUM, persons, rows, () -> false))
                .isEqualTo(suppressed);
    }

    /** Rectangles of sources of size 1 x 1. */
    private static List<SparseRow> grid(int wide, int high, double width, double height, double x, double y) {
        List<SparseRow> rows = new ArrayList<>();
        for (double west = x; west < wide; west += width) {
            for (double south = y; south < high; south += height) {
                List<Integer> sources = new ArrayList<>();
                List<Double> weights = new ArrayList<>();
                for (int row = (int) south; row < Math.min(high, south + height); row++) {
                    for (int column = (int) west; column < Math.min(wide, west + width); column++) {
                        sources.add(row * wide + column);
                        weights.add((Math.min(column + 1, west + width) - Math.max(column, west))
                                * (Math.min(row + 1, south + height) - Math.max(row, south)));
                    }
                }
                rows.add(new SparseRow(
                        sources.stream().mapToInt(Integer::intValue).toArray(),
                        weights.stream().mapToDouble(Double::doubleValue).toArray()));
            }
        }
        return rows;
    }

    @Test
    void it_stops_when_cancelled() {
        assertThatThrownBy(() ->
                        DisclosureControl.suppressed(MINIMUM, PERSONS, List.of(span(0, 9), span(0, 10)), () -> true))
                .isInstanceOf(CancellationException.class);
    }

    // ---- an attacker, who knows all weights

    private static List<SparseRow> told(List<SparseRow> rows, BitSet suppressed) {
        return IntStream.range(0, rows.size())
                .filter(row -> !suppressed.get(row))
                .mapToObj(rows::get)
                .toList();
    }

    /** How many sources with few persons follow from the rows, by elimination. */
    private static int givenAway(List<SparseRow> rows, double[] persons) {
        double[][] known = new double[rows.size()][persons.length];
        for (int row = 0; row < known.length; row++) {
            SparseRow target = rows.get(row);
            for (int i = 0; i < target.sources().length; i++) {
                int source = target.sources()[i];
                known[row][source] = persons[source] == 0 ? 0 : target.weights()[i];
            }
        }
        int rank = 0;
        for (int column = 0; column < persons.length && rank < known.length; column++) {
            int pivot = rank;
            for (int row = rank; row < known.length; row++) {
                if (Math.abs(known[row][column]) > Math.abs(known[pivot][column])) pivot = row;
            }
            if (Math.abs(known[pivot][column]) < 1e-9) continue;
            double[] solved = known[pivot];
            known[pivot] = known[rank];
            known[rank++] = solved;
            double by = solved[column];
            for (int k = 0; k < solved.length; k++) solved[k] /= by;
            for (double[] other : known) {
                if (other == solved || other[column] == 0) continue;
                double times = other[column];
                for (int k = 0; k < other.length; k++) other[k] -= times * solved[k];
            }
        }
        int count = 0;
        for (double[] row : known) {
            int[] left = IntStream.range(0, row.length)
                    .filter(i -> Math.abs(row[i]) > 1e-9)
                    .toArray();
            if (left.length == 1 && persons[left[0]] < MINIMUM) count++;
        }
        return count;
    }
}
