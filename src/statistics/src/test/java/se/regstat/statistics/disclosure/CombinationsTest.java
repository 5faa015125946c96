package se.regstat.statistics.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import se.regstat.statistics.weights.SparseRow;

class CombinationsTest {

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

    private static List<Combinations.Combination> found(double[] persons, List<SparseRow> rows) {
        return Combinations.ofFew(MINIMUM, persons, rows, () -> false);
    }

    /** The rows that give away what they give away, each combination of them. */
    private static List<List<Integer>> telling(double[] persons, SparseRow... rows) {
        return found(persons, List.of(rows)).stream()
                .map(one -> Arrays.stream(one.rows()).boxed().toList())
                .toList();
    }

    /** Ten persons in each of nine, four in the last. */
    private static final double[] PERSONS = {10, 10, 10, 10, 10, 10, 10, 10, 10, 4};

    @Test
    void what_is_not_told_for_its_few_persons_gives_nothing_away() {
        assertThat(telling(PERSONS, span(9, 10), span(9.5, 9.5000001), span(0, 5)))
                .isEmpty();
        double[] unknown = PERSONS.clone();
        unknown[9] = Double.NaN;
        assertThat(telling(unknown, span(0, 9), span(0, 10))).isEmpty();
    }

    @Test
    void two_targets_that_differ_by_few_persons_tell_of_these_with_twice_the_noise() {
        assertThat(telling(PERSONS, span(0, 9), span(0, 10), span(0, 5))).containsExactly(List.of(0, 1));
        Combinations.Combination difference =
                found(PERSONS, List.of(span(0, 9), span(0, 10))).get(0);
        assertThat(difference.factors()).containsExactly(-1, 1);
        assertThat(difference.noise()).isEqualTo(2);
        assertThat(found(PERSONS, List.of(span(0, 9), span(0, 9.01))).get(0).noise())
                .as("a hundredth of what few are in, multiplied by a hundred")
                .isCloseTo(20_000, within(1.0));
    }

    @Test
    void several_combinations_that_tell_the_same_are_taken_together() {
        List<Combinations.Combination> thrice =
                found(PERSONS, List.of(span(0, 9), span(0, 10), span(1, 9), span(1, 10), span(2, 9), span(2, 10)));
        assertThat(thrice).singleElement().satisfies(one -> {
            assertThat(one.noise()).as("the mean of three differences").isCloseTo(2 / 3.0, within(1e-9));
            double[] sources = new double[PERSONS.length];
            for (int i = 0; i < one.rows().length; i++) {
                int first = one.rows()[i] / 2;
                int last = 9 + one.rows()[i] % 2;
                for (int source = first; source < last; source++) sources[source] += one.factors()[i];
            }
            assertThat(sources).containsExactly(new double[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, within(1e-9));
        });
    }

    @Test
    void areas_with_persons_enough_are_told_however_they_overlap() {
        assertThat(telling(PERSONS, span(0, 3), span(1, 4), span(2.5, 6.5), span(0, 9)))
                .isEmpty();
        assertThat(telling(PERSONS, span(0, 5), span(5, 10), span(0, 10), span(0, 5)))
                .as("the same twice, and the sum of both")
                .isEmpty();
    }

    @Test
    void a_target_multiplied_is_no_other_target() {
        // Twice the second less the first is the last source.
        SparseRow whole = new SparseRow(new int[] {0, 1, 9}, new double[] {1, 1, 1});
        SparseRow half = new SparseRow(new int[] {0, 1, 9}, new double[] {0.5, 0.5, 1});
        assertThat(found(PERSONS, List.of(whole, half)).get(0).factors()).containsExactly(-1, 2);
    }

    @Test
    void what_is_given_away_but_for_a_trifle_is_given_away() {
        // The difference is the last source and five thousandths of a person.
        SparseRow nearly = new SparseRow(new int[] {0, 1, 2}, new double[] {1, 1, 0.9995});
        SparseRow all = new SparseRow(new int[] {0, 1, 2, 9}, new double[] {1, 1, 1, 1});
        assertThat(telling(PERSONS, nearly, all)).containsExactly(List.of(0, 1));
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
    void three_complementary_targets_give_each_protected_source_away() {
        double[] persons = new double[120];
        for (int i = 0; i < 120; i++) persons[i] = i % 3 == 1 ? 1 + i % 4 : 50 + i;
        assertThat(found(persons, complementary())).hasSize(40).allSatisfy(one -> assertThat(one.noise())
                .isEqualTo(3));
    }

    @Test
    void a_chain_of_many_targets_gives_its_end_away() {
        // Each two neighbours are told together, and the last by itself: so each by itself, one after the other.
        double[] persons = new double[30];
        for (int i = 0; i < 30; i++) persons[i] = i == 0 ? 3 : 40;
        List<SparseRow> rows = new ArrayList<>();
        for (int i = 0; i < 29; i++) rows.add(span(i, i + 2));
        rows.add(span(29, 30));
        assertThat(found(persons, rows)).singleElement().satisfies(one -> {
            assertThat(one.rows()).hasSize(30);
            assertThat(one.noise()).isEqualTo(30);
        });
    }

    @Property(tries = 300)
    void a_combination_has_few_persons_and_where_none_is_found_none_has(@ForAll Random random) {
        int sources = 3 + random.nextInt(8);
        double[] persons = persons(sources, random);
        List<SparseRow> rows = new ArrayList<>();
        for (int row = 0; row < 2 + random.nextInt(4); row++) {
            double from = place(sources - 1, random);
            rows.add(span(from, Math.min(sources, from + 0.5 + place(sources, random))));
        }
        List<Combinations.Combination> found = found(persons, rows);
        for (Combinations.Combination one : found) {
            if (Double.isNaN(one.noise())) continue;
            double[] combined = new double[sources];
            for (int i = 0; i < one.rows().length; i++) {
                SparseRow row = rows.get(one.rows()[i]);
                for (int k = 0; k < row.sources().length; k++) {
                    combined[row.sources()[k]] += one.factors()[i] * row.weights()[k];
                }
            }
            assertThat(people(combined, persons)).as(Arrays.toString(combined)).isLessThan(MINIMUM * (1 + 1e-6));
        }
        if (!found.isEmpty()) return;
        List<SparseRow> told = rows.stream()
                .filter(row -> IntStream.range(0, row.sources().length)
                                .mapToDouble(i -> row.weights()[i] * persons[row.sources()[i]])
                                .sum()
                        >= MINIMUM)
                .toList();
        combine(told, persons, new int[told.size()], 0);
    }

    /** How many are in a combination that is scaled so that the source with the most of it counts once; infinitely many in none. */
    private static double people(double[] combination, double[] persons) {
        double most = 0;
        double people = 0;
        for (int i = 0; i < persons.length; i++) {
            if (persons[i] == 0) continue;
            most = Math.max(most, Math.abs(combination[i]));
            people += Math.abs(combination[i]) * persons[i];
        }
        return most > 1e-9 ? people / most : Double.POSITIVE_INFINITY;
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
        assertThat(people(combination, persons))
                .as(Arrays.toString(factors))
                .isGreaterThanOrEqualTo(MINIMUM * (1 - 1e-6));
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
        List<Combinations.Combination> found = found(persons, rows);
        assertThat(found).hasSizeBetween(1, rows.size() / 10);
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
        assertThatThrownBy(() -> Combinations.ofFew(MINIMUM, PERSONS, List.of(span(0, 9), span(0, 10)), () -> true))
                .isInstanceOf(CancellationException.class);
    }
}
