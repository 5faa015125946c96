package se.regstat.statistics.reaggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * On a row of ten DeSO a kilometre wide, u0 to u9, with 10 persons in each but the last, where there are 4; of at least 5 may be
 * told. One RegSO is all of them.
 */
class RestrictedIndicatorsTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final List<String> CODES =
            IntStream.range(0, 10).mapToObj(i -> "9901A00" + i + "0").toList();

    @TempDir
    private Path folder;

    private final List<PublishedValues> values = new ArrayList<>();
    private double shift;

    @BeforeEach
    void describe() throws IOException {
        Files.writeString(folder.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count}
                  secret: {kind: count, disclosure: {minimum: 5}}
                  share_secret: {kind: ratio, numerator: secret, denominator: population, decimals: 2}
                  median_income: {kind: median, base: population}
                """);
        values("population", "deso@2018", CODES, 10, 10, 10, 10, 10, 10, 10, 10, 10, 4);
        values("secret", "deso@2018", CODES, 1, 2, 3, 4, 5, 6, 7, 8, 0, 3);
        values("median_income", "deso@2018", CODES, 1, 2, 3, 4, 5, 6, 7, 8, 9, 3);
        values("population", "regso@2018", List.of("9901R001"), 94);
        values("secret", "regso@2018", List.of("9901R001"), 39);
    }

    @Test
    void a_speck_among_few_persons_is_not_told_of() {
        Geometry speck = span(9.5, 9.5000001);
        assertThat(told("population", speck).value()).isBetween(1e-7, 1e-6);
        assertThat(told("secret", speck).status()).isEqualTo(Status.SUPPRESSED);
        assertThat(told("share_secret", speck).status()).isEqualTo(Status.SUPPRESSED);
    }

    @Test
    void values_are_rounded_to_the_decimals_of_the_indicator_half_to_even_and_open_ones_are_not() {
        assertThat(told("secret", span(0, 1.75)).value()).as("2.5").isEqualTo(2);
        assertThat(told("secret", span(2, 3.125)).value()).as("3.5").isEqualTo(4);
        assertThat(told("share_secret", span(5, 7.5)).value()).as("17 of 25").isEqualTo(68);
        assertThat(told("share_secret", span(5, 8)).value()).as("21 of 30").isEqualTo(70);
        assertThat(told("share_secret", span(3, 5.6)).value()).as("12.6 of 26").isEqualTo(48.46);
        assertThat(told("population", span(0, 1.123)).value()).isNotEqualTo(11);
    }

    @Test
    void nothing_but_the_value_is_told() {
        ReaggregationResult result = run(request("secret", span(0, 2.6), span(3, 8), span(6, 8.7)));
        assertThat(result.of(0).get(0).status()).isEqualTo(Status.ESTIMATED);
        assertThat(result.of(1).get(0).status()).isEqualTo(Status.NORMAL);
        assertThat(result.of(2).get(0).status())
                .as("nobody in the source that is cut is secret")
                .isEqualTo(Status.ESTIMATED);
        for (ReaggregatedValue value : result) {
            assertThat(List.of(
                            value.lower(), value.upper(), value.cutShare(), value.largestShare(), value.missingShare()))
                    .containsOnly(Double.NaN);
            assertThat(value.value()).isNotNaN();
            assertThat(value.coverage()).isEqualTo(1);
        }
        assertThat(result.masses()).noneMatch(mass -> mass.indicator().id().equals("secret"));
        ReaggregationResult open = run(request("population", span(0, 2.6)));
        assertThat(open.of(0).get(0).lower()).isEqualTo(20);
        assertThat(open.of(0).get(0).missingShare()).isZero();
        assertThat(open.masses()).anyMatch(mass -> mass.indicator().id().equals("population") && mass.year() == 2022);
    }

    @Test
    void what_has_no_value_is_said_to_be_missing_and_what_is_added_up_without_it_is_estimated() {
        values.remove(1);
        values("secret", "deso@2018", CODES.subList(0, 8), 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(told("secret", span(5, 9)).status()).isEqualTo(Status.MISSING);
        ReaggregatedValue partial = run(request("secret", span(4, 10)).missing(MissingParts.PARTIAL))
                .of(0)
                .get(0);
        assertThat(partial.status()).isEqualTo(Status.ESTIMATED);
        assertThat(partial.value()).isEqualTo(26);
        assertThat(partial.missingShare()).isNaN();
    }

    @Test
    void one_division_alone_answers_the_finest_with_values() {
        assertThat(told("secret", span(0, 9)).value()).isEqualTo(36);
        for (String indicator : List.of("secret", "share_secret")) {
            assertThatThrownBy(() -> run(request(indicator, span(0, 10)).sourceDivision("regso")))
                    .isInstanceOf(ReaggregationException.class)
                    .hasMessageStartingWith("sourceDivision: ")
                    .hasMessageContainingAll("'" + indicator + "'", "2022 that is deso, not regso");
        }
        assertThat(run(request("population", span(0, 10)).sourceDivision("regso"))
                        .of(0)
                        .get(0)
                        .value())
                .isEqualTo(94);
    }

    @Test
    void a_coarser_division_answers_where_no_finer_one_has_values() {
        values.remove(1);
        assertThat(run(request("secret", span(0, 10)).sourceDivision("regso"))
                        .of(0)
                        .get(0)
                        .value())
                .isEqualTo(39);
    }

    @Test
    void answers_outlive_another_import_with_other_geometries() {
        assertThat(told("secret", span(0, 9)).value()).isEqualTo(36);
        shift = 0.0001;
        assertThat(told("secret", span(0, 11)).status()).isEqualTo(Status.SUPPRESSED);
        assertThat(told("share_secret", span(0, 11)).status()).isEqualTo(Status.SUPPRESSED);
    }

    @Test
    void a_refused_request_leaves_no_trace() {
        ReaggregationRequest request = ReaggregationRequest.of(
                boundaries(span(0, 9)), List.of("secret", "median_income"), Periods.parse(List.of("2022")));
        assertThatThrownBy(() -> run(request)).hasMessageContaining("median_income");
        assertThat(folder.resolve("answered")).doesNotExist();
        assertThat(told("secret", span(0, 10)).value()).isEqualTo(39);
    }

    @Test
    void an_indicator_and_what_is_computed_from_it_are_told_together_in_one_request() {
        ReaggregationResult result = run(ReaggregationRequest.of(
                boundaries(span(0, 9)), List.of("secret", "share_secret"), Periods.parse(List.of("2022"))));
        assertThat(result.of(0)).extracting(ReaggregatedValue::value).containsExactly(36.0, 40.0);
        assertThat(folder.resolve("answered")).content().hasLineCount(2).endsWith("# 1 answers\n");
    }

    // ---- how the region is made

    private ReaggregatedValue told(String indicator, Geometry target) {
        return run(request(indicator, target)).of(0).get(0);
    }

    private ReaggregationResult run(ReaggregationRequest request) {
        Snapshot snapshot = new Snapshot(
                1,
                false,
                List.of(
                        vintage(
                                "deso@2018",
                                IntStream.range(0, 10)
                                        .mapToObj(i -> area(CODES.get(i), span(i + shift, i + 1 + shift)))
                                        .toList()),
                        vintage("regso@2018", List.of(area("9901R001", span(0, 10))))),
                values,
                List.of(),
                List.of(),
                List.of());
        return new Reaggregator(
                        snapshot,
                        Observations.of(snapshot, Configuration.load(folder)),
                        new WeightsCache(1_000_000),
                        Optional.of(new AnsweredTargets(folder.resolve("answered"))))
                .run(request, () -> false);
    }

    private static ReaggregationRequest request(String indicator, Geometry... targets) {
        return ReaggregationRequest.of(boundaries(targets), List.of(indicator), Periods.parse(List.of("2022")));
    }

    private static Boundaries boundaries(Geometry... targets) {
        List<String> names = Patchwork.names("t", targets.length);
        return Boundaries.of(Targets.of(names, List.of(targets)), names);
    }

    private static Polygon span(double from, double to) {
        return (Polygon) GEOMETRIES.toGeometry(new Envelope(
                Patchwork.WEST + 1000 * from, Patchwork.WEST + 1000 * to, Patchwork.SOUTH, Patchwork.SOUTH + 1000));
    }

    private static Area area(String code, Polygon polygon) {
        return new Area(
                code,
                "",
                Optional.empty(),
                Map.of(),
                GEOMETRIES.createMultiPolygon(new Polygon[] {polygon}),
                OptionalDouble.empty());
    }

    private static VintageAreas vintage(String id, List<Area> areas) {
        return new VintageAreas(
                new Vintage(
                        VintageId.parse(id),
                        YearRange.ALWAYS,
                        List.of(),
                        Optional.empty(),
                        "",
                        "",
                        "",
                        Instant.EPOCH,
                        "",
                        ""),
                areas,
                List.of());
    }

    private void values(String indicator, String vintage, List<String> codes, double... numbers) {
        values.add(new PublishedValues(
                indicator,
                VintageId.parse(vintage),
                2022,
                codes,
                numbers,
                new byte[numbers.length],
                new Provenance(Instant.EPOCH, indicator + ".csv", "", "")));
    }
}
