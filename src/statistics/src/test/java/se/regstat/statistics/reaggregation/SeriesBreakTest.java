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
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.estimate.ReaggregatedValue;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.observation.AreaSeries;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.secret.Secret;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * A row of DeSO a kilometre wide, in 2018 and in 2025: some are split into a west and an east half, some are joined with their neighbour, the
 * others stay. Nobody moves, is born or dies: what a series does from 2023 to 2024 it does by the borders alone.
 */
class SeriesBreakTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    @TempDir
    private Path folder;

    /** From, to, in kilometres, by code. */
    private final Map<String, double[]> earlier = new TreeMap<>();

    private final Map<String, double[]> later = new TreeMap<>();
    private final Map<String, double[]> own = new TreeMap<>();
    private final Map<String, Double> people2023 = new TreeMap<>();
    private final Map<String, Double> people2024 = new TreeMap<>();
    private final Map<String, Double> women2023 = new TreeMap<>();
    private final Map<String, Double> women2024 = new TreeMap<>();
    private final List<Change> changes = new ArrayList<>();
    private boolean isLogged = true;

    @BeforeEach
    void describe() throws IOException {
        Files.writeString(folder.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count}
                  women: {kind: count}
                  share_women: {kind: ratio, numerator: women, denominator: population}
                  secret: {kind: count, disclosure: {minimum: 5}, told_for: [own]}
                """);
        Files.writeString(
                folder.resolve("derived.yml"), "derived: {own: {indicators: [population, share_women, secret]}}");
    }

    /** Numbers from west to east; the people of a split area are divided as {@code west} says, its women evenly. */
    private void area(int number, double people, double west) {
        String code = code(number);
        earlier.put(code, new double[] {number, number + 1});
        people2023.put(code, people);
        women2023.put(code, people / 4);
        if (west == 1) {
            later.put(code, new double[] {number, number + 1});
            people2024.put(code, people);
            women2024.put(code, people / 4);
            return;
        }
        String[] parts = {code.substring(0, 8) + "1", code.substring(0, 8) + "2"};
        for (int part = 0; part < 2; part++) {
            later.put(parts[part], new double[] {number + 0.5 * part, number + 0.5 + 0.5 * part});
            people2024.put(parts[part], people * (part == 0 ? west : 1 - west));
            women2024.put(parts[part], people / 8);
            changes.add(change(code, parts[part]));
        }
    }

    /** Two neighbours that are one in 2025. */
    private void joined(int number, double people, double neighbours) {
        String both = code(number).substring(0, 8) + "3";
        later.put(both, new double[] {number, number + 2});
        people2024.put(both, people + neighbours);
        women2024.put(both, (people + neighbours) / 4);
        for (int i = 0; i < 2; i++) {
            String code = code(number + i);
            earlier.put(code, new double[] {number + i, number + i + 1});
            people2023.put(code, i == 0 ? people : neighbours);
            women2023.put(code, (i == 0 ? people : neighbours) / 4);
            changes.add(change(code, both));
        }
    }

    private void target(String code, double from, double to) {
        own.put(code, new double[] {from, to});
    }

    private static String code(int number) {
        return "9901A%03d0".formatted(number);
    }

    private static Change change(String from, String to) {
        return new Change(from, to, ChangeKind.ENDED_TO_NEW, Optional.empty(), Optional.empty());
    }

    @Test
    void where_a_split_parent_is_cut_the_series_breaks_by_as_much_as_the_borders_make() {
        area(0, 100, 0.9);
        area(1, 200, 1);
        target("a", 0, 0.5);
        target("b", 0, 1);
        target("c", 1, 1.3);
        target("d", 0.5, 2);
        List<ReaggregatedValue> values = values("population");
        assertThat(values)
                .extracting(ReaggregatedValue::value)
                .containsExactly(50.0, 90.0, 100.0, 100.0, 60.0, 60.0, 250.0, 210.0);
        assertThat(values)
                .extracting(ReaggregatedValue::seriesBreak)
                .containsExactly(false, true, false, false, false, false, false, true);
        assertThat(values)
                .extracting(ReaggregatedValue::breakSize)
                .containsExactly(Double.NaN, 40.0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, -40.0);
        assertThat(result("population").notes())
                .singleElement()
                .asString()
                .contains("series_break", "2023 and 2024", "deso@2025", "deso@2018", "2 of 4");
    }

    @Test
    void what_people_did_besides_is_no_part_of_it() {
        area(0, 100, 0.9);
        people2024.replaceAll((code, people) -> 1.2 * people);
        target("a", 0, 0.5);
        ReaggregatedValue value = values("population").get(1);
        assertThat(value.value()).isCloseTo(108, within(1e-9));
        assertThat(value.breakSize()).isCloseTo(40, within(1e-9));
    }

    @Test
    void where_the_later_areas_hold_nobody_the_borders_say_how_people_are_divided() {
        area(0, 100, 0.9);
        people2024.replaceAll((code, people) -> 0.0);
        target("a", 0, 0.5);
        assertThat(values("population").get(1).breakSize()).isCloseTo(0, within(1e-9));
    }

    @Test
    void a_size_is_not_told_where_a_value_is_not() {
        area(0, 100, 0.9);
        people2023.replaceAll((code, people) -> Double.NaN);
        area(1, 200, 0.9);
        target("a", 0, 1.2);
        target("b", 1.5, 2);
        List<ReaggregatedValue> values = values("population");
        assertThat(values.get(1).seriesBreak()).isTrue();
        assertThat(values.get(1).breakSize()).isNaN();
        assertThat(values.get(3).breakSize()).isCloseTo(-80, within(1e-9));
    }

    @Test
    void by_however_much_areas_are_split_and_joined_a_series_moves_by_its_break_size_and_else_not_at_all() {
        int broken = 0;
        int whole = 0;
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            for (Map<?, ?> map : List.of(earlier, later, own, people2023, people2024, women2023, women2024))
                map.clear();
            changes.clear();
            isLogged = random.nextBoolean();
            for (int number = 0; number < 12; number++) {
                switch (random.nextInt(3)) {
                    case 0 -> area(number, 100 + random.nextInt(1000), 0.05 + 0.9 * random.nextDouble());
                    case 1 -> area(number, 100 + random.nextInt(1000), 1);
                    default -> joined(number++, 100 + random.nextInt(1000), 100 + random.nextInt(1000));
                }
            }
            for (int i = 0; i < 8; i++) {
                double from = random.nextInt(24) / 2.0;
                double to = from + (random.nextBoolean() ? 1 + random.nextInt(4) : 0.3 + 4 * random.nextDouble());
                target("t" + i, from, Math.min(12, to));
            }
            for (String indicator : List.of("population", "share_women")) {
                List<ReaggregatedValue> values = values(indicator);
                for (int i = 0; i < values.size(); i += 2) {
                    double moved = values.get(i + 1).value() - values.get(i).value();
                    boolean isBroken = values.get(i + 1).seriesBreak();
                    double told = isBroken ? values.get(i + 1).breakSize() : 0;
                    assertThat(moved)
                            .as("seed %d, %s, target %d", seed, indicator, i / 2)
                            .isCloseTo(told, within(1e-8));
                    assertThat(values.get(i).seriesBreak()).isFalse();
                    if (isBroken) broken++;
                    else whole++;
                }
            }
        }
        assertThat(broken).isGreaterThan(100);
        assertThat(whole).isGreaterThan(100);
    }

    @Test
    void of_restricted_indicators_the_break_is_told_and_its_size_is_not() {
        area(0, 100, 0.9);
        area(1, 200, 1);
        target("a", 0, 0.5);
        Snapshot snapshot = snapshot();
        Reaggregator reaggregator = Reaggregator.of(snapshot, Configuration.load(folder));
        ReaggregatedValue value = reaggregator
                .run(
                        ReaggregationRequest.of(
                                reaggregator.boundaries(VintageId.parse("own@2020")),
                                List.of("secret"),
                                Periods.parse(List.of("2023/2024"))),
                        () -> false)
                .of(0)
                .get(1);
        assertThat(value.value()).isCloseTo(90, within(5.0));
        assertThat(value.seriesBreak()).isTrue();
        assertThat(value.breakSize()).isNaN();
    }

    @Test
    void derived_series_have_it_and_tell_no_change_across_it() {
        area(0, 100, 0.9);
        area(1, 200, 1);
        target("a", 0, 0.5);
        target("b", 0, 2);
        Snapshot snapshot = snapshot();
        Observations observations = Observations.of(snapshot, Configuration.load(folder));
        Series series = Derivations.of(snapshot, observations)
                .series("population", "own")
                .orElseThrow();
        assertThat(observations.change(series, series.years().get(1), 0)).isNaN();
        assertThat(observations.change(series, series.years().get(1), 1)).isZero();
        List<AreaSeries.Point> points =
                AreaSeries.of(observations, series, "a").orElseThrow().points();
        assertThat(points).extracting(AreaSeries.Point::seriesBreak).containsExactly(false, true);
        assertThat(points).extracting(AreaSeries.Point::breakSize).containsExactly(Double.NaN, 40.0);
        assertThat(AreaSeries.of(observations, series, "b").orElseThrow().points())
                .extracting(AreaSeries.Point::seriesBreak)
                .containsExactly(false, false);
    }

    // ---- how it is made

    /** Target by target, 2023 and 2024. */
    private List<ReaggregatedValue> values(String indicator) {
        List<ReaggregatedValue> values = new ArrayList<>();
        result(indicator).forEach(values::add);
        assertThat(values).hasSize(2 * own.size());
        return values;
    }

    private ReaggregationResult result(String indicator) {
        List<String> ids = List.copyOf(own.keySet());
        Boundaries boundaries = Boundaries.of(
                Targets.of(
                        ids,
                        own.values().stream()
                                .map(span -> span(span[0], span[1]))
                                .toList()),
                ids);
        return Reaggregator.of(snapshot(), Configuration.load(folder))
                .run(
                        ReaggregationRequest.of(boundaries, List.of(indicator), Periods.parse(List.of("2023/2024"))),
                        () -> false);
    }

    private Snapshot snapshot() {
        ChangeLog log = new ChangeLog("deso", "2018", "2025", changes, Instant.EPOCH, "", "");
        return new Snapshot(
                        1,
                        false,
                        List.of(
                                vintage("deso@2018", new YearRange(OptionalInt.empty(), OptionalInt.of(2023)), earlier),
                                vintage("deso@2025", new YearRange(OptionalInt.of(2024), OptionalInt.empty()), later),
                                vintage("own@2020", YearRange.ALWAYS, own)),
                        List.of(
                                values("population", "deso@2018", 2023, people2023),
                                values("population", "deso@2025", 2024, people2024),
                                values("women", "deso@2018", 2023, women2023),
                                values("women", "deso@2025", 2024, women2024),
                                values("secret", "deso@2018", 2023, people2023),
                                values("secret", "deso@2025", 2024, people2024)),
                        isLogged ? List.of(log) : List.of(),
                        List.of(),
                        List.of())
                .with(Secret.of(new byte[32]));
    }

    private static PublishedValues values(String indicator, String vintage, int year, Map<String, Double> values) {
        double[] numbers =
                values.values().stream().mapToDouble(Double::doubleValue).toArray();
        byte[] statuses = new byte[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            if (Double.isNaN(numbers[i])) statuses[i] = se.regstat.statistics.indicator.Status.MISSING.code();
        }
        return new PublishedValues(
                indicator,
                VintageId.parse(vintage),
                year,
                List.copyOf(values.keySet()),
                numbers,
                statuses,
                new Provenance(Instant.EPOCH, indicator + ".csv", "", ""));
    }

    private static Polygon span(double from, double to) {
        return (Polygon) GEOMETRIES.toGeometry(new Envelope(
                Patchwork.WEST + 1000 * from, Patchwork.WEST + 1000 * to, Patchwork.SOUTH, Patchwork.SOUTH + 1000));
    }

    private static VintageAreas vintage(String id, YearRange valid, Map<String, double[]> spans) {
        List<Area> areas = new ArrayList<>();
        spans.forEach((code, span) -> areas.add(new Area(
                code,
                "",
                Optional.empty(),
                Map.of(),
                GEOMETRIES.createMultiPolygon(new Polygon[] {span(span[0], span[1])}),
                OptionalDouble.empty())));
        return new VintageAreas(
                new Vintage(VintageId.parse(id), valid, List.of(), Optional.empty(), "", "", "", Instant.EPOCH, "", ""),
                areas,
                List.of());
    }
}
