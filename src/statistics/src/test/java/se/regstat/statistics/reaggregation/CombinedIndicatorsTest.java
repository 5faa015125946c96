package se.regstat.statistics.reaggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
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
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.weights.WeightsCache;

/** Indices, classes and criteria that are made of other indicators, on 80 DeSO of a kilometre in a row, two to a RegSO. */
class CombinedIndicatorsTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final int UNITS = 80;
    private static final double EXACT = 1e-9;

    @TempDir
    Path folder;

    private final List<PublishedValues> values = new ArrayList<>();

    @BeforeEach
    void publish() throws IOException {
        describe("""
                  idx: {kind: index, components: {share_p: 1, share_q: 3}}
                  z: {kind: index, components: [share_p, share_q], standardised: regso}
                  type: {kind: class, of: idx, reference: regso, limits: [2, 1, 0, -1]}
                  type_2020: {kind: class, of: idx, reference: regso, limits: [2, 1, 0, -1], anchored: 2020}
                  problems: {kind: criteria, conditions: ["share_p >= 20", "share_q <= 10"]}
                """);
        for (int year : new int[] {2020, 2021}) {
            publish("population", year, unit -> 100 + unit);
            publish("p", year, unit -> (unit * unit) % 60 + 3 * (year - 2020));
            publish("q", year, unit -> unit * 0.3 + (year - 2020) * (unit % 5));
        }
    }

    private void describe(String more) throws IOException {
        Files.writeString(folder.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count}
                  p: {kind: count}
                  q: {kind: count}
                  share_p: {kind: ratio, numerator: p, denominator: population}
                  share_q: {kind: ratio, numerator: q, denominator: population}
                  secret: {kind: count, disclosure: {base: population, minimum: 5}}
                  share_secret: {kind: ratio, numerator: secret, denominator: population}
                  published: {kind: index}
                  published_type: {kind: class}
                """ + more);
        Files.writeString(folder.resolve("divisions.yml"), """
                divisions:
                  deso: {complete_within: kommun}
                  regso: {complete_within: kommun}
                """);
    }

    private static String code(String prefix, int number) {
        return String.format(Locale.ROOT, "%s%02d", prefix, number);
    }

    private void publish(String indicator, int year, IntToDoubleFunction of) {
        values.add(new PublishedValues(
                indicator,
                new VintageId("deso", "2025"),
                year,
                IntStream.range(0, UNITS).mapToObj(unit -> code("d", unit)).toList(),
                IntStream.range(0, UNITS).mapToDouble(of).toArray(),
                new byte[UNITS],
                new Provenance(Instant.EPOCH, indicator + ".csv", "", "")));
    }

    private static Polygon box(double from, double to) {
        return (Polygon)
                GEOMETRIES.toGeometry(new Envelope(500_000 + 1000 * from, 500_000 + 1000 * to, 6_500_000, 6_501_000));
    }

    private static VintageAreas vintage(String id, List<String> parents, List<Area> areas) {
        return new VintageAreas(
                new Vintage(
                        VintageId.parse(id),
                        YearRange.ALWAYS,
                        parents.stream()
                                .map(parent -> new Vintage.Parent(parent, Optional.empty()))
                                .toList(),
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

    private static Area area(String code, Map<String, String> parents, Polygon box) {
        return new Area(
                code,
                "",
                Optional.empty(),
                parents,
                GEOMETRIES.createMultiPolygon(new Polygon[] {box}),
                OptionalDouble.empty());
    }

    private Observations observations() {
        List<Area> units = IntStream.range(0, UNITS)
                .mapToObj(unit -> area(
                        code("d", unit), Map.of("regso", code("r", unit / 2), "kommun", "k"), box(unit, unit + 1.0)))
                .toList();
        List<Area> regsos = IntStream.range(0, UNITS / 2)
                .mapToObj(regso -> area(code("r", regso), Map.of("kommun", "k"), box(2 * regso, 2 * regso + 2.0)))
                .toList();
        Snapshot snapshot = new Snapshot(
                1,
                false,
                List.of(
                        vintage("deso@2025", List.of("regso", "kommun"), units),
                        vintage("regso@2025", List.of("kommun"), regsos),
                        vintage("kommun@2025", List.of(), List.of(area("k", Map.of(), box(0, UNITS))))),
                values,
                List.of());
        return Observations.of(snapshot, Configuration.load(folder));
    }

    private Map<String, ReaggregatedValue> reaggregated(double from, double to, String... indicators) {
        Observations observations = observations();
        Boundaries boundaries =
                Boundaries.of(Targets.of(List.of("t"), List.of(box(from, to)), () -> false), List.of(""));
        return new Reaggregator(observations.snapshot(), observations, new WeightsCache(0))
                        .run(
                                ReaggregationRequest.of(
                                        boundaries, List.of(indicators), Periods.parse(List.of("2021"))),
                                () -> false)
                        .of(0)
                        .stream()
                        .collect(Collectors.toMap(value -> value.indicator().id(), value -> value));
    }

    private static double[] all(YearValues values) {
        return IntStream.range(0, values.size()).mapToDouble(values::value).toArray();
    }

    @Test
    void an_index_is_made_anew_of_its_components_on_every_division() {
        Observations observations = observations();
        for (String division : List.of("deso", "regso", "kommun")) {
            double[] p = all(observations.year("share_p", division, 2021).orElseThrow());
            double[] q = all(observations.year("share_q", division, 2021).orElseThrow());
            YearValues index = observations.year("idx", division, 2021).orElseThrow();
            assertThat(p.length).isEqualTo(index.size());
            for (int area = 0; area < p.length; area++) {
                assertThat(index.value(area)).isCloseTo((p[area] + 3 * q[area]) / 4, within(EXACT));
                assertThat(index.status(area)).isEqualTo(Status.NORMAL);
            }
        }
    }

    @Test
    void five_types_are_those_of_the_mean_and_the_deviation_over_the_reference_division() {
        Observations observations = observations();
        for (int year : new int[] {2020, 2021}) {
            double[] reference = all(observations.year("idx", "regso", year).orElseThrow());
            double mean = Arrays.stream(reference).average().orElseThrow();
            double deviation = Math.sqrt(Arrays.stream(reference)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElseThrow());
            for (String division : List.of("deso", "regso")) {
                double[] index = all(observations.year("idx", division, year).orElseThrow());
                double[] types = all(observations.year("type", division, year).orElseThrow());
                for (int area = 0; area < index.length; area++) {
                    double off = (index[area] - mean) / deviation;
                    assertThat(types[area]).isEqualTo(off >= 2 ? 1 : off >= 1 ? 2 : off >= 0 ? 3 : off >= -1 ? 4 : 5);
                }
                assertThat(Arrays.stream(types).distinct().count()).isGreaterThan(2);
            }
        }
    }

    @Test
    void anchored_types_agree_with_relative_ones_in_the_base_year_and_not_after() {
        Observations observations = observations();
        assertThat(all(observations.year("type_2020", "deso", 2020).orElseThrow()))
                .isEqualTo(all(observations.year("type", "deso", 2020).orElseThrow()));
        assertThat(all(observations.year("type_2020", "deso", 2021).orElseThrow()))
                .isNotEqualTo(all(observations.year("type", "deso", 2021).orElseThrow()));
    }

    @Test
    void a_standardised_index_has_the_mean_zero_over_its_reference() {
        assertThat(Arrays.stream(all(observations().year("z", "regso", 2021).orElseThrow()))
                        .average()
                        .orElseThrow())
                .isCloseTo(0, within(EXACT));
    }

    @Test
    void on_an_own_boundary_an_index_is_that_of_its_components_there_with_an_interval() {
        Map<String, ReaggregatedValue> found = reaggregated(3.4, 31.7, "idx", "share_p", "share_q", "type", "problems");
        ReaggregatedValue p = found.get("share_p");
        ReaggregatedValue q = found.get("share_q");
        ReaggregatedValue index = found.get("idx");
        assertThat(index.value()).isCloseTo((p.value() + 3 * q.value()) / 4, within(EXACT));
        assertThat(index.lower()).isCloseTo((p.lower() + 3 * q.lower()) / 4, within(EXACT));
        assertThat(index.upper()).isCloseTo((p.upper() + 3 * q.upper()) / 4, within(EXACT));
        assertThat(index.status()).isEqualTo(Status.ESTIMATED);
        assertThat(index.cutSources()).isEqualTo(2);
        assertThat(index.lower()).isLessThan(index.value());
        assertThat(index.reason()).isEqualTo(p.reason());
        assertThat(Double.isNaN(index.intervalLow())).isEqualTo(Double.isNaN(p.intervalLow()));
        double mean = Arrays.stream(
                        all(observations().year("idx", "regso", 2021).orElseThrow()))
                .average()
                .orElseThrow();
        assertThat(found.get("type").value()).isEqualTo(index.value() >= mean ? 3 : 4);
        assertThat(found.get("problems").value()).isEqualTo((p.value() >= 20 ? 1 : 0) + (q.value() <= 10 ? 1 : 0));
    }

    @Test
    void of_whole_units_it_is_exact_and_the_same_as_their_own_layers_figure() {
        Map<String, ReaggregatedValue> found = reaggregated(4, 6, "idx", "type");
        YearValues index = observations().year("idx", "regso", 2021).orElseThrow();
        assertThat(found.get("idx").value()).isCloseTo(index.value(2), within(EXACT));
        assertThat(found.get("idx").status()).isEqualTo(Status.NORMAL);
        assertThat(found.get("idx").intervalLow()).isEqualTo(found.get("idx").value());
        assertThat(found.get("type").value())
                .isEqualTo(
                        observations().year("type", "regso", 2021).orElseThrow().value(2));
    }

    @Test
    void the_same_is_told_alone_as_beside_its_components() {
        assertThat(reaggregated(3.4, 31.7, "type").get("type"))
                .isEqualTo(reaggregated(3.4, 31.7, "share_p", "type", "idx").get("type"));
    }

    @Test
    void a_gap_in_a_component_is_a_gap_in_what_is_made_of_it() {
        values.removeIf(year -> year.indicator().equals("q") && year.year() == 2021);
        publish("q", 2021, unit -> unit == 10 ? Double.NaN : 5);
        YearValues index = observations().year("idx", "deso", 2021).orElseThrow();
        assertThat(index.status(10)).isEqualTo(Status.MISSING);
        assertThat(index.hasValue(11)).isTrue();
        ReaggregatedValue over = reaggregated(9.5, 12, "idx").get("idx");
        assertThat(over.status()).isEqualTo(Status.MISSING);
        assertThat(over.value()).isNaN();
    }

    @Test
    void without_the_reference_division_there_is_no_class() throws IOException {
        describe(
                "  type: {kind: class, of: idx, reference: storstad, limits: [0]}\n  idx: {kind: index, components: [share_p]}\n");
        YearValues type = observations().year("type", "deso", 2021).orElseThrow();
        assertThat(type.status(0)).isEqualTo(Status.MISSING);
        assertThat(type.reason(0)).isEqualTo(Reason.NO_REFERENCE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x: {kind: index, components: [nosuch]} | which this file does not describe",
                "x: {kind: index, components: [population]} | which is of kind count",
                "x: {kind: index, components: [published_type]} | which is of kind class",
                "x: {kind: index, components: {share_p: 0}} | weights are above 0",
                "x: {kind: index, components: [share_secret]} | is made of 'secret', which is restricted",
                "x: {kind: class, of: share_p, reference: regso, limits: [0]} | classes are those of an index",
                "x: {kind: class, of: published, limits: [0]} | name the division",
                "x: {kind: class, of: published, reference: regso, limits: [0, 1]} | from the highest to the lowest",
                "x: {kind: criteria, conditions: ['share_p > 10']} | should be an indicator and a limit",
            })
    void what_cannot_be_made_is_refused_with_its_line(String entry, String why) throws IOException {
        describe("  " + entry + "\n");
        assertThatThrownBy(() -> Configuration.load(folder))
                .hasMessageContaining("indicators.yml, line 11")
                .hasMessageContaining("x")
                .hasMessageContaining(why);
    }

    @Test
    void of_components_that_are_only_published_it_is_shown_and_not_reaggregated() throws IOException {
        describe("  idx: {kind: index, components: [published]}\n");
        publish("published", 2021, unit -> unit);
        assertThat(observations().year("idx", "deso", 2021).orElseThrow().value(7))
                .isEqualTo(7);
        assertThatThrownBy(() -> reaggregated(3.4, 31.7, "idx"))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContaining("'published' cannot be re-aggregated");
    }
}
