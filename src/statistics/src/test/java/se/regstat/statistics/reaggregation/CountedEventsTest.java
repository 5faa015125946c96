package se.regstat.statistics.reaggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.estimate.Mass;
import se.regstat.statistics.estimate.ReaggregatedValue;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.indicator.Origin;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.secret.Secret;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * On a row of six DeSO a kilometre wide with 100 persons each, in two kommuner of three. Places are in kilometres from their western
 * end.
 */
class CountedEventsTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final Provenance PROVENANCE = new Provenance(Instant.EPOCH, "fires.csv", "", "");

    private Secret secret = Secret.of(new byte[32]);

    @TempDir
    private Path folder;

    private EventCoverage covers = EventCoverage.COUNTRY;
    private double[] places = {0.2, 0.4, 1.5, 2.9, 3.1, 9};
    private byte[] known = new byte[6];
    private List<Area> district = List.of(area("x", 1.6, 3.2, ""));

    @BeforeEach
    void describe() throws IOException {
        Files.writeString(folder.resolve("divisions.yml"), """
                divisions:
                  deso: {complete_within: kommun}
                """);
        Files.writeString(folder.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count}
                  fires: {kind: count, events: {}}
                  per_thousand: {kind: ratio, numerator: fires, denominator: population, per: 1000, decimals: 3}
                  per_km2: {kind: density, of: fires, decimals: 2}
                  secret: {kind: count, disclosure: {minimum: 3, base: secret}, told_for: [district], events: {}}
                  share_secret: {kind: ratio, numerator: secret, denominator: population}
                """);
        Files.writeString(folder.resolve("derived.yml"), "derived:\n  district: {indicators: [population]}\n");
    }

    @Test
    void what_lies_in_somebody_s_boundary_is_counted_and_not_estimated() {
        ReaggregatedValue value = value("fires", span(0.3, 3));
        assertThat(value.value()).isEqualTo(3);
        assertThat(value.status()).isEqualTo(Status.NORMAL);
        assertThat(value.origin()).isEqualTo(Origin.COUNTED);
        assertThat(value.lower()).isEqualTo(3);
        assertThat(value.upper()).isEqualTo(3);
        assertThat(value.weighting()).isEqualTo("points");
        assertThat(value.derivedFrom()).isEqualTo("points, 2022, fires.csv");
        assertThat(value.cutSources()).isZero();
    }

    @Test
    void a_quotient_has_bounds_of_what_is_estimated_alone() {
        ReaggregatedValue value = value("per_thousand", span(0.25, 2));
        assertThat(value.value()).isEqualTo(1000 * 2 / 175.0);
        assertThat(value.lower()).isEqualTo(1000 * 2 / 200.0);
        assertThat(value.upper()).isEqualTo(1000 * 2 / 100.0);
        assertThat(value.status()).isEqualTo(Status.ESTIMATED);
        assertThat(value.weighting()).isEqualTo("area,points");
        ReaggregatedValue whole = value("per_thousand", span(0, 2));
        assertThat(whole.value()).isEqualTo(15);
        assertThat(whole.status()).isEqualTo(Status.NORMAL);
        ReaggregatedValue one = value("per_thousand", span(0, 1));
        assertThat(one.value()).as("a target that is one DeSO").isEqualTo(20);
    }

    @Test
    void a_density_is_by_the_land_that_is_estimated() {
        ReaggregatedValue value = value("per_km2", span(0, 1.5));
        assertThat(value.value()).isEqualTo(2 / 1.5);
        assertThat(value.lower()).isEqualTo(2 / 1.5);
        assertThat(value("per_km2", span(0, 2)).value()).isEqualTo(1.5);
    }

    @Test
    void a_quotient_is_missing_where_its_denominator_is_of_a_part_of_the_target() {
        places = new double[] {0.2, 0.4, 1.5, 5.5, 6.5};
        for (String quotient : List.of("per_thousand", "per_km2")) {
            ReaggregatedValue beyond = value(quotient, span(5, 6.9));
            assertThat(beyond.status())
                    .as(quotient + " of what half lies beyond")
                    .isEqualTo(Status.MISSING);
            assertThat(beyond.reason()).isEqualTo(Reason.NOT_COVERED);
        }
        assertThat(value("fires", span(5, 6.9)).value()).isEqualTo(2);
        known[1] = Status.SUPPRESSED.code();
        assertThat(value("per_thousand", span(0, 2)).status()).isEqualTo(Status.SUPPRESSED);
        ReaggregatedValue partial = run(request("per_thousand", own(span(0, 2)))
                        .with(ReaggregationDeclaration.MISSING, MissingParts.PARTIAL))
                .of(0)
                .get(0);
        assertThat(partial.status()).isEqualTo(Status.MISSING);
        assertThat(partial.reason()).isEqualTo(Reason.INCOMPLETE);
        covers = EventCoverage.parse("kommun=k1");
        ReaggregatedValue density = run(request("per_km2", own(span(2, 4)))
                        .with(ReaggregationDeclaration.MISSING, MissingParts.PARTIAL))
                .of(0)
                .get(0);
        assertThat(density.status()).as("fires of a part by land of a part").isEqualTo(Status.MISSING);
    }

    @Test
    void areas_of_divisions_are_told_alike_whether_summed_counted_or_asked_for() {
        assertThat(told("fires", "deso")).containsExactly(2.0, 1, 1, 1, 0, 0);
        assertThat(told("fires", "kommun")).containsExactly(4.0, 1);
        assertThat(told("fires", "district")).containsExactly(2.0);
        for (String division : List.of("deso@2018", "kommun@2018", "district@2018")) {
            ReaggregationResult result = run(request("fires", boundaries(division)));
            String id = VintageId.parse(division).division();
            for (ReaggregatedValue value : result) {
                YearValues layer = layer("fires", id);
                assertThat(value.value()).as(division).isEqualTo(layer.value(value.target()));
                assertThat(value.weighting()).as(division).isEqualTo("points");
                assertThat(value.status()).as(division).isEqualTo(layer.status(value.target()));
                assertThat(value.origin()).as(division).isEqualTo(layer.origin(value.target()));
            }
        }
        assertThat(layer("fires", "kommun").origin(0)).isEqualTo(Origin.SUMMED);
        assertThat(layer("fires", "district").origin(0)).isEqualTo(Origin.COUNTED);
        assertThat(layer("per_thousand", "kommun").value(0)).isEqualTo(1000 * 4 / 300.0);
    }

    @Test
    void where_it_went_is_told_with_what_lies_outside() {
        ReaggregationResult result = run(request("fires", own(span(0, 1), span(0.3, 3))));
        assertThat(result.masses().get(0).mass()).isEqualTo(new Mass(6, 5, 2, 1));
        assertThat(result.notes()).contains("outside: fires, 2022: 2 of 6 lie in none of the boundaries");
    }

    @Test
    void what_lies_where_no_value_is_told_is_not_said_to_lie_elsewhere() {
        covers = EventCoverage.parse("kommun=k0");
        places = new double[] {0.2, 1.5, 3.1};
        ReaggregationResult result = run(request("fires", boundaries("kommun@2018")));
        assertThat(result.of(1).get(0).status()).isEqualTo(Status.MISSING);
        assertThat(result.masses().get(0).mass().lost()).isZero();
        assertThat(result.notes()).noneMatch(note -> note.startsWith("outside"));
    }

    @Test
    void beyond_what_is_covered_there_is_no_zero() {
        covers = EventCoverage.parse("kommun=k0");
        assertThat(statuses("fires", "deso"))
                .containsExactly(
                        Status.NORMAL, Status.NORMAL, Status.NORMAL, Status.MISSING, Status.MISSING, Status.MISSING);
        assertThat(layer("fires", "deso").reason(4)).isEqualTo(Reason.NOT_COVERED);
        assertThat(layer("fires", "kommun").value(0)).isEqualTo(4);
        assertThat(layer("fires", "kommun").status(1)).isEqualTo(Status.MISSING);
        assertThat(layer("fires", "district").status(0)).as("only a part of it").isEqualTo(Status.MISSING);
        assertThat(value("fires", span(1.6, 2.4)).value()).isZero();
        assertThat(value("fires", span(1.6, 2.4)).status()).isEqualTo(Status.NORMAL);
        assertThat(value("fires", span(1.6, 3.4)).status()).isEqualTo(Status.MISSING);
        ReaggregatedValue partial = run(request("fires", own(span(1.6, 3.4)))
                        .with(ReaggregationDeclaration.MISSING, MissingParts.PARTIAL))
                .of(0)
                .get(0);
        assertThat(partial.status()).isEqualTo(Status.ESTIMATED);
        assertThat(partial.value()).isEqualTo(2);
        assertThat(partial.upper()).isNaN();
    }

    @Test
    void where_nobody_says_what_is_covered_there_are_at_least_those_that_are_known() {
        covers = EventCoverage.UNKNOWN;
        assertThat(statuses("fires", "deso"))
                .containsExactly(
                        Status.ESTIMATED,
                        Status.ESTIMATED,
                        Status.ESTIMATED,
                        Status.ESTIMATED,
                        Status.MISSING,
                        Status.MISSING);
        assertThat(layer("fires", "kommun").status(0)).isEqualTo(Status.ESTIMATED);
        assertThat(layer("fires", "kommun").value(1)).isEqualTo(1);
        ReaggregatedValue some = value("fires", span(0.3, 3.4));
        assertThat(some.status()).isEqualTo(Status.ESTIMATED);
        assertThat(some.value()).isEqualTo(4);
        assertThat(some.upper()).isNaN();
        ReaggregatedValue none = value("fires", span(4.1, 5.5));
        assertThat(none.status()).isEqualTo(Status.MISSING);
        assertThat(none.reason()).isEqualTo(Reason.NOT_COVERED);
        assertThat(value("per_thousand", span(4.1, 5.5)).status()).isEqualTo(Status.MISSING);
        assertThat(value("per_thousand", span(3, 5)).value()).isEqualTo(5);
        assertThat(value("per_thousand", span(3, 5)).status()).isEqualTo(Status.ESTIMATED);
    }

    @Test
    void restricted_ones_are_told_with_noise_for_what_their_rule_names() {
        places = new double[] {1.7, 1.8, 2.5, 3.1, 3.3};
        Set<Double> told = new HashSet<>();
        Set<Status> statuses = EnumSet.noneOf(Status.class);
        for (int round = 0; round < 40; round++) {
            secret = Patchwork.secret(round);
            ReaggregatedValue value = restricted("secret", 0);
            statuses.add(value.status());
            if (value.status() == Status.NORMAL) told.add(value.value());
            assertThat(value.lower()).isNaN();
        }
        assertThat(statuses).containsExactlyInAnyOrder(Status.NORMAL, Status.SUPPRESSED);
        assertThat(told)
                .as("four, or what it is moved to, but for one and two, which are few")
                .allMatch(value -> value == 0 || (value >= 3 && value <= 9))
                .hasSizeGreaterThan(2);
        assertThat(run(request("secret", boundaries("district@2018"))).notes())
                .containsExactly(
                        "secret: noise of at most ±5 is added to counts, with variance 2.0; parts and wholes each have their own");
        assertThat(run(request("secret", boundaries("district@2018"))).masses()).isEmpty();
        assertThatThrownBy(() -> value("secret", span(0, 3)))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContaining("told for district alone");
        assertThat(observations().indicator("secret").orElseThrow().publish()).isFalse();
    }

    @Test
    void none_are_told_as_none_and_a_share_of_few_is_not_told() {
        places = new double[] {1.7, 1.8, 2.5, 3.1, 3.3};
        district = List.of(area("x", 1.6, 3.2, ""), area("y", 3.2, 4, ""), area("z", 4, 5, ""));
        for (int round = 0; round < 20; round++) {
            secret = Patchwork.secret(round);
            assertThat(restricted("secret", 2).value()).as("none").isZero();
            for (int target = 0; target < 3; target++) {
                ReaggregatedValue count = restricted("secret", target);
                ReaggregatedValue share = restricted("share_secret", target);
                assertThat(share.status() == Status.SUPPRESSED).isEqualTo(count.status() == Status.SUPPRESSED);
                if (share.status().hasValue()) assertThat(share.value() == 0).isEqualTo(count.value() == 0);
            }
        }
    }

    @Test
    void boundaries_that_differ_by_a_point_have_noise_of_their_own_however_narrow_the_strip_it_lies_in()
            throws IOException {
        Files.writeString(
                folder.resolve("indicators.yml"),
                Files.readString(folder.resolve("indicators.yml")).replace("{minimum: 3,", "{minimum: 1,"));
        places = new double[] {1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2.00001};
        district = List.of(area("x", 1, 2, ""), area("y", 1, 2.0001, ""));
        Set<Double> differences = new HashSet<>();
        for (int round = 0; round < 60; round++) {
            secret = Patchwork.secret(round);
            differences.add(
                    restricted("secret", 1).value() - restricted("secret", 0).value());
        }
        assertThat(differences).hasSizeGreaterThan(5);
    }

    @Test
    void who_publishes_is_warned_where_a_difference_is_of_few() {
        places = new double[] {1.7, 1.8, 2.5, 3.1, 3.3};
        district = List.of(area("x", 1.6, 3.2, ""), area("y", 1.6, 3.4, ""));
        assertThat(Reaggregator.of(snapshot(), Configuration.load(folder)).protectedByNoiseAlone(() -> false))
                .as("their difference is one, though both are cut from DeSO of a hundred persons")
                .singleElement()
                .asString()
                .contains("district@2018 x and district@2018 y");
    }

    @Test
    void restricting_by_anything_else_is_refused_since_it_may_have_no_points_where_these_are() throws IOException {
        for (String base : List.of("population", "others")) {
            Files.writeString(folder.resolve("indicators.yml"), """
                    indicators:
                      population: {kind: count}
                      others: {kind: count, events: {}}
                      secret: {kind: count, disclosure: {minimum: 3, base: BASE}, events: {}}
                    """.replace("BASE", base));
            assertThatThrownBy(() -> Configuration.load(folder))
                    .as(base)
                    .hasMessageContaining("disclosure: {minimum: 5, base: secret}");
        }
    }

    private double[] told(String indicator, String division) {
        YearValues values = layer(indicator, division);
        return IntStream.range(0, values.size()).mapToDouble(values::value).toArray();
    }

    private List<Status> statuses(String indicator, String division) {
        YearValues values = layer(indicator, division);
        return IntStream.range(0, values.size()).mapToObj(values::status).toList();
    }

    private YearValues layer(String indicator, String division) {
        return observations().year(indicator, division, 2022).orElseThrow();
    }

    private ReaggregatedValue value(String indicator, Polygon target) {
        return run(request(indicator, own(target))).of(0).get(0);
    }

    private ReaggregatedValue restricted(String indicator, int target) {
        return run(request(indicator, boundaries("district@2018"))).of(target).get(0);
    }

    private Boundaries boundaries(String vintage) {
        return Reaggregator.of(snapshot(), Configuration.load(folder)).boundaries(VintageId.parse(vintage));
    }

    private static Boundaries own(Polygon... targets) {
        List<String> ids = Patchwork.names("t", targets.length);
        return Boundaries.of(Targets.of(ids, List.of(targets)), ids);
    }

    private static ReaggregationRequest request(String indicator, Boundaries boundaries) {
        return ReaggregationRequest.of(boundaries, List.of(indicator), Periods.parse(List.of("2022")));
    }

    private ReaggregationResult run(ReaggregationRequest request) {
        return Reaggregator.of(snapshot(), Configuration.load(folder)).run(request, () -> false);
    }

    private Observations observations() {
        return Observations.of(snapshot(), Configuration.load(folder));
    }

    private Snapshot snapshot() {
        List<String> codes = IntStream.range(0, 6).mapToObj(i -> "d" + i).toList();
        List<Area> deso = IntStream.range(0, 6)
                .mapToObj(i -> area("d" + i, i, i + 1, "k" + i / 3))
                .toList();
        double[] persons = new double[6];
        Arrays.fill(persons, 100);
        List<VintageAreas> vintages = List.of(
                vintage("deso@2018", deso, List.of(new Vintage.Parent("kommun", Optional.empty()))),
                vintage("kommun@2018", List.of(area("k0", 0, 3, ""), area("k1", 3, 6, "")), List.of()),
                vintage("district@2018", district, List.of()));
        PublishedValues population = new PublishedValues(
                "population", VintageId.parse("deso@2018"), 2022, codes, persons, known, PROVENANCE);
        return new Snapshot(
                        Optional.empty(),
                        1,
                        false,
                        vintages,
                        List.of(population),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(events("fires"), events("secret")))
                .with(secret);
    }

    private Events events(String indicator) {
        return Events.sorted(
                indicator,
                2022,
                covers,
                Arrays.stream(places)
                        .map(place -> Patchwork.WEST + 1000 * place)
                        .toArray(),
                Arrays.stream(places).map(place -> Patchwork.SOUTH + 500).toArray(),
                Arrays.stream(places).map(place -> 1).toArray(),
                PROVENANCE);
    }

    private static Polygon span(double from, double to) {
        return (Polygon) GEOMETRIES.toGeometry(new Envelope(
                Patchwork.WEST + 1000 * from, Patchwork.WEST + 1000 * to, Patchwork.SOUTH, Patchwork.SOUTH + 1000));
    }

    private static Area area(String code, double from, double to, String kommun) {
        return new Area(
                code,
                "",
                Optional.empty(),
                kommun.isEmpty() ? Map.of() : Map.of("kommun", kommun),
                GEOMETRIES.createMultiPolygon(new Polygon[] {span(from, to)}),
                OptionalDouble.of(to - from));
    }

    private static VintageAreas vintage(String id, List<Area> areas, List<Vintage.Parent> parents) {
        return new VintageAreas(
                new Vintage(
                        VintageId.parse(id),
                        YearRange.ALWAYS,
                        parents,
                        Optional.empty(),
                        "",
                        "",
                        "",
                        Instant.EPOCH,
                        "",
                        ""),
                new ArrayList<>(areas),
                List.of());
    }
}
