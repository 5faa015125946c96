package se.regstat.statistics.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.regrouping.Regroupings;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.segregation.GroupCounts;
import se.regstat.statistics.segregation.SegregationMeasure;

class SensitivityTest {

    @TempDir
    Path folder;

    private Lattice lattice;

    /** The group lives along the borders of RegSO, which so tell them apart better than others would. */
    @BeforeEach
    void publish() throws IOException {
        lattice = new Lattice(folder)
                .publish("population", 2024, unit -> 1000 + 10 * (unit % 7))
                .publish("a", 2024, unit -> Lattice.regso(unit) % 2 == 0 ? 500 + unit : 20)
                .publish("b", 2024, unit -> 100 + 3 * unit % 50)
                .publish("secret", 2024, unit -> 50);
    }

    private Map<String, Object> row(String measure, String division, String settings) {
        List<Map<String, Object>> found = lattice.rows(settings).stream()
                .filter(row -> row.get("measure").equals(measure))
                .filter(row -> row.get("division").equals(division))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @ParameterizedTest
    @CsvSource({"d", "isolation", "gini", "m", "h"})
    void a_measure_on_a_division_is_what_segregation_has_there(String measure) {
        for (String division : List.of("deso", "regso", "kommun")) {
            Object there = lattice.segregation(
                            "indicators=share_a draws=0 measures=" + measure + " sourceDivision=" + division)
                    .get(0)
                    .get("value");
            assertThat(row(measure, division + "@2025", "indicators=share_a draws=20"))
                    .containsEntry("value", there)
                    .containsEntry("status", "normal");
        }
    }

    @Test
    void random_divisions_are_those_that_the_seed_draws_and_quantiles_are_theirs() {
        int[] regions = IntStream.range(0, Lattice.UNITS).map(Lattice::kommun).toArray();
        int[] official = IntStream.range(0, Lattice.UNITS).map(Lattice::regso).toArray();
        int[] people = IntStream.range(0, Lattice.UNITS)
                .map(unit -> 1000 + 10 * (unit % 7))
                .toArray();
        Regroupings drawn = Regroupings.of(lattice.units(), official, regions, people, 40, 3, () -> false);
        GroupCounts counts = GroupCounts.of(
                2,
                IntStream.range(0, Lattice.UNITS)
                        .mapToObj(unit -> {
                            double a = Lattice.regso(unit) % 2 == 0 ? 500 + unit : 20;
                            return new double[] {a, people[unit] - a};
                        })
                        .toArray(double[][]::new));
        double[] sorted = IntStream.range(0, 40)
                .mapToDouble(draw -> SegregationMeasure.D.of(counts.joined(drawn.draw(draw), drawn.groups())))
                .sorted()
                .toArray();
        double here = SegregationMeasure.D.of(counts.joined(official, 12));
        assertThat(row("d", "regso@2025", "indicators=share_a draws=40 seed=3 confidence=0.8"))
                .satisfies(row -> {
                    assertThat((Double) row.get("value")).isCloseTo(here, within(1e-6));
                    assertThat((Double) row.get("low")).isCloseTo(sorted[3], within(1e-6));
                    assertThat((Double) row.get("lower_quartile")).isCloseTo(sorted[9], within(1e-6));
                    assertThat((Double) row.get("median")).isCloseTo(sorted[19], within(1e-6));
                    assertThat((Double) row.get("upper_quartile")).isCloseTo(sorted[29], within(1e-6));
                    assertThat((Double) row.get("high")).isCloseTo(sorted[36], within(1e-6));
                })
                .containsEntry("draws", 40)
                .containsEntry("areas", 12)
                .containsEntry("kept", 0.0);
    }

    @Test
    void borders_that_follow_the_group_tell_it_apart_better_than_nearly_all_random_ones() {
        Map<String, Object> row = row("d", "regso@2025", "indicators=share_a");
        assertThat((Double) row.get("position")).isGreaterThan(0.95);
        assertThat((Double) row.get("value")).isGreaterThan((Double) row.get("upper_quartile"));
        assertThat(row.get("sentence_sv"))
                .asString()
                .matches(
                        "Av 200 slumpvisa indelningar med lika många och lika stora områden som RegSO ger 9 av 10 mellan 0,\\d{3} och 0,\\d{3}; på RegSO är det 0,\\d{3}(, mer än på någon av dem)?\\.");
        assertThat(row.get("sentence_en"))
                .asString()
                .matches(
                        "Of 200 random divisions with as many and as large areas as RegSO, 9 in 10 give between 0\\.\\d{3} and 0\\.\\d{3}; on RegSO it is 0\\.\\d{3}(, more than on any of them)?\\.");
    }

    @Test
    void the_same_seed_gives_the_same_answer() {
        String asked = "indicators=share_a draws=20 seed=";
        assertThat(lattice.rows(asked + 3)).isEqualTo(lattice.rows(asked + 3)).isNotEqualTo(lattice.rows(asked + 4));
    }

    @Test
    void a_place_has_the_same_random_divisions_alone_and_among_others() {
        String asked = "indicators=share_a draws=20 measures=d within=kommun";
        List<Map<String, Object>> alone = lattice.rows(asked + " codes=k01");
        assertThat(alone).hasSize(6);
        assertThat(alone.get(1)).containsEntry("division", "regso@2025").containsEntry("rank", null);
        Map<String, Object> among = lattice.rows(asked).stream()
                .filter(row -> "k01".equals(row.get("within_id")) && "regso@2025".equals(row.get("division")))
                .findFirst()
                .orElseThrow();
        for (String column : List.of("value", "low", "median", "high", "position", "draws", "sentence_sv")) {
            assertThat(among.get(column)).isEqualTo(alone.get(1).get(column));
        }
    }

    @Test
    void places_are_ranked_on_each_division_and_on_random_ones() {
        List<Map<String, Object>> rows = lattice.rows("indicators=share_a draws=200 measures=d within=kommun").stream()
                .filter(row -> row.get("division").equals("regso@2025"))
                .toList();
        List<Double> values =
                rows.stream().map(row -> (Double) row.get("value")).toList();
        for (Map<String, Object> row : rows) {
            int higher = (int) values.stream()
                    .filter(value -> value > (Double) row.get("value"))
                    .count();
            assertThat(row.get("rank")).isEqualTo(1 + higher);
            assertThat((Integer) row.get("rank_low")).isBetween(1, 3).isLessThanOrEqualTo((Integer)
                    row.get("rank_high"));
            assertThat((Integer) row.get("rank_high")).isBetween(1, 3);
        }
    }

    @Test
    void a_division_that_is_one_area_in_the_place_has_no_figure() {
        assertThat(row("d", "kommun@2025", "indicators=share_a draws=0 within=kommun codes=k00"))
                .containsEntry("value", null)
                .containsEntry("areas", 1)
                .containsEntry("status", "not_applicable")
                .containsEntry("reason", "single_unit");
    }

    @Test
    void spread_top_share_and_correlation_are_those_of_areas_by_their_people() throws IOException {
        lattice = new Lattice(folder)
                .publish("population", 2024, unit -> 100)
                .publish("a", 2024, unit -> Lattice.column(unit) < 6 ? 40 : 20)
                .publish("b", 2024, unit -> Lattice.column(unit) < 6 ? 10 : 30)
                .publish("income", 2024, unit -> Lattice.kommun(unit) == 0 ? 500 : 200);
        assertThat(row("spread", "deso@2025", "indicators=share_a draws=0")).containsEntry("value", 0.1);
        // Of one half of the people with 40 of 100, a tenth of all: 4 of the 30 of 100 that are of the group.
        assertThat(row("top_share", "deso@2025", "indicators=share_a draws=0")).containsEntry("value", 0.133333);
        assertThat(row("correlation", "deso@2025", "indicators=share_a otherIndicator=share_b draws=0"))
                .containsEntry("value", -1.0)
                .containsEntry("groups", "a / b");
        // A third of the people with 500, the others 200: the mean is 300.
        assertThat((Double)
                        row("spread", "deso@2025", "indicators=income draws=0").get("value"))
                .isCloseTo(Math.sqrt(20_000), within(1e-6));
        assertThat(row("top_share", "kommun@2025", "indicators=income draws=0")).containsEntry("value", 0.166667);
        assertThat(row("t", "kommun@2025", "indicators=income draws=0").get("value"))
                .isEqualTo(
                        lattice.segregation("indicators=income draws=0").get(0).get("value"));
    }

    @Test
    void everybody_among_all_others_lives_like_everybody() {
        assertThat(row("d", "k=80000", "indicators=share_a draws=0 k=80000"))
                .satisfies(row -> assertThat((Double) row.get("value")).isCloseTo(0, within(1e-6)));
        double near =
                (Double) row("d", "k=3000", "indicators=share_a draws=0 k=3000").get("value");
        assertThat(near)
                .isLessThan((Double)
                        row("d", "deso@2025", "indicators=share_a draws=0").get("value"))
                .isPositive();
    }

    /** Figures, statuses and reasons. */
    private static List<List<Object>> told(List<Map<String, Object>> rows) {
        return rows.stream()
                .map(row -> Stream.of("within_id", "measure", "value", "status", "reason")
                        .map(row::get)
                        .toList())
                .toList();
    }

    private void assertSameAmongNeighbours(String settings, Optional<OwnBoundaries> own) {
        String asked = settings + " draws=0 measures=d,isolation,gini,m,h";
        for (int k : new int[] {1500, 3200, 12_800, 80_000}) {
            assertThat(told(lattice.rows(asked + " k=" + k, own).stream()
                            .filter(row -> row.get("division").equals("k=" + k))
                            .toList()))
                    .as("%s, k=%d", settings, k)
                    .isNotEmpty()
                    .isEqualTo(told(lattice.segregation(asked + " k=" + k, own)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"strict", "partial"})
    void among_neighbours_figures_and_statuses_are_segregation_s_to_the_last_digit(String missing) {
        lattice.publish("a", 2025, unit -> unit == 5 ? Double.NaN : unit % 9 * 50 + unit)
                .publish("population", 2025, unit -> unit == 40 ? 0 : 1000 + unit);
        for (String year : List.of("2024", "2025")) {
            String asked = "indicators=share_a missing=" + missing + " periods=" + year;
            assertSameAmongNeighbours(asked, Optional.empty());
            assertSameAmongNeighbours(asked + " within=kommun", Optional.empty());
            assertSameAmongNeighbours(asked, Optional.of(middle()));
        }
    }

    /** All but the outermost units. */
    private static OwnBoundaries middle() {
        Polygon inner = Lattice.box(1, 1, Lattice.COLUMNS - 1, Lattice.ROWS - 1);
        return new OwnBoundaries(List.of(), List.of(new OwnBoundaries.Row(inner, List.of())), List.of());
    }

    @Test
    void neighbourhoods_that_reach_beyond_the_data_are_estimated_and_others_are_not() {
        Function<Integer, List<Object>> statuses = k -> Stream.of(
                        lattice.rows("indicators=share_a draws=0 measures=d k=" + k, Optional.of(middle())).stream()
                                .filter(row -> row.get("division").equals("k=" + k))
                                .toList(),
                        lattice.segregation("indicators=share_a measures=d k=" + k, Optional.of(middle())))
                .map(rows -> rows.get(0).get("status"))
                .toList();
        assertThat(statuses.apply(1500))
                .as("those beside them are 1 km away, and the data ends 1.5 km away")
                .containsExactly("normal", "normal");
        assertThat(statuses.apply(12_800)).containsExactly("estimated", "estimated");
        assertThat(lattice.ask("indicators=share_a draws=0 measures=d k=1500").notes())
                .contains(
                        "32 neighbourhoods reach beyond what deso@2025 covers in 2024: nearer people may live there, so their shares are estimated");
    }

    @Test
    void neighbours_that_are_not_known_make_a_figure_estimated_where_they_are_left_out() {
        lattice.publish("a", 2025, unit -> unit == 5 ? Double.NaN : 10 + unit)
                .publish("population", 2025, unit -> 1000);
        String asked = "indicators=share_a periods=2025 draws=0 k=9000 measures=d within=kommun codes=";
        assertThat(row("d", "k=9000", asked + "k00"))
                .containsEntry("status", "missing")
                .containsEntry("left_out", 0);
        assertThat(row("d", "k=9000", asked + "k00 missing=partial")).containsEntry("status", "estimated");
    }

    @Test
    void a_unit_without_a_value_is_never_zero() {
        lattice.publish("a", 2025, unit -> unit == 5 ? Double.NaN : 10).publish("population", 2025, unit -> 1000);
        String asked = "indicators=share_a periods=2025 draws=20 k=5000 measures=spread";
        for (String division : List.of("deso@2025", "regso@2025", "k=5000")) {
            assertThat(row("spread", division, asked))
                    .containsEntry("value", null)
                    .containsEntry("low", null)
                    .containsEntry("status", "missing")
                    .containsEntry("left_out", 1);
            assertThat(row("spread", division, asked + " missing=partial"))
                    .containsEntry("value", 0.0)
                    .containsEntry("status", "estimated");
        }
        // The kommun without the gap is not touched by it.
        assertThat(row("spread", "regso@2025", asked + " within=kommun codes=k02"))
                .containsEntry("status", "normal");
    }

    @Test
    void official_areas_that_are_the_units_leave_nothing_to_draw() {
        assertThatThrownBy(() -> lattice.ask("indicators=share_a official=deso"))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContaining("official: random divisions are made of the areas of deso");
    }

    @Test
    void where_there_is_one_division_alone_there_is_no_interval_and_the_sentence_says_so() {
        Map<String, Object> row = row("d", "kommun@2025", "indicators=share_a official=kommun region=kommun");
        assertThat(row)
                .containsEntry("distinct", 1)
                .containsEntry("kept", 1.0)
                .containsEntry("low", null)
                .containsEntry("median", null)
                .containsEntry("high", null)
                .containsEntry("position", null);
        assertThat(row.get("sentence_sv"))
                .asString()
                .startsWith(
                        "Ingen annan indelning med lika många och lika stora områden som kommun finns eller hittades; på kommun är det ");
    }

    @Test
    void a_place_that_is_no_whole_region_is_divided_by_itself_into_as_many_areas_as_it_has_officially()
            throws Exception {
        // The four rows in the middle of the first kommun and of half of the second: four pieces of RegSO in the first,
        // two in the second.
        OwnBoundaries own = boundaries(0, 1, 6, 5);
        Map<String, Object> official =
                lattice.rows("indicators=share_b measures=d draws=200", Optional.of(own)).stream()
                        .filter(row -> "regso@2025".equals(row.get("division")))
                        .findFirst()
                        .orElseThrow();
        Map<String, Object> units = lattice.rows("indicators=share_b measures=d draws=200", Optional.of(own)).stream()
                .filter(row -> "deso@2025".equals(row.get("division")))
                .findFirst()
                .orElseThrow();
        assertThat(official).containsEntry("areas", 6).containsEntry("draws", 200);
        assertThat((Integer) official.get("distinct")).isGreaterThan(20);
        // Areas that the border cut would have been as small as the units themselves.
        assertThat((Double) official.get("high")).isLessThan((Double) units.get("value"));
    }

    @Test
    void where_the_areas_lie_in_the_store_makes_no_difference() throws IOException {
        String asked = "indicators=share_a draws=20 measures=d within=kommun";
        List<Map<String, Object>> here = lattice.rows(asked);
        Lattice other = new Lattice(folder)
                .backwards()
                .publish("population", 2024, unit -> 1000 + 10 * (unit % 7))
                .publish("a", 2024, unit -> Lattice.regso(unit) % 2 == 0 ? 500 + unit : 20);
        assertThat(other.rows(asked)).isEqualTo(here);
    }

    @Test
    void a_unit_is_told_in_how_many_random_divisions_it_lies_in_the_highest_tenth() {
        List<Map<String, Object>> rows = lattice.rows("indicators=share_a by=unit draws=40 seed=3");
        int[] regions = IntStream.range(0, Lattice.UNITS).map(Lattice::kommun).toArray();
        int[] official = IntStream.range(0, Lattice.UNITS).map(Lattice::regso).toArray();
        int[] people = IntStream.range(0, Lattice.UNITS)
                .map(unit -> 1000 + 10 * (unit % 7))
                .toArray();
        Regroupings drawn = Regroupings.of(lattice.units(), official, regions, people, 40, 3, () -> false);
        int[] times = new int[Lattice.UNITS];
        for (int draw = 0; draw < 40; draw++) {
            int[] groupOf = drawn.draw(draw);
            for (int unit = 0; unit < Lattice.UNITS; unit++) {
                if (higher(groupOf, people, groupOf[unit])
                        < 0.1 * Arrays.stream(people).sum()) times[unit]++;
            }
        }
        assertThat(rows).hasSize(Lattice.UNITS);
        for (int unit = 0; unit < Lattice.UNITS; unit++) {
            boolean top = higher(official, people, official[unit])
                    < 0.1 * Arrays.stream(people).sum();
            assertThat(rows.get(unit))
                    .containsEntry("measure", "top_class")
                    .containsEntry("code", String.format(Locale.ROOT, "d%02d", unit))
                    .containsEntry("value", times[unit] / 40.0)
                    .containsEntry("officially_top", top)
                    .containsEntry("draws", 40)
                    .containsEntry("status", "normal");
        }
        assertThat(Arrays.stream(times).distinct().count()).isGreaterThan(5);
        assertThat(rows.get(0).get("sentence_sv"))
                .asString()
                .startsWith("I " + times[0]
                        + " av 40 slumpvisa indelningar ligger området i den högsta tiondelen; med RegSO");
    }

    /** A rectangle of units, from column and row to column and row. */
    private static OwnBoundaries boundaries(int west, int south, int east, int north) {
        Geometry rectangle = new GeometryFactory()
                .toGeometry(new Envelope(
                        500_000 + 1000 * west,
                        500_000 + 1000 * east,
                        6_500_000 + 1000 * south,
                        6_500_000 + 1000 * north));
        return new OwnBoundaries(
                List.of("code"), List.of(new OwnBoundaries.Row(rectangle, List.of("mine"))), List.of());
    }

    /** How many people live in groups with a higher share of a than one of them. */
    private static double higher(int[] groupOf, int[] people, int group) {
        double own = share(groupOf, people, group);
        return Arrays.stream(groupOf)
                .distinct()
                .filter(other -> share(groupOf, people, other) > own)
                .mapToDouble(other -> IntStream.range(0, people.length)
                        .filter(unit -> groupOf[unit] == other)
                        .mapToDouble(unit -> people[unit])
                        .sum())
                .sum();
    }

    private static double share(int[] groupOf, int[] people, int group) {
        double a = 0;
        double all = 0;
        for (int unit = 0; unit < people.length; unit++) {
            if (groupOf[unit] != group) continue;
            a += Lattice.regso(unit) % 2 == 0 ? 500 + unit : 20;
            all += people[unit];
        }
        return a / all;
    }

    @Test
    void a_unit_without_a_value_is_told_so() {
        lattice.publish("a", 2025, unit -> unit == 5 ? Double.NaN : 10 + unit)
                .publish("population", 2025, unit -> 1000);
        String asked = "indicators=share_a periods=2025 by=unit within=kommun draws=20";
        assertThat(lattice.rows(asked))
                .allSatisfy(row -> assertThat(row.get("value") == null).isEqualTo("k01".equals(row.get("within_id"))));
        assertThat(lattice.rows(asked + " missing=partial"))
                .allSatisfy(row -> assertThat(row.get("value") == null).isEqualTo("d05".equals(row.get("code"))));
    }

    @ParameterizedTest
    @CsvSource({
        "indicators=secret whole=population, secret' is restricted",
        "indicators=share_a otherIndicator=secret, secret' is restricted",
        "indicators=share_a measures=correlation, no otherIndicator is named",
        "indicators=share_a measures=t, is of a mean",
        "indicators=share_a official=storstad, storstad",
        "indicators=share_a region=storstad, storstad",
        "indicators=share_a scales=storstad, storstad",
        "indicators=share_a k=200, 'half of them have 1030 people or more themselves; give 1031 or more'",
        "indicators=share_a sourceDivision=kommun official=regso, regso",
        "indicators=share_a draws=5, 5 are too few to tell where 0.9 of them lie; give 20 or more",
        "indicators=share_a draws=0 by=unit, units are told of in random divisions",
    })
    void what_cannot_be_told_is_refused_with_the_reason(String asked, String reason) {
        assertThatThrownBy(() -> lattice.ask(asked))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void without_people_no_division_is_as_even_as_another() throws IOException {
        lattice = new Lattice(folder).publish("a", 2024, unit -> 10).publish("b", 2024, unit -> unit);
        assertThatThrownBy(() -> lattice.ask("indicators=a,b"))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContaining("how many people the areas of deso@2025 have is not known");
        assertThat(lattice.rows("indicators=a,b draws=0 k=90")).isNotEmpty();
    }

    @Test
    void all_figures_of_a_place_are_of_the_same_people() {
        assertThat(lattice.rows("indicators=share_a draws=20 within=kommun measures=d"))
                .filteredOn(row -> "k00".equals(row.get("within_id")))
                .extracting(row -> row.get("people"))
                .containsOnly(Arrays.stream(IntStream.range(0, Lattice.UNITS)
                                .filter(unit -> Lattice.kommun(unit) == 0)
                                .toArray())
                        .mapToDouble(unit -> 1000 + 10 * (unit % 7))
                        .sum());
    }
}
