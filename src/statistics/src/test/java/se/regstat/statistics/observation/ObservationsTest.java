package se.regstat.statistics.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Origin;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/** Two län: 98 with two kommuner of DeSO, 99 with a kommun whose DeSO are not loaded. */
class ObservationsTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final int MISSING = -1;
    private static final int SUPPRESSED = -2;
    private static final int NOT_APPLICABLE = -3;

    @TempDir
    Path directory;

    private Configuration configuration;
    private final List<VintageAreas> vintages = new ArrayList<>();
    private final List<PublishedValues> values = new ArrayList<>();
    private final List<ChangeLog> logs = new ArrayList<>();

    @BeforeEach
    void describe_indicators_and_divisions() throws IOException {
        Files.writeString(directory.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count, producer: Producenten}
                  women: {kind: count}
                  projected: {kind: count, projection: true}
                  share_projected: {kind: ratio, numerator: women, denominator: projected}
                  share_women: {kind: ratio, numerator: women, denominator: population, base_year: 2022}
                  income: {kind: mean, base: population}
                  median_income: {kind: median, base: population}
                  rounded_share: {kind: ratio, base: population}
                  socio_index: {kind: index}
                  density: {kind: density, of: population}
                """);
        configuration = Configuration.load(directory);
        vintage(
                "deso@2018",
                "open-2023",
                area("9801A0010", "kommun", "9801", "lan", "98"),
                area("9801A0020", "kommun", "9801", "lan", "98"),
                area("9802A0010", "kommun", "9802", "lan", "98"));
        vintage(
                "deso@2025",
                "2024-open",
                area("9801A0010", "kommun", "9801", "lan", "98"),
                area("9801A0020", "kommun", "9801", "lan", "98"),
                area("9802A0010", "kommun", "9802", "lan", "98"));
        vintage(
                "kommun@2025",
                "2011-open",
                area("9801", "lan", "98"),
                area("9802", "lan", "98"),
                area("9901", "lan", "99"));
        vintage("lan@2025", "open-open", area("98"), area("99"));
    }

    @Test
    void counts_are_summed_level_by_level_where_every_part_has_a_value() {
        values("population", "deso@2018", 2022, Map.of("9801A0010", 100, "9801A0020", 0, "9802A0010", 7));
        YearValues kommuner = year("population", "kommun", 2022);
        assertThat(kommuner.value(0)).isEqualTo(100);
        assertThat(kommuner.value(1)).isEqualTo(7);
        assertThat(kommuner.origin(0)).isEqualTo(Origin.SUMMED);
        assertThat(kommuner.source(0)).isEqualTo("derived from deso@2018");
        assertThat(kommuner.status(2)).isEqualTo(Status.MISSING);
        assertThat(kommuner.reason(2)).isEqualTo(Reason.INCOMPLETE);
        YearValues lan = year("population", "lan", 2022);
        assertThat(lan.value(0)).isEqualTo(107);
        assertThat(lan.source(0)).isEqualTo("derived from kommun@2025");
        assertThat(lan.status(1)).isEqualTo(Status.MISSING);
        assertThat(lan.reason(1)).isEqualTo(Reason.INCOMPLETE);
    }

    @Test
    void what_is_complete_within_nothing_is_not_summed() {
        values("population", "deso@2018", 2022, Map.of("9801A0010", 100, "9801A0020", 0, "9802A0010", 7));
        vintages.replaceAll(v -> v.vintage().id().division().equals("lan") ? v : completeWithin(v, "none"));
        assertThat(Observations.of(new Snapshot(1, false, vintages, values, logs), configuration)
                        .series("population", "kommun"))
                .isEmpty();
    }

    private static VintageAreas completeWithin(VintageAreas areas, String level) {
        Vintage v = areas.vintage();
        return new VintageAreas(
                new Vintage(
                        v.id(),
                        v.valid(),
                        v.parents(),
                        Optional.of(level),
                        v.source(),
                        v.licence(),
                        v.note(),
                        v.imported(),
                        v.importedFrom(),
                        v.checksum()),
                areas.areas(),
                List.of());
    }

    @Test
    void a_whole_is_missing_when_a_part_is_missing_or_suppressed_or_not_there() {
        values(
                "population",
                "deso@2018",
                2022,
                Map.of("9801A0010", 100, "9801A0020", SUPPRESSED, "9802A0010", MISSING));
        YearValues kommuner = year("population", "kommun", 2022);
        for (int area = 0; area < 3; area++) {
            assertThat(kommuner.status(area)).isEqualTo(Status.MISSING);
            assertThat(kommuner.value(area)).isNaN();
            assertThat(kommuner.reason(area)).isEqualTo(Reason.INCOMPLETE);
        }
        values.clear();
        values("population", "deso@2018", 2022, Map.of("9801A0010", 100, "9802A0010", 5));
        assertThat(year("population", "kommun", 2022).hasValue(0)).isFalse();
        assertThat(year("population", "kommun", 2022).value(1)).isEqualTo(5);
    }

    @Test
    void published_values_win_area_by_area_and_protected_ones_are_not_summed_around() {
        values("population", "deso@2018", 2022, Map.of("9801A0010", 100, "9801A0020", 50, "9802A0010", 7));
        values("population", "kommun@2025", 2022, Map.of("9801", 151, "9802", SUPPRESSED, "9901", 9));
        YearValues kommuner = year("population", "kommun", 2022);
        assertThat(kommuner.value(0)).isEqualTo(151);
        assertThat(kommuner.origin(0)).isEqualTo(Origin.PUBLISHED);
        assertThat(kommuner.source(0)).isEqualTo("Producenten");
        assertThat(kommuner.status(1)).isEqualTo(Status.SUPPRESSED);
        assertThat(kommuner.value(1)).isNaN();
        assertThat(year("population", "lan", 2022).status(0)).isEqualTo(Status.MISSING);
        assertThat(year("population", "lan", 2022).value(1)).isEqualTo(9);
    }

    @Test
    void a_published_missing_value_is_summed_where_its_parts_are_known_and_has_no_reason_at_the_finest_level() {
        values("population", "deso@2018", 2022, Map.of("9801A0010", 1, "9801A0020", 2, "9802A0010", MISSING));
        values("population", "kommun@2025", 2022, Map.of("9801", MISSING));
        assertThat(year("population", "kommun", 2022).value(0)).isEqualTo(3);
        assertThat(year("population", "deso", 2022).reason(2)).isEqualTo(Reason.NONE);
    }

    @Test
    void values_of_a_projection_say_so_and_so_do_shares_of_them_but_sums_are_sums() {
        values("projected", "deso@2018", 2022, Map.of("9801A0010", 100, "9801A0020", 50, "9802A0010", 7));
        values("women", "deso@2018", 2022, Map.of("9801A0010", 40, "9801A0020", 25, "9802A0010", 7));

        assertThat(year("projected", "deso", 2022).origin(0)).isEqualTo(Origin.PROJECTED);
        assertThat(year("share_projected", "deso", 2022).origin(0)).isEqualTo(Origin.PROJECTED);
        assertThat(year("share_projected", "deso", 2022).value(0)).isEqualTo(40);
        assertThat(year("women", "deso", 2022).origin(0)).isEqualTo(Origin.PUBLISHED);
        assertThat(year("projected", "kommun", 2022).origin(0)).isEqualTo(Origin.SUMMED);
    }

    @Test
    void a_level_that_is_not_known_to_be_complete_is_not_summed_from() {
        vintages.removeIf(v -> v.vintage().id().division().equals("kommun"));
        values("population", "deso@2018", 2022, Map.of("9801A0010", 100, "9801A0020", 50, "9802A0010", 7));
        assertThat(observations().series("population", "lan")).isEmpty();
    }

    @Test
    void ratios_are_computed_from_sums_and_a_share_of_nobody_is_not_applicable() {
        values("population", "deso@2018", 2022, Map.of("9801A0010", 100, "9801A0020", 300, "9802A0010", 0));
        values("women", "deso@2018", 2022, Map.of("9801A0010", 60, "9801A0020", 150, "9802A0010", 0));
        YearValues deso = year("share_women", "deso", 2022);
        assertThat(deso.value(0)).isEqualTo(60);
        assertThat(deso.origin(0)).isEqualTo(Origin.PUBLISHED);
        assertThat(deso.status(2)).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(deso.reason(2)).isEqualTo(Reason.EMPTY_BASE);
        YearValues kommuner = year("share_women", "kommun", 2022);
        assertThat(kommuner.value(0)).isEqualTo(52.5);
        assertThat(kommuner.origin(0)).isEqualTo(Origin.SUMMED);
        assertThat(kommuner.fraction().orElseThrow().numerators()[0]).isEqualTo(210);
        assertThat(kommuner.fraction().orElseThrow().denominators()[0]).isEqualTo(400);
        assertThat(kommuner.status(2)).isEqualTo(Status.MISSING);
    }

    @Test
    void a_ratio_is_suppressed_where_either_of_its_counts_is() {
        values("population", "deso@2018", 2022, Map.of("9801A0010", 100, "9801A0020", 300, "9802A0010", 1));
        values("women", "deso@2018", 2022, Map.of("9801A0010", SUPPRESSED, "9801A0020", 150, "9802A0010", 0));
        assertThat(year("share_women", "deso", 2022).status(0)).isEqualTo(Status.SUPPRESSED);
        assertThat(year("share_women", "deso", 2022).value(2)).isZero();
    }

    @Test
    void means_and_rounded_ratios_of_wholes_are_weighted_with_their_base_and_what_is_rounded_is_estimated() {
        values("population", "deso@2018", 2022, Map.of("9801A0010", 100, "9801A0020", 300, "9802A0010", 10));
        values("income", "deso@2018", 2022, Map.of("9801A0010", 200, "9801A0020", 400, "9802A0010", 300));
        values("rounded_share", "deso@2018", 2022, Map.of("9801A0010", 10, "9801A0020", 50, "9802A0010", 0));
        YearValues income = year("income", "kommun", 2022);
        assertThat(income.value(0)).isEqualTo(350);
        assertThat(income.status(0)).isEqualTo(Status.NORMAL);
        assertThat(year("rounded_share", "kommun", 2022).value(0)).isCloseTo(40, within(1e-12));
        assertThat(year("rounded_share", "kommun", 2022).status(0)).isEqualTo(Status.ESTIMATED);
        assertThat(year("rounded_share", "lan", 2022).value(0)).isCloseTo(100.0 * 160 / 410, within(1e-12));
        assertThat(year("income", "deso", 2022).status(0)).isEqualTo(Status.NORMAL);
    }

    @Test
    void parts_without_a_base_do_not_need_a_mean() {
        values("population", "deso@2018", 2022, Map.of("9801A0010", 100, "9801A0020", 0, "9802A0010", 0));
        values("income", "deso@2018", 2022, Map.of("9801A0010", 200, "9801A0020", MISSING, "9802A0010", MISSING));
        YearValues income = year("income", "kommun", 2022);
        assertThat(income.value(0)).isEqualTo(200);
        assertThat(income.status(1)).isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void medians_and_indices_of_wholes_are_published_or_missing_for_a_reason() {
        values("median_income", "deso@2018", 2022, Map.of("9801A0010", 200, "9801A0020", 200, "9802A0010", 200));
        values("socio_index", "deso@2018", 2022, Map.of("9801A0010", 1, "9801A0020", 1, "9802A0010", 1));
        for (String indicator : List.of("median_income", "socio_index")) {
            assertThat(year(indicator, "deso", 2022).hasValue(0)).isTrue();
            assertThat(year(indicator, "kommun", 2022).status(0)).isEqualTo(Status.MISSING);
            assertThat(year(indicator, "kommun", 2022).reason(0)).isEqualTo(Reason.NOT_DERIVABLE);
            assertThat(observations().series(indicator))
                    .extracting(Series::division)
                    .containsExactly("deso");
        }
    }

    @Test
    void a_density_needs_a_land_area() {
        values("population", "deso@2018", 2022, Map.of("9801A0010", 100, "9801A0020", 0, "9802A0010", 7));
        YearValues density = year("density", "deso", 2022);
        assertThat(density.value(0)).isEqualTo(200);
        assertThat(density.value(1)).isZero();
        assertThat(year("density", "kommun", 2022).reason(0)).isEqualTo(Reason.NO_LAND_AREA);
    }

    @Test
    void the_vintage_follows_the_year_and_its_first_year_breaks_the_series() {
        values("population", "deso@2018", 2023, Map.of("9801A0010", 1, "9801A0020", 1, "9802A0010", 1));
        values("population", "deso@2025", 2024, Map.of("9801A0010", 2, "9801A0020", 2, "9802A0010", 2));
        Series series = observations().series("population", "deso").orElseThrow();
        assertThat(series.years())
                .extracting(y -> y.areas().vintage().id().toString())
                .containsExactly("deso@2018", "deso@2025");
        assertThat(series.years()).extracting(YearValues::isSeriesBreak).containsExactly(false, true);
        assertThat(observations().series("population", "kommun").orElseThrow().years())
                .extracting(YearValues::isSeriesBreak)
                .containsExactly(false, false);
    }

    @Test
    void change_is_percent_for_counts_and_points_for_ratios() {
        values("population", "deso@2018", 2021, Map.of("9801A0010", 100, "9801A0020", 0, "9802A0010", 50));
        values("population", "deso@2018", 2022, Map.of("9801A0010", 200, "9801A0020", 10, "9802A0010", 50));
        values("population", "deso@2018", 2023, Map.of("9801A0010", 150, "9801A0020", 10, "9802A0010", 40));
        values("women", "deso@2018", 2022, Map.of("9801A0010", 100, "9801A0020", 5, "9802A0010", 25));
        values("women", "deso@2018", 2023, Map.of("9801A0010", 90, "9801A0020", 5, "9802A0010", 10));
        assertThat(change("population", "deso", 2021, 0)).isNaN();
        assertThat(change("population", "deso", 2023, 0)).isEqualTo(50);
        assertThat(change("population", "deso", 2023, 1)).as("since nobody").isNaN();
        assertThat(change("population", "deso", 2023, 2)).isEqualTo(-20);
        assertThat(change("share_women", "deso", 2022, 0)).as("base year").isNaN();
        assertThat(change("share_women", "deso", 2023, 0)).isEqualTo(10);
        assertThat(change("share_women", "deso", 2023, 2)).isEqualTo(-25);
    }

    @Test
    void across_vintages_only_the_same_area_is_compared() {
        values("population", "deso@2018", 2023, Map.of("9801A0010", 100, "9801A0020", 100, "9802A0010", 100));
        values("population", "deso@2025", 2024, Map.of("9801A0010", 110, "9801A0020", 110, "9802A0010", 110));
        logs.add(new ChangeLog(
                "deso",
                "2018",
                "2025",
                List.of(new Change("9801A0020", "9801A0020", ChangeKind.EXTENDED, Optional.empty(), Optional.empty())),
                Instant.EPOCH,
                "",
                ""));
        assertThat(change("population", "deso", 2024, 0)).isEqualTo(10);
        assertThat(change("population", "deso", 2024, 1)).isNaN();
    }

    @Test
    void without_a_change_log_geometry_tells_whether_an_area_is_the_same() {
        vintages.removeIf(v -> v.vintage().id().toString().equals("deso@2025"));
        vintage(
                "deso@2025",
                "2024-open",
                area("9801A0010", 0, 1000.5),
                area("9801A0020", 0, 1010),
                area("9802A0010", 5, 1005));
        vintages.removeIf(v -> v.vintage().id().toString().equals("deso@2018"));
        vintage(
                "deso@2018",
                "open-2023",
                area("9801A0010", 0, 1000),
                area("9801A0020", 0, 1000),
                area("9802A0010", 0, 1000));
        values("population", "deso@2018", 2023, Map.of("9801A0010", 100, "9801A0020", 100, "9802A0010", 100));
        values("population", "deso@2025", 2024, Map.of("9801A0010", 110, "9801A0020", 110, "9802A0010", 110));
        assertThat(change("population", "deso", 2024, 0))
                .as("half a metre wider")
                .isEqualTo(10);
        assertThat(change("population", "deso", 2024, 1)).as("ten metres wider").isNaN();
        assertThat(change("population", "deso", 2024, 2))
                .as("as large, but elsewhere")
                .isNaN();
    }

    @Test
    void an_indicator_that_nobody_describes_is_shown_and_never_summed() {
        values("mystery", "deso@2018", 2022, Map.of("9801A0010", 1, "9801A0020", 1, "9802A0010", 1));
        assertThat(observations().indicators()).extracting(Indicator::id).containsExactly("mystery");
        assertThat(observations().series("mystery"))
                .extracting(Series::division)
                .containsExactly("deso");
    }

    @Test
    void values_for_codes_the_vintage_no_longer_has_are_left_out() {
        values("population", "deso@2018", 2022, Map.of("9801A0010", 1, "9801A0099", 1000));
        YearValues deso = year("population", "deso", 2022);
        assertThat(deso.value(0)).isEqualTo(1);
        assertThat(deso.status(1)).isEqualTo(Status.MISSING);
    }

    @Test
    void codes_of_not_applicable_stay_so() {
        values("population", "deso@2018", 2022, Map.of("9801A0010", NOT_APPLICABLE, "9801A0020", 1, "9802A0010", 1));
        assertThat(year("population", "deso", 2022).status(0)).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(year("population", "kommun", 2022).hasValue(0)).isFalse();
    }

    // ---- how the region is made

    private Observations observations() {
        return Observations.of(new Snapshot(1, false, vintages, values, logs), configuration);
    }

    private YearValues year(String indicator, String division, int year) {
        return observations()
                .series(indicator, division)
                .orElseThrow()
                .year(year)
                .orElseThrow();
    }

    private double change(String indicator, String division, int year, int area) {
        Observations observations = observations();
        Series series = observations.series(indicator, division).orElseThrow();
        return observations.change(series, series.year(year).orElseThrow(), area);
    }

    private void vintage(String id, String valid, Area... areas) {
        int dash = valid.indexOf('-');
        VintageId vintage = VintageId.parse(id);
        List<Vintage.Parent> parents = areas[0].parents().keySet().stream()
                .sorted()
                .map(Vintage.Parent::parse)
                .toList();
        vintages.add(new VintageAreas(
                new Vintage(
                        vintage,
                        new YearRange(year(valid.substring(0, dash)), year(valid.substring(dash + 1))),
                        parents,
                        Optional.empty(),
                        "",
                        "",
                        "",
                        Instant.EPOCH,
                        "",
                        ""),
                List.of(areas),
                List.of()));
    }

    private static OptionalInt year(String text) {
        return text.equals("open") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    }

    private static Area area(String code, String... parents) {
        Map<String, String> codes = new LinkedHashMap<>();
        for (int i = 0; i < parents.length; i += 2) codes.put(parents[i], parents[i + 1]);
        OptionalDouble land = code.length() > 4 ? OptionalDouble.of(0.5) : OptionalDouble.empty();
        return new Area(code, "", Optional.empty(), codes, square(0, 1000), land);
    }

    private static Area area(String code, double from, double to) {
        return new Area(code, "", Optional.empty(), Map.of("kommun", "9801"), square(from, to), OptionalDouble.empty());
    }

    /** 1 km high. */
    private static MultiPolygon square(double from, double to) {
        return GEOMETRIES.createMultiPolygon(
                new Polygon[] {(Polygon) GEOMETRIES.toGeometry(new Envelope(from, to, 0, 1000))});
    }

    private void values(String indicator, String vintage, int year, Map<String, Integer> numbers) {
        Map<String, Integer> sorted = new TreeMap<>(numbers);
        double[] values = sorted.values().stream()
                .mapToDouble(v -> v < 0 ? Double.NaN : v)
                .toArray();
        byte[] statuses = new byte[values.length];
        int i = 0;
        for (int number : sorted.values()) {
            statuses[i++] = (number == MISSING
                            ? Status.MISSING
                            : number == SUPPRESSED
                                    ? Status.SUPPRESSED
                                    : number == NOT_APPLICABLE ? Status.NOT_APPLICABLE : Status.NORMAL)
                    .code();
        }
        this.values.add(new PublishedValues(
                indicator,
                VintageId.parse(vintage),
                year,
                List.copyOf(sorted.keySet()),
                values,
                statuses,
                new Provenance(Instant.EPOCH, "", "", "")));
    }
}
