package se.regstat.statistics.segregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.locationtech.jts.geom.Geometry;
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
        String asked = "indicators=a whole=population missing=partial";
        assertThat(wrong.row("d", "indicators=a whole=population")).containsEntry("status", "missing");
        assertThat(wrong.ask(asked, Optional.empty()).notes())
                .contains(
                        "2022: groups are more than their whole, or a mean is below 0, in da, which therefore have no value");
        assertThat(wrong.hidden().ask(asked, Optional.empty()).notes())
                .contains(
                        "2022: groups are more than their whole, or a mean is below 0, in 1 units, which therefore have no value");
    }

    @Test
    void a_mean_below_zero_leaves_the_unit_without_a_value_and_is_said_so() {
        units.publish("income", 2022, 10, -3, 20, 30);
        assertThat(units.ask("indicators=income missing=partial", Optional.empty())
                        .notes())
                .contains(
                        "2022: groups are more than their whole, or a mean is below 0, in db, which therefore have no value");
    }

    @Test
    void groups_of_which_somebody_is_in_two_are_refused() {
        units.publish("total", 2022, 100, 100, 100, 100)
                .publish("c", 2022, 90, 90, 90, 90)
                .publish("more", 2022, 900, 900, 900, 900)
                .publish("net", 2022, 5, -5, 0, 0);
        assertThatThrownBy(() -> units.rows("indicators=a,total"))
                .hasMessageStartingWith("indicators: 'a' and 'total' count some of the same people");
        assertThatThrownBy(() -> units.rows("indicators=a,population"))
                .hasMessageStartingWith("indicators: 'a' and 'population' count some of the same people");
        assertThatThrownBy(() -> units.rows("indicators=total whole=a"))
                .hasMessageStartingWith("whole: 'a' is a part of 'total'");
        assertThatThrownBy(() -> units.rows("indicators=a,b,c"))
                .hasMessageStartingWith(
                        "indicators: they count 760 in all, and 'population' counts 400 in the same areas");
        assertThatThrownBy(() -> units.rows("indicators=a,net"))
                .hasMessageStartingWith("indicators: 'net' has -5.0 in an area of deso in 2022");
        // Households are no persons, so nothing is known of how many there may be.
        assertThat(units.row("d", "indicators=a,more draws=0")).containsEntry("status", "normal");
    }

    @Test
    void a_place_of_which_one_unit_has_people_is_a_single_unit() throws IOException {
        Units one = new Units(folder, 4).publish("a", 2022, 0, 60, 0, 0).publish("b", 2022, 0, 40, 0, 0);
        assertThat(one.rows("indicators=a,b"))
                .extracting(row -> row.get("value"), row -> row.get("expected"), row -> row.get("reason"))
                .containsOnly(tuple(null, null, "single_unit"));
    }

    @Test
    void no_inequality_is_told_of_a_mean_of_nobody_or_of_nothing() throws IOException {
        Units nobody = new Units(folder, 2).publish("income", 2022, 5, 7).publish("population", 2022, 0, 0);
        Units nothing = new Units(folder, 2).publish("income", 2022, 0, 0).publish("population", 2022, 5, 7);
        for (Units means : List.of(nobody, nothing)) {
            assertThat(means.rows("indicators=income between=kommun"))
                    .hasSize(3)
                    .extracting(row -> row.get("value"), row -> row.get("status"), row -> row.get("reason"))
                    .containsOnly(tuple(null, "not_applicable", "empty_base"));
        }
    }

    @Test
    void the_inequality_index_is_told_where_it_is_asked_for() {
        assertThat(units.rows("indicators=a,b draws=0"))
                .extracting(row -> row.get("measure"))
                .containsExactly("d", "isolation", "exposure", "gini", "m", "h");
    }

    @Test
    void a_place_with_other_units_than_the_year_before_is_never_compared() {
        units.publish("a", 2023, 100, 60, 40, 0).publish("b", 2023, 0, 40, 60, 100);
        String asked =
                "indicators=a,b within=region codes=r1 periods=2022,2023 measures=m draws=0 change=true missing=partial";
        assertThat(units.rows(asked))
                .extracting(
                        row -> row.get("year"),
                        row -> row.get("measure"),
                        row -> row.get("units"),
                        row -> row.get("series_break"))
                .containsExactly(tuple(2022, "m", 2, false), tuple(2023, "m", 4, true));
        assertThat(units.ask(asked, Optional.empty()).notes())
                .contains("2023: other units lie in r1 than the year before; figures of both cannot be compared");
    }

    @Test
    void a_code_may_be_of_one_of_the_years_alone() {
        units.publish("a", 2023, 100, 60, 40, 0).publish("b", 2023, 0, 40, 60, 100);
        String asked = "indicators=a,b within=region periods=2022,2023 measures=d draws=0 missing=partial codes=";
        assertThat(units.rows(asked + "r2")).extracting(row -> row.get("year")).containsExactly(2022);
        assertThatThrownBy(() -> units.rows(asked + "r1,r3"))
                .hasMessage("codes: there is no r3 in region@2018, region@2025");
    }

    @Test
    void parts_that_there_are_not_have_a_reason() throws IOException {
        Units grown = new Units(folder, 4)
                .publish("a", 2022, 10, 20, 30, 40)
                .publish("b", 2022, 0, 0, 0, 0)
                .publish("c", 2022, 40, 30, 20, 10)
                .publish("a", 2023, 10, 20, 30, 40)
                .publish("b", 2023, 5, 5, 5, 5)
                .publish("c", 2023, 40, 30, 20, 10);
        assertThat(grown.row("m_change", "indicators=a,b,c periods=2022,2023 measures=m change=true"))
                .containsEntry("value", null)
                .containsEntry("reason", "no_common_structure");
    }

    @Test
    void what_is_beside_a_figure_is_told_where_there_is_something() throws IOException {
        Units halves = new Units(folder, 2).publish("a", 2022, 1.5, 7).publish("b", 2022, 5, 7);
        assertThat(halves.ask("indicators=a,b", Optional.empty()).notes())
                .anyMatch(note -> note.startsWith("where counts are not of whole persons"))
                .noneMatch(note -> note.startsWith("expected"));
        Units crowns = new Units(folder, 2).publish("a", 2022, 4e7, 7).publish("b", 2022, 5, 4e7);
        assertThatThrownBy(() -> crowns.rows("indicators=a,b"))
                .hasMessageStartingWith("indicators: they count 80000012");
        assertThat(crowns.row("d", "indicators=a,b draws=0")).containsEntry("status", "normal");
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
    void the_inequality_index_compares_the_first_and_the_last_group() throws IOException {
        Units three = new Units(folder, 4)
                .publish("a", 2022, 100, 60, 40, 0)
                .publish("b", 2022, 0, 40, 60, 100)
                .publish("c", 2022, 0, 0, 50, 50);
        assertThat(three.row("inequality", "indicators=a,b,c measures=inequality draws=0"))
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

    private static OwnBoundaries own(Object... idsAndGeometries) {
        List<OwnBoundaries.Row> rows = new ArrayList<>();
        for (int i = 0; i < idsAndGeometries.length; i += 2) {
            rows.add(new OwnBoundaries.Row((Geometry) idsAndGeometries[i + 1], List.of((String) idsAndGeometries[i])));
        }
        return new OwnBoundaries(List.of("code"), rows, List.of());
    }

    private List<Map<String, Object>> figures(OwnBoundaries own) {
        return Units.rows(units.ask("indicators=a,b measures=d draws=0", Optional.of(own)));
    }

    @Test
    void own_boundaries_have_the_units_most_of_whose_people_live_in_them() {
        assertThat(figures(own("W", Units.box(0, 2), "M", Units.box(0.6, 3.4), "F", Units.box(10, 12))))
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

    @Test
    void people_of_cut_units_are_told_on_either_side_of_the_border() {
        assertThat(figures(own("W", Units.box(0, 2.4), "E", Units.box(2.4, 4))))
                .extracting(row -> row.get("people"), row -> row.get("living_outside"), row -> row.get("left_inside"))
                .containsExactly(tuple(200.0, 0.0, 40.0), tuple(200.0, 40.0, 0.0));
    }

    @Test
    void a_unit_that_is_cut_in_half_or_in_many_is_counted_once() {
        assertThat(figures(own("W", Units.box(0, 1.5), "E", Units.box(1.5, 4))))
                .extracting(row -> row.get("within_id"), row -> row.get("units"))
                .containsExactly(tuple("W", 2), tuple("E", 2));
        assertThat(figures(own("A", Units.box(0, 1.3), "B", Units.box(1.3, 1.7), "C", Units.box(1.7, 4))))
                .extracting(row -> row.get("within_id"), row -> row.get("units"), row -> row.get("reason"))
                .containsExactly(tuple("A", 1, "single_unit"), tuple("B", 1, "single_unit"), tuple("C", 2, null));
    }

    @Test
    void an_own_boundary_that_data_covers_in_part_is_told_as_reaggregation_tells_it() {
        assertThat(figures(own("most", Units.box(0, 6), "little", Units.box(2, 40), "inside", Units.box(0.1, 0.3))))
                .extracting(row -> row.get("status"), row -> row.get("reason"))
                .containsExactly(
                        tuple("estimated", null), tuple("missing", "low_coverage"), tuple("not_applicable", "no_unit"));
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
                List.of("indicators=a,b change=true", "change: it is since the period before, and there is but 2022"),
                List.of("indicators=a,b measures=d change=true", "change: m is what is parted"),
                List.of("indicators=income change=true", "change: m is what is parted"),
                List.of("indicators=a,b measures=d,gini bootstrap=10", "bootstrap: m and h of units can be corrected"),
                List.of("indicators=income bootstrap=10", "bootstrap: m and h of units can be corrected"),
                List.of("indicators=income draws=100", "draws: people of groups are drawn"),
                List.of("indicators=income confidence=0.8", "confidence: it is of random draws"),
                List.of("indicators=a,b draws=0 confidence=0.8", "confidence: it is of random draws"),
                List.of("indicators=a,b draws=1", "draws: 1 are too few to tell where 0.9 of them lie; give 20"),
                List.of(
                        "indicators=a,b confidence=0.999",
                        "draws: 200 are too few to tell where 0.999 of them lie; give 2000"),
                List.of("indicators=a,b within=kommun codes=k9", "codes: there is no k9 in kommun@2018"),
                List.of("indicators=a,b codes=k1", "codes: say of which division"),
                List.of("indicators=a,b sourceDivision=kommun within=deso", "within: codes of kommun@2018 do not say"),
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
