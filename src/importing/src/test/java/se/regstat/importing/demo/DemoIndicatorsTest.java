package se.regstat.importing.demo;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.Origin;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.StoreUrl;

/** The demo's indicators as services see them: through a store, and described by the configuration that comes with the program. */
class DemoIndicatorsTest {

    private static final DemoRegion REGION = DemoRegion.create();
    private static final List<PublishedValues> VALUES = DemoIndicators.of(REGION);

    @TempDir
    static Path folder;

    private static Snapshots.Lease lease;
    private static Observations observations;

    @BeforeAll
    static void make() {
        StoreUrl.GeoPackage url = StoreUrl.of(folder.resolve("demo.gpkg"));
        DemoStore.create(url);
        lease = Snapshots.acquire(url);
        observations = Observations.of(lease.current(), Configuration.load(folder));
    }

    @AfterAll
    static void close() {
        lease.close();
    }

    private static Series series(String indicator, String division) {
        return observations.series(indicator, division).orElseThrow();
    }

    private static YearValues year(String indicator, String division, int year) {
        return series(indicator, division).year(year).orElseThrow();
    }

    private static int area(YearValues values, String code) {
        return values.areas().indexOf(code).orElseThrow();
    }

    private static double sum(YearValues values) {
        return IntStream.range(0, values.size()).mapToDouble(values::value).sum();
    }

    @Test
    void are_the_same_on_every_run() {
        List<PublishedValues> again = DemoIndicators.of(DemoRegion.create());
        assertThat(again).hasSameSizeAs(VALUES);
        for (int i = 0; i < again.size(); i++) {
            assertThat(again.get(i).provenance()).isEqualTo(VALUES.get(i).provenance());
            assertThat(again.get(i).codes()).isEqualTo(VALUES.get(i).codes());
            assertThat(again.get(i).values()).containsExactly(VALUES.get(i).values());
            assertThat(again.get(i).statuses()).containsExactly(VALUES.get(i).statuses());
        }
    }

