package se.regstat.statistics.crosswalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static se.regstat.statistics.snapshot.SquareAreas.EAST;
import static se.regstat.statistics.snapshot.SquareAreas.NORTH;
import static se.regstat.statistics.snapshot.SquareAreas.area;
import static se.regstat.statistics.snapshot.SquareAreas.polygon;
import static se.regstat.statistics.snapshot.SquareAreas.values;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.ReaggregationLimits;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.estimate.ReaggregatedValue;
import se.regstat.statistics.reaggregation.Boundaries;
import se.regstat.statistics.reaggregation.Bounds;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.reaggregation.ReaggregationRequest;
import se.regstat.statistics.reaggregation.ReaggregationResult;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.reaggregation.Visible;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.FigureTable;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.Weighting;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.SquareAreas;

/** Two areas of 2 km side by side, people in the west of the first; two police areas, whose border cuts it in the middle. */
class CrosswalkTest {

    @TempDir
    Path directory;

    private Reaggregator reaggregator() {
        WeightedPoints grid = new WeightedPoints(
                "grid",
                2024,
                new double[] {EAST + 500, EAST + 1500, EAST + 2500},
                new double[] {NORTH + 500, NORTH + 500, NORTH + 500},
                new double[] {30, 10, 50},
                1000,
                SquareAreas.provenance("grid.csv"));
        Snapshot snapshot = new Snapshot(
                1,
                false,
                List.of(
                        SquareAreas.vintage("deso@2018", 2018, 2023, area("X", polygon(0, 0, 4, 2), Map.of())),
                        SquareAreas.vintage(
                                "deso@2025",
                                2024,
                                0,
                                area("A", polygon(0, 0, 2, 2), Map.of("kommun", "K")),
                                area("B", polygon(2, 0, 4, 2), Map.of("kommun", "K"))),
                        SquareAreas.vintage("kommun@2025", 2011, 0, area("K", polygon(0, 0, 4.5, 2), Map.of())),
                        SquareAreas.vintage(
                                "police@2025",
                                2024,
                                0,
                                area("P1", polygon(0, 0, 1, 2), Map.of()),
                                area("P2", polygon(1, 0, 4, 2), Map.of()))),
                List.of(
                        values("population", "deso@2018", 2022, "X", 90),
                        values("population", "deso@2025", 2024, "A", 80, "B", 100)),
                List.of(),
                List.of(),
                List.of(grid));
        return Reaggregator.of(snapshot, Configuration.load(directory));
    }

    private Visible visible = any -> true;
    private ReaggregationLimits limits = ReaggregationLimits.DEFAULT;

