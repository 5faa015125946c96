package se.regstat.statistics.segregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.request.ReaggregationException;

class SegregationTest {

    private static final double NONE = Double.NaN;

    @TempDir
    Path folder;

    private Units units;

    @BeforeEach
    void publish() throws IOException {
        units = new Units(folder, 4)
                .publish("a", 2022, 100, 60, 40, 0)
                .publish("b", 2022, 0, 40, 60, 100)
                .publish("population", 2022, 100, 100, 100, 100);
    }

    @Test
    void dissimilarity_is_the_published_one_with_what_chance_gives_beside_it() {
        Map<String, Object> row = units.row("d", "indicators=a,b draws=500");
        assertThat(row)
                .containsEntry("value", 0.6)
                .containsEntry("groups", "a / b")
                .containsEntry("units", 4)
                .containsEntry("left_out", 0)
                .containsEntry("people", 400.0)
                .containsEntry("status", "normal")
                .containsEntry("series_break", false)
                .containsEntry("derived_from", "deso@2018, 2022, table.csv");
        double expected = (Double) row.get("expected");
        assertThat(expected).isBetween(0.03, 0.09);
        assertThat((Double) row.get("low")).isLessThan(expected);
        assertThat((Double) row.get("high")).isGreaterThan(expected).isLessThan(0.6);
        assertThat((Double) row.get("beyond_chance")).isCloseTo((0.6 - expected) / (1 - expected), within(1e-6));
    }

    @Test
    void the_same_seed_gives_the_same_answer_and_no_draws_give_no_chance() {
        String asked = "indicators=a,b draws=50 seed=";
        assertThat(units.rows(asked + 3)).isEqualTo(units.rows(asked + 3)).isNotEqualTo(units.rows(asked + 4));
        assertThat(units.row("d", "indicators=a,b draws=0")).containsEntry("expected", null);
    }

    @ParameterizedTest
    @CsvSource({"indicators=a whole=population", "indicators=share_a"})
    void a_count_with_its_whole_and_a_ratio_are_compared_with_the_rest(String asked) {
        assertThat(units.row("d", asked))
                .containsEntry("value", 0.6)
                .containsEntry("groups", "a / rest of population")
                .containsEntry("status", "normal");
    }

    @Test
    void a_rounded_ratio_is_as_many_whole_persons_as_it_says_and_estimated() {
        units.publish("low", 2022, 33, 33, 0, 0);
        assertThat(units.row("isolation", "indicators=low"))
                .containsEntry("value", 0.33)
                .containsEntry("people", 400.0)
                .containsEntry("status", "estimated")
                .containsEntry("groups", "low");
    }

    @Test
    void each_area_above_has_its_own_figure_by_code_alone() {
        List<Map<String, Object>> rows = units.rows("indicators=a,b within=kommun measures=d draws=0");
        assertThat(rows)
                .extracting(row -> row.get("within_id"), row -> row.get("value"), row -> row.get("units"))
                .containsExactly(tuple("k1", 1 - 60 / 160.0, 2), tuple("k2", 0.625, 2));
        assertThat(units.rows("indicators=a,b within=kommun codes=k2 measures=d draws=0"))
                .containsExactly(rows.get(1));
    }

    @Test
    void a_unit_without_a_value_is_never_zero() throws IOException {
        Units holes = new Units(folder, 4).publish("a", 2022, 100, 60, 40, NONE).publish("b", 2022, 0, 40, 60, 100);
        assertThat(holes.row("d", "indicators=a,b"))
                .containsEntry("value", null)
                .containsEntry("expected", null)
                .containsEntry("status", "missing")
                .containsEntry("reason", "incomplete")
                .containsEntry("left_out", 1);
        assertThat(holes.row("d", "indicators=a,b missing=partial"))
                .containsEntry("value", 0.5)
                .containsEntry("status", "estimated")
                .containsEntry("units", 3)
                .containsEntry("left_out", 1)
                .containsEntry("people", 300.0);
    }

    @Test
    void a_suppressed_unit_makes_the_figure_suppressed() throws IOException {
        Units holes = new Units(folder, 4)
                .publish("a", 2022, 100, 60, 40, Double.NEGATIVE_INFINITY)
                .publish("b", 2022, 0, 40, 60, 100);
        assertThat(holes.row("d", "indicators=a,b")).containsEntry("status", "suppressed");
    }

    @Test
    void nobody_of_a_group_and_a_single_unit_are_not_applicable() throws IOException {
        Units empty = new Units(folder, 2).publish("a", 2022, 0, 0).publish("b", 2022, 5, 7);
        assertThat(empty.row("d", "indicators=a,b"))
                .containsEntry("value", null)
                .containsEntry("status", "not_applicable")
                .containsEntry("reason", "empty_base");
        assertThat(empty.row("m", "indicators=a,b")).containsEntry("value", 0.0);
        assertThat(empty.rows("indicators=a,b within=kommun measures=d"))
                .extracting(row -> row.get("status"), row -> row.get("reason"))
                .containsOnly(tuple("not_applicable", "single_unit"));
    }

    @Test
    void groups_that_are_more_than_their_whole_leave_the_unit_without_a_value() throws IOException {
        Units wrong =
                new Units(folder, 4).publish("a", 2022, 101, 60, 40, 0).publish("population", 2022, 100, 100, 100, 100);
        assertThat(wrong.row("d", "indicators=a whole=population")).containsEntry("status", "missing");
        assertThat(wrong.ask("indicators=a whole=population missing=partial", Optional.empty())
                        .notes())
                .contains("2022: groups are more than their whole in da, which therefore have no value");
    }

