package se.regstat.statistics.neighbourhood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static se.regstat.statistics.snapshot.SquareAreas.EAST;
import static se.regstat.statistics.snapshot.SquareAreas.NORTH;
import static se.regstat.statistics.snapshot.SquareAreas.area;
import static se.regstat.statistics.snapshot.SquareAreas.polygon;
import static se.regstat.statistics.snapshot.SquareAreas.values;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.ancillary.PackedNumbers;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.reaggregation.Bounds;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.FigureTable;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.SquareAreas;

/** Four areas in a row, each 1 km wide, A to D, and one that holds the first two. */
class NeighboursTest {

    @TempDir
    Path directory;

    private final List<PublishedValues> published = new ArrayList<>();
    private WeightedPoints grid;

    @BeforeEach
    void describe() throws IOException {
        Files.writeString(directory.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count}
                  adults: {kind: count}
                  born_abroad: {kind: count}
                  employed: {kind: count}
                  share_employed: {kind: ratio, numerator: employed, denominator: adults}
                  low: {kind: ratio, base: population}
                  all_ages: {kind: count, parts: [adults]}
                  net: {kind: count}
                  median_income: {kind: median, base: population}
                  ill: {kind: count, disclosure: {minimum: 5, base: population}}
                """);
        published.add(values("population", "deso@2018", 2022, "A", 90, "B", 100, "C", 100, "D", 200));
        published.add(values("born_abroad", "deso@2018", 2022, "A", 9, "B", 10, "C", 50, "D", 0));
        published.add(values("population", "deso@2025", 2024, "A", 100, "B", 100, "C", 100, "D", 200));
        published.add(values("born_abroad", "deso@2025", 2024, "A", 10, "B", 10, "C", 50, "D", 0));
        published.add(values("adults", "deso@2025", 2024, "A", 80, "B", 40, "C", 40, "D", 100));
        published.add(values("employed", "deso@2025", 2024, "A", 40, "B", 40, "C", 0, "D", 100));
        published.add(values("median_income", "deso@2025", 2024, "A", 1, "B", 1, "C", 1, "D", 1));
        published.add(values("ill", "deso@2025", 2024, "A", 1, "B", 1, "C", 1, "D", 1));
        grid = grid(WeightedPoints.PEOPLE, "age_65_plus");
    }

    private static WeightedPoints grid(String first, String second) {
        Map<String, PackedNumbers> kinds = new LinkedHashMap<>();
        kinds.put(first, PackedNumbers.of(new double[] {4, 6, 10}));
        kinds.put(second, PackedNumbers.of(new double[] {1, 2, 10}));
        return new WeightedPoints(
                "grid",
                2025,
                PackedNumbers.of(new double[] {EAST + 500, EAST + 1500, EAST + 2500}),
                PackedNumbers.of(new double[] {NORTH + 500, NORTH + 500, NORTH + 500}),
                kinds,
                1000,
                SquareAreas.provenance("grid.csv"));
    }

    private FigureTable ask(String... settings) {
        Snapshot snapshot = new Snapshot(
                1,
                false,
                List.of(
                        SquareAreas.vintage("deso@2018", 2018, 2023, row(0.01)),
                        SquareAreas.vintage("deso@2025", 2024, 0, row(0)),
                        SquareAreas.vintage("regso@2025", 2024, 0, area("R", polygon(0, 0, 2, 1), Map.of())),
                        SquareAreas.vintage("town@2025", 2024, 0, area("T", polygon(60, 0, 61, 1), Map.of()))),
                published,
                List.of(),
                List.of(),
                List.of(grid));
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (String setting : settings) given.put(setting.split("=", -1)[0], List.of(setting.split("=", -1)[1]));
        Question question = new Question(
                Reaggregator.of(snapshot, Configuration.load(directory)),
                Arguments.read(NeighboursDeclaration.OPERATION, Door.PROCESS, given),
                any -> true,
                Bounds.none(() -> false));
        return Neighbours.answer(question, Optional.empty(), done -> {});
    }

    private static Area[] row(double north) {
        return Arrays.stream(new int[] {0, 1, 2, 3})
                .mapToObj(i -> area("" + "ABCD".charAt(i), polygon(i, north, i + 1, 1), Map.of()))
                .toArray(Area[]::new);
    }

    private static List<Object> column(FigureTable table, String name) {
        List<String> names = NeighboursDeclaration.OPERATION.result().columns().stream()
                .map(column -> column.name())
                .toList();
        List<Object> values = new ArrayList<>();
        table.rows().forEach(values2 -> values.add(values2.get(names.indexOf(name))));
        return values;
    }

    @Test
    void shares_are_those_of_the_nearest_people_whatever_borders_lie_between() {
        FigureTable told = ask("indicators=born_abroad", "periods=2024", "k=150,300");
        assertThat(column(told, "target_id")).containsExactly("A", "A", "B", "B", "C", "C", "D", "D");
        assertThat(column(told, "k")).startsWith(150.0, 300.0);
        // B: its own 10, then a quarter of the 60 in A and C, who are equally near; C: its own 50, then a sixth of the
        // 10 in B and D.
        assertThat(column(told, "count")).containsExactly(15.0, 70.0, 25.0, 70.0, 51.7, 56.7, 0.0, 50.0);
    }

    @Test
    void the_cells_of_a_population_have_groups_of_their_own() {
        FigureTable told = ask("indicators=age_65_plus", "population=grid", "k=10,20");
        assertThat(column(told, "year")).containsOnly(2025);
        assertThat(column(told, "share")).startsWith(0.3, 0.65);
        assertThat(column(told, "radius")).startsWith(1000.0, 2000.0);
        assertThat(column(told, "target_id").get(0)).isEqualTo("3200006400000");
    }

    @Test
    void a_share_counts_neighbours_of_its_own_denominator() {
        FigureTable told = ask("indicators=share_employed", "periods=2024", "k=120");
        assertThat(column(told, "people")).containsOnly(120.0);
        assertThat(column(told, "share")).startsWith(0.666667);
    }

    @Test
    void what_is_not_known_makes_the_share_missing_or_is_left_out_and_told() {
        published.removeIf(one -> one.indicator().equals("born_abroad") && one.year() == 2024);
        published.add(values("born_abroad", "deso@2025", 2024, "A", 10, "B", Status.SUPPRESSED, "C", 50, "D", 0));
        FigureTable strict = ask("indicators=born_abroad", "periods=2024", "k=200");
        assertThat(column(strict, "status")).containsExactly("suppressed", "suppressed", "suppressed", "normal");
        assertThat(column(strict, "share").subList(0, 3)).containsOnlyNulls();
        FigureTable partial = ask("indicators=born_abroad", "periods=2024", "k=200", "missing=partial");
        assertThat(column(partial, "status").get(0)).isEqualTo("estimated");
        assertThat(column(partial, "share").get(0)).isEqualTo(0.1);
        assertThat(column(partial, "missing_share").get(0)).isEqualTo(0.5);
    }

    @Test
    void an_area_whose_people_are_not_known_may_be_nearer_than_all_others() {
        published.removeIf(one -> one.indicator().equals("population") && one.year() == 2024);
        published.add(values("population", "deso@2025", 2024, "A", 100, "B", null, "C", 100, "D", 200));
        FigureTable strict = ask("indicators=born_abroad", "periods=2024", "k=150");
        assertThat(column(strict, "status")).containsExactly("missing", "missing", "missing", "normal");
    }

    @Test
    void each_year_is_counted_in_its_own_vintage_and_the_break_is_told() {
        FigureTable told = ask("indicators=born_abroad", "periods=2022/2024", "k=150");
        assertThat(column(told, "year")).containsExactly(2022, 2022, 2022, 2022, 2024, 2024, 2024, 2024);
        assertThat(column(told, "series_break")).containsExactly(false, false, false, false, true, true, true, true);
        assertThat(column(told, "derived_from").get(4))
                .isEqualTo("deso@2025, 2024, born_abroad.csv; points by population:grid, label");
    }

    @Test
    void too_small_neighbourhoods_are_refused_with_the_least_that_says_something() {
        assertThatThrownBy(() -> ask("indicators=born_abroad", "periods=2024", "k=50,150"))
                .hasMessage(
                        "k: 50 is no neighbourhood among deso@2025, since half of them have 100 people or more themselves;"
                                + " give 101 or more, or count in smaller areas or cells");
        FigureTable usual = ask("indicators=born_abroad", "periods=2024");
        assertThat(column(usual, "k")).startsWith(200.0, 400.0, 800.0);
    }

    @Test
    void more_neighbours_than_there_are_is_everybody_and_said() {
        FigureTable told = ask("indicators=born_abroad", "periods=2024", "k=10000");
        assertThat(column(told, "people")).containsOnly(500.0);
        assertThat(column(told, "share")).containsOnly(0.14);
        assertThat(column(told, "status")).containsOnly("estimated");
        assertThat(told.notes())
                .contains("k: there are 500 people in all in deso@2025; larger neighbourhoods are all of them");
    }

    @Test
    void points_and_other_divisions_may_be_asked_about() {
        FigureTable points =
                ask("indicators=born_abroad", "periods=2024", "k=150", "points=322500/6400500,320000/6400500");
        assertThat(column(points, "target_id")).containsExactly("322500/6400500", "320000/6400500");
        assertThat(column(points, "own_share")).containsOnlyNulls();
        FigureTable regso = ask("indicators=born_abroad", "periods=2024", "k=200", "targetDivision=regso@2025");
        assertThat(column(regso, "target_name")).containsExactly("area R");
        assertThat((Double) column(regso, "share").get(0)).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void the_areas_themselves_may_be_named_as_the_target() {
        String[] question = {"indicators=born_abroad", "periods=2024", "k=150"};
        FigureTable named = ask(question[0], question[1], question[2], "targetDivision=deso@2025");
        assertThat(named.rows()).isEqualTo(ask(question).rows());
    }

    @Test
    void radii_count_all_within() {
        FigureTable told = ask("indicators=born_abroad", "periods=2024", "radii=1100");
        assertThat(column(told, "within")).containsOnly(1100.0);
        assertThat(column(told, "people")).startsWith(200.0, 300.0);
        assertThatThrownBy(() -> ask("indicators=born_abroad", "periods=2024", "radii=100"))
                .hasMessageContaining(
                        "radii: 100 m is no neighbourhood among deso@2025, since half of them reach 578 m");
    }

    @Test
    void places_outside_the_data_have_no_figure() {
        FigureTable told = ask("indicators=born_abroad", "periods=2024", "k=150", "targetDivision=town@2025");
        assertThat(told.rows()).hasSize(1);
        assertThat(column(told, "status")).containsExactly("outside");
        assertThat(column(told, "share")).containsOnlyNulls();
        assertThat(column(told, "radius")).containsOnlyNulls();
        assertThat(told.notes()).contains("1 of 1 places lie outside deso@2025");
        FigureTable cells =
                ask("indicators=age_65_plus", "population=grid", "k=10", "points=380500/6400500,321900/6400900");
        assertThat(column(cells, "status")).containsExactly("outside", "estimated");
    }

    @Test
    void a_neighbourhood_that_reaches_beyond_the_data_is_estimated() {
        FigureTable told = ask("indicators=born_abroad", "periods=2024", "k=150");
        assertThat(column(told, "reaches_beyond")).containsExactly(true, true, true, false);
        assertThat(column(told, "status")).containsExactly("estimated", "estimated", "estimated", "normal");
        assertThat(told.notes())
                .contains(
                        "3 neighbourhoods reach beyond what deso@2025 covers in 2024: nearer people may live there, so their"
                                + " shares are estimated");
    }

    @Test
    void a_restricted_kind_of_cell_is_refused_though_no_area_has_values_of_it() {
        published.removeIf(one -> one.indicator().equals("ill"));
        grid = grid("population", "ill");
        assertThatThrownBy(() -> ask("indicators=ill", "population=grid", "k=10"))
                .hasMessageContaining("indicators: 'ill' is restricted");
        assertThatThrownBy(() -> ask("indicators=age_0_4", "population=grid", "k=10"))
                .hasMessageContaining("that counts population")
                .message()
                .doesNotContain("ill");
        assertThatThrownBy(() -> ask("indicators=il", "k=150")).message().doesNotContain("ill");
    }

    @Test
    void what_is_no_part_of_the_people_is_refused() {
        published.add(values("all_ages", "deso@2025", 2024, "A", 100, "B", 100, "C", 100, "D", 200));
        published.add(values("net", "deso@2025", 2024, "A", 1, "B", -10, "C", 1, "D", 2));
        assertThatThrownBy(() -> ask("indicators=all_ages", "of=adults", "k=150"))
                .hasMessage("of: 'adults' is a part of 'all_ages', and not the other way round");
        assertThatThrownBy(() -> ask("indicators=population", "of=born_abroad", "periods=2024", "k=150"))
                .hasMessage(
                        "indicators: of 'population' there are 300, more than the 70 people of whom they should be a part,"
                                + " in deso@2025, 2024");
        assertThatThrownBy(() -> ask("indicators=net", "k=150"))
                .hasMessage("indicators: 'net' has -10.0 at B in 2024, and neighbours are numbers of people, from 0");
    }

    @Test
    void a_share_is_one_at_most() {
        published.removeIf(one -> one.indicator().equals("born_abroad") && one.year() == 2024);
        published.add(values("born_abroad", "deso@2025", 2024, "A", 10, "B", 10, "C", 50, "D", 250));
        FigureTable told = ask("indicators=born_abroad", "periods=2024", "k=200");
        assertThat(column(told, "share").get(3)).isEqualTo(1.0);
        assertThat(column(told, "count").get(3)).isEqualTo(200.0);
        assertThat(column(told, "status").get(3)).isEqualTo("estimated");
        assertThat(told.notes())
                .anyMatch(note -> note.startsWith("at 1 of 4 locations of deso@2025 more are of born_abroad"));
    }

    @Test
    void what_is_estimated_or_held_back_stays_so() {
        published.removeIf(one -> one.indicator().equals("born_abroad") && one.year() == 2024);
        published.add(new PublishedValues(
                "born_abroad",
                VintageId.parse("deso@2025"),
                2024,
                List.of("A", "B", "C", "D"),
                new double[] {10, Double.NaN, 50, 20},
                new byte[] {0, Status.SUPPRESSED.code(), 0, Status.ESTIMATED.code()},
                SquareAreas.provenance("table.csv")));
        FigureTable told = ask("indicators=born_abroad", "periods=2024", "k=200");
        assertThat(column(told, "status")).containsExactly("suppressed", "suppressed", "suppressed", "estimated");
        assertThat(column(told, "share").get(3)).isEqualTo(0.1);
    }

    @Test
    void a_rounded_share_is_as_many_whole_persons_as_it_says_and_estimated() {
        published.add(values("low", "deso@2025", 2024, "A", 33.3, "B", 10, "C", 10, "D", 12.6));
        FigureTable told = ask("indicators=low", "periods=2024", "k=200");
        assertThat(column(told, "count").get(3)).isEqualTo(25.0);
        assertThat(column(told, "status")).containsOnly("estimated");
    }

    @Test
    void what_a_population_does_not_have_is_refused() {
        String[] cells = {"indicators=age_65_plus", "population=grid", "k=10"};
        assertThatThrownBy(() -> ask(cells[0], cells[1], cells[2], "periods=1999"))
                .hasMessageContaining("periods: there are no values for 1999");
        assertThatThrownBy(() -> ask(cells[0], cells[1], cells[2], "of=adults"))
                .hasMessageStartingWith("of: people and groups");
        assertThatThrownBy(() -> ask(cells[0], cells[1], cells[2], "sourceDivision=regso"))
                .hasMessageStartingWith("sourceDivision: people and groups");
        assertThat(ask(cells[0], cells[1], cells[2], "periods=2020/2025").rows())
                .hasSize(3);
    }

    @Test
    void numbers_are_written_plainly_and_points_keep_their_places_in_ids() {
        for (String number :
                List.of("k=0x1p8", "k=200d", "k=1e300", "k=-5", "k=99999999999", "radii=1e9", "radii=3000000")) {
            assertThatThrownBy(() -> ask("indicators=born_abroad", number))
                    .hasMessageContaining("is not a number above 0, up to");
        }
        assertThatThrownBy(() -> ask("indicators=born_abroad", "k=150", "points=0x1p8/5"))
                .hasMessageContaining("is no point");
        grid = new WeightedPoints(
                "grid",
                2025,
                new double[] {EAST + 0.25, EAST + 0.5, EAST + 90},
                new double[] {NORTH, NORTH, NORTH + 2.125},
                new double[] {1, 2, 3},
                0,
                SquareAreas.provenance("points.csv"));
        assertThat(column(ask("indicators=population", "population=grid", "k=5"), "target_id"))
                .containsExactly("320000.25/6400000", "320000.5/6400000", "320090/6400002.125");
    }

    @Test
    void the_rows_of_many_years_follow_one_another() {
        FigureTable told = ask("indicators=born_abroad,population", "periods=2022/2024", "k=150,300");
        assertThat(told.rows()).hasSize(32).isEqualTo(new ArrayList<>(told.rows()));
        assertThat(column(told, "indicator").subList(0, 5))
                .containsExactly("born_abroad", "born_abroad", "population", "population", "born_abroad");
    }

    @Test
    void what_cannot_be_told_is_refused_by_parameter() {
        assertThatThrownBy(() -> ask("indicators=ill", "k=150"))
                .hasMessageContaining("indicators: 'ill' is restricted");
        assertThatThrownBy(() -> ask("indicators=born_abroad", "of=ill", "k=150"))
                .hasMessageContaining("of: 'ill' is restricted");
        assertThatThrownBy(() -> ask("indicators=median_income", "k=150"))
                .hasMessageContaining("neither a count nor a share");
        assertThatThrownBy(() -> ask("indicators=born_abrod", "k=150"))
                .hasMessageContaining("did you mean born_abroad?");
        assertThatThrownBy(() -> ask("indicators=born_abroad", "k=150", "radii=5"))
                .hasMessageContaining("give either k or radii, not both");
        assertThatThrownBy(() -> ask("indicators=born_abroad", "k=many"))
                .hasMessageContaining("k: 'many' is not a number above 0");
        assertThatThrownBy(() -> ask("indicators=born_abroad", "k=150", "points=here"))
                .hasMessageContaining("points: 'here' is no point");
        assertThatThrownBy(() -> ask("indicators=born_abroad", "k=150", "sourceDivision=sams"))
                .hasMessageContaining("sourceDivision: there is no division 'sams'");
        assertThatThrownBy(() -> ask("indicators=age_0_4", "k=150", "population=grid"))
                .hasMessageContaining("'age_0_4' is not counted in grid");
        assertThatThrownBy(() -> ask("indicators=born_abroad", "k=150", "points=9000000/1"))
                .hasMessageContaining("points: point 1 lies more than 2100 km");
    }
}
