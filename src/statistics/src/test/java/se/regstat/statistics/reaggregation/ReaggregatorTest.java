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
import java.util.concurrent.CancellationException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.estimate.Mass;
import se.regstat.statistics.estimate.ReaggregatedValue;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.Weighting;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.weights.WeightsCache;

/**
 * DeSO A and B, each 4 km² side by side; in 2025 A is split into A1 and A2, the west and the east
 * half, and A1 reaches 3 km out into the sea.
 */
class ReaggregatorTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final double E = 320_000;
    private static final double N = 6_400_000;
    private static final String A = "9901A0010";
    private static final String A1 = "9901A0011";
    private static final String A2 = "9901A0012";
    private static final String B = "9901A0020";

    @TempDir
    Path directory;

    private final List<PublishedValues> values = new ArrayList<>();
    private final List<Mask> masks = new ArrayList<>();
    private OptionalInt lastValid = OptionalInt.empty();

    @BeforeEach
    void describe_indicators() throws IOException {
        Files.writeString(directory.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count}
                  women: {kind: count}
                  share_women: {kind: ratio, numerator: women, denominator: population}
                  income: {kind: mean, base: population}
                  median_income: {kind: median, base: population}
                  area_type: {kind: class}
                  socio_index: {kind: index}
                  density: {kind: density, of: population}
                  mean_without_base: {kind: mean}
                """);
        values("population", "deso@2018", 2022, A, 100, B, 300);
        values("population", "deso@2018", 2023, A, 110, B, 310);
        values("population", "deso@2025", 2024, A1, 80, A2, 40, B, 320);
        values("women", "deso@2018", 2022, A, 60, B, 120);
        values("income", "deso@2018", 2022, A, 200, B, 400);
        values("median_income", "deso@2018", 2022, A, 190, B, 390);
        values("area_type", "deso@2018", 2022, A, 1, B, 5);
    }

    @Test
    void a_series_across_the_revision_takes_each_year_from_its_own_vintage() {
        ReaggregationResult result = run(request("2022/2024", box("west", -3, 1)));
        List<ReaggregatedValue> series = result.of(0);
        assertThat(series).extracting(ReaggregatedValue::year).containsExactly(2022, 2023, 2024);
        assertThat(series).extracting(ReaggregatedValue::value).containsExactly(50.0, 55.0, 80.0);
        assertThat(series)
                .extracting(ReaggregatedValue::status)
                .containsExactly(Status.ESTIMATED, Status.ESTIMATED, Status.NORMAL);
        assertThat(series).extracting(ReaggregatedValue::weighting).containsExactly("area", "area", "code");
        assertThat(series.get(0).derivedFrom()).isEqualTo("deso@2018, 2022, population.csv");
        assertThat(series.get(0).lower()).isZero();
        assertThat(series.get(0).upper()).isEqualTo(100);
        assertThat(series.get(0).cutShare()).isEqualTo(1);
        assertThat(result.years()).containsExactly(2022, 2023, 2024);
    }

    @Test
    void unions_of_whole_units_are_exact_and_latest_is_the_newest_year() {
        ReaggregatedValue value =
                run(request("latest", box("all", -3, 4))).of(0).get(0);
        assertThat(value.year()).isEqualTo(2024);
        assertThat(value.value()).isEqualTo(440);
        assertThat(value.status()).isEqualTo(Status.NORMAL);
        assertThat(value.wholeSources()).isEqualTo(3);
        assertThat(value.coverage()).isEqualTo(1);
    }

    @Test
    void latest_is_each_indicators_own_and_a_year_without_values_is_missing() {
        List<String> both = List.of("population", "women");
        ReaggregationResult latest = run(ReaggregationRequest.of(boundaries(box("all", 0, 4)), both, Periods.LATEST));
        assertThat(latest.of(0)).extracting(ReaggregatedValue::year).containsExactly(2022, 2024);
        assertThat(latest.of(0)).extracting(v -> v.indicator().id()).containsExactly("women", "population");
        List<ReaggregatedValue> named = run(ReaggregationRequest.of(
                        boundaries(box("all", -3, 4)), both, Periods.parse(List.of("2024"))))
                .of(0);
        assertThat(named).extracting(ReaggregatedValue::status).containsExactly(Status.NORMAL, Status.MISSING);
        assertThat(named.get(1).indicator().id()).isEqualTo("women");
        assertThat(named.get(1).value()).isNaN();
        assertThat(named.get(1).reason()).isEqualTo(Reason.NO_VALUES);
    }

    @Test
    void ratios_and_means_of_whole_units_are_taken_of_sums_and_exact() {
        ReaggregationResult result = run(ReaggregationRequest.of(
                boundaries(box("all", 0, 4)), List.of("share_women", "income"), Periods.parse(List.of("2022"))));
        assertThat(result.of(0).get(0).value()).isEqualTo(45);
        assertThat(result.of(0).get(0).status()).isEqualTo(Status.NORMAL);
        assertThat(result.of(0).get(1).value()).isEqualTo(350);
        assertThat(result.of(0).get(1).status()).isEqualTo(Status.NORMAL);
        assertThat(result.of(0).get(1).lower()).isEqualTo(350);
        assertThat(result.of(0).get(1).upper()).isEqualTo(350);
    }

    @Test
    void medians_are_refused_unless_an_approximation_is_asked_for_and_classes_always() {
        ReaggregationRequest medians = ReaggregationRequest.of(
                boundaries(box("all", 0, 4)), List.of("median_income"), Periods.parse(List.of("2022")));
        assertThatThrownBy(() -> run(medians))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContainingAll("median_income", "approximate=true");
        ReaggregatedValue approximation = run(medians.with(ReaggregationDeclaration.APPROXIMATE, true))
                .of(0)
                .get(0);
        assertThat(approximation.value()).isEqualTo(340);
        assertThat(approximation.status()).isEqualTo(Status.ESTIMATED);
        assertThatThrownBy(() ->
                        run(ReaggregationRequest.of(boundaries(box("all", 0, 4)), List.of("area_type"), Periods.LATEST)
                                .with(ReaggregationDeclaration.APPROXIMATE, true)))
                .hasMessageContaining("between two classes");
        values("socio_index", "deso@2018", 2022, A, 1, B, 5);
        assertThatThrownBy(() -> run(
                        ReaggregationRequest.of(boundaries(box("all", 0, 4)), List.of("socio_index"), Periods.LATEST)
                                .with(ReaggregationDeclaration.APPROXIMATE, true)))
                .hasMessageContainingAll("socio_index", "never averaged");
    }

    @Test
    void next_to_nothing_covered_is_outside_and_too_little_is_missing_rather_than_zero() {
        Target touching = box("touching", 3.99, 30);
        Target little = box("little", 3, 30);
        Target most = box("most", 2, 5);
        ReaggregationResult result = run(request("2022", touching, little, most));
        ReaggregatedValue outside = result.of(0).get(0);
        assertThat(outside.status()).isEqualTo(Status.OUTSIDE);
        assertThat(outside.value()).isNaN();
        assertThat(outside.weighting()).isEmpty();
        ReaggregatedValue missing = result.of(1).get(0);
        assertThat(missing.status()).isEqualTo(Status.MISSING);
        assertThat(missing.reason()).isEqualTo(Reason.LOW_COVERAGE);
        assertThat(missing.coverage()).isCloseTo(1 / 27.0, within(1e-9));
        assertThat(missing.value()).isNaN();
        assertThat(missing.lower()).isNaN();
        assertThat(result.of(2).get(0).value()).isEqualTo(300);
        assertThat(result.of(2).get(0).status()).isEqualTo(Status.ESTIMATED);
        ReaggregatedValue asked = run(request("2022", little).with(ReaggregationDeclaration.MINIMUM_COVERAGE, 0.0))
                .of(0)
                .get(0);
        assertThat(asked.value()).isEqualTo(150);
        assertThat(asked.upper()).isNaN();
        assertRefused(
                request("2022", little).with(ReaggregationDeclaration.SOURCE_DIVISION, "deso"),
                -0.1,
                "minimumCoverage",
                "0 to 1");
    }

    private static void assertRefused(ReaggregationRequest request, double minimumCoverage, String... told) {
        assertThatThrownBy(() -> request.with(ReaggregationDeclaration.MINIMUM_COVERAGE, minimumCoverage))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContainingAll(told);
    }

    @Test
    void what_is_known_to_be_sea_need_not_be_covered() {
        ReaggregatedValue bay = run(request("2022", box("bay", -3, 0.5))).of(0).get(0);
        assertThat(bay.value()).as("DeSO 2025 reach out there").isEqualTo(25);
        assertThat(bay.upper()).isEqualTo(100);
        Target abroad = box("abroad", 3, 40);
        masks.add(new Mask(Mask.LAND, List.of(polygon(0, 4), polygon(60, 61)), provenance("land")));
        ReaggregatedValue coast = run(request("2022", abroad)).of(0).get(0);
        assertThat(coast.value()).as("no land there").isEqualTo(150);
        assertThat(coast.upper()).isEqualTo(300);
        masks.set(0, new Mask(Mask.LAND, List.of(polygon(0, 30), polygon(60, 61)), provenance("land")));
        assertThat(run(request("2022", abroad)).of(0).get(0).status()).isEqualTo(Status.MISSING);
        masks.set(0, new Mask(Mask.LAND, List.of(polygon(0, 4)), provenance("land")));
        assertThat(run(request("2022", abroad)).of(0).get(0).status())
                .as("the mask does not reach there")
                .isEqualTo(Status.MISSING);
    }

    @Test
    void a_target_that_is_one_whole_source_has_its_figure_whatever_the_measure() {
        List<String> all = List.of("median_income", "area_type", "mean_without_base", "women", "income");
        values("mean_without_base", "deso@2018", 2022, A, 7, B, 9);
        ReaggregationResult result = run(ReaggregationRequest.of(
                boundaries(box("a", 0, 2), box("all", 0, 4)), all, Periods.parse(List.of("2022"))));
        assertThat(result.of(0)).extracting(ReaggregatedValue::value).containsExactly(190.0, 1.0, 7.0, 60.0, 200.0);
        assertThat(result.of(0)).extracting(ReaggregatedValue::status).containsOnly(Status.NORMAL);
        assertThat(result.of(0)).allMatch(value -> value.lower() == value.upper());
        assertThat(result.of(1).subList(0, 3))
                .extracting(ReaggregatedValue::reason)
                .containsOnly(Reason.NOT_DERIVABLE);
        assertThat(result.of(1).get(3).status()).isEqualTo(Status.NORMAL);
    }

    @Test
    void an_area_without_a_value_leaves_counts_and_means_of_more_than_it_alike_without_one() {
        values.removeIf(
                table -> table.indicator().equals("income") || table.indicator().equals("women"));
        for (Status status : List.of(Status.MISSING, Status.SUPPRESSED, Status.NOT_APPLICABLE)) {
            for (String indicator : List.of("women", "income")) {
                byte[] statuses = {status.code(), 0};
                values.removeIf(table -> table.indicator().equals(indicator));
                values.add(new PublishedValues(
                        indicator,
                        VintageId.parse("deso@2018"),
                        2022,
                        List.of(A, B),
                        new double[] {Double.NaN, 5},
                        statuses,
                        provenance(indicator)));
                ReaggregationRequest request = ReaggregationRequest.of(
                        boundaries(box("a", 0, 2), box("all", 0, 4)),
                        List.of(indicator),
                        Periods.parse(List.of("2022")));
                ReaggregationResult result = run(request);
                assertThat(result.of(0).get(0).status()).isEqualTo(status);
                assertThat(result.of(1).get(0).status())
                        .isEqualTo(status == Status.SUPPRESSED ? status : Status.MISSING);
                ReaggregatedValue partial = run(request.with(ReaggregationDeclaration.MISSING, MissingParts.PARTIAL))
                        .of(1)
                        .get(0);
                assertThat(partial.value()).isEqualTo(5);
                assertThat(partial.status()).isEqualTo(Status.ESTIMATED);
                assertThat(partial.missingShare()).isEqualTo(0.5);
            }
        }
    }

    @Test
    void years_asked_for_and_not_there_are_told_with_the_reason() {
        values.removeIf(table -> table.year() == 2023);
        ReaggregationResult result = run(request("2020/2026", box("all", -3, 4)));
        assertThat(result.years()).containsExactly(2022, 2024);
        assertThat(result.notes())
                .containsExactly("periods: 2020 to 2021, 2023, 2025 to 2026 left out, since there are no values of"
                        + " population for deso");
        lastValid = OptionalInt.of(2024);
        assertThat(run(request("2020/2026", box("all", -3, 4))).notes())
                .containsExactly(
                        "periods: 2020 to 2021, 2023 left out, since there are no values of population for deso",
                        "periods: 2025 to 2026 left out, since no vintage of deso that is here is valid then");
        assertThat(run(request("2022", box("all", 0, 4))).notes()).isEmpty();
    }

    @Test
    void a_density_without_land_areas_says_that_they_lack() {
        assertRefused(
                ReaggregationRequest.of(boundaries(box("a", 0, 1)), List.of("density"), Periods.LATEST),
                "'density' has no values for deso: the land area is not known");
    }

    @Test
    void built_up_areas_are_taken_before_area_where_they_are_registered() {
        masks.add(new Mask(Mask.LAND, List.of(polygon(0, 4)), provenance("land")));
        masks.add(new Mask(Mask.BUILT_UP, List.of(polygon(0.5, 1), polygon(3, 3.5)), provenance("tatort")));
        ReaggregationResult result = run(request("2022", box("west", 0, 1), box("east", 1, 4)));
        assertThat(result.of(0).get(0).value()).isEqualTo(100);
        assertThat(result.of(0).get(0).weighting()).isEqualTo("mask:built-up");
        assertThat(result.of(0).get(0).status())
                .as("bound to be right only by area")
                .isEqualTo(Status.ESTIMATED);
        assertThat(result.of(1).get(0).value()).isEqualTo(300);
        assertThat(result.masses()).hasSize(1);
        Mass mass = result.masses().get(0).mass();
        assertThat(mass.out()).isCloseTo(mass.in(), within(1e-9));
    }

    @Test
    void the_years_of_one_vintage_are_put_on_the_other_and_back_exactly_where_the_change_log_says_so() {
        Reaggregator reaggregator = reaggregator();
        ReaggregationResult back = reaggregator.run(
                ReaggregationRequest.of(
                        reaggregator.boundaries(VintageId.parse("deso@2018")),
                        List.of("population"),
                        Periods.parse(List.of("2024"))),
                () -> false);
        assertThat(back.of(0).get(0).value()).isEqualTo(120);
        assertThat(back.of(0).get(0).status()).isEqualTo(Status.NORMAL);
        assertThat(back.of(0).get(0).weighting()).isEqualTo("code,change_log");
        ReaggregationResult forth = reaggregator.run(
                ReaggregationRequest.of(
                        reaggregator.boundaries(VintageId.parse("deso@2025")),
                        List.of("population"),
                        Periods.parse(List.of("2022"))),
                () -> false);
        assertThat(forth.of(0).get(0).status()).isEqualTo(Status.ESTIMATED);
        assertThat(forth.of(2).get(0).value()).isEqualTo(300);
        assertThat(forth.of(2).get(0).status()).isEqualTo(Status.NORMAL);
    }

    @Test
    void all_values_come_target_by_target_year_by_year() {
        ReaggregationResult result =
                run(request("2022/2023", box("west", 0, 1), box("far", 100, 101), box("east", 2, 4)));
        assertThat(StreamSupport.stream(result.spliterator(), false)
                        .map(v -> v.target() + " " + v.year() + " " + v.status().id()))
                .containsExactly(
                        "0 2022 estimated",
                        "0 2023 estimated",
                        "1 2022 outside",
                        "1 2023 outside",
                        "2 2022 normal",
                        "2 2023 normal");
    }

    @Test
    void what_cannot_be_done_is_said_with_the_parameter_and_what_would_be_right() {
        assertRefused(
                request("2022", box("a", 0, 1)).with(ReaggregationDeclaration.SOURCE_DIVISION, "regso"),
                "sourceDivision",
                "'regso'",
                "deso");
        assertRefused(
                ReaggregationRequest.of(boundaries(box("a", 0, 1)), List.of("folk"), Periods.LATEST),
                "indicators",
                "'folk'",
                "population");
        assertRefused(
                ReaggregationRequest.of(boundaries(box("a", 0, 1)), List.of(), Periods.LATEST), "indicators", "none");
        assertRefused(request("1999", box("a", 0, 1)), "periods", "1999", "2022, 2023, 2024");
        assertRefused(
                request("2022", box("a", 0, 1)).with(ReaggregationDeclaration.WEIGHTING, Weighting.POPULATION),
                "population",
                "import that");
        assertRefused(
                request("2022", box("a", 0, 1)).with(ReaggregationDeclaration.WEIGHTING, Weighting.CODE),
                "code",
                "cuts units");
        Geometry swapped = GEOMETRIES.toGeometry(new Envelope(N, N + 1000, E, E + 1000));
        assertRefused(
                request("2022", new Target("a", swapped)), "boundaries", "no data", "EPSG:3006", "axes look swapped");
        assertThatThrownBy(() -> Periods.parse(List.of("i fjol"))).hasMessageContainingAll("'i fjol'", "2011/2023");
        assertThatThrownBy(() -> Periods.parse(List.of("2023/2011"))).hasMessageContaining("earlier year first");
        assertThatThrownBy(() -> reaggregator().boundaries(VintageId.parse("kommun@2025")))
                .hasMessageContainingAll("kommun@2025", "deso@2018");
    }

    @Test
    void a_cancelled_request_stops() {
        assertThatThrownBy(() -> reaggregator().run(request("2022", box("a", 0, 1)), () -> true))
                .isInstanceOf(CancellationException.class);
    }

    private void assertRefused(ReaggregationRequest request, String... told) {
        assertThatThrownBy(() -> run(request))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContainingAll(told);
    }

    // ---- how the region is made

    private ReaggregationResult run(ReaggregationRequest request) {
        return reaggregator().run(request, () -> false);
    }

    private Reaggregator reaggregator() {
        ChangeLog log =
                new ChangeLog("deso", "2018", "2025", List.of(change(A, A1), change(A, A2)), Instant.EPOCH, "", "");
        Snapshot snapshot = new Snapshot(
                1,
                false,
                List.of(
                        vintage(
                                "deso@2018",
                                YearRange.ALWAYS.from(),
                                OptionalInt.of(2023),
                                area(A, 0, 2),
                                area(B, 2, 4)),
                        vintage(
                                "deso@2025",
                                OptionalInt.of(2024),
                                lastValid,
                                area(A1, -3, 1),
                                area(A2, 1, 2),
                                area(B, 2, 4))),
                values,
                List.of(log),
                masks,
                List.of());
        return new Reaggregator(
                snapshot, Observations.of(snapshot, Configuration.load(directory)), new WeightsCache(1_000_000));
    }

    private static Change change(String from, String to) {
        return new Change(from, to, ChangeKind.ENDED_TO_NEW, Optional.empty(), Optional.empty());
    }

    private record Target(String id, Geometry geometry) {}

    private static ReaggregationRequest request(String periods, Target... targets) {
        return ReaggregationRequest.of(boundaries(targets), List.of("population"), Periods.parse(List.of(periods)));
    }

    private static Boundaries boundaries(Target... targets) {
        List<String> ids = List.of(targets).stream().map(Target::id).toList();
        return Boundaries.of(
                Targets.of(ids, List.of(targets).stream().map(Target::geometry).toList()), ids);
    }

    private static Target box(String id, double fromKm, double toKm) {
        return new Target(id, polygon(fromKm, toKm));
    }

    /** 2 km high. */
    private static Polygon polygon(double fromKm, double toKm) {
        return (Polygon) GEOMETRIES.toGeometry(new Envelope(E + 1000 * fromKm, E + 1000 * toKm, N, N + 2000));
    }

    private static Area area(String code, double fromKm, double toKm) {
        return new Area(
                code,
                "",
                Optional.empty(),
                Map.of(),
                GEOMETRIES.createMultiPolygon(new Polygon[] {polygon(fromKm, toKm)}),
                OptionalDouble.empty());
    }

    private static VintageAreas vintage(String id, OptionalInt from, OptionalInt to, Area... areas) {
        return new VintageAreas(
                new Vintage(
                        VintageId.parse(id),
                        new YearRange(from, to),
                        List.of(),
                        Optional.empty(),
                        "",
                        "",
                        "",
                        Instant.EPOCH,
                        "",
                        ""),
                List.of(areas),
                List.of());
    }

    private static Provenance provenance(String name) {
        return new Provenance(Instant.EPOCH, name + ".csv", "", "");
    }

    /** @param codesAndNumbers codes ascending, each with its value */
    private void values(String indicator, String vintage, int year, Object... codesAndNumbers) {
        int size = codesAndNumbers.length / 2;
        List<String> codes = new ArrayList<>();
        double[] numbers = new double[size];
        for (int i = 0; i < size; i++) {
            codes.add((String) codesAndNumbers[2 * i]);
            numbers[i] = (Integer) codesAndNumbers[2 * i + 1];
        }
        values.add(new PublishedValues(
                indicator, VintageId.parse(vintage), year, codes, numbers, new byte[size], provenance(indicator)));
    }
}