    @Test
    void theils_t_of_a_mean_is_parted_between_and_within() throws IOException {
        Units means = new Units(folder, 6)
                .publish("income", 2022, 0, 0, 0, 10, 10, 10)
                .publish("population", 2022, 1, 1, 1, 1, 1, 1);
        String asked = "indicators=income between=kommun";
        assertThat(means.row("t", asked)).containsEntry("value", 0.693147).containsEntry("people", 6.0);
        assertThat(means.row("t_between", asked)).containsEntry("value", 0.693147);
        assertThat(means.row("t_within", asked)).containsEntry("value", 0.0);
    }

    @Test
    void m_and_h_are_parted_between_and_within_and_add_up() {
        String asked = "indicators=a,b between=kommun measures=m,h draws=0 bootstrap=50";
        for (String measure : List.of("m", "h")) {
            double whole = (Double) units.row(measure, asked).get("value");
            double between = (Double) units.row(measure + "_between", asked).get("value");
            double inside = (Double) units.row(measure + "_within", asked).get("value");
            assertThat(between + inside).isCloseTo(whole, within(2e-6));
            assertThat(between).isPositive();
            assertThat((Double) units.row(measure, asked).get("bias_corrected")).isLessThan(whole);
        }
    }

    @Test
    void the_inequality_index_compares_the_first_and_the_last_group() {
        units.publish("c", 2022, 0, 0, 50, 50);
        assertThat(units.row("inequality", "indicators=a,b,c measures=inequality draws=0"))
                .containsEntry("value", 0.8)
                .containsEntry("groups", "a / c");
    }

    @Test
    void a_change_is_parted_within_a_vintage_and_never_across() {
        units.publish("a", 2023, 200, 120, 80, 0)
                .publish("b", 2023, 0, 40, 60, 100)
                .publish("a", 2024, 200, 120, 80, 0)
                .publish("b", 2024, 0, 40, 60, 100);
        List<Map<String, Object>> rows = units.rows("indicators=a,b periods=2022/2024 measures=m draws=0 change=true");
        assertThat(rows)
                .extracting(row -> row.get("year"), row -> row.get("measure"), row -> row.get("base_year"))
                .containsExactly(
                        tuple(2022, "m", null),
                        tuple(2023, "m", null),
                        tuple(2023, "m_change", 2022),
                        tuple(2023, "m_change_structure", 2022),
                        tuple(2023, "m_change_groups", 2022),
                        tuple(2023, "m_change_units", 2022),
                        tuple(2023, "m_change_emptied", 2022),
                        tuple(2024, "m", null));
        double change = (Double) rows.get(2).get("value");
        assertThat(change)
                .isCloseTo(
                        (Double) rows.get(1).get("value") - (Double) rows.get(0).get("value"), within(2e-6));
        // The first group doubled in each unit: who lives with whom is as before, by odds ratios.
        assertThat((Double) rows.get(3).get("value")).isZero();
        assertThat(rows.get(7)).containsEntry("series_break", true);
        assertThat(rows.get(1)).containsEntry("series_break", false);
    }

    @Test
    void own_boundaries_have_the_units_that_lie_in_them_by_more_than_half() {
        OwnBoundaries own = new OwnBoundaries(
                List.of("code"),
                List.of(
                        new OwnBoundaries.Row(Units.box(0, 2), List.of("W")),
                        new OwnBoundaries.Row(Units.box(0.6, 3.4), List.of("M")),
                        new OwnBoundaries.Row(Units.box(10, 12), List.of("F"))),
                List.of());
        List<Map<String, Object>> rows = Units.rows(units.ask("indicators=a,b measures=d draws=0", Optional.of(own)));
        assertThat(rows)
                .extracting(
                        row -> row.get("within_id"),
                        row -> row.get("value"),
                        row -> row.get("units"),
                        row -> row.get("cut_units"),
                        row -> row.get("status"))
                .containsExactly(
                        tuple("W", 0.625, 2, 0, "normal"),
                        tuple("M", 0.2, 2, 2, "estimated"),
                        tuple("F", null, 0, 0, "outside"));
    }

    static Stream<List<String>> refused() {
        return Stream.of(
                List.of("indicators=a", "indicators: one group alone"),
                List.of("indicators=a,income", "indicators: several are groups only"),
                List.of("indicators=median", "indicators: 'median' is neither"),
                List.of("indicators=secret,a", "indicators: 'secret' is restricted"),
                List.of("indicators=a whole=a", "whole: 'a' is one of the groups"),
                List.of("indicators=income whole=population", "whole: it goes with counts"),
                List.of("indicators=a,b measures=t", "measures: t is of a mean"),
                List.of("indicators=income measures=d", "measures: d is of groups"),
                List.of("indicators=a,b measures=d between=kommun", "between: m, h and t can be parted"),
                List.of("indicators=a,b within=kommun codes=k9", "codes: there is no k9 in kommun@2025"),
                List.of("indicators=a,b codes=k1", "codes: say of which division"),
                List.of("indicators=a,b sourceDivision=kommun within=deso", "within: codes of kommun@2025 do not say"),
                List.of("indicators=a,b within=town", "within: there is no division 'town'"),
                List.of("indicators=a,b sourceDivision=town", "sourceDivision: there is no division 'town'"),
                List.of("indicators=a,b periods=1900", "periods: there are no values for 1900"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_cannot_be_said_is_refused_by_the_name_of_the_parameter(List<String> asked) {
        units.publish("income", 2022, 1, 2, 3, 4)
                .publish("median", 2022, 1, 2, 3, 4)
                .publish("secret", 2022, 1, 2, 3, 4);
        assertThatThrownBy(() -> units.rows(asked.get(0)))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageStartingWith(asked.get(1));
    }
}
