package se.regstat.statistics.neighbourhood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static se.regstat.statistics.neighbourhood.BruteForce.column;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class NeighbourhoodsTest {

    private static Neighbourhoods nearest(double[][] locations, RingRule rule, long seed, double... wanted) {
        Origins origins = Origins.points(column(locations, 0), column(locations, 1));
        return Neighbourhoods.nearest(
                BruteForce.packed(locations), origins, wanted, rule, new long[] {seed}, () -> false);
    }

    @Test
    void a_ring_taken_whole_blurs_a_sharp_border_and_one_in_part_does_not() {
        // 40 people and nobody of the group; behind the border 1 000 people, all of it.
        double[][] border = {{0, 0, 40, 0}, {100, 0, 1000, 1000}};
        Neighbourhoods part = nearest(border, RingRule.PROPORTIONAL, 0, 50);
        Neighbourhoods whole = nearest(border, RingRule.WHOLE, 0, 50);
        assertThat(part.count(0, 0, 0) / part.people(0, 0)).isEqualTo(0.2);
        assertThat(part.people(0, 0)).isEqualTo(50);
        assertThat(whole.people(0, 0)).isEqualTo(1040);
        assertThat(whole.count(0, 0, 0)).isEqualTo(1000);
    }

    @Test
    void what_is_drawn_is_as_often_of_the_group_as_the_ring_has_it() {
        double[][] locations = {{0, 0, 10, 0}, {100, 0, 30, 12}};
        double[] drawn = IntStream.range(0, 4000)
                .mapToDouble(
                        seed -> nearest(locations, RingRule.SAMPLED, seed, 20).count(0, 0, 0))
                .toArray();
        double mean = IntStream.range(0, drawn.length)
                .mapToDouble(i -> drawn[i])
                .average()
                .orElseThrow();
        double spread = IntStream.range(0, drawn.length)
                .mapToDouble(i -> (drawn[i] - mean) * (drawn[i] - mean))
                .average()
                .orElseThrow();
        // Hypergeometric: 10 of 30, of whom 12 are of the group.
        assertThat(mean).isCloseTo(4, within(0.1));
        assertThat(spread).isCloseTo(10 * 0.4 * 0.6 * 20 / 29, within(0.15));
        assertThat(Arrays.stream(drawn)).allMatch(number -> number == Math.rint(number));
    }

    @Test
    void the_same_seed_draws_the_same_and_another_one_others() {
        double[][] locations = {{0, 0, 10, 0}, {100, 0, 3000, 1200}};
        double once = nearest(locations, RingRule.SAMPLED, 1, 1000).count(0, 0, 0);
        assertThat(nearest(locations, RingRule.SAMPLED, 1, 1000).count(0, 0, 0)).isEqualTo(once);
        assertThat(IntStream.range(2, 12).mapToDouble(seed -> nearest(locations, RingRule.SAMPLED, seed, 1000)
                        .count(0, 0, 0)))
                .anyMatch(other -> other != once);
    }

    @Test
    void where_fewer_live_than_are_wanted_all_are_the_neighbourhood() {
        double[][] locations = {{0, 0, 10, 1}, {300, 400, 30, 12}, {9_000, 0, 0, 0}};
        Neighbourhoods found = nearest(locations, RingRule.PROPORTIONAL, 0, 1_000_000);
        assertThat(found.people(0, 0)).isEqualTo(40);
        assertThat(found.count(0, 0, 0)).isEqualTo(13);
        assertThat(found.radius(0, 0)).isEqualTo(500);
    }

    @Test
    void without_anybody_there_is_nobody() {
        Neighbourhoods found = nearest(new double[][] {{0, 0, 0, 0}, {1, 1, 0, 0}}, RingRule.PROPORTIONAL, 0, 5);
        assertThat(found.people(0, 0)).isZero();
        assertThat(found.radius(0, 0)).isZero();
    }

    @Test
    void people_who_are_not_known_may_live_near_where_all_others_are_nobody() {
        Locations locations = Locations.of(
                new double[] {0, 300},
                new double[] {0, 0},
                new double[] {0, Double.NaN},
                List.of(new double[] {0, 0}),
                List.of(BitSet.valueOf(new long[] {2}), new BitSet()));
        Neighbourhoods found = Neighbourhoods.nearest(
                locations,
                Origins.points(new double[] {0}, new double[] {0}),
                new double[] {5},
                RingRule.PROPORTIONAL,
                new long[1],
                () -> false);
        assertThat(found.people(0, 0)).isZero();
        assertThat(found.unknownLocations(0, 0)).isEqualTo(1);
        assertThat(found.marked(0, 0, 0)).isEqualTo(1);
        assertThat(found.marked(0, 0, 1)).isZero();
    }

    @Test
    void what_is_drawn_of_a_group_follows_from_its_own_seed_alone() {
        double[] east = {0, 100};
        double[] people = {10, 3000};
        double[] women = {5, 1600};
        double[] men = {5, 1400};
        Origins origin = Origins.points(new double[] {0}, new double[] {0});
        Neighbourhoods both = Neighbourhoods.nearest(
                Locations.of(east, new double[2], people, List.of(women, men)),
                origin,
                new double[] {1000},
                RingRule.SAMPLED,
                new long[] {7, 8},
                () -> false);
        Neighbourhoods alone = Neighbourhoods.nearest(
                Locations.of(east, new double[2], people, List.of(men)),
                origin,
                new double[] {1000},
                RingRule.SAMPLED,
                new long[] {8},
                () -> false);
        assertThat(alone.count(0, 0, 0)).isEqualTo(both.count(0, 0, 1));
    }

    @Test
    void who_live_at_the_point_itself_fill_their_disc_first() {
        Locations locations =
                BruteForce.packed(new double[][] {{0, 0, 100, 10}, {300, 0, 100, 50}, {2_000, 0, 100, 0}});
        Origins disc = new Origins(new double[] {0}, new double[] {0}, new double[] {1_000});
        Neighbourhoods few = Neighbourhoods.nearest(
                locations, disc, new double[] {25, 100, 150, 250}, RingRule.PROPORTIONAL, new long[2], () -> false);
        assertThat(few.radius(0, 0)).isEqualTo(500);
        assertThat(few.radius(0, 1)).isEqualTo(1_000);
        assertThat(few.radius(0, 2)).isEqualTo(1_000);
        assertThat(few.radius(0, 3)).isEqualTo(2_000);
        assertThat(few.count(0, 2, 0)).isEqualTo(10 + 25);
        Neighbourhoods near =
                Neighbourhoods.within(locations, disc, new double[] {500, 999, 1_000, 2_000}, () -> false);
        assertThat(near.people(0, 0)).isEqualTo(25);
        assertThat(near.count(0, 0, 0)).isEqualTo(2.5);
        assertThat(near.people(0, 1)).isCloseTo(99.8001, within(1e-9));
        assertThat(near.people(0, 2)).isEqualTo(200);
        assertThat(near.people(0, 3)).isEqualTo(300);
    }

    @Test
    void what_is_not_known_is_told_and_adds_nothing() {
        double nan = Double.NaN;
        double[] zero = {0, 0, 0, 0};
        Locations locations = Locations.of(
                new double[] {0, 100, 200, 300},
                zero,
                new double[] {10, 20, nan, 40},
                List.of(new double[] {1, nan, 5, 4}, new double[] {2, 2, 2, 2}));
        Origins origin = Origins.points(new double[] {0}, new double[] {0});
        Neighbourhoods found = Neighbourhoods.nearest(
                locations, origin, new double[] {10, 20, 30, 31}, RingRule.PROPORTIONAL, new long[2], () -> false);
        assertThat(IntStream.range(0, 4).mapToDouble(size -> found.count(0, size, 0)))
                .containsExactly(1.0, 1.0, 1.0, 1.1);
        assertThat(IntStream.range(0, 4).mapToDouble(size -> found.unknown(0, size, 0)))
                .containsExactly(0.0, 10.0, 20.0, 20.0);
        assertThat(IntStream.range(0, 4).mapToDouble(size -> found.unknown(0, size, 1)))
                .containsOnly(0.0);
        assertThat(IntStream.range(0, 4).map(size -> found.unknownLocations(0, size)))
                .containsExactly(0, 0, 0, 1);
    }

    @Test
    void tenths_of_people_add_up_to_whole_ones() {
        double[][] tenths = IntStream.range(0, 20)
                .mapToObj(i -> new double[] {i, 0, 0.1, 0.1})
                .toArray(double[][]::new);
        Neighbourhoods found = nearest(tenths, RingRule.WHOLE, 0, 1);
        assertThat(found.people(0, 0)).isCloseTo(1, within(1e-12));
        assertThat(found.radius(0, 0)).isEqualTo(9);
    }

    @Test
    void millions_at_one_place_and_a_row_of_places_are_no_trouble() {
        double[][] locations = new double[50_000][];
        for (int i = 0; i < locations.length; i++) locations[i] = new double[] {i < 30_000 ? 7 : i, 0, 2, 1};
        Neighbourhoods found = nearest(locations, RingRule.PROPORTIONAL, 0, 60_000, 60_002, 80_000);
        assertThat(found.radius(0, 0)).isZero();
        assertThat(found.radius(0, 1)).isEqualTo(29_993);
        assertThat(found.people(49_999, 2)).isEqualTo(80_000);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        double[][] far = {{0, 0, 1, 0}, {3_000_000, 0, 1, 0}};
        assertThatThrownBy(() -> BruteForce.packed(far)).hasMessageContaining("3000 km from each other");
        assertThatThrownBy(() -> BruteForce.packed(new double[][] {{0, 0, -1, 0}}))
                .hasMessageContaining("not -1.0");
        assertThatThrownBy(() -> BruteForce.packed(new double[][] {{Double.NaN, 0, 1, 0}}))
                .hasMessageContaining("location 1 has a coordinate that is no number");
        double[][] one = {{0, 0, 1, 0}};
        assertThatThrownBy(() -> nearest(one, RingRule.WHOLE, 0, 0)).hasMessageContaining("more than 0 people");
        Origins away = Origins.points(new double[] {2_200_000}, new double[] {0});
        assertThatThrownBy(() -> Neighbourhoods.within(BruteForce.packed(one), away, new double[] {5}, () -> false))
                .hasMessageContaining("point 1 lies more than 2100 km from some people");
        Origins here = Origins.points(new double[] {0}, new double[] {0});
        assertThatThrownBy(() -> Neighbourhoods.within(BruteForce.packed(one), here, new double[] {5}, () -> true))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void old_people_around_dalarnas_cells_are_those_of_brute_force() throws Exception {
        Path file = Path.of(System.getProperty("regstat.root"), "../shared/data/dalarna_population_1km_2025.csv");
        Assumptions.assumeTrue(Files.exists(file), "needs the real data in ../shared/data");
        double[][] cells = Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(row -> new double[] {
                    Double.parseDouble(row[0].substring(0, 6)) + 500,
                    Double.parseDouble(row[0].substring(6)) + 500,
                    Double.parseDouble(row[3]),
                    Double.parseDouble(row[4])
                })
                .toArray(double[][]::new);
        double[] wanted = {200, 800, 3_200, 25_600};
        for (RingRule rule : List.of(RingRule.PROPORTIONAL, RingRule.WHOLE)) {
            Neighbourhoods found = nearest(cells, rule, 0, wanted);
            for (int cell = 0; cell < cells.length; cell += 37) {
                for (int size = 0; size < wanted.length; size++) {
                    BruteForce.Found right =
                            BruteForce.nearest(cells, cells[cell][0], cells[cell][1], wanted[size], rule);
                    assertThat(found.count(cell, size, 0) / found.people(cell, size))
                            .isCloseTo(right.count() / right.people(), within(1e-12));
                    assertThat(found.radius(cell, size)).isCloseTo(right.radius(), within(1e-9));
                }
            }
        }
    }
}
