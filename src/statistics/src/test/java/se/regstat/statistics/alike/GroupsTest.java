package se.regstat.statistics.alike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupsTest {

    /** Clouds of 40 points each, of deviation 1, around corners 20 apart; the point's cloud is its number modulo the clouds. */
    private static double[][] clouds(int clouds, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, clouds * 40)
                .mapToObj(point -> {
                    int cloud = point % clouds;
                    return new double[] {
                        20.0 * (cloud % 2) + random.nextGaussian(),
                        (cloud < 2 ? 0 : cloud < 4 ? 20 : 40) + random.nextGaussian(),
                        20.0 * (cloud % 3) + random.nextGaussian()
                    };
                })
                .toArray(double[][]::new);
    }

    private static double[] oneByOne(double... values) {
        return values;
    }

    private static double[][] line(double... values) {
        return Arrays.stream(values).mapToObj(GroupsTest::oneByOne).toArray(double[][]::new);
    }

    private static Grouping grouping(double[][] points, int number) {
        return Grouping.of(points, number, 1, () -> false);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6})
    void groups_that_are_there_are_found_exactly_and_chosen_by_silhouette(int clouds) {
        double[][] points = Standardised.of(clouds(clouds, clouds)).points();
        Grouping best = Grouping.best(Grouping.all(points, 10, 1, () -> false)).orElseThrow();
        assertThat(best.number()).isEqualTo(clouds);
        for (int one = 0; one < points.length; one++) {
            for (int other = 0; other < points.length; other++) {
                assertThat(best.groups().of()[one] == best.groups().of()[other])
                        .isEqualTo(one % clouds == other % clouds);
            }
        }
        assertThat(Stability.of(points, best.groups(), 50, 1, () -> false))
                .hasSize(clouds)
                .containsOnly(1.0);
    }

    @Test
    void means_and_deviations_are_those_of_all_areas_and_what_is_the_same_everywhere_is_zero() {
        Standardised standardised = Standardised.of(new double[][] {{0, 0.1}, {10, 0.1}, {0, 0.1}, {10, 0.1}});
        assertThat(standardised.means()).containsExactly(5, 0.1);
        assertThat(standardised.deviations()).containsExactly(5, 0);
        assertThat(standardised.points()).isDeepEqualTo(new double[][] {{-1, 0}, {1, 0}, {-1, 0}, {1, 0}});
    }

    @Test
    void silhouettes_of_a_small_case_are_those_by_hand() {
        // 0 and 1 against 4 and 6.
        Grouping grouping = grouping(line(0, 1, 4, 6), 2);
        assertThat(grouping.groups().of()).containsExactly(1, 1, 0, 0);
        assertThat(grouping.groups().centres()).isDeepEqualTo(new double[][] {{5}, {0.5}});
        assertThat(grouping.distances()).containsExactly(0.5, 0.5, 1, 1);
        double[] byHand = {(5 - 1) / 5.0, (4 - 1) / 4.0, (3.5 - 2) / 3.5, (5.5 - 2) / 5.5};
        assertThat(grouping.silhouettes()).containsExactly(byHand, within(1e-15));
        assertThat(grouping.silhouette(0)).isCloseTo((byHand[2] + byHand[3]) / 2, within(1e-15));
    }

    @Test
    void who_is_alone_has_no_silhouette_to_speak_of_and_neither_has_a_single_group() {
        assertThat(grouping(line(0, 1, 100), 2).silhouettes()[2]).isEqualTo(0);
        assertThat(grouping(line(0, 1, 100), 1).silhouettes()).containsOnly(Double.NaN);
        assertThat(grouping(line(0, 1, 100), 1).groups().centres()[0][0]).isCloseTo(101 / 3.0, within(1e-12));
    }

    @Test
    void as_many_groups_as_different_points_are_the_points_themselves() {
        Grouping grouping = grouping(line(7, 3, 3, 5, 7, 3), 3);
        assertThat(grouping.groups().of()).containsExactly(0, 2, 2, 1, 0, 2);
        assertThat(grouping.distances()).containsOnly(0);
    }

    @Test
    void points_without_groups_make_unstable_ones() {
        Random random = new Random(3);
        double[][] points = IntStream.range(0, 200)
                .mapToObj(point -> new double[] {random.nextDouble(), random.nextDouble()})
                .toArray(double[][]::new);
        Grouping grouping = grouping(points, 7);
        assertThat(Arrays.stream(Stability.of(points, grouping.groups(), 50, 1, () -> false))
                        .average()
                        .orElseThrow())
                .isBetween(0.3, 0.8);
    }

    @Test
    void no_start_is_better_than_the_one_that_is_taken() {
        double[][] points = clouds(6, 9);
        double best = squares(points, Groups.of(points, 8, 20, 5, () -> false));
        for (int seed = 0; seed < 10; seed++) {
            assertThat(squares(points, Groups.of(points, 8, 1, seed, () -> false)))
                    .isGreaterThan(best * 0.98);
        }
        assertThat(squares(points, Groups.of(points, 8, 1, 5, () -> false))).isGreaterThanOrEqualTo(best);
    }

    private static double squares(double[][] points, Groups groups) {
        return IntStream.range(0, points.length)
                .mapToDouble(point -> Standardised.squared(points[point], groups.centres()[groups.of()[point]]))
                .sum();
    }

    @Test
    void the_same_seed_gives_the_same_by_any_number_of_threads() throws Exception {
        Random random = new Random(4);
        double[][] points = IntStream.range(0, 300)
                .mapToObj(point -> new double[] {random.nextGaussian(), random.nextGaussian()})
                .toArray(double[][]::new);
        double[] here = Stability.of(points, grouping(points, 5).groups(), 30, 8, () -> false);
        for (int threads : new int[] {1, 3, 8}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                assertThat(pool.submit(() -> grouping(points, 5).groups().of()).get())
                        .isEqualTo(grouping(points, 5).groups().of());
                assertThat(pool.submit(() ->
                                        Stability.of(points, grouping(points, 5).groups(), 30, 8, () -> false))
                                .get())
                        .isEqualTo(here);
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void it_can_be_cancelled() {
        double[][] points = clouds(3, 1);
        assertThatThrownBy(() -> Grouping.of(points, 3, 1, () -> true)).isInstanceOf(CancellationException.class);
    }
}