    @Test
    void every_one_is_described_and_every_kind_is_there() {
        Configuration configuration = Configuration.load(folder);
        assertThat(VALUES).allMatch(values -> configuration.describesIndicator(values.indicator()));
        assertThat(observations.indicators()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(observations.indicators())
                .extracting(indicator -> indicator.measure().id())
                .contains("count", "ratio", "mean", "quantile", "index", "class", "density");
        assertThat(observations.indicators())
                .allMatch(indicator -> indicator.title().sv().startsWith("DEMO"));
    }

    @Test
    void population_is_there_for_every_division_and_year() {
        for (String division : List.of("deso", "regso", "kommun", "lan")) {
            assertThat(series("population", division).years())
                    .extracting(YearValues::year)
                    .containsExactly(IntStream.rangeClosed(2011, 2024).boxed().toArray(Integer[]::new));
            for (YearValues values : series("population", division).years()) {
                assertThat(IntStream.range(0, values.size())).allMatch(values::hasValue);
                assertThat(sum(values)).isEqualTo(sum(year("population", "lan", values.year())));
            }
        }
        assertThat(year("population", "kommun", 2020).origin(0)).isEqualTo(Origin.PUBLISHED);
        assertThat(year("population", "regso", 2020).origin(0)).isEqualTo(Origin.SUMMED);
        assertThat(year("population", "deso", 2023).areas().vintage().id()).isEqualTo(VintageId.parse("deso@2018"));
        assertThat(year("population", "deso", 2024).areas().vintage().id()).isEqualTo(VintageId.parse("deso@2025"));
    }

    @Test
    void parts_add_up_to_their_totals() {
        for (Indicator indicator : observations.indicators()) {
            if (!VALUES.stream()
                    .map(PublishedValues::indicator)
                    .collect(Collectors.toSet())
                    .containsAll(indicator.parts())) {
                continue;
            }
            for (YearValues total : series(indicator.id(), "deso").years()) {
                for (int area = 0; area < total.size() && !indicator.parts().isEmpty(); area++) {
                    double sum = 0;
                    for (String part : indicator.parts())
                        sum += year(part, "deso", total.year()).value(area);
                    assertThat(Double.compare(sum, total.value(area))).isZero();
                }
            }
        }
    }

    @Test
    void every_kind_of_gap_is_there_and_zero_is_none() {
        Set<Status> statuses = EnumSet.noneOf(Status.class);
        for (PublishedValues values : VALUES) {
            for (int i = 0; i < values.codes().size(); i++) {
                statuses.add(values.status(i));
                assertThat(Double.isNaN(values.values()[i]))
                        .isEqualTo(!values.status(i).hasValue());
                assertThat(values.values()[i] < 0).isFalse();
            }
        }
        assertThat(statuses)
                .containsExactlyInAnyOrder(
                        Status.NORMAL, Status.ESTIMATED, Status.MISSING, Status.SUPPRESSED, Status.NOT_APPLICABLE);

        String empty = DemoPeople.emptyEstate(REGION);
        for (int year : new int[] {2011, 2023, 2024}) {
            YearValues population = year("population", "deso", year);
            assertThat(population.status(area(population, empty))).isEqualTo(Status.NORMAL);
            assertThat(population.value(area(population, empty))).isZero();
            YearValues share = year("share_born_abroad", "deso", year);
            assertThat(share.reason(area(share, empty))).isEqualTo(Reason.EMPTY_BASE);
        }
        YearValues index = year("socioeconomic_index", "deso", 2024);
        assertThat(index.status(area(index, empty))).isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void the_latest_year_shows_suppressed_and_missing_values() {
        YearValues abroad = year("born_abroad", "deso", 2024);
        assertThat(statuses(abroad).get(Status.SUPPRESSED)).isBetween(5L, 60L);
        assertThat(statuses(year("dwellings_rented", "deso", 2024)).get(Status.MISSING))
                .isBetween(5L, 40L);
        YearValues regso = year("born_abroad", "regso", 2024);
        assertThat(IntStream.range(0, regso.size()).mapToObj(regso::reason)).contains(Reason.INCOMPLETE);
        assertThat(year("born_abroad", "kommun", 2024).origin(0)).isEqualTo(Origin.PUBLISHED);
    }

    private static Map<Status, Long> statuses(YearValues values) {
        return IntStream.range(0, values.size())
                .mapToObj(values::status)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Test
    void some_years_have_no_data() {
        assertThat(series("dwellings_rented", "deso").years().get(0).year()).isEqualTo(2013);
        assertThat(series("net_income_median", "deso").latest().orElseThrow().year())
                .isEqualTo(2023);
    }

    @Test
    void a_new_part_of_a_town_grows_from_nothing() {
        String code = DemoPeople.splitInThree(REGION);
        YearValues before = year("population", "deso", 2015);
        YearValues after = year("population", "deso", 2023);
        assertThat(before.value(area(before, code))).isZero();
        assertThat(after.value(area(after, code))).isGreaterThan(1_500);
    }

    @Test
    void density_is_per_land_area() {
        YearValues density = year("population_density", "deso", 2024);
        YearValues population = year("population", "deso", 2024);
        for (int i = 0; i < density.size(); i++) {
            double land = density.areas().areas().get(i).landAreaKm2().orElseThrow();
            assertThat(density.value(i)).isCloseTo(population.value(i) / land, within(1e-9));
        }
    }

    /** Moran's I over neighbours' values would say the same; this is the share of spread that RegSO explain. */
    @Test
    void neighbours_resemble_each_other() {
        YearValues income = year("net_income_mean", "deso", 2023);
        Map<String, List<Double>> byRegso = IntStream.range(0, income.size())
                .filter(income::hasValue)
                .boxed()
                .collect(Collectors.groupingBy(
                        i -> income.areas().areas().get(i).parents().get("regso"),
                        Collectors.mapping(income::value, Collectors.toList())));
        double[] all = byRegso.values().stream()
                .flatMap(List::stream)
                .mapToDouble(v -> v)
                .toArray();
        double[] within = byRegso.values().stream()
                .flatMapToDouble(group -> {
                    double mean = mean(group.stream().mapToDouble(v -> v).toArray());
                    return group.stream().mapToDouble(v -> v - mean);
                })
                .toArray();
        double mean = mean(all);
        double spread = Arrays.stream(all).map(v -> (v - mean) * (v - mean)).sum();
        double inside = Arrays.stream(within).map(v -> v * v).sum();
        assertThat(inside / spread).isLessThan(0.25);
        assertThat(Arrays.stream(all).max().orElseThrow())
                .isGreaterThan(1.5 * Arrays.stream(all).min().orElseThrow());
    }

    private static double mean(double[] numbers) {
        return Arrays.stream(numbers).average().orElseThrow();
    }

    @Test
    void area_types_are_whole_numbers_that_all_occur() {
        for (int year = 2011; year <= 2024; year++) {
            YearValues types = year("area_type", "deso", year);
            assertThat(IntStream.range(0, types.size())
                            .filter(types::hasValue)
                            .mapToObj(types::value)
                            .distinct())
                    .containsExactlyInAnyOrder(1.0, 2.0, 3.0, 4.0, 5.0);
        }
    }

    @Test
    void the_change_log_is_in_the_store() {
        assertThat(lease.current().changeLogs()).hasSize(1);
        assertThat(lease.current().changeLogs().get(0)).isEqualTo(REGION.changes());
    }

    @Test
    void only_published_kinds_of_measure_are_stored() {
        Map<String, Indicator> byId =
                observations.indicators().stream().collect(toMap(Indicator::id, Function.identity()));
        assertThat(VALUES)
                .allMatch(values -> !byId.get(values.indicator()).measure().isComputed());
        assertThat(byId.values()).anyMatch(indicator -> indicator.measure() instanceof Measure.Density);
    }
}
