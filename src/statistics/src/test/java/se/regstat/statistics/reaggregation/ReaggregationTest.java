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
import java.util.stream.IntStream;
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
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/** Two areas of 2018, 2 km wide, the first of which was split in 2025. */
class ReaggregationTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final VintageId BEFORE = VintageId.parse("deso@2018");
    private static final VintageId AFTER = VintageId.parse("deso@2025");

    @TempDir
    private Path folder;

    private Reaggregation reaggregation;

    @BeforeEach
    void load() throws IOException {
        Files.writeString(folder.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count}
                  women: {kind: count}
                  share_women: {kind: ratio, numerator: women, denominator: population}
                  median_income: {kind: median, base: population}
                  area_type: {kind: class}
                  convicted: {kind: count, disclosure: {minimum: 50}}
                """);
        List<VintageAreas> vintages = List.of(
                vintage(
                        BEFORE,
                        new YearRange(OptionalInt.empty(), OptionalInt.of(2023)),
                        area("A", 0, 2),
                        area("B", 2, 4)),
                vintage(
                        AFTER,
                        new YearRange(OptionalInt.of(2024), OptionalInt.empty()),
                        area("A1", 0, 1),
                        area("A2", 1, 2),
                        area("B", 2, 4)));
        List<PublishedValues> values = List.of(
                values("population", BEFORE, 2023, 1000, 600),
                values("women", BEFORE, 2023, 500, 360),
                values("median_income", BEFORE, 2023, 200, 300),
                values("area_type", BEFORE, 2023, 1, 5),
                values("convicted", BEFORE, 2023, 7, 9),
                values("population", AFTER, 2024, 450, 610, 620));
        ChangeLog log = new ChangeLog(
                "deso", "2018", "2025", List.of(change("A", "A1"), change("A", "A2")), Instant.EPOCH, "", "");
        Mask builtUp = new Mask(Mask.BUILT_UP, List.of(polygon(0.8, 1.4), polygon(3.6, 4)), provenance("built.gpkg"));
        Snapshot snapshot = new Snapshot(1, false, vintages, values, List.of(log), List.of(builtUp), List.of());
        reaggregation = new Reaggregation(
                snapshot,
                Observations.of(snapshot, Configuration.load(folder)),
                new WeightsCache(1 << 20),
                new AnsweredTargets(folder.resolve("answered.txt"), 100));
    }

    private static Change change(String from, String to) {
        return new Change(from, to, ChangeKind.ENDED_TO_NEW, Optional.empty(), Optional.empty());
    }

    private static Polygon polygon(double west, double east) {
        return (Polygon) GEOMETRIES.toGeometry(new Envelope(
                Patchwork.WEST + 1000 * west, Patchwork.WEST + 1000 * east, Patchwork.SOUTH, Patchwork.SOUTH + 1000));
    }

    private static Area area(String code, double west, double east) {
        return new Area(
                code,
                "",
                Optional.empty(),
                Map.of(),
                GEOMETRIES.createMultiPolygon(new Polygon[] {polygon(west, east)}),
                OptionalDouble.empty());
    }

    private static VintageAreas vintage(VintageId id, YearRange valid, Area... areas) {
        Vintage vintage = new Vintage(id, valid, List.of(), Optional.empty(), "", "", "", Instant.EPOCH, "", "");
        return new VintageAreas(vintage, List.of(areas), List.of());
    }

    private static PublishedValues values(String indicator, VintageId vintage, int year, double... numbers) {
        List<String> codes = vintage.equals(BEFORE) ? List.of("A", "B") : List.of("A1", "A2", "B");
        return new PublishedValues(
                indicator, vintage, year, codes, numbers, new byte[numbers.length], provenance(indicator + ".csv"));
    }

    private static Provenance provenance(String file) {
        return new Provenance(Instant.EPOCH, file, "", "");
    }

    private static Targets targets(double... spans) {
        List<Geometry> geometries = new ArrayList<>();
        for (int i = 0; i < spans.length; i += 2) geometries.add(polygon(spans[i], spans[i + 1]));
        return Targets.of(
                IntStream.range(0, geometries.size()).mapToObj(i -> "t" + i).toList(), geometries);
    }

    private Reaggregated compute(Reaggregation.Request request) {
        return reaggregation.reaggregate(request, () -> false);
    }

    private static Reaggregation.Request request(Targets targets, String indicator, Integer... periods) {
        return Reaggregation.Request.of(targets, List.of(indicator), List.of(periods));
    }

    private static Reaggregation.Request by(
            Reaggregation.Request request, Weighting weighting, boolean approximate, VintageId target) {
        return new Reaggregation.Request(
                request.targets(),
                Optional.ofNullable(target),
                request.indicators(),
                request.periods(),
                request.sourceDivision(),
                weighting,
                request.mask(),
                request.population(),
                request.missing(),
                approximate,
                request.tolerance());
    }

    @Test
    void each_period_is_taken_from_its_own_vintage() {
        Reaggregated result =
                compute(by(request(targets(0, 2, 1, 4), "population", 2023, 2024), Weighting.AREA, false, null));
        assertThat(result.values(0)).extracting(Reaggregated.Value::value).containsExactly(1000.0, 1060.0);
        assertThat(result.values(1)).extracting(Reaggregated.Value::value).containsExactly(1100.0, 1230.0);
        assertThat(result.values(1))
                .extracting(Reaggregated.Value::status)
                .containsExactly(Status.ESTIMATED, Status.NORMAL);
        assertThat(result.columns())
                .extracting(Reaggregated.Column::derivedFrom)
                .containsExactly("deso@2018, 2023 (population.csv)", "deso@2025, 2024 (population.csv)");
    }

    @Test
    void earlier_and_later_years_go_on_either_vintage_exactly_where_the_log_says_so() {
        Targets before = Targets.valid(List.of("A", "B"), List.of(polygon(0, 2), polygon(2, 4)));
        Reaggregated back = compute(by(request(before, "population", 2023, 2024), Weighting.AUTO, false, BEFORE));
        assertThat(back.values(0)).extracting(Reaggregated.Value::value).containsExactly(1000.0, 1060.0);
        assertThat(back.values(0)).extracting(Reaggregated.Value::status).containsOnly(Status.NORMAL);
        assertThat(back.values(0)).extracting(Reaggregated.Value::weighting).containsOnly(Weighting.CODE);
    }

    @Test
    void the_best_there_is_is_a_mask_and_it_says_so() {
        Reaggregated.Value value =
                compute(request(targets(0, 1), "population", 2023)).values(0).get(0);
        assertThat(value.value()).isCloseTo(1000 / 3.0, within(1e-6));
        assertThat(value.weighting()).isEqualTo(Weighting.MASK);
        assertThat(value.distribution()).contains("built-up");
        assertThat(value.lower()).isZero();
        assertThat(value.upper()).isEqualTo(1000);
        assertThat(value.cutShare()).isEqualTo(1);
    }

    @Test
    void ratios_are_made_of_their_counts() {
        Reaggregated.Value value = compute(by(request(targets(1, 4), "share_women", 2023), Weighting.AREA, false, null))
                .values(0)
                .get(0);
        assertThat(value.value()).isEqualTo(100 * (250 + 360) / 1100.0);
    }

    @Test
    void what_cannot_be_derived_is_refused_with_the_reason_or_approximated_when_asked_for() {
        Reaggregation.Request median = request(targets(0, 4), "median_income", 2023);
        assertThatThrownBy(() -> compute(median))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContaining("median_income")
                .hasMessageContaining("approximate=true");
        Reaggregated.Value value =
                compute(by(median, Weighting.AUTO, true, null)).values(0).get(0);
        assertThat(value.value()).isEqualTo((1000 * 200 + 600 * 300) / 1600.0);
        assertThat(value.status()).isEqualTo(Status.ESTIMATED);
        assertThat(value.upper()).isNaN();
        assertThatThrownBy(() -> compute(by(request(targets(0, 4), "area_type", 2023), Weighting.AUTO, true, null)))
                .hasMessageContaining("between two classes");
    }

    @Test
    void of_a_restricted_indicator_few_persons_are_not_told_of() {
        Reaggregated result = compute(
                by(request(targets(0, 4, 0, 2, 2.05, 4, 0, 0.05), "convicted", 2023), Weighting.AREA, false, null));
        assertThat(IntStream.range(0, 4).mapToObj(j -> result.values(j).get(0).status()))
                .containsExactly(Status.NORMAL, Status.NORMAL, Status.ESTIMATED, Status.SUPPRESSED);
        Reaggregated.Value few = compute(by(request(targets(0, 0.09), "convicted", 2023), Weighting.AREA, false, null))
                .values(0)
                .get(0);
        assertThat(few.status()).isEqualTo(Status.SUPPRESSED);
        assertThat(List.of(
                        few.value(), few.lower(), few.upper(), few.cutShare(), few.largestShare(), few.missingShare()))
                .containsOnly(Double.NaN);
    }

    @Test
    void what_is_not_there_is_named_with_what_is() {
        assertThatThrownBy(() -> compute(request(targets(0, 1), "populaton", 2023)))
                .hasMessageContaining("'populaton'")
                .hasMessageContaining("population, women");
        assertThatThrownBy(() -> compute(request(targets(0, 1), "population", 2019)))
                .hasMessageContaining("2019")
                .hasMessageContaining("2023, 2024");
        assertThatThrownBy(() ->
                        compute(by(request(targets(0, 1), "population", 2023), Weighting.POPULATION, false, null)))
                .hasMessageContaining("needs a registered population");
    }

    @Test
    void targets_elsewhere_are_refused_with_a_hint_at_their_axes() {
        Geometry swapped = GEOMETRIES.toGeometry(
                new Envelope(Patchwork.SOUTH, Patchwork.SOUTH + 1000, Patchwork.WEST, Patchwork.WEST + 1000));
        assertThatThrownBy(() -> compute(request(Targets.of(List.of("x"), List.of(swapped)), "population", 2023)))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContaining("swap the coordinates");
    }

    @Test
    void it_stops_when_told_to() {
        assertThatThrownBy(() -> reaggregation.reaggregate(request(targets(0, 1), "population", 2023), () -> true))
                .isInstanceOf(CancellationException.class);
    }
}
