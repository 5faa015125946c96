package se.regstat.statistics.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CombinationTest {

    private static final List<Double> FIVE_TYPES = List.of(2.0, 1.0, 0.0, -1.0);

    /** The mean is 50 in 2020 and 40 in 2021, the deviation 10 in both. */
    private static Optional<Combination.Norm> norm(String indicator, String division, int year) {
        return year > 2021 || !division.equals("regso")
                ? Optional.empty()
                : Optional.of(new Combination.Norm(year == 2020 ? 50 : 40, 10, 100));
    }

    private static double of(Combination how, int year, double... values) {
        return how.of(values, year, CombinationTest::norm);
    }

    @Test
    void where_all_of_the_reference_are_the_same_there_is_no_class() {
        double[] alike = new double[78];
        Arrays.fill(alike, 33.1);
        Combination.Norm norm = Combination.Norm.of(alike).orElseThrow();
        assertThat(norm.deviation()).isEqualTo(0);
        assertThat(new Combination.Classes("index", "regso", FIVE_TYPES, OptionalInt.empty())
                        .of(new double[] {33.1}, 2020, (indicator, division, year) -> Optional.of(norm)))
                .isNaN();
    }

    @ParameterizedTest
    @CsvSource({
        "70, 1",
        "69.999, 2",
        "60, 2",
        "59.999, 3",
        "50, 3",
        "49.999, 4",
        "40, 4",
        "39.999, 5",
        "-100, 5",
        "999, 1"
    })
    void a_value_on_a_limit_belongs_to_the_higher_class(double value, double type) {
        assertThat(of(new Combination.Classes("idx", "regso", FIVE_TYPES, OptionalInt.empty()), 2020, value))
                .isEqualTo(type);
    }

    @Test
    void relative_limits_move_with_the_year_and_anchored_ones_stay() {
        var relative = new Combination.Classes("idx", "regso", FIVE_TYPES, OptionalInt.empty());
        var anchored = new Combination.Classes("idx", "regso", FIVE_TYPES, OptionalInt.of(2020));
        assertThat(of(relative, 2020, 45)).isEqualTo(4).isEqualTo(of(anchored, 2020, 45));
        assertThat(of(relative, 2021, 45)).isEqualTo(3);
        assertThat(of(anchored, 2021, 45)).isEqualTo(4);
        assertThat(of(relative, 2022, 45)).isNaN();
        assertThat(of(anchored, 2022, 45)).isEqualTo(4);
    }

    @Test
    void an_index_is_the_weighted_mean_of_its_components_as_they_are_or_standardised() {
        List<Combination.Component> components =
                List.of(new Combination.Component("a", 1), new Combination.Component("b", 3));
        assertThat(of(new Combination.Index(components, Optional.empty()), 2020, 60, 20))
                .isEqualTo(30);
        assertThat(of(new Combination.Index(components, Optional.of("regso")), 2020, 60, 20))
                .isCloseTo((1 - 9) / 4.0, within(1e-12));
        assertThat(of(new Combination.Index(components, Optional.of("kommun")), 2020, 60, 20))
                .isNaN();
    }

    @Test
    void criteria_are_as_many_as_are_met_and_the_limit_meets_them() {
        var criteria = new Combination.Criteria(
                List.of(new Combination.Criterion("a", 10, true), new Combination.Criterion("b", 5, false)));
        assertThat(of(criteria, 2020, 10, 5)).isEqualTo(2);
        assertThat(of(criteria, 2020, 9.9, 5.1)).isZero();
        assertThat(criteria.least(new double[] {9, 4}, new double[] {11, 6}, 2020, CombinationTest::norm))
                .isZero();
        assertThat(criteria.most(new double[] {9, 4}, new double[] {11, 6}, 2020, CombinationTest::norm))
                .isEqualTo(2);
    }

    @Test
    void the_class_of_an_interval_is_the_higher_one_at_its_upper_end() {
        var types = new Combination.Classes("idx", "regso", FIVE_TYPES, OptionalInt.empty());
        assertThat(types.least(new double[] {45}, new double[] {61}, 2020, CombinationTest::norm))
                .isEqualTo(2);
        assertThat(types.most(new double[] {45}, new double[] {61}, 2020, CombinationTest::norm))
                .isEqualTo(4);
    }

    @Test
    void limits_that_do_not_descend_are_refused() {
        assertThatThrownBy(() -> new Combination.Classes("idx", "regso", List.of(1.0, 2.0), OptionalInt.empty()))
                .hasMessage("limits are given from the highest to the lowest");
    }
}
