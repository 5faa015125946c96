package se.regstat.statistics.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Densities of classes of land, from totals of sources that have some of each. */
class DensitiesTest {

    private final Random random = new Random(5);

    private double[][] areas(int sources) {
        double[][] areas = new double[sources][3];
        for (double[] source : areas)
            Arrays.setAll(source, c -> random.nextInt(4) == 0 ? 0 : 1e6 * random.nextDouble());
        return areas;
    }

    private static double[] totals(double[][] areas, double... density) {
        return Arrays.stream(areas)
                .mapToDouble(source -> source[0] * density[0] + source[1] * density[1] + source[2] * density[2])
                .toArray();
    }

    @Test
    void densities_that_explain_all_totals_are_found() {
        double[][] areas = areas(60);
        double[][] found = Densities.of(areas, totals(areas, 3e-3, 4e-4, 1e-5), new int[60]);
        for (double[] density : found) {
            assertThat(density[0]).isCloseTo(3e-3, Percentage.withPercentage(0.5));
            assertThat(density[1]).isCloseTo(4e-4, Percentage.withPercentage(0.5));
            assertThat(density[2]).isCloseTo(1e-5, Percentage.withPercentage(5));
        }
    }

    @Test
    void sources_whose_total_is_not_known_say_nothing() {
        double[][] areas = areas(60);
        double[] totals = totals(areas, 3e-3, 4e-4, 1e-5);
        double[][] known = Arrays.copyOf(areas, 40);
        double[][] without = Densities.of(known, Arrays.copyOf(totals, 40), new int[40]);
        Arrays.fill(totals, 40, 60, Double.NaN);
        double[][] with = Densities.of(areas, totals, new int[60]);
        assertThat(with[59]).containsExactly(without[0], within(1e-12));
    }

    @Test
    void regions_have_densities_of_their_own_and_those_of_few_sources_are_near_what_all_have() {
        double[][] areas = areas(81);
        int[] regions = new int[81];
        Arrays.fill(regions, 40, 80, 1);
        regions[80] = 2;
        double[] totals = totals(areas, 3e-3, 4e-4, 1e-5);
        double[] other = totals(areas, 1e-3, 9e-4, 5e-5);
        System.arraycopy(other, 40, totals, 40, 41);
        areas[80] = new double[] {0, 0, 1e6};
        totals[80] = 50;
        double[][] found = Densities.of(areas, totals, regions);
        assertThat(found[0][0]).isCloseTo(3e-3, Percentage.withPercentage(5));
        assertThat(found[40][0]).isCloseTo(1e-3, Percentage.withPercentage(10));
        assertThat(found[80][0]).as("of all, since it has none itself").isBetween(1e-3, 3e-3);
        assertThat(found[80][2]).isBetween(found[0][2], 5e-5);
    }

    @Test
    void a_class_that_nobody_lives_in_has_next_to_no_density() {
        double[][] areas = areas(60);
        double[][] found = Densities.of(areas, totals(areas, 3e-3, 4e-4, 0), new int[60]);
        assertThat(found[0][2]).isLessThan(1e-5);
    }

    @Test
    void nothing_known_gives_no_densities() {
        double[] totals = {Double.NaN, Double.NaN};
        assertThat(Densities.of(areas(2), totals, new int[2])[1]).containsOnly(0);
        assertThat(Densities.of(new double[0][], new double[0], new int[0])).isEmpty();
    }
}
