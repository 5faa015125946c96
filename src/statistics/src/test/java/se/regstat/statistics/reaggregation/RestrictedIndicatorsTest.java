package se.regstat.statistics.reaggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.estimate.ReaggregatedValue;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
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
 * On a row of ten DeSO a kilometre wide, u0 to u9, with 10 persons in each but the last, where there are 4; of at least 5 may be
 * told. One RegSO is all of them. The boundaries are those of the division own.
 */
class RestrictedIndicatorsTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final List<String> CODES =
            IntStream.range(0, 10).mapToObj(i -> "9901A00" + i + "0").toList();

    private static final double[] SECRET = {1, 2, 3, 4, 5, 6, 7, 8, 0, 3};

    @TempDir
    private Path folder;

    private final List<PublishedValues> values = new ArrayList<>();
    private List<Geometry> own = List.of(span(0, 10));
    private List<Geometry> second = List.of(span(0, 5));
    private YearRange ownValid = YearRange.ALWAYS;
    private final List<WeightedPoints> populations = new ArrayList<>();
    private Secret secret = Secret.of(new byte[32]);

    @BeforeEach
    void describe() throws IOException {
        derive("own: {indicators: [population]}");
        Files.writeString(folder.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count}
                  secret: {kind: count, disclosure: {minimum: 5}, told_for: [own]}
                  complement: {kind: count, disclosure: {minimum: 5}, told_for: [second]}
                  hidden: {kind: count, disclosure: {minimum: 5}}
                  share_secret: {kind: ratio, numerator: secret, denominator: population, decimals: 2}
                  median_income: {kind: median, base: population}
                """);
        values("population", "deso@2018", CODES, 10, 10, 10, 10, 10, 10, 10, 10, 10, 4);
        values("secret", "deso@2018", CODES, SECRET);
        values("median_income", "deso@2018", CODES, 1, 2, 3, 4, 5, 6, 7, 8, 9, 3);
        values("hidden", "deso@2018", CODES, 1, 2, 3, 4, 5, 6, 7, 8, 9, 3);
        values("complement", "deso@2018", CODES, 9, 8, 7, 6, 5, 4, 3, 2, 10, 1);
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
    void counts_are_whole_numbers_moved_by_at_most_the_maximum_and_open_ones_are_as_they_are() {
        for (double to = 1; to < 9; to += 0.375) {
            double value = told("secret", span(0, to)).value();
            double exact = 0;
            for (int i = 0; i < to; i++) exact += Math.min(1, to - i) * SECRET[i];
            assertThat(value).isEqualTo(Math.rint(value)).isCloseTo((double) Math.round(exact), within(5.0));
        }
        assertThat(told("population", span(0, 1.123)).value()).isNotEqualTo(11);
    }

    @Test
    void a_share_is_that_of_the_count_that_is_told_and_never_more_than_the_whole() {
        for (double to = 1; to < 9; to += 0.375) {
            double count = told("secret", span(0, to)).value();
            double people = told("population", span(0, to)).value();
            assertThat(told("share_secret", span(0, to)).value())
                    .isCloseTo(100 * Math.min(count, people) / people, within(0.01));
        }
        values.remove(1);
        values("secret", "deso@2018", CODES, 10, 10, 10, 10, 10, 10, 10, 10, 10, 4);
        List<Double> shares = new ArrayList<>();
        for (int first = 0; first < 8; first++) {
            for (int last = first + 1; last < 9; last++)
                shares.add(told("share_secret", span(first, last)).value());
        }
        assertThat(shares).allMatch(share -> share <= 100).contains(100.0).anyMatch(share -> share < 100);
    }

    @Test
    void the_same_areas_have_the_same_noise_in_every_set_and_others_have_their_own() throws IOException {
        tellInBothSets();
        own = List.of(span(0, 2), span(2, 4), span(4, 6), span(6, 8), span(3, 5));
        second = List.of(span(2, 4), span(0, 2), span(4, 6));
        List<Double> first = figures("own@2022", "secret");
        assertThat(figures("own@2022", "secret")).isEqualTo(first);
        assertThat(figures("second@2022", "secret")).containsExactly(first.get(1), first.get(0), first.get(2));
        List<List<Double>> others = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            secret = Patchwork.secret(i);
            others.add(figures("own@2022", "secret"));
        }
        assertThat(others).as("with other secrets").anyMatch(other -> !other.equals(first));
    }

    private void tellInBothSets() throws IOException {
        Files.writeString(
                folder.resolve("indicators.yml"),
                Files.readString(folder.resolve("indicators.yml"))
                        .replace("told_for: [own]", "told_for: [own, second]"));
    }

    @Test
    void boundaries_that_are_nearly_the_same_have_the_same_noise() {
        double there = told("secret", span(0, 4)).value();
        assertThat(told("secret", span(0, 3.9999)).value()).isEqualTo(there);
    }

    @Test
    void zero_stays_zero() {
        values.remove(1);
        values("secret", "deso@2018", CODES, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        for (int to = 1; to < 9; to++) {
            assertThat(told("secret", span(0, to)).value()).isZero();
            assertThat(told("share_secret", span(0, to)).value()).isZero();
        }
    }

    @Test
    void where_the_number_of_persons_is_restricted_itself_the_one_that_is_told_says_whether_they_are_few()
            throws IOException {
        Files.writeString(folder.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count}
                  secret: {kind: count, disclosure: {minimum: 5, base: secret}, told_for: [own]}
                """);
        Set<Boolean> few = new HashSet<>();
        for (int round = 0; round < 40; round++) {
            secret = Patchwork.secret(round);
            ReaggregatedValue value = told("secret", span(4, 5));
            few.add(value.status() == Status.SUPPRESSED);
            if (value.status() != Status.SUPPRESSED)
                assertThat(value.value()).matches(number -> number == 0 || number >= 5);
        }
        assertThat(few).as("of five persons").containsOnly(true, false);
    }

    @Test
    void without_a_secret_nothing_is_told() {
        secret = null;
        own = List.of(span(0, 9));
        assertThatThrownBy(() -> run(request("secret")))
                .hasMessageContainingAll("'secret' is restricted", "no secret yet", "regstat migrate");
        assertThat(run(request("population")).of(0).get(0).value()).isEqualTo(90);
    }

    @Test
    void what_noise_cannot_be_added_to_cannot_be_told() throws IOException {
        Files.writeString(folder.resolve("indicators.yml"), """
                indicators:
                  median_income: {kind: median, base: population, disclosure: {minimum: 5}, told_for: [own]}
                """);
        assertThatThrownBy(() -> Configuration.load(folder))
                .hasMessageContainingAll("indicators.yml", "told_for", "noise", "cannot be added to a quantile");
    }

    @Test
    void a_mean_is_moved_as_its_base_is() throws IOException {
        Files.writeString(folder.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count}
                  secret: {kind: mean, base: population, decimals: 3, disclosure: {minimum: 5}, told_for: [own]}
                """);
        Set<Long> moves = new HashSet<>();
        for (int round = 0; round < 40; round++) {
            secret = Patchwork.secret(round);
            double persons = told("secret", span(0, 3)).value() / 2 * 30;
            assertThat(persons).isCloseTo(Math.rint(persons), within(0.02)).isBetween(24.9, 35.1);
            moves.add(Math.round(persons));
        }
        assertThat(moves).hasSizeGreaterThan(3);
    }

    @Test
    void a_mean_is_on_average_what_it_is_where_a_source_is_cut() throws IOException {
        Files.writeString(folder.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count}
                  secret: {kind: mean, base: population, decimals: 3, disclosure: {minimum: 5}, told_for: [own]}
                """);
        values.removeIf(set -> set.indicator().equals("secret"));
        values("secret", "deso@2018", CODES, 300, 300, 300, 300, 300, 300, 300, 300, 300, 300);
        own = IntStream.range(0, 8).<Geometry>mapToObj(i -> span(i, i + 0.65)).toList();
        double sum = 0;
        int rounds = 150;
        for (int round = 0; round < rounds; round++) {
            secret = Patchwork.secret(round);
            sum += figures("own@2022", "secret").stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
        }
        assertThat(sum / rounds / own.size()).as("of 6.5 persons").isCloseTo(300, within(6.0));
    }

    @Test
    void something_of_nobody_is_not_told_of() throws IOException {
        values.clear();
        values("population", "deso@2018", CODES, 10, 0, 10, 10, 0, 10, 10, 10, 10, 4);
        values("secret", "deso@2018", CODES, 1, 4, 3, 4, 0, 6, 7, 8, 0, 3);
        Set<Status> statuses = new HashSet<>();
        for (int round = 0; round < 20; round++) {
            secret = Patchwork.secret(round);
            ReaggregatedValue jobs = told("secret", span(1, 2));
            if (jobs.status().hasValue()) assertThat(jobs.value()).isZero();
            statuses.add(jobs.status());
            assertThat(told("secret", span(4, 5)).value())
                    .as("nothing of nobody")
                    .isZero();
        }
        assertThat(statuses).as("4 where nobody lives, told as 0 or not at all").contains(Status.SUPPRESSED);
    }

    @Test
    void a_percentage_is_never_above_a_hundred_whatever_any_source_has_and_a_rate_may_be() throws IOException {
        Files.writeString(
                folder.resolve("indicators.yml"),
                Files.readString(folder.resolve("indicators.yml")).replace("median_income:", """
                                rate_secret: {kind: ratio, numerator: secret, denominator: population, per: 1000, decimals: 2}
                                  median_income:"""));
        values.removeIf(set -> set.indicator().equals("secret"));
        values("secret", "deso@2018", CODES, 10, 10, 10, 10, 10, 10, 10, 10, 11, 4);
        own = List.of(span(0, 1), span(2, 3), span(8, 9));
        Set<Double> shares = new HashSet<>();
        Set<Boolean> rates = new HashSet<>();
        for (int round = 0; round < 20; round++) {
            secret = Patchwork.secret(round);
            shares.addAll(figures("own@2022", "share_secret"));
            figures("own@2022", "rate_secret").forEach(rate -> rates.add(rate > 1000));
        }
        assertThat(shares).allMatch(share -> share <= 100).contains(100.0).anyMatch(share -> share < 100);
        assertThat(rates).containsOnly(true, false);
    }

    @Test
    void the_noise_is_that_of_the_rule_and_a_rule_that_cannot_be_kept_is_refused() throws IOException {
        String rules = Files.readString(folder.resolve("indicators.yml"));
        Files.writeString(
                folder.resolve("indicators.yml"),
                rules.replace(
                        "{minimum: 5}, told_for: [own]",
                        "{minimum: 5, variance: 1, maximum: 2, least: 2}, told_for: [own]"));
        Set<Double> told = new HashSet<>();
        for (int round = 0; round < 100; round++) {
            secret = Patchwork.secret(round);
            told.add(told("secret", span(1, 2)).value());
        }
        assertThat(told).containsExactlyInAnyOrder(0.0, 2.0, 3.0, 4.0);
        for (String wrong :
                List.of("variance: 0.5", "maximum: 0", "maximum: 1, variance: 2", "least: 6", "maximum: x")) {
            Files.writeString(
                    folder.resolve("indicators.yml"),
                    rules.replace("{minimum: 5}, told_for: [own]", "{minimum: 5, " + wrong + "}, told_for: [own]"));
            assertThatThrownBy(() -> Configuration.load(folder)).as(wrong).hasMessageContaining("indicators.yml");
        }
    }

    @Test
    void nothing_but_the_value_is_told() {
        own = List.of(span(0, 2.6), span(3, 8), span(6, 8.7));
        ReaggregationResult result = run(request("secret"));
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
        ReaggregationResult open = run(request("population"));
        assertThat(open.of(0).get(0).lower()).isEqualTo(20);
        assertThat(open.of(0).get(0).missingShare()).isZero();
        assertThat(open.masses()).anyMatch(mass -> mass.indicator().id().equals("population") && mass.year() == 2022);
    }

    @Test
    void what_has_no_value_is_said_to_be_missing_and_what_is_added_up_without_it_is_estimated() throws IOException {
        values.remove(1);
        values("secret", "deso@2018", CODES.subList(0, 8), 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(told("secret", span(5, 9)).status()).isEqualTo(Status.MISSING);
        derive("own: {indicators: [population], missing: partial}");
        own = List.of(span(4, 10));
        ReaggregatedValue partial = run(request("secret").with(ReaggregationDeclaration.MISSING, MissingParts.PARTIAL))
                .of(0)
                .get(0);
        assertThat(partial.status()).isEqualTo(Status.ESTIMATED);
        assertThat(partial.value()).isCloseTo(26, within(5.0));
        assertThat(partial.missingShare()).isNaN();
    }

    @Test
    void it_is_told_for_the_divisions_that_its_rule_names_and_for_nothing_else() {
        own = List.of(span(0, 9));
        assertThat(run(request("secret")).of(0).get(0).value()).isCloseTo(36, within(5.0));
        List<String> names = Patchwork.names("t", 1);
        Boundaries polygons = Boundaries.of(Targets.of(names, own), names);
        for (String indicator : List.of("secret", "share_secret")) {
            assertThatThrownBy(() -> run(request(polygons, indicator)))
                    .as("the same boundaries, but sent")
                    .isInstanceOf(ReaggregationException.class)
                    .hasMessageStartingWith("indicators: '" + indicator + "' is restricted")
                    .hasMessageContainingAll("own", "not for boundaries of one's own");
            assertThatThrownBy(() -> run(request(boundaries("other@2018"), indicator)))
                    .hasMessageContainingAll("'" + indicator + "' is restricted", "own", "not for other@2018");
            assertThatThrownBy(() -> run(request(boundaries("deso@2018"), indicator)))
                    .hasMessageContaining("not for deso@2018");
        }
        assertThat(run(request(polygons, "population")).of(0).get(0).value()).isEqualTo(90);
        assertThatThrownBy(() -> run(request(boundaries("own@2022"), "hidden")))
                .hasMessageContaining("told for no boundaries at all");
    }

    @Test
    void it_is_told_in_one_way_alone_that_of_derived_yml() throws IOException {
        derive("own: {indicators: [population], weighting: area, tolerance: 0.01}");
        own = List.of(span(0, 9));
        assertThatThrownBy(() -> run(request("secret")))
                .hasMessageContainingAll(
                        "'secret' is restricted", "ask with", "weighting=area", "no mask", "tolerance=0.01");
        assertThat(run(request("secret").as(Configuration.load(folder).derived().get(0)))
                        .of(0)
                        .get(0)
                        .value())
                .isCloseTo(36, within(5.0));
    }

    @Test
    void of_a_division_with_vintages_each_year_is_told_for_the_one_that_is_valid_then() {
        own = List.of(span(0, 9));
        ownValid = new YearRange(OptionalInt.of(2023), OptionalInt.empty());
        assertThatThrownBy(() -> run(request("secret"))).hasMessageContainingAll("for 2022 is no vintage");
        ownValid = YearRange.ALWAYS;
        assertThat(run(request("secret")).of(0).get(0).value()).isCloseTo(36, within(5.0));
    }

    @Test
    void one_division_alone_answers_the_finest_with_values() throws IOException {
        derive("own: {indicators: [population], source_division: regso}");
        for (String indicator : List.of("secret", "share_secret")) {
            assertThatThrownBy(() -> run(request(indicator).with(ReaggregationDeclaration.SOURCE_DIVISION, "regso")))
                    .isInstanceOf(ReaggregationException.class)
                    .hasMessageStartingWith("sourceDivision: ")
                    .hasMessageContainingAll("'" + indicator + "'", "2022 that is deso, not regso");
        }
        assertThat(run(request("population").with(ReaggregationDeclaration.SOURCE_DIVISION, "regso"))
                        .of(0)
                        .get(0)
                        .value())
                .isEqualTo(94);
    }

    @Test
    void a_coarser_division_answers_where_no_finer_one_has_values() throws IOException {
        derive("own: {indicators: [population], source_division: regso}");
        values.remove(1);
        assertThat(run(request("secret").with(ReaggregationDeclaration.SOURCE_DIVISION, "regso"))
                        .of(0)
                        .get(0)
                        .value())
                .isCloseTo(39, within(5.0));
    }

    @Test
    void an_answer_is_the_same_whatever_was_asked_before() {
        own = List.of(span(0, 9), span(9, 10), span(0, 5));
        List<Double> first = figures("own@2022", "secret");
        for (int round = 0; round < 3; round++) {
            assertThat(statuses("secret")).containsExactly(Status.NORMAL, Status.SUPPRESSED, Status.NORMAL);
            assertThat(statuses("share_secret")).containsExactly(Status.NORMAL, Status.SUPPRESSED, Status.NORMAL);
            assertThat(figures("own@2022", "secret")).isEqualTo(first);
        }
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("indicators.yml", "derived.yml");
    }

    @Test
    void who_publishes_is_warned_of_what_noise_alone_protects_in_all_sets_together() throws IOException {
        own = List.of(span(0, 9), span(0, 5));
        second = List.of(span(0, 10));
        assertThat(reaggregator().protectedByNoiseAlone(() -> false))
                .as("the second set is told of another indicator, which may be the complement")
                .singleElement()
                .asString()
                .contains("2022, from deso", "1 value", "own@2022 w0 and second@2022 s0", "2.0 times the variance");
        derive("own: {indicators: [population]}");
        Files.writeString(
                folder.resolve("indicators.yml"),
                Files.readString(folder.resolve("indicators.yml")).replace("[second]", "[]"));
        assertThat(reaggregator().protectedByNoiseAlone(() -> false)).isEmpty();
    }

    @Test
    void who_publishes_is_warned_where_a_restricted_part_follows_from_its_whole_and_the_open_parts()
            throws IOException {
        Files.writeString(folder.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count, parts: [secret, complement]}
                  secret: {kind: count, disclosure: {minimum: 5}}
                  complement: {kind: count}
                """);
        assertThat(reaggregator().protectedByNoiseAlone(() -> false))
                .singleElement()
                .asString()
                .startsWith("secret is restricted, but follows from what is told of population, complement");
        Files.writeString(folder.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count, parts: [secret, complement]}
                  secret: {kind: count, disclosure: {minimum: 5}}
                  complement: {kind: count, disclosure: {minimum: 5}}
                """);
        assertThat(reaggregator().protectedByNoiseAlone(() -> false))
                .containsExactly("of secret, complement each follows from the others too, since population is not"
                        + " restricted: one value is known with 0.50 times its variance");
    }

    @Test
    void where_a_producer_adds_noise_from_a_year_on_what_is_made_of_it_says_so() throws IOException {
        String rules = """
                indicators:
                  population: {kind: count, perturbation: {variance: 2, maximum: 3, from: YEAR}}
                  secret: {kind: count}
                  share: {kind: ratio, numerator: secret, denominator: population}
                """;
        own = List.of(span(0, 3.5));
        Files.writeString(folder.resolve("indicators.yml"), rules.replace("YEAR", "2022"));
        for (String indicator : List.of("population", "share")) {
            ReaggregatedValue value = run(request(indicator)).of(0).get(0);
            assertThat(value.isPerturbed()).as(indicator).isTrue();
            assertThat(value.noise()).as("of four sources").isEqualTo(12);
            assertThat(value.indicator().caveat().en()).contains("From 2022 on", "at most ±3");
        }
        assertThat(run(request("secret")).of(0).get(0).isPerturbed()).isFalse();
        Files.writeString(folder.resolve("indicators.yml"), rules.replace("YEAR", "2023"));
        assertThat(run(request("population")).of(0).get(0).isPerturbed()).isFalse();
        for (String wrong : List.of("variance: 2, maximum: 3", "variance: 20, maximum: 3, from: 2025")) {
            Files.writeString(
                    folder.resolve("indicators.yml"), rules.replace("variance: 2, maximum: 3, from: YEAR", wrong));
            assertThatThrownBy(() -> Configuration.load(folder)).as(wrong).hasMessageContaining("indicators.yml");
        }
    }

    @Test
    void an_open_indicator_is_not_averaged_by_restricted_persons() throws IOException {
        Files.writeString(folder.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count, disclosure: {minimum: 5, base: population}, told_for: [own]}
                  median_income: {kind: median}
                """);
        own = List.of(span(7, 10));
        assertThat(run(request("median_income").with(ReaggregationDeclaration.APPROXIMATE, true))
                        .of(0)
                        .get(0)
                        .value())
                .as("8, 9 and 3 of as many each, and not of 10, 10 and 4")
                .isEqualTo(20 / 3.0);
    }

    @Test
    void nothing_is_divided_by_where_restricted_persons_live() throws IOException {
        values("open", "deso@2018", CODES, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9);
        populations.add(new WeightedPoints(
                "rutor",
                2022,
                new double[] {Patchwork.WEST + 250, Patchwork.WEST + 750},
                new double[] {Patchwork.SOUTH + 500, Patchwork.SOUTH + 500},
                new double[] {8, 1},
                500,
                new Provenance(Instant.EPOCH, "rutor.csv", "", "")));
        String open = """
                indicators:
                  population: {kind: count}
                  open: {kind: count}
                """;
        Files.writeString(folder.resolve("indicators.yml"), open);
        Files.writeString(folder.resolve("derived.yml"), "derived: {}\n");
        own = List.of(span(0, 0.5));
        assertThat(run(request("open")).of(0).get(0).value())
                .as("8 of 9 live there")
                .isEqualTo(8);
        Files.writeString(
                folder.resolve("indicators.yml"),
                open.replace("{kind: count}\n  open", "{kind: count, disclosure: {minimum: 5}}\n  open"));
        assertThat(run(request("open")).of(0).get(0).value()).as("by area").isEqualTo(4.5);
        assertThatThrownBy(() -> run(request("open").with(ReaggregationDeclaration.POPULATION, Optional.of("rutor"))))
                .hasMessageContainingAll("population: ", "restricted", "rutor");
    }

    @Test
    void an_indicator_and_what_is_computed_from_it_are_told_together_in_one_request() {
        own = List.of(span(0, 9));
        ReaggregationResult result = run(ReaggregationRequest.of(
                boundaries("own@2022"), List.of("secret", "share_secret"), Periods.parse(List.of("2022"))));
        double told = result.of(0).get(0).value();
        assertThat(told).isCloseTo(36, within(5.0));
        assertThat(result.of(0).get(1).value()).isCloseTo(told / 0.9, within(0.01));
    }

    @Test
    void derived_series_are_made_of_what_is_told_and_hold_no_more() throws IOException {
        derive("own: {indicators: [secret, share_secret, hidden]}", "second: {indicators: [secret]}");
        own = List.of(span(9, 10), span(0, 10), span(0, 5));
        Snapshot snapshot = snapshot();
        Observations observations = Observations.of(snapshot, Configuration.load(folder));
        Derivations derivations = Derivations.of(snapshot, observations);
        YearValues told =
                derivations.series("secret", "own").orElseThrow().years().get(0);
        assertThat(told.status(0)).isEqualTo(Status.SUPPRESSED);
        assertThat(told.value(0)).isNaN();
        assertThat(told.value(1)).isCloseTo(39, within(5.0));
        assertThat(told.quality().orElseThrow().lower()).containsOnly(Double.NaN);
        assertThat(derivations.series("share_secret", "own")).isPresent();
        assertThat(derivations.leftOut())
                .extracting(out -> out.indicator() + " " + out.division())
                .containsExactlyInAnyOrder("hidden own", "secret second");
        assertThat(derivations.leftOut())
                .allSatisfy(out -> assertThat(out.reason()).contains("restricted", "told_for"));
    }

    // ---- how the region is made

    private ReaggregatedValue told(String indicator, Geometry target) {
        own = List.of(target);
        return run(request(indicator)).of(0).get(0);
    }

    private List<Double> figures(String vintage, String indicator) {
        List<Double> figures = new ArrayList<>();
        run(request(boundaries(vintage), indicator)).forEach(value -> figures.add(value.value()));
        return figures;
    }

    private List<Status> statuses(String indicator) {
        ReaggregationResult result = run(request(indicator));
        return IntStream.range(0, own.size())
                .mapToObj(target -> result.of(target).get(0).status())
                .toList();
    }

    private void derive(String... entries) throws IOException {
        List<String> all = new ArrayList<>(List.of(entries));
        if (all.size() == 1) all.add("second: {indicators: [population]}");
        Files.writeString(folder.resolve("derived.yml"), "derived:\n  " + String.join("\n  ", all) + "\n");
    }

    private Snapshot snapshot() {
        List<VintageAreas> vintages = new ArrayList<>(List.of(
                vintage(
                        "deso@2018",
                        YearRange.ALWAYS,
                        IntStream.range(0, 10)
                                .mapToObj(i -> area(CODES.get(i), span(i, i + 1)))
                                .toList()),
                vintage("regso@2018", YearRange.ALWAYS, List.of(area("9901R001", span(0, 10)))),
                vintage("other@2018", YearRange.ALWAYS, List.of(area("o", span(0, 9))))));
        vintages.add(vintage("own@2022", ownValid, areas("w", own)));
        vintages.add(vintage("second@2022", YearRange.ALWAYS, areas("s", second)));
        Snapshot snapshot = new Snapshot(1, false, vintages, values, List.of(), List.of(), populations);
        return secret == null ? snapshot : snapshot.with(secret);
    }

    private static List<Area> areas(String prefix, List<Geometry> geometries) {
        return IntStream.range(0, geometries.size())
                .mapToObj(i -> area(prefix + i, (Polygon) geometries.get(i)))
                .toList();
    }

    private Reaggregator reaggregator() {
        return Reaggregator.of(snapshot(), Configuration.load(folder));
    }

    private ReaggregationResult run(ReaggregationRequest request) {
        return reaggregator().run(request, () -> false);
    }

    private Boundaries boundaries(String vintage) {
        return reaggregator().boundaries(VintageId.parse(vintage));
    }

    private ReaggregationRequest request(String indicator) {
        return request(boundaries("own@2022"), indicator);
    }

    private static ReaggregationRequest request(Boundaries boundaries, String indicator) {
        return ReaggregationRequest.of(boundaries, List.of(indicator), Periods.parse(List.of("2022")));
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

    private static VintageAreas vintage(String id, YearRange valid, List<Area> areas) {
        return new VintageAreas(
                new Vintage(VintageId.parse(id), valid, List.of(), Optional.empty(), "", "", "", Instant.EPOCH, "", ""),
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
