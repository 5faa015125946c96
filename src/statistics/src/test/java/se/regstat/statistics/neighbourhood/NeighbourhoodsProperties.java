package se.regstat.statistics.neighbourhood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static se.regstat.statistics.neighbourhood.BruteForce.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class NeighbourhoodsProperties {

    private static final double[] WANTED = {1, 7, 50, 51.5, 400, 5_000, 1e9};

    /** Some of them in the same place, in towns, empty, with fractions of people. */
    private static double[][] scattered(Random random, int number) {
        double[][] locations = new double[number][];
        for (int i = 0; i < number; i++) {
            double spread = random.nextInt(3) == 0 ? 150_000 : 2_000;
            double[] where = i > 0 && random.nextInt(10) == 0
                    ? locations[random.nextInt(i)]
                    : new double[] {500_000 + random.nextGaussian() * spread, 6_500_000 + random.nextGaussian() * spread
                    };
            double people = random.nextInt(8) == 0 ? 0 : random.nextInt(60) * (random.nextBoolean() ? 1 : 0.37);
            locations[i] = new double[] {where[0], where[1], people, people * random.nextDouble()};
        }
        locations[0] = new double[] {500_000, 6_500_000, 3, 1};
        return locations;
    }

    /** With many locations as far away as each other. */
    private static double[][] lattice(Random random, int side, double step) {
        List<double[]> cells = new ArrayList<>();
        for (int i = 0; i < side * side; i++) {
            double people = random.nextInt(4) == 0 && i > 0 ? 0 : 1 + random.nextInt(40);
            int row = i / side;
            double group = random.nextInt((int) people + 1);
            cells.add(new double[] {step * (i % side) + 0.1, 6_500_000 + step * row + 0.1, people, group});
        }
        Collections.shuffle(cells, random);
        return cells.toArray(double[][]::new);
    }

    private static Origins origins(double[][] locations) {
        return Origins.points(column(locations, 0), column(locations, 1));
    }

    private static Neighbourhoods nearest(double[][] locations, Origins origins, RingRule rule, long seed) {
        return Neighbourhoods.nearest(
                BruteForce.packed(locations), origins, WANTED, rule, new long[] {seed}, () -> false);
    }

    private static void assertAsByBruteForce(double[][] locations, Origins origins) {
        for (RingRule rule : RingRule.values()) {
            Neighbourhoods found = nearest(locations, origins, rule, 5);
            for (int origin = 0; origin < origins.size(); origin++) {
                for (int size = 0; size < WANTED.length; size++) {
                    BruteForce.Found right = BruteForce.nearest(
                            locations, origins.eastings()[origin], origins.northings()[origin], WANTED[size], rule);
                    String what = "%s of %s around %d".formatted(rule, WANTED[size], origin);
                    double people = found.people(origin, size);
                    double count = found.count(origin, size, 0);
                    assertThat(people / right.people()).as(what).isCloseTo(1, within(1e-12));
                    // Of the ring's end, where fewer than all of it is taken, the distance is to the ring.
                    if (right.radius() > 0)
                        assertThat(found.radius(origin, size) / right.radius())
                                .as(what)
                                .isCloseTo(1, within(1e-12));
                    if (rule == RingRule.SAMPLED) {
                        double drawn = count - right.beforeCount();
                        assertThat(drawn)
                                .as(what)
                                .isBetween(-1e-9, Math.min(right.ring(), people - right.before()) + 1e-9);
                    } else {
                        assertThat(count / people).as(what).isCloseTo(right.count() / right.people(), within(1e-12));
                    }
                }
            }
        }
    }

    @Property(tries = 40)
    void neighbourhoods_of_scattered_places_are_those_of_brute_force(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 700) int number) {
        double[][] locations = scattered(random, number);
        assertAsByBruteForce(locations, origins(Arrays.copyOf(locations, Math.min(60, number))));
    }

    @Property(tries = 25)
    void neighbourhoods_on_a_lattice_are_those_of_brute_force(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 22) int side) {
        double[][] locations = lattice(random, side, 1000);
        assertAsByBruteForce(locations, origins(Arrays.copyOf(locations, Math.min(60, locations.length))));
    }

    @Property(tries = 25)
    void points_need_not_be_where_people_live(@ForAll Random random) {
        double[][] locations = scattered(random, 300);
        assertAsByBruteForce(locations, origins(scattered(random, 40)));
    }

    @Property(tries = 25)
    void people_within_a_radius_are_those_of_brute_force(@ForAll Random random) {
        double[][] locations = random.nextBoolean() ? scattered(random, 400) : lattice(random, 20, 250);
        double[] metres = {0, 250, 353.5534, 1_000, 20_000, 1e7};
        Origins origins = origins(locations);
        Neighbourhoods found = Neighbourhoods.within(BruteForce.packed(locations), origins, metres, () -> false);
        for (int origin = 0; origin < 50; origin++) {
            for (int size = 0; size < metres.length; size++) {
                double[] right = BruteForce.within(locations, locations[origin][0], locations[origin][1], metres[size]);
                assertThat(found.people(origin, size)).isCloseTo(right[0], within(1e-12 * Math.max(1, right[0])));
                assertThat(found.count(origin, size, 0)).isCloseTo(right[1], within(1e-12 * Math.max(1, right[0])));
            }
        }
    }

    @Property(tries = 25)
    void order_and_threads_change_nothing(@ForAll Random random) throws Exception {
        double[][] locations = scattered(random, 1_500);
        List<Integer> shuffled =
                new ArrayList<>(IntStream.range(0, locations.length).boxed().toList());
        Collections.shuffle(shuffled, random);
        double[][] others = shuffled.stream().map(i -> locations[i]).toArray(double[][]::new);
        for (RingRule rule : RingRule.values()) {
            Neighbourhoods once = new ForkJoinPool(1)
                    .submit(() -> nearest(locations, origins(locations), rule, 9))
                    .get();
            Neighbourhoods again = new ForkJoinPool(7)
                    .submit(() -> nearest(others, origins(others), rule, 9))
                    .get();
            for (int i = 0; i < others.length; i++) {
                for (int size = 0; size < WANTED.length; size++) {
                    assertThat(again.people(i, size)).isEqualTo(once.people(shuffled.get(i), size));
                    assertThat(again.count(i, size, 0)).isEqualTo(once.count(shuffled.get(i), size, 0));
                    assertThat(again.radius(i, size)).isEqualTo(once.radius(shuffled.get(i), size));
                }
            }
        }
    }
}
