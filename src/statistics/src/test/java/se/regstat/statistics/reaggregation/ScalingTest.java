package se.regstat.statistics.reaggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.estimate.ReaggregatedValue;
import se.regstat.statistics.format.Polygons;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/** Four DeSO in a row, known of 2023, in two RegSO, known of 2024. */
class ScalingTest {

    @TempDir
    private Path folder;

    private final List<PublishedValues> values = new ArrayList<>();

    @BeforeEach
    void publish() throws IOException {
        Files.writeString(folder.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count}
                  women: {kind: count}
                  share: {kind: ratio, numerator: women, denominator: population, unit: "%"}
                """);
        deso("population", 100, 300, 200, 600);
        deso("women", 50, 150, 100, 300);
        regso("population", 500, 700);
        regso("women", 300, 350);
    }

    private void deso(String indicator, double... numbers) {
        publish(indicator, "deso@2018", 2023, List.of("a", "b", "c", "d"), numbers);
    }

    private void regso(String indicator, double... numbers) {
        publish(indicator, "regso@2025", 2024, List.of("r", "s"), numbers);
    }

    private void publish(String indicator, String vintage, int year, List<String> codes, double... numbers) {
        values.add(new PublishedValues(
                indicator,
                VintageId.parse(vintage),
                year,
                codes,
                numbers,
                new byte[numbers.length],
                new Provenance(Instant.EPOCH, year + ".csv", "", "")));
    }

    private static Area area(String code, double from, double to) {
        return new Area(
                code,
                "",
                Optional.empty(),
                Map.of(),
                Polygons.FACTORY.createMultiPolygon(new Polygon[] {Boxes.box(from, to)}),
                OptionalDouble.empty());
    }

    private static VintageAreas vintage(String id, YearRange valid, Area... areas) {
        Vintage vintage =
                new Vintage(VintageId.parse(id), valid, List.of(), Optional.empty(), "", "", "", Instant.EPOCH, "", "");
        return new VintageAreas(vintage, List.of(areas), List.of());
    }

    private ReaggregationResult run(String indicator, String periods, Optional<String> scaleTo, Geometry... targets) {
        Snapshot snapshot = new Snapshot(
                1,
                false,
                List.of(
                        vintage(
                                "deso@2018",
                                new YearRange(OptionalInt.empty(), OptionalInt.of(2023)),
                                area("a", 0, 1),
                                area("b", 1, 2),
                                area("c", 2, 3),
                                area("d", 3, 4)),
                        vintage(
                                "regso@2025",
                                new YearRange(OptionalInt.of(2024), OptionalInt.empty()),
                                area("r", 0, 2),
                                area("s", 2, 4))),
                values,
                List.of());
        List<String> ids = Patchwork.names("t", targets.length);
        return Reaggregator.of(snapshot, Configuration.load(folder))
                .run(
                        ReaggregationRequest.of(
                                        Boundaries.of(Targets.of(ids, List.of(targets)), ids),
                                        List.of(indicator),
                                        Periods.parse(List.of(periods)))
                                .with(ReaggregationDeclaration.SCALE_TO, scaleTo),
                        () -> false);
    }

    private ReaggregatedValue scaled(String indicator, Geometry target) {
        List<ReaggregatedValue> found =
                run(indicator, "latest", Optional.of("regso"), target).of(0);
        assertThat(found).hasSize(1);
        assertThat(found.get(0).year()).isEqualTo(2024);
        return found.get(0);
    }

    @Test
    void a_count_has_the_newer_totals_and_says_so() {
        ReaggregatedValue value = scaled("population", Boxes.box(0.5, 3));
        assertThat(value.value()).isCloseTo(0.5 * 125 + 375 + 175, within(1e-9));
        assertThat(value.status()).isEqualTo(Status.ESTIMATED);
        assertThat(value.lower()).isNaN();
        assertThat(value.derivedFrom()).isEqualTo("deso@2018, 2023, 2023.csv; scaled to regso@2025, 2024, 2024.csv");
    }

    @Test
    void whole_sources_are_estimates_too() {
        ReaggregatedValue value = scaled("population", Boxes.box(0, 1));
        assertThat(value.value()).isCloseTo(125, within(1e-9));
        assertThat(value.status()).isEqualTo(Status.ESTIMATED);
        assertThat(value.upper()).isNaN();
    }

    @Test
    void numerators_and_denominators_are_scaled_each_by_its_own() {
        assertThat(scaled("share", Boxes.box(0, 2)).value()).isCloseTo(60, within(1e-9));
        assertThat(scaled("share", Boxes.box(2.5, 4)).value()).isCloseTo(50, within(1e-9));
    }

    @Test
    void years_that_the_source_has_are_left_as_they_are_and_without_scaling_there_is_no_newer_one() {
        List<ReaggregatedValue> both = run("population", "2023/2024", Optional.of("regso"), Boxes.box(0, 2))
                .of(0);
        assertThat(both).extracting(ReaggregatedValue::year).containsExactly(2023, 2024);
        assertThat(both.get(0).value()).isEqualTo(400);
        assertThat(both.get(0).status()).isEqualTo(Status.NORMAL);
        assertThat(both.get(1).value()).isCloseTo(500, within(1e-9));
        assertThat(both.get(1).seriesBreak()).isFalse();
        assertThat(run("population", "latest", Optional.empty(), Boxes.box(0, 2))
                        .of(0))
                .extracting(ReaggregatedValue::year)
                .containsExactly(2023);
    }

    @Test
    void what_lies_in_an_area_without_a_newer_value_has_none() {
        values.removeIf(known -> known.year() == 2024);
        regso("population", 500, Double.NaN);
        byte[] statuses = {Status.NORMAL.code(), Status.MISSING.code()};
        PublishedValues last = values.remove(values.size() - 1);
        values.add(new PublishedValues(
                last.indicator(),
                last.vintage(),
                last.year(),
                last.codes(),
                last.values(),
                statuses,
                last.provenance()));
        assertThat(scaled("population", Boxes.box(0, 2)).value()).isCloseTo(500, within(1e-9));
        assertThat(scaled("population", Boxes.box(1, 3)).status()).isEqualTo(Status.MISSING);
    }

    @Test
    void a_division_that_is_not_there_or_is_the_source_is_refused_with_those_that_are() {
        for (String wrong : List.of("kommun", "deso")) {
            assertThatThrownBy(() -> run("population", "latest", Optional.of(wrong), Boxes.box(0, 2)))
                    .isInstanceOf(ReaggregationException.class)
                    .hasMessageContaining("scaleTo")
                    .hasMessageContaining("there is regso");
        }
    }
}
