package se.regstat.statistics.segregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomAllocationTest {

    private static GroupCounts units(int number, double a, double b) {
        double[][] counts = new double[number][];
        Arrays.setAll(counts, i -> new double[] {a, b});
        return GroupCounts.of(2, counts);
    }

    private static RandomAllocation ofD(GroupCounts counts, int draws, long seed) {
        return RandomAllocation.of(counts, Set.of(SegregationMeasure.D), draws, seed)
                .get(SegregationMeasure.D);
    }

    @ParameterizedTest
    @CsvSource({"1, 9, 0.387", "5, 5, 0.246", "10, 90, 0.132"})
    void small_units_look_segregated_by_chance_as_much_as_theory_says(int a, int b, double expected) {
        RandomAllocation found = ofD(units(1000, a, b), 1000, 1);

        assertThat(found.expected()).isCloseTo(expected, within(0.0005));
        assertThat(found.quantile(0.05)).isLessThan(expected);
        assertThat(found.quantile(0.95)).isGreaterThan(expected);
        assertThat(found.beyondChance(found.expected())).isZero();
        assertThat(found.beyondChance(1)).isEqualTo(1);
    }

    @Test
    void draws_of_a_group_have_the_probabilities_of_the_hypergeometric_distribution() {
        int all = 20;
        int group = 7;
        int drawn = 9;
        Draws draws = Draws.stream(3, 0);
        int[] found = new int[drawn + 1];
        int tries = 400_000;
        for (int i = 0; i < tries; i++) found[draws.hypergeometric(all, group, drawn)]++;

        for (int k = 0; k <= group; k++) {
            double probability = choose(group, k) * choose(all - group, drawn - k) / choose(all, drawn);
            assertThat((double) found[k] / tries).isCloseTo(probability, within(4 * Math.sqrt(probability / tries)));
        }
    }

    @Test
    void draws_of_tries_have_the_probabilities_of_the_binomial_distribution() {
        Draws draws = Draws.stream(3, 0);
        int[] found = new int[13];
        int tries = 400_000;
        for (int i = 0; i < tries; i++) found[draws.binomial(12, 0.3)]++;

        for (int k = 0; k <= 12; k++) {
            double probability = choose(12, k) * Math.pow(0.3, k) * Math.pow(0.7, 12.0 - k);
            assertThat((double) found[k] / tries)
                    .isCloseTo(probability, within(4 * Math.sqrt(probability / tries) + 1e-5));
        }
    }

    private static double choose(int of, int chosen) {
        double ways = 1;
        for (int i = 0; i < chosen; i++) ways *= (double) (of - i) / (i + 1);
        return ways;
    }

    @Test
    void units_keep_their_size_and_groups_their_number_so_three_groups_differ_by_chance_alone() {
        GroupCounts counts = GroupCounts.of(3, new double[][] {{30, 0, 0}, {0, 20, 0}, {0, 0, 10}});
        RandomAllocation h = RandomAllocation.of(counts, EnumSet.of(SegregationMeasure.H), 500, 1)
                .get(SegregationMeasure.H);

        assertThat(h.expected()).isBetween(0.01, 0.15);
        assertThat(SegregationMeasure.H.of(counts)).isCloseTo(1, within(1e-12));
    }

    @Test
    void the_same_seed_gives_the_same_and_another_another() {
        GroupCounts counts = units(50, 2, 8);
        assertThat(ofD(counts, 100, 1).sorted()).isEqualTo(ofD(counts, 100, 1).sorted());
        assertThat(ofD(counts, 100, 2).sorted())
                .isNotEqualTo(ofD(counts, 100, 1).sorted());
    }

    @Test
    void parts_of_persons_cannot_be_drawn() {
        assertThatThrownBy(() -> ofD(units(3, 0.5, 2), 10, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("only whole persons can be drawn");
    }

    @Test
    void an_unequal_mean_between_regions_alone_is_all_between_them() {
        Parts parts = Parts.ofT(
                new double[] {0, 0, 0, 10, 10, 10}, new double[] {1, 1, 1, 1, 1, 1}, new int[] {0, 0, 0, 1, 1, 1}, 2);

        assertThat(parts.between()).isCloseTo(0.693147, within(5e-7));
        assertThat(parts.within()).isZero();
    }

    @Test
    void there_is_no_inequality_of_nobody_and_of_nothing() {
        double[] none = {0, 0};
        double[] some = {3, 5};
        int[] into = {0, 1};
        assertThat(Parts.ofT(some, none, into, 2).all()).isNaN();
        assertThat(Parts.ofT(none, some, into, 2).all()).isNaN();
        assertThat(Parts.ofT(none, some, into, 2).between()).isNaN();
    }

    @Test
    void the_bias_of_m_is_as_large_as_theory_says() {
        // (units - 1)(groups - 1) / 2N (Miller 1955), of drawing again, and of people who are allocated at random.
        GroupCounts counts = GroupCounts.of(3, new double[][] {
            {60, 90, 150}, {80, 70, 150}, {120, 60, 120}, {90, 90, 120}, {50, 150, 100}, {100, 100, 100}
        });
        double bias = 5 * 2 / (2 * counts.all());
        double measured = SegregationMeasure.M.of(counts);
        double corrected = Bootstrap.corrected(counts, EnumSet.of(SegregationMeasure.M), 4000, 1, () -> false)
                .get(SegregationMeasure.M);
        double expected = RandomAllocation.of(counts, EnumSet.of(SegregationMeasure.M), 4000, 1)
                .get(SegregationMeasure.M)
                .expected();

        assertThat((measured - corrected) / bias).isCloseTo(1, within(0.15));
        assertThat(expected / bias).isCloseTo(1, within(0.05));
    }

    @Test
    void bootstrap_stops_when_it_is_cancelled() {
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> Bootstrap.corrected(
                        units(50, 2, 8),
                        EnumSet.of(SegregationMeasure.M),
                        1_000_000,
                        1,
                        () -> asked.incrementAndGet() > 100))
                .isInstanceOf(CancellationException.class);
        assertThat(asked.get()).isLessThan(10_000);
    }

    @Test
    void m_and_h_are_corrected_by_the_same_draws_as_each_alone() {
        GroupCounts counts = GroupCounts.of(3, new double[][] {{30, 10, 4}, {6, 20, 9}, {0, 3, 10}});
        var both = Bootstrap.corrected(
                counts, EnumSet.of(SegregationMeasure.M, SegregationMeasure.H), 200, 5, () -> false);
        for (SegregationMeasure one : both.keySet()) {
            assertThat(Bootstrap.corrected(counts, EnumSet.of(one), 200, 5, () -> false))
                    .containsEntry(one, both.get(one));
            assertThat(both.get(one)).isPositive().isLessThan(one.of(counts));
        }
    }

    @Test
    void what_is_between_and_within_adds_up_to_all_of_it() {
        double[] means = {3, 5, 8, 13, 21};
        double[] people = {10, 2, 5, 7, 1};
        Parts parts = Parts.ofT(means, people, new int[] {0, 1, 0, 1, 2}, 3);
        Parts whole = Parts.ofT(means, people, new int[] {0, 1, 2, 3, 4}, 5);

        assertThat(parts.all()).isCloseTo(whole.between(), within(1e-14));
        assertThat(parts.within()).isPositive();
    }
}
