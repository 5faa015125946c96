package se.regstat.statistics.observation;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/** What is said of values before they are read is what they turn out to be, whatever is published and how much lacks. */
class ForeseenTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final List<String> IMPORTED =
            List.of("population", "women", "income", "median_income", "rounded_share", "socio_index");
    private static final List<String> DIVISIONS = List.of("deso", "kommun", "lan");

    @TempDir
    Path directory;

    private Configuration configuration;

    @BeforeEach
    void describe_indicators() throws IOException {
        Files.writeString(directory.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count}
                  women: {kind: count}
                  share_women: {kind: ratio, numerator: women, denominator: population}
                  income: {kind: mean, base: population}
                  median_income: {kind: median, base: population}
                  rounded_share: {kind: ratio, base: population}
                  socio_index: {kind: index}
                  density: {kind: density, of: population}
                """);
        configuration = Configuration.load(directory);
    }

    @Test
    void whether_any_area_has_a_value_is_foreseen_or_left_open_but_never_wrong() {
        for (int seed = 0; seed < 2000; seed++) {
            foreseen(Observations.of(
                    new Snapshot(1, false, areas(), values(new Random(seed)), List.of()), configuration));
        }
    }

    private static void foreseen(Observations observations) {
        for (Indicator indicator : observations.indicators()) {
            for (String division : DIVISIONS) {
                for (YearValues values : observations
                        .series(indicator.id(), division)
                        .map(Series::years)
                        .orElse(List.of())) {
                    boolean any = false;
                    for (int area = 0; area < values.size(); area++) any |= values.hasValue(area);
                    Optional<Boolean> foreseen = values.foreseen().any();
                    assertThat(foreseen.orElse(any))
                            .as("%s of %s in %s", indicator.id(), division, values.year())
                            .isEqualTo(any);
                    assertThat(values.hasAnyValue()).isEqualTo(any);
                }
            }
        }
    }

    @Test
    void what_is_whole_or_not_there_at_all_is_known_without_reading_a_value() {
        List<PublishedValues> values = List.of(
                published("population", 2022, "deso", codes("deso"), area -> area + 1, area -> Status.NORMAL),
                published("women", 2022, "deso", codes("deso"), area -> area, area -> Status.NORMAL),
                published("income", 2022, "deso", codes("deso"), area -> 300, area -> Status.NORMAL),
                published("median_income", 2022, "deso", codes("deso"), area -> 300, area -> Status.SUPPRESSED));
        Observations observations = Observations.of(new Snapshot(1, false, areas(), values, List.of()), configuration);
        Map<String, Optional<Boolean>> foreseen = new LinkedHashMap<>();
        for (Indicator indicator : observations.indicators()) {
            foreseen.put(
                    indicator.id(),
                    observations
                            .year(indicator.id(), "lan", 2022)
                            .orElseThrow()
                            .foreseen()
                            .any());
        }
        assertThat(foreseen)
                .containsEntry("population", Optional.of(true))
                .containsEntry("women", Optional.of(true))
                .containsEntry("share_women", Optional.of(true))
                .containsEntry("income", Optional.of(true))
                .containsEntry("median_income", Optional.of(false))
                .containsEntry("density", Optional.of(false));
    }

    @Test
    void several_series_reach_as_far_as_any_of_them() {
        for (int seed = 0; seed < 200; seed++) {
            Observations observations = Observations.of(
                    new Snapshot(1, false, areas(), values(new Random(seed)), List.of()), configuration);
            for (String division : DIVISIONS) {
                List<Series> series = observations.indicators().stream()
                        .flatMap(indicator -> observations.series(indicator.id(), division).stream())
                        .toList();
                SortedMap<Integer, VintageAreas> reached = new TreeMap<>();
                for (Series one : series) {
                    for (YearValues values : one.years()) {
                        boolean any = IntStream.range(0, values.size()).anyMatch(values::hasValue);
                        if (any) reached.put(values.year(), values.areas());
                    }
                }
                assertThat(Reach.areasByYear(series)).isEqualTo(reached);
                assertThat(Reach.years(series)).isEqualTo(reached.keySet());
                assertThat(Reach.areas(series)).isEqualTo(Set.copyOf(reached.values()));
            }
        }
    }

    @Test
    void series_of_several_divisions_reach_the_areas_of_each() {
        List<PublishedValues> values = List.of(
                published("socio_index", 2021, "kommun", codes("kommun"), area -> 1, area -> Status.NORMAL),
                published("socio_index", 2021, "deso", codes("deso"), area -> 1, area -> Status.NORMAL),
                published("socio_index", 2022, "deso", codes("deso"), area -> 1, area -> Status.SUPPRESSED));
        Observations observations = Observations.of(new Snapshot(1, false, areas(), values, List.of()), configuration);
        List<Series> series = observations.series("socio_index");
        assertThat(Reach.areas(series))
                .extracting(areas -> areas.vintage().id().division())
                .containsExactlyInAnyOrder("deso", "kommun");
        assertThat(Reach.years(series)).containsExactly(2021);
    }

    private static List<PublishedValues> values(Random random) {
        List<PublishedValues> values = new ArrayList<>();
        double lacking = random.nextDouble();
        double zeros = random.nextDouble();
        for (String indicator : IMPORTED) {
            for (String division : DIVISIONS) {
                for (int year = 2021; year <= 2022; year++) {
                    if (random.nextInt(3) > 0 && !division.equals("deso")) continue;
                    if (random.nextInt(4) == 0) continue;
                    // With codes that the vintage does not have, first and last.
                    List<String> codes = Stream.of(Stream.of("00"), codes(division).stream(), Stream.of("9999"))
                            .flatMap(code -> code)
                            .filter(code -> random.nextInt(5) > 0)
                            .toList();
                    Status[] statuses = codes.stream()
                            .map(code -> random.nextDouble() < lacking
                                    ? Status.of((byte) (2 + random.nextInt(4)))
                                    : Status.of((byte) random.nextInt(2)))
                            .toArray(Status[]::new);
                    values.add(published(
                            indicator,
                            year,
                            division,
                            codes,
                            area -> random.nextDouble() < zeros ? 0 : random.nextInt(9) - 2,
                            area -> statuses[area]));
                }
            }
        }
        return values;
    }

    private static PublishedValues published(
            String indicator,
            int year,
            String division,
            List<String> codes,
            IntToDoubleFunction number,
            IntFunction<Status> status) {
        double[] numbers = new double[codes.size()];
        byte[] statuses = new byte[numbers.length];
        for (int area = 0; area < numbers.length; area++) {
            statuses[area] = status.apply(area).code();
            numbers[area] = status.apply(area).hasValue() ? number.applyAsDouble(area) : Double.NaN;
        }
        Provenance provenance = new Provenance(Instant.EPOCH, "tabell.csv", "00", "SCB");
        return new PublishedValues(
                indicator, VintageId.parse(division + "@2025"), year, codes, numbers, statuses, provenance);
    }

    private static List<String> codes(String division) {
        return switch (division) {
            case "deso" -> List.of("9801A0010", "9801A0020", "9802A0010", "9901A0010");
            case "kommun" -> List.of("9801", "9802", "9901");
            default -> List.of("98", "99");
        };
    }

    private static List<VintageAreas> areas() {
        return Stream.of("deso", "kommun", "lan").map(ForeseenTest::vintage).toList();
    }

    /** Squares side by side; those of a whole lie in it. */
    private static VintageAreas vintage(String division) {
        List<Area> areas = codes(division).stream()
                .map(code -> {
                    Map<String, String> parents = new LinkedHashMap<>();
                    if (code.length() > 4) parents.put("kommun", code.substring(0, 4));
                    if (code.length() > 2) parents.put("lan", code.substring(0, 2));
                    return new Area(
                            code,
                            "",
                            Optional.empty(),
                            parents,
                            GEOMETRIES.createMultiPolygon(new Polygon[] {square(code)}),
                            code.equals("9901A0010") ? OptionalDouble.of(0) : OptionalDouble.empty());
                })
                .toList();
        List<Vintage.Parent> parents = Stream.of("kommun", "lan")
                .filter(parent ->
                        codes(division).get(0).length() > codes(parent).get(0).length())
                .map(parent -> new Vintage.Parent(parent, Optional.empty()))
                .toList();
        Vintage vintage = new Vintage(
                VintageId.parse(division + "@2025"),
                new YearRange(OptionalInt.empty(), OptionalInt.empty()),
                parents,
                Optional.of("riket"),
                "",
                "",
                "",
                Instant.EPOCH,
                "",
                "");
        return new VintageAreas(vintage, areas, List.of());
    }

    private static Polygon square(String code) {
        List<String> finest = codes("deso");
        long first = finest.stream().takeWhile(deso -> !deso.startsWith(code)).count();
        long parts = finest.stream().filter(deso -> deso.startsWith(code)).count();
        return (Polygon) GEOMETRIES.toGeometry(new Envelope(1000 * first, 1000 * (first + parts), 0, 1000));
    }
}
