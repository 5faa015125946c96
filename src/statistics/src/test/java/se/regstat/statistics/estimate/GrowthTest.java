package se.regstat.statistics.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import se.regstat.statistics.ancillary.Quantiles;

class GrowthTest {

    private static final double[] VALUES = {10, 20, 30, 40};

    @Test
    void all_of_a_larger_area_is_known() {
        Growth growth = new Growth(Quantiles.NONE, VALUES, new int[] {0, 0, 0, 1});
        assertThat(growth.variance(new int[] {0, 1, 2})).isCloseTo(0, within(1e-9));
        assertThat(growth.variance(new int[] {3})).isCloseTo(0, within(1e-9));
        assertThat(growth.variance(new int[] {0, 1, 2, 3})).isCloseTo(0, within(1e-9));
    }

    @Test
    void a_part_is_as_uncertain_as_the_rest() {
        Growth growth = new Growth(Quantiles.NONE, VALUES, new int[] {0, 0, 0, 0});
        double expected = 0;
        for (int i = 0; i < 4; i++) {
            double part = i == 3 ? 1 - 0.4 : -0.4;
            expected += part * part * VALUES[i] * VALUES[i];
        }
        assertThat(growth.variance(new int[] {3})).isCloseTo(expected, within(1e-9));
        assertThat(growth.variance(new int[] {0, 1, 2})).isCloseTo(expected, within(1e-9));
    }

    @Test
    void what_is_known_adds_nothing_and_without_totals_each_adds_its_own() {
        Growth growth = new Growth(Quantiles.NONE, new double[] {0, 20, 30, Double.NaN}, new int[] {0, -1, -1, 0});
        assertThat(growth.variance(new int[] {0})).isZero();
        assertThat(growth.variance(new int[] {1, 2})).isEqualTo(400 + 900);
    }
}
