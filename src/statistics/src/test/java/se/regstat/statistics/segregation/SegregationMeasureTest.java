package se.regstat.statistics.segregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static se.regstat.statistics.segregation.SegregationMeasure.D;
import static se.regstat.statistics.segregation.SegregationMeasure.EXPOSURE;
import static se.regstat.statistics.segregation.SegregationMeasure.GINI;
import static se.regstat.statistics.segregation.SegregationMeasure.H;
import static se.regstat.statistics.segregation.SegregationMeasure.ISOLATION;
import static se.regstat.statistics.segregation.SegregationMeasure.M;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against numbers that can be worked out by hand. */
class SegregationMeasureTest {

    private static GroupCounts counts(double[] a, double[] b) {
        double[][] counts = new double[a.length][];
        for (int i = 0; i < a.length; i++) counts[i] = new double[] {a[i], b[i]};
        return GroupCounts.of(2, counts);
    }

    @Test
    void dissimilarity_is_the_share_that_would_have_to_move() {
        assertThat(D.of(counts(new double[] {100, 60, 40, 0}, new double[] {0, 40, 60, 100})))
                .isCloseTo(0.6, within(1e-15));
        assertThat(D.of(counts(new double[] {80, 80, 20, 20}, new double[] {20, 20, 80, 80})))
                .isCloseTo(0.6, within(1e-15));
    }

    /** Of two units with the groups the other way round, H is what a symmetric channel with so many errors can carry (Shannon 1948): half a bit at 11 %. */
    @ParameterizedTest
    @CsvSource({"0.11, 0.500084", "0.25, 0.188722", "0.01, 0.919207"})
    void h_of_mirrored_units_is_the_capacity_of_a_channel(double errors, double capacity) {
        GroupCounts mirrored = counts(new double[] {1 - errors, errors}, new double[] {errors, 1 - errors});
        assertThat(H.of(mirrored)).isCloseTo(capacity, within(5e-7));
        assertThat(M.of(mirrored)).isCloseTo(capacity * Math.log(2), within(5e-7));
    }

    @Test
    void groups_that_live_alike_and_apart_are_at_the_ends() {
        GroupCounts alike = counts(new double[] {10, 20, 30}, new double[] {30, 60, 90});
        GroupCounts apart = counts(new double[] {10, 20, 0}, new double[] {0, 0, 90});

        assertThat(D.of(alike)).isCloseTo(0, within(1e-15));
        assertThat(GINI.of(alike)).isCloseTo(0, within(1e-15));
        assertThat(H.of(alike)).isCloseTo(0, within(1e-15));
        assertThat(ISOLATION.of(alike)).isCloseTo(0.25, within(1e-15));
        assertThat(EXPOSURE.of(alike)).isCloseTo(0.75, within(1e-15));
        assertThat(D.of(apart)).isCloseTo(1, within(1e-15));
        assertThat(GINI.of(apart)).isCloseTo(1, within(1e-15));
        assertThat(H.of(apart)).isCloseTo(1, within(1e-15));
        assertThat(M.of(apart)).isCloseTo(-0.25 * Math.log(0.25) - 0.75 * Math.log(0.75), within(1e-15));
        assertThat(ISOLATION.of(apart)).isCloseTo(1, within(1e-15));
        assertThat(EXPOSURE.of(apart)).isZero();
    }

    @Test
    void gini_equals_the_mean_difference_of_all_pairs_of_units() {
        double[] a = {5, 0, 12, 40, 3};
        double[] b = {50, 10, 9, 2, 31};
        double sum = 0;
        double all = 0;
        double first = 0;
        for (int i = 0; i < a.length; i++) {
            all += a[i] + b[i];
            first += a[i];
            for (int j = 0; j < a.length; j++) {
                sum += (a[i] + b[i]) * (a[j] + b[j]) * Math.abs(a[i] / (a[i] + b[i]) - a[j] / (a[j] + b[j]));
            }
        }
        double share = first / all;
        assertThat(GINI.of(counts(a, b)))
                .isCloseTo(sum / (2 * all * all * share * (1 - share)), within(1e-14))
                .isGreaterThan(D.of(counts(a, b)));
    }

    @Test
    void others_are_company_and_nothing_else() {
        GroupCounts counts = GroupCounts.of(3, new double[][] {{10, 10, 20}, {0, 10, 30}});

        assertThat(ISOLATION.of(counts)).isEqualTo(0.25);
        assertThat(EXPOSURE.of(counts)).isEqualTo(0.25);
        assertThat(D.of(counts)).isEqualTo(0.5);
    }

    @ParameterizedTest
    @EnumSource
    void where_there_is_nothing_to_measure_there_is_no_number(SegregationMeasure measure) {
        assertThat(measure.of(GroupCounts.of(2, new double[0][]))).isNaN();
        assertThat(measure.of(counts(new double[] {0, 0}, new double[] {0, 0}))).isNaN();
    }

    @ParameterizedTest
    @EnumSource(names = {"D", "GINI", "H", "ISOLATION"})
    void a_group_of_nobody_cannot_be_compared(SegregationMeasure measure) {
        assertThat(measure.of(counts(new double[] {0, 0}, new double[] {3, 4}))).isNaN();
    }

    @ParameterizedTest
    @EnumSource
    void a_unit_without_people_changes_nothing(SegregationMeasure measure) {
        double with = measure.of(counts(new double[] {3, 0, 7}, new double[] {1, 0, 20}));
        assertThat(measure.of(counts(new double[] {3, 7}, new double[] {1, 20})))
                .isEqualTo(with);
    }

    @Test
    void what_is_no_count_is_refused() {
        assertThatThrownBy(() -> counts(new double[] {1, -1}, new double[] {1, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unit 1, group 0: -1.0 people");
        assertThatThrownBy(() -> counts(new double[] {Double.NaN}, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
