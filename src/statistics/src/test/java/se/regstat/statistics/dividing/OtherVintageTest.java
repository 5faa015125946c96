package se.regstat.statistics.dividing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.Trials;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.estimate.ReaggregatedValue;
import se.regstat.statistics.format.Polygons;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.reaggregation.Boundaries;
import se.regstat.statistics.reaggregation.ReaggregationRequest;
import se.regstat.statistics.reaggregation.ReaggregationResult;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.Weighting;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Two vintages of a country of small squares, of which all that live there is known, and nobody moves between the years: of four squares an area has in 2018, in 2025
 * some are two of two, some are joined to eight, and of some a border was moved. A series on one's own boundaries jumps by the borders alone.
 */
class OtherVintageTest {

    private static final VintageId EARLIER = VintageId.parse("deso@2018");
    private static final VintageId LATER = VintageId.parse("deso@2025");
    private static final int SIDE = 48;
    private static final double METRES = 250;
    private static final Provenance FROM = new Provenance(Instant.EPOCH, "", "", "");

    @TempDir
    private Path folder;

    private final Random random = new Random(3);
    private final double[] people = new double[SIDE * SIDE];
    private final List<Box> earlier = new ArrayList<>();
    private final List<Box> later = new ArrayList<>();

    /** Counted in small squares. */
    private record Box(String code, int west, int south, int width, int height) {
        Polygon geometry() {
            double x = 500_000 + METRES * west;
            double y = 6_500_000 + METRES * south;
            return (Polygon) Polygons.FACTORY.toGeometry(new Envelope(x, x + METRES * width, y, y + METRES * height));
        }

        double sum(double[] small) {
            return IntStream.range(0, small.length)
                    .filter(i -> i % SIDE >= west && i % SIDE < west + width)
                    .filter(i -> i / SIDE >= south && i / SIDE < south + height)
                    .mapToDouble(i -> small[i])
                    .sum();
        }

        Area area() {
            String kommun = "%02d%02d".formatted(west / 16, south / 16);
            return new Area(
                    code,
                    "",
                    Optional.empty(),
                    Map.of("kommun", kommun),
                    Polygons.FACTORY.createMultiPolygon(new Polygon[] {geometry()}),
                    OptionalDouble.empty());
        }
    }

    @BeforeEach
    void make() throws IOException {
        Files.writeString(folder.resolve("indicators.yml"), "indicators: {population: {kind: count}}");
        Arrays.setAll(people, i -> Math.rint(300 * Math.exp(0.8 * random.nextGaussian())));
        for (int south = 0; south < SIDE; south += 2) {
            for (int west = 0; west < SIDE; west += 4) {
                String code = "%02d%02d".formatted(south, west);
                Box a = new Box(code + "A", west, south, 2, 2);
                Box b = new Box(code + "B", west + 2, south, 2, 2);
                earlier.add(a);
                earlier.add(b);
                switch (random.nextInt(12)) {
                    case 0 -> {
                        later.add(new Box(code + "C", west, south, 1, 2));
                        later.add(new Box(code + "D", west + 1, south, 1, 2));
                        later.add(b);
                    }
                    case 1 -> later.add(new Box(code + "E", west, south, 4, 2));
                    case 2 -> {
                        later.add(new Box(code + "A", west, south, 3, 2));
                        later.add(new Box(code + "B", west + 3, south, 1, 2));
                    }
                    default -> later.addAll(List.of(a, b));
                }
            }
        }
        later.sort(Comparator.comparing(Box::code));
    }

    private Snapshot snapshot(double[] lately) {
        Mask land = new Mask(Mask.LAND, List.of(new Box("", 0, 0, SIDE, SIDE).geometry()), FROM);
        return new Snapshot(
                1,
                false,
                List.of(areas(EARLIER, earlier, years(2018, 2023)), areas(LATER, later, years(2024, 2030))),
                List.of(values(EARLIER, earlier, 2023, people), values(LATER, later, 2024, lately)),
                List.of(),
                List.of(land),
                List.of());
    }

    private static YearRange years(int first, int last) {
        return new YearRange(OptionalInt.of(first), OptionalInt.of(last));
    }

    private static VintageAreas areas(VintageId id, List<Box> boxes, YearRange valid) {
        Vintage vintage = new Vintage(
                id,
                valid,
                List.of(new Vintage.Parent("kommun", Optional.empty())),
                Optional.empty(),
                "",
                "",
                "",
                Instant.EPOCH,
                "",
                "");
        return new VintageAreas(vintage, boxes.stream().map(Box::area).toList(), List.of());
    }

    private static PublishedValues values(VintageId id, List<Box> boxes, int year, double[] small) {
        return new PublishedValues(
                "population",
                id,
                year,
                boxes.stream().map(Box::code).toList(),
                boxes.stream().mapToDouble(box -> box.sum(small)).toArray(),
                new byte[boxes.size()],
                FROM);
    }

