package se.regstat.statistics.reaggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
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
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.Weighting;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.weights.Fitting;
import se.regstat.statistics.weights.LargerAreas;
import se.regstat.statistics.weights.Weights;

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
                  moves: {kind: count}
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

    private VintageAreas deso = vintage(
            "deso@2018",
            new YearRange(OptionalInt.empty(), OptionalInt.of(2023)),
            area("a", 0, 1),
            area("b", 1, 2),
            area("c", 2, 3),
            area("d", 3, 4));

    private VintageAreas regso = regso(area("r", 0, 2), area("s", 2, 4));

    private static VintageAreas regso(Area... areas) {
        return vintage("regso@2025", new YearRange(OptionalInt.of(2024), OptionalInt.empty()), areas);
    }

    private Reaggregator reaggregator() {
        return Reaggregator.of(
                new Snapshot(1, false, List.of(deso, regso), values, List.of()), Configuration.load(folder));
    }

    private static ReaggregationRequest request(
            String indicator, String periods, Optional<String> scaleTo, Geometry... targets) {
        List<String> ids = Patchwork.names("t", targets.length);
        return ReaggregationRequest.of(
                        Boundaries.of(Targets.of(ids, List.of(targets)), ids),
                        List.of(indicator),
                        Periods.parse(List.of(periods)))
                .with(ReaggregationDeclaration.SCALE_TO, scaleTo);
    }

    private ReaggregationResult run(String indicator, String periods, Optional<String> scaleTo, Geometry... targets) {
        return reaggregator().run(request(indicator, periods, scaleTo, targets), () -> false);
    }

    /** Of each source by itself in 2024. */
    private double[] ofSources(String indicator) {
        ReaggregationResult result = run(
                indicator,
                "2024",
                Optional.of("regso"),
                Boxes.box(0, 1),
                Boxes.box(1, 2),
                Boxes.box(2, 3),
                Boxes.box(3, 4));
        return IntStream.range(0, 4)
                .mapToDouble(target -> result.of(target).get(0).value())
                .toArray();
    }

    private List<String> notes(String indicator) {
        return run(indicator, "2024", Optional.of("regso"), Boxes.box(0, 4)).notes();
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
    void numerators_and_what_is_left_of_denominators_are_scaled_each_by_its_own() {
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

    @Test
    void parts_are_never_more_than_their_wholes_and_both_make_what_is_known() {
        values.clear();
        deso("population", 100, 300, 200, 600);
        deso("women", 95, 105, 100, 300);
        regso("population", 400, 800);
        regso("women", 260, 420);
        double[] women = ofSources("women");
        double[] all = ofSources("population");
        double[] shares = ofSources("share");
        assertThat(all).containsExactly(new double[] {100, 300, 200, 600}, within(1e-6));
        for (int i = 0; i < 4; i++) {
            assertThat(women[i]).isBetween(0.0, all[i]);
            assertThat(shares[i]).isCloseTo(100 * women[i] / all[i], within(1e-6));
        }
        assertThat(women[0] + women[1]).isCloseTo(260, within(1e-3));
        assertThat(women[2] + women[3]).isCloseTo(420, within(1e-3));
    }

    @Test
    void a_source_that_lies_only_partly_in_larger_areas_has_none_and_its_neighbours_have() {
        regso = regso(area("r", 0, 2), area("s", 2, 3.8));
        assertThat(ofSources("population"))
                .containsExactly(new double[] {125, 375, 200 * 700 / 680.0, Double.NaN}, within(1e-6));
        assertThat(notes("population"))
                .anySatisfy(note -> assertThat(note).contains("scaleTo", "1 of 4 areas of deso@2018", "only partly"));
    }

    @Test
    void totals_of_an_area_that_sources_do_not_cover_are_not_put_on_those_that_lie_in_it() {
        regso = regso(area("r", 0, 2), area("s", 2, 14));
        assertThat(ofSources("population")).containsExactly(125, 375, Double.NaN, Double.NaN);
        ReaggregatedValue none = scaled("population", Boxes.box(2, 3));
        assertThat(none.status()).isEqualTo(Status.MISSING);
        assertThat(none.reason()).isEqualTo(Reason.NOT_SCALED);
        assertThat(notes("population"))
                .anySatisfy(note -> assertThat(note).contains("scaleTo", "1 of 2 areas of regso@2025", "do not cover"));
    }

    @Test
    void totals_that_cannot_be_made_to_fit_give_nothing_and_say_so() {
        // Two halves of everything, which cannot have different totals.
        regso = regso(half("r", 0), half("s", 0.5));
        assertThat(ofSources("population")).containsOnly(Double.NaN);
        assertThat(notes("population")).anySatisfy(note -> assertThat(note)
                .contains("scaleTo", "2 of 2 areas of regso@2025", "cannot be made to fit within 1 %"));
    }

    /** The southern or northern half of all boxes. */
    private static Area half(String code, double from) {
        Envelope row = Boxes.box(0, 4).getEnvelopeInternal();
        Geometry half = Polygons.FACTORY.toGeometry(new Envelope(
                row.getMinX(),
                row.getMaxX(),
                row.getMinY() + from * row.getHeight(),
                row.getMinY() + (from + 0.5) * row.getHeight()));
        return new Area(
                code,
                "",
                Optional.empty(),
                Map.of(),
                Polygons.FACTORY.createMultiPolygon(new Polygon[] {(Polygon) half}),
                OptionalDouble.empty());
    }

    @Test
    void codes_tell_where_sources_lie_whatever_the_borders_say() throws IOException {
        Files.writeString(folder.resolve("divisions.yml"), """
                divisions:
                  deso: {complete_within: regso}
                """);
        deso = new VintageAreas(
                new Vintage(
                        VintageId.parse("deso@2018"),
                        new YearRange(OptionalInt.empty(), OptionalInt.empty()),
                        List.of(new Vintage.Parent("regso", Optional.empty())),
                        Optional.of("regso"),
                        "",
                        "",
                        "",
                        Instant.EPOCH,
                        "",
                        ""),
                List.of(in("r", "a", 0), in("r", "b", 1), in("s", "c", 2), in("s", "d", 3)),
                List.of());
        regso = regso(area("r", 0, 1.6), area("s", 1.6, 4));
        assertThat(ofSources("population")).containsExactly(new double[] {125, 375, 175, 525}, within(1e-6));
    }

    private static Area in(String parent, String code, double from) {
        return new Area(
                code,
                "",
                Optional.empty(),
                Map.of("regso", parent),
                Polygons.FACTORY.createMultiPolygon(new Polygon[] {Boxes.box(from, from + 1)}),
                OptionalDouble.empty());
    }

    @Test
    void the_weighting_of_the_request_is_for_its_targets_alone() {
        regso = regso(area("r", 0, 1.5), area("s", 1.5, 4));
        ReaggregationRequest whole = request("population", "2024", Optional.of("regso"), Boxes.box(0, 4))
                .with(ReaggregationDeclaration.WEIGHTING, Weighting.CODE);
        assertThat(reaggregator().run(whole, () -> false).of(0).get(0).value()).isCloseTo(1200, within(1e-3));
    }

    @Test
    void what_is_known_of_a_source_in_that_year_stays_and_the_others_make_the_rest() {
        deso = vintage(
                "deso@2018",
                new YearRange(OptionalInt.empty(), OptionalInt.empty()),
                deso.areas().toArray(Area[]::new));
        values.removeIf(known -> !known.indicator().equals("population"));
        publish("population", "deso@2018", 2024, List.of("a"), 200);
        assertThat(ofSources("population")).containsExactly(new double[] {200, 300, 175, 525}, within(1e-6));
        ReaggregatedValue own = scaled("population", Boxes.box(0, 1));
        assertThat(own.status()).isEqualTo(Status.NORMAL);
        assertThat(own.derivedFrom())
                .isEqualTo(
                        "deso@2018, 2024, 2024.csv; else deso@2018, 2023, 2023.csv; scaled to regso@2025, 2024, 2024.csv");
    }

    @Test
    void what_may_be_negative_is_not_scaled() {
        values.clear();
        deso("moves", -10, 11, -5, 2);
        regso("moves", 400, 800);
        assertThat(ofSources("moves")).containsOnly(Double.NaN);
        assertThat(notes("moves")).anySatisfy(note -> assertThat(note).contains("scaleTo", "moves", "negative"));
    }

    @Test
    void what_cannot_be_scaled_is_refused_or_told_by_name() {
        assertThatThrownBy(() -> reaggregator()
                        .run(
                                request("population", "2024", Optional.of("deso"), Boxes.box(0, 2))
                                        .with(ReaggregationDeclaration.SOURCE_DIVISION, "regso"),
                                () -> false))
                .hasMessageContaining("scaleTo: areas of deso are not larger than those of regso");
        values.removeIf(known -> known.year() == 2024);
        assertThatThrownBy(() -> run("population", "2024", Optional.of("regso"), Boxes.box(0, 2)))
                .hasMessageContaining("periods: there are no values for 2024")
                .hasMessageContaining("scaleTo: population is not scaled, since it has no values for regso");
    }

    @Test
    void whoever_gives_up_does_not_wait_for_the_fit() {
        Fitting fitting = new Fitting(
                new LargerAreas(
                        Weights.byCode(List.of("a", "b"), List.of("r"), new int[][] {{0, 1}}, Optional.empty()),
                        Optional.empty(),
                        BitSet.valueOf(new long[] {1})),
                new double[] {1, 2},
                new BitSet(),
                new double[] {6},
                Optional.empty());
        assertThatThrownBy(() -> fitting.fitted(() -> true)).isInstanceOf(CancellationException.class);
        assertThat(fitting.fitted(() -> false).values()).containsExactly(2, 4);
    }
}