    private FigureTable ask(Reaggregator reaggregator, Optional<Supplier<OwnBoundaries>> own, String... settings) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (String setting : settings) given.put(setting.split("=", -1)[0], List.of(setting.split("=", -1)[1]));
        Question question = new Question(
                reaggregator,
                Arguments.read(CrosswalkDeclaration.OPERATION, Door.PROCESS, given),
                visible,
                new Bounds(limits, new Semaphore(1), () -> false));
        return Crosswalk.answer(question, own, done -> {});
    }

    private FigureTable ask(String... settings) {
        return ask(reaggregator(), Optional.empty(), settings);
    }

    private static Object cell(FigureTable table, int row, String name) {
        return table.rows()
                .get(row)
                .get(CrosswalkDeclaration.OPERATION.result().columns().stream()
                        .map(column -> column.name())
                        .toList()
                        .indexOf(name));
    }

    @Test
    void each_source_has_its_share_of_area_and_of_people_in_each_target() {
        FigureTable told = ask("targetDivision=police@2025", "sourceDivision=deso@2025");
        assertThat(told.rows()).hasSize(3);
        assertThat(told.rows().get(0))
                .containsExactly(
                        "A",
                        "area A",
                        "P1",
                        "area P1",
                        0.75,
                        0.5,
                        "cut",
                        0.0,
                        1.0,
                        "population:grid",
                        60.0,
                        1.0,
                        "deso@2025");
        assertThat(told.rows().get(1).subList(0, 7)).containsExactly("A", "area A", "P2", "area P2", 0.25, 0.5, "cut");
        assertThat(told.rows().get(2).subList(4, 9)).containsExactly(1.0, 1.0, "whole", 1.0, 1.0);
        assertThat(cell(told, 2, "share_of_target")).isEqualTo(0.833333);
        assertThat(told.notes()).contains("people are those of 2024");
    }

    @Test
    void sums_by_the_table_are_what_reaggregation_says() {
        Reaggregator reaggregator = reaggregator();
        for (Weighting weighting : List.of(Weighting.AUTO, Weighting.AREA, Weighting.POPULATION)) {
            FigureTable told = ask(
                    reaggregator,
                    Optional.empty(),
                    "targetDivision=police@2025",
                    "sourceDivision=deso@2025",
                    "weighting=" + weighting.id());
            Map<String, Double> people = Map.of("A", 80.0, "B", 100.0);
            Map<String, Double> sums = new LinkedHashMap<>();
            for (int row = 0; row < told.rows().size(); row++) {
                double part = people.get(cell(told, row, "source_id")) * (Double) cell(told, row, "wt_pop");
                sums.merge((String) cell(told, row, "target_id"), part, Double::sum);
            }
            Boundaries police = reaggregator.boundaries(VintageId.parse("police@2025"));
            ReaggregationResult result = reaggregator.run(
                    ReaggregationRequest.of(police, List.of("population"), Periods.LATEST)
                            .with(ReaggregationDeclaration.WEIGHTING, weighting),
                    () -> false);
            for (int target = 0; target < 2; target++) {
                ReaggregatedValue value = result.of(target).get(0);
                assertThat(sums.get(police.targets().ids().get(target)))
                        .as("%s %d", weighting, target)
                        .isCloseTo(value.value(), within(1e-9));
            }
        }
    }

    @Test
    void codes_tell_where_sources_name_their_parents() {
        FigureTable told = ask("targetDivision=kommun@2025");
        assertThat(told.rows()).hasSize(2);
        assertThat(cell(told, 0, "weighting")).isEqualTo("code");
        assertThat(cell(told, 1, "wt_pop")).isEqualTo(1.0);
    }

    @Test
    void the_source_vintage_is_the_one_named_or_that_of_the_targets_years() {
        assertThat(cell(ask("targetDivision=police@2025"), 0, "source_division"))
                .isEqualTo("deso@2025");
        FigureTable earlier = ask("targetDivision=deso@2025", "sourceDivision=deso_2018");
        assertThat(cell(earlier, 0, "source_id")).isEqualTo("X");
        assertThat((Double) cell(earlier, 0, "wt_pop")).isCloseTo(40 / 90.0, within(1e-12));
    }

    @Test
    void one_own_area_is_told_what_it_is_made_of() {
        List<OwnBoundaries.Row> rows = List.of(new OwnBoundaries.Row(polygon(1, 0, 3, 2), List.of("mine")));
        FigureTable told = ask(
                reaggregator(),
                Optional.of(() -> new OwnBoundaries(List.of("kod"), rows, List.of("read"))),
                "sourceDivision=deso@2025");
        assertThat(cell(told, 0, "target_id")).isEqualTo("mine");
        assertThat(cell(told, 0, "people")).isEqualTo(20.0);
        assertThat(cell(told, 1, "people")).isEqualTo(100.0);
        assertThat(cell(told, 1, "part")).isEqualTo("cut");
        assertThat(cell(told, 1, "share_of_target")).isEqualTo(0.833333);
        assertThat(told.notes()).contains("read");
    }

    @Test
    void areas_that_are_not_for_the_asker_are_not_told_though_values_may_be_taken_of_them() {
        visible = new Visible() {
            @Override
            public boolean areas(VintageId vintage) {
                return !vintage.division().equals("deso");
            }

            @Override
            public boolean source(VintageId vintage) {
                return true;
            }
        };
        assertThatThrownBy(() -> ask("targetDivision=police@2025", "sourceDivision=deso@2025"))
                .hasMessage("sourceDivision: there is no deso@2025; there is kommun@2025, police@2025");
    }

    @Test
    void more_rows_than_one_answer_may_have_are_refused_by_what_makes_them() {
        limits = new ReaggregationLimits(50, 1000, 1000, 2, Duration.ofSeconds(60), 1);
        assertThatThrownBy(() -> ask("targetDivision=police@2025", "sourceDivision=deso@2025"))
                .hasMessageStartingWith(
                        "targetDivision: the answer would have 3 rows, and 2 at most are told in one answer");
        List<OwnBoundaries.Row> mine = List.of(
                new OwnBoundaries.Row(polygon(0, 0, 3, 2), List.of("a")),
                new OwnBoundaries.Row(polygon(1, 0, 4, 2), List.of("b")));
        assertThatThrownBy(() -> ask(
                        reaggregator(),
                        Optional.of(() -> new OwnBoundaries(List.of("kod"), mine, List.of())),
                        "sourceDivision=deso@2025"))
                .hasMessageStartingWith("boundaries: the answer would have 4 rows");
    }

    @Test
    void what_is_not_there_is_refused_by_parameter() {
        assertThatThrownBy(() -> ask("targetDivision=police@2025", "sourceDivision=sams"))
                .hasMessage(
                        "sourceDivision: there is no sams; there is deso@2018, deso@2025, kommun@2025, police@2025");
        assertThatThrownBy(() -> ask("targetDivision=police@1999")).hasMessageContaining("there is no police@1999");
        assertThatThrownBy(() -> ask("sourceDivision=deso"))
                .hasMessageContaining("give either boundaries or targetDivision");
        assertThatThrownBy(() -> ask("targetDivision=police@2025", "weighting=mask"))
                .hasMessageContaining("weighting: mask needs");
    }
}
