package se.regstat.statistics.reaggregation;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.estimate.ReaggregatedValue;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.secret.Secret;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.weights.WeightsCache;

/**
 * Four DeSO of one kilometre in a row, two in each of the kommuner 9801 and 9802 and all in the län 98; the kommuner's polygons
 * lie half a kilometre too far to the east, so that by geometry each would get some of the wrong ones.
 */
class ByCodeFiguresTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final List<String> DESO = List.of("9801A0010", "9801A0020", "9802A0010", "9802A0020");
    private static final List<String> KOMMUNER = List.of("9801", "9802");

    @TempDir
    private Path folder;

    private final List<PublishedValues> values = new ArrayList<>();
    private Configuration configuration;
    private double kommunSize = 2;

    @BeforeEach
    void describe() throws IOException {
        Files.writeString(folder.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count}
                  area_used: {kind: count}
                  income: {kind: mean, base: population, decimals: 1}
                  low_income: {kind: ratio, denominator: population, decimals: 1}
                  secret: {kind: count, disclosure: {minimum: 5}, told_for: [kommun]}
                """);
        complete("kommun");
        values("population", "deso@2018", DESO, 1000, 2000, 3000, 4000);
        values("income", "deso@2018", DESO, 300.17, 300.26, 300.34, 300.48);
    }

    private void complete(String within) throws IOException {
        Files.writeString(
                folder.resolve("divisions.yml"),
                "divisions: {deso: {complete_within: " + within + "}, kommun: {complete_within: riket}}\n");
        Files.writeString(folder.resolve("derived.yml"), "derived: {kommun: {indicators: [population]}}\n");
        configuration = Configuration.load(folder);
    }

    private void values(String indicator, String vintage, List<String> codes, double... numbers) {
        values(indicator, vintage, codes, new byte[codes.size()], numbers);
    }

    private void values(String indicator, String vintage, List<String> codes, byte[] statuses, double... numbers) {
        values.add(new PublishedValues(
                indicator,
                VintageId.parse(vintage),
                2022,
                codes,
                numbers,
                statuses,
                new Provenance(Instant.EPOCH, "table.csv", "", "")));
    }

    private Snapshot snapshot() {
        List<Area> deso = new ArrayList<>();
        for (int i = 0; i < DESO.size(); i++) {
            deso.add(area(DESO.get(i), i, i + 1, Map.of("kommun", DESO.get(i).substring(0, 4))));
        }
        return new Snapshot(
                        1,
                        false,
                        List.of(
                                vintage("deso@2018", List.of(new Vintage.Parent("kommun", Optional.empty())), deso),
                                vintage(
                                        "kommun@2025",
                                        List.of(new Vintage.Parent("lan", Optional.empty())),
                                        List.of(
                                                area("9801", 0.5, 0.5 + kommunSize, Map.of("lan", "98")),
                                                area("9802", 2.5, 2.5 + kommunSize, Map.of("lan", "98")))),
                                vintage("lan@2025", List.of(), List.of(area("98", 0.5, 4.5, Map.of())))),
                        values,
                        List.of())
                .with(Secret.of(new byte[32]));
    }

    private static Area area(String code, double from, double to, Map<String, String> parents) {
        Polygon box = (Polygon)
                GEOMETRIES.toGeometry(new Envelope(500_000 + 1000 * from, 500_000 + 1000 * to, 6_500_000, 6_501_000));
        MultiPolygon multi = GEOMETRIES.createMultiPolygon(new Polygon[] {box});
        return new Area(code, "", Optional.empty(), parents, multi, OptionalDouble.empty());
    }

    private static VintageAreas vintage(String id, List<Vintage.Parent> parents, List<Area> areas) {
        YearRange valid = new YearRange(OptionalInt.empty(), OptionalInt.of(2023));
        return new VintageAreas(
                new Vintage(VintageId.parse(id), valid, parents, Optional.empty(), "", "", "", Instant.EPOCH, "", ""),
                areas,
                List.of());
    }

    private List<ReaggregatedValue> told(String indicator, String target, MissingParts missing) {
        Snapshot snapshot = snapshot();
        Reaggregator reaggregator =
                new Reaggregator(snapshot, Observations.of(snapshot, configuration), new WeightsCache(0));
        ReaggregationRequest request = ReaggregationRequest.of(
                        reaggregator.boundaries(VintageId.parse(target)), List.of(indicator), Periods.LATEST)
                .with(ReaggregationDeclaration.MISSING, missing);
        List<ReaggregatedValue> told = new ArrayList<>();
        for (ReaggregatedValue value : reaggregator.run(request, () -> false)) told.add(value.told());
        return told;
    }

    private void assertToldAsTheLayerDoes(String indicator, String target) {
        Series layer = Observations.of(snapshot(), configuration)
                .series(indicator, VintageId.parse(target).division())
                .orElseThrow();
        YearValues year = layer.year(2022).orElseThrow();
        for (ReaggregatedValue value : told(indicator, target, MissingParts.STRICT)) {
            assertThat(value.value()).isNotNaN().isEqualTo(year.told(layer.indicator(), value.target()));
            assertThat(value.status()).isEqualTo(year.status(value.target()));
        }
    }

    @Test
    void a_mean_or_percentage_published_for_the_kommun_keeps_its_digits() {
        values("income", "kommun@2025", KOMMUNER, 312.45, 298.05);
        values("low_income", "deso@2018", DESO, 10, 11, 12, 13);
        values("low_income", "kommun@2025", KOMMUNER, 10.66, 12.57);
        assertToldAsTheLayerDoes("income", "kommun@2025");
        assertToldAsTheLayerDoes("low_income", "kommun@2025");
        assertThat(told("income", "kommun@2025", MissingParts.STRICT).get(0).value())
                .isEqualTo(312.45);
    }

    @Test
    void a_mean_that_is_computed_from_parts_has_the_decimals_of_its_indicator() {
        assertToldAsTheLayerDoes("income", "kommun@2025");
        assertToldAsTheLayerDoes("income", "lan@2025");
        assertThat(told("income", "kommun@2025", MissingParts.STRICT).get(0).value())
                .isEqualTo(300.2);
    }

    @Test
    void an_estimated_sum_keeps_its_digits() {
        byte[] estimated = new byte[4];
        estimated[1] = Status.ESTIMATED.code();
        values("area_used", "deso@2018", DESO, estimated, 1000.31, 234.25, 7.5, 0.25);
        assertToldAsTheLayerDoes("area_used", "kommun@2025");
        assertToldAsTheLayerDoes("area_used", "lan@2025");
        ReaggregatedValue sum =
                told("area_used", "kommun@2025", MissingParts.STRICT).get(0);
        assertThat(sum.value()).isEqualTo(1234.56);
        assertThat(sum.intervalLow()).isNaN();
        assertThat(sum.reason()).isEqualTo(Reason.UNTRIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kommun@2025", "lan@2025"})
    void where_a_source_is_not_known_to_be_complete_codes_tell_all_the_same(String target) throws IOException {
        complete("none");
        for (ReaggregatedValue value : told("population", target, MissingParts.STRICT)) {
            assertThat(value.weighting()).isEqualTo("code");
            assertThat(value.status()).isEqualTo(Status.MISSING);
            assertThat(value.reason()).isEqualTo(Reason.INCOMPLETE);
        }
        List<ReaggregatedValue> partial = told("population", target, MissingParts.PARTIAL);
        assertThat(partial.get(0).value()).isEqualTo(target.startsWith("lan") ? 10_000 : 3000);
        assertThat(partial.get(0).status()).isEqualTo(Status.ESTIMATED);
        assertThat(partial.get(0).upper()).isNaN();
        values("population", "kommun@2025", KOMMUNER, 3001, 7002);
        assertToldAsTheLayerDoes("population", "kommun@2025");
    }

    @Test
    void parts_that_cover_less_than_half_of_an_area_are_added_up_on_request() {
        kommunSize = 8;
        ReaggregatedValue strict =
                told("population", "kommun@2025", MissingParts.STRICT).get(0);
        assertThat(strict.status()).isEqualTo(Status.MISSING);
        assertThat(strict.reason()).isEqualTo(Reason.INCOMPLETE);
        ReaggregatedValue partial =
                told("population", "kommun@2025", MissingParts.PARTIAL).get(0);
        assertThat(partial.status()).isEqualTo(Status.ESTIMATED);
        assertThat(partial.value()).isEqualTo(3000);
        assertThat(partial.upper()).isNaN();
    }

    @Test
    void a_restricted_indicator_is_not_summed_either_from_what_is_not_known_to_be_complete() throws IOException {
        values("secret", "deso@2018", DESO, 10, 20, 30, 40);
        assertThat(told("secret", "kommun@2025", MissingParts.STRICT).get(0).value())
                .isCloseTo(30, within(5.0));
        complete("none");
        ReaggregatedValue value =
                told("secret", "kommun@2025", MissingParts.STRICT).get(0);
        assertThat(value.status()).isEqualTo(Status.MISSING);
        assertThat(value.reason()).isEqualTo(Reason.INCOMPLETE);
        assertThat(value.value()).isNaN();
    }
}