    private List<Box> targets() {
        return IntStream.range(0, 200)
                .mapToObj(i -> {
                    int width = 3 + random.nextInt(7);
                    int height = 3 + random.nextInt(7);
                    return new Box("", random.nextInt(SIDE - width), random.nextInt(SIDE - height), width, height);
                })
                .toList();
    }

    private ReaggregationResult run(Snapshot snapshot, List<Box> targets, Weighting weighting) {
        List<String> ids =
                IntStream.range(0, targets.size()).mapToObj("%03d"::formatted).toList();
        Boundaries boundaries = Boundaries.of(
                Targets.of(ids, targets.stream().map(Box::geometry).toList()), ids);
        ReaggregationRequest request = ReaggregationRequest.of(
                        boundaries, List.of("population"), Periods.parse(List.of("2023", "2024")))
                .with(ReaggregationDeclaration.WEIGHTING, weighting);
        return Reaggregator.of(snapshot, Configuration.load(folder)).run(request, () -> false);
    }

    /**
     * @param jumps Σ |later − earlier|, all of which the borders alone make
     * @param errors Σ |earlier − true|
     */
    private record Missed(double jumps, double breaks, double errors) {
        static Missed of(ReaggregationResult result, List<Box> targets, double[] people) {
            double jumps = 0;
            double breaks = 0;
            double errors = 0;
            for (int target = 0; target < targets.size(); target++) {
                List<ReaggregatedValue> years = result.of(target);
                jumps += Math.abs(years.get(1).value() - years.get(0).value());
                if (years.get(1).seriesBreak()) breaks += Math.abs(years.get(1).breakSize());
                errors += Math.abs(years.get(0).value() - targets.get(target).sum(people));
            }
            return new Missed(jumps, breaks, errors);
        }
    }

    @Test
    void the_jump_that_borders_alone_make_is_less_than_half_and_nothing_is_missed_by_more() {
        List<Box> targets = targets();
        Snapshot snapshot = snapshot(people);
        Missed area = Missed.of(run(snapshot, targets, Weighting.AREA), targets, people);
        Missed vintages = Missed.of(run(snapshot, targets, Weighting.VINTAGES), targets, people);
        assertThat(area.jumps()).isGreaterThan(1000);
        assertThat(vintages.jumps()).isLessThan(0.5 * area.jumps());
        assertThat(vintages.breaks()).isLessThan(0.5 * area.breaks());
        assertThat(vintages.errors()).isLessThan(area.errors());
    }

    @Test
    void it_helps_as_much_where_people_have_moved_since() {
        List<Box> targets = targets();
        double[] lately = Arrays.stream(people)
                .map(number -> Math.rint(number * (0.95 + 0.1 * random.nextDouble())))
                .toArray();
        Snapshot snapshot = snapshot(lately);
        Missed area = Missed.of(run(snapshot, targets, Weighting.AREA), targets, people);
        Missed vintages = Missed.of(run(snapshot, targets, Weighting.VINTAGES), targets, people);
        assertThat(vintages.breaks()).isLessThan(0.5 * area.breaks());
        assertThat(vintages.errors()).isLessThan(area.errors());
    }

    @Test
    void an_area_that_was_split_is_divided_by_how_many_live_in_its_parts() {
        Box split = later.stream()
                .filter(box -> box.code().endsWith("C"))
                .findFirst()
                .orElseThrow();
        ReaggregatedValue half =
                run(snapshot(people), List.of(split), Weighting.VINTAGES).of(0).get(0);
        assertThat(half.value()).isCloseTo(split.sum(people), within(1e-6));
        assertThat(half.weighting()).isEqualTo("vintages:2025");
        assertThat(half.derivedFrom()).contains("; cut areas by people of deso@2025, 2024");
    }

    @Test
    void auto_takes_it_by_trial_where_areas_lie_in_several_of_the_other_vintage_and_the_next_best_elsewhere() {
        Snapshot untried = snapshot(people);
        Observations observations = Observations.of(untried, Configuration.load(folder));
        Trials trials = WeightingTrials.of(new Divisors(observations), EARLIER, () -> false)
                .orElseThrow();
        assertThat(trials.scores().get(0).way()).isEqualTo("vintages:2025");
        assertThat(trials.scores().get(0).error())
                .isLessThan(0.95 * trials.scores().get(1).error());
        assertThat(trials.scores().get(0).spread()).isPresent();
        Snapshot tried = untried.with(List.of(trials));
        Box split = later.stream()
                .filter(box -> box.code().endsWith("C") && box.west() < SIDE / 2)
                .findFirst()
                .orElseThrow();
        Box around = new Box("", split.west() - split.west() % 4 + 1, split.south(), 4, 1);
        ReaggregationResult result = run(tried, List.of(around), Weighting.AUTO);
        assertThat(result.of(0).get(0).weighting()).startsWith("vintages:2025,");
        assertThat(result.of(0).get(0).intervalHigh()).isFinite();
        assertThat(result.notes().toString())
                .contains("by vintages:2025", "where that vintage has several in place of one, else by the next");
    }
}
