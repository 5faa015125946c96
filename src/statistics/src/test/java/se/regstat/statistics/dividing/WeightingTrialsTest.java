package se.regstat.statistics.dividing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.Trials;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
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

/** A checkered country, a village in some of its squares: people live where the test has them live. */
class WeightingTrialsTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final VintageId DESO = VintageId.parse("deso@2018");
    private static final int SIDE = 24;
    private static final double METRES = 1000;
    private static final Provenance FROM = new Provenance(Instant.EPOCH, "", "", "");

    @TempDir
    private Path folder;

    private final List<Area> areas = new ArrayList<>();
    private final List<Polygon> villages = new ArrayList<>();
    private final double[] village = new double[SIDE * SIDE];

    /** How much more than the average live in an area's village. */
    private final double[] crowd = new double[SIDE * SIDE];

    private final List<Integer> inArea = new ArrayList<>();

    @BeforeEach
    void make() throws IOException {
        Files.writeString(folder.resolve("indicators.yml"), "indicators: {population: {kind: count}}");
        Random random = new Random(3);
        Arrays.fill(crowd, 1);
        for (int i = 0; i < SIDE * SIDE; i++) {
            double west = 500_000 + METRES * (i % SIDE);
            int row = i / SIDE;
            double south = 6_500_000 + METRES * row;
            areas.add(new Area(
                    "%04d".formatted(i),
                    "",
                    Optional.empty(),
                    Map.of("kommun", "%02d".formatted(row / 4)),
                    GEOMETRIES.createMultiPolygon(new Polygon[] {square(west, south, METRES)}),
                    OptionalDouble.empty()));
            if (random.nextInt(3) > 0) continue;
            double size = 100 + 600 * random.nextDouble();
            villages.add(square(west + 50, south + 50, size));
            village[i] = size * size;
            inArea.add(i);
        }
    }

    private static Polygon square(double west, double south, double size) {
        return (Polygon) GEOMETRIES.toGeometry(new Envelope(west, west + size, south, south + size));
    }

    /** So many in a square kilometre of village, on average, and of the rest. */
    private double[] people(double inVillage, double outside) {
        double[] people = new double[village.length];
        Arrays.setAll(
                people,
                i -> Math.rint((inVillage * crowd[i] * village[i] + outside * (METRES * METRES - village[i])) / 1e6));
        return people;
    }

    /** Squares of 2 km that are no squares of areas, by how many live in each. */
    private WeightedPoints grid(double inVillage, double outside) {
        int side = SIDE / 2 + 1;
        double[] eastings = new double[side * side];
        double[] northings = new double[side * side];
        double[] people = new double[side * side];
        Geometry country = square(500_000, 6_500_000, SIDE * METRES);
        for (int i = 0; i < people.length; i++) {
            int row = i / side;
            Polygon cell = square(499_300 + 2000 * (i % side), 6_499_100 + 2000 * row, 2000);
            eastings[i] = cell.getCentroid().getX();
            northings[i] = cell.getCentroid().getY();
            double all = outside * cell.intersection(country).getArea();
            for (int k = 0; k < villages.size(); k++) {
                double crowded = inVillage * crowd[inArea.get(k)];
                all += (crowded - outside) * cell.intersection(villages.get(k)).getArea();
            }
            people[i] = Math.rint(all / 1e6);
        }
        return new WeightedPoints("rutor", 2022, eastings, northings, people, 2000, FROM);
    }

    private Snapshot snapshot(double[] people, Instant imported, List<Trials> trials) {
        return snapshotWith(people, imported, List.of()).with(trials);
    }

    private Snapshot snapshotWith(double[] people, Instant imported, List<WeightedPoints> grids) {
        Vintage vintage = new Vintage(
                DESO,
                YearRange.ALWAYS,
                List.of(new Vintage.Parent("kommun", Optional.empty())),
                Optional.empty(),
                "",
                "",
                "",
                Instant.EPOCH,
                "",
                "");
        Provenance from = new Provenance(imported, "", "", "");
        return new Snapshot(
                1,
                false,
                List.of(new VintageAreas(vintage, areas, List.of())),
                List.of(new PublishedValues(
                        "population",
                        DESO,
                        2022,
                        areas.stream().map(Area::code).toList(),
                        people,
                        new byte[people.length],
                        from)),
                List.of(),
                List.of(new Mask(Mask.BUILT_UP, villages, from)),
                grids);
    }

    private Trials trials(double[] people, WeightedPoints... grids) {
        Snapshot snapshot = snapshotWith(people, Instant.EPOCH, List.of(grids));
        Observations observations = Observations.of(snapshot, Configuration.load(folder));
        return WeightingTrials.of(new Divisors(observations), DESO, () -> false).orElseThrow();
    }

    private static double error(Trials trials, Weighting weighting) {
        return trials.scores().stream()
                .filter(score -> score.weighting() == weighting)
                .findFirst()
                .orElseThrow()
                .error();
    }

    @Test
    void where_people_live_in_villages_and_outside_estimated_densities_are_best() {
        Trials trials = trials(people(3000, 100));
        assertThat(trials.scores().get(0).weighting()).isEqualTo(Weighting.DASYMETRIC);
        assertThat(error(trials, Weighting.DASYMETRIC)).isLessThan(0.02);
        assertThat(error(trials, Weighting.MASK)).isGreaterThan(0.08);
        assertThat(error(trials, Weighting.AREA)).isGreaterThan(0.2);
        assertThat(trials.targets()).isGreaterThan(500);
    }

    @Test
    void where_people_live_anywhere_area_is_as_good_as_estimated_densities_and_the_mask_is_bad() {
        double[] even = new double[village.length];
        Arrays.fill(even, 200);
        Trials trials = trials(even);
        assertThat(error(trials, Weighting.AREA)).isLessThan(1e-9);
        assertThat(error(trials, Weighting.DASYMETRIC)).isLessThan(0.01);
        assertThat(trials.scores().get(trials.scores().size() - 1).weighting()).isEqualTo(Weighting.MASK);
    }

    @Test
    void a_coarse_grid_helps_where_it_is_divided_by_classes_of_land_and_not_alone() {
        Random random = new Random(4);
        Arrays.setAll(crowd, i -> 0.2 + 1.6 * random.nextDouble());
        Trials trials = trials(people(3000, 20), grid(3000, 20));
        assertThat(trials.scores().get(0).weighting()).isEqualTo(Weighting.COMBINED);
        assertThat(trials.scores().get(0).by()).isEqualTo("rutor+built-up");
        assertThat(error(trials, Weighting.DASYMETRIC)).isGreaterThan(1.2 * error(trials, Weighting.COMBINED));
        assertThat(error(trials, Weighting.POPULATION)).isGreaterThan(error(trials, Weighting.COMBINED));
    }

    @Test
    void a_grid_of_something_else_leaves_areas_to_be_divided_by_classes_of_land() {
        WeightedPoints few = grid(300, 2);
        Trials trials = trials(people(3000, 20), few);
        assertThat(error(trials, Weighting.COMBINED)).isEqualTo(error(trials, Weighting.DASYMETRIC));
    }

    @Test
    void trials_are_the_same_each_time() {
        assertThat(trials(people(3000, 100))).isEqualTo(trials(people(3000, 100)));
    }

    @Test
    void auto_takes_what_trials_chose_and_says_so_and_the_fixed_order_once_something_else_was_imported() {
        double[] people = people(3000, 100);
        Trials trials = trials(people);
        ReaggregationResult tried = auto(snapshot(people, Instant.EPOCH, List.of(trials)));
        assertThat(tried.of(0).get(0).weighting()).isEqualTo("dasymetric:built-up,area");
        assertThat(tried.notes())
                .singleElement()
                .asString()
                .matches("auto divides areas of deso@2018 by dasymetric:built-up [\\d.]+ % in trials with \\d+ targets;"
                        + " smooth:built-up [\\d.]+, mask:built-up [\\d.]+, area [\\d.]+");
        for (Snapshot untried : List.of(
                snapshot(people, Instant.EPOCH, List.of()),
                snapshot(people, Instant.EPOCH.plusSeconds(60), List.of(trials)))) {
            ReaggregationResult fixed = auto(untried);
            assertThat(fixed.of(0).get(0).weighting()).startsWith("mask:built-up");
            assertThat(fixed.notes()).singleElement().asString().contains("no trials");
        }
    }

    private PublishedValues values(int year, double[] people) {
        return new PublishedValues(
                "population",
                DESO,
                year,
                areas.stream().map(Area::code).toList(),
                people,
                new byte[people.length],
                FROM);
    }

    private Vintage deso() {
        return vintage(DESO, List.of(new Vintage.Parent("kommun", Optional.empty())));
    }

    private static Vintage vintage(VintageId id, List<Vintage.Parent> parents) {
        return new Vintage(id, YearRange.ALWAYS, parents, Optional.empty(), "", "", "", Instant.EPOCH, "", "");
    }

    private Snapshot snapshot(List<VintageAreas> others, List<PublishedValues> values, List<Mask> masks) {
        List<VintageAreas> vintages = new ArrayList<>(List.of(new VintageAreas(deso(), areas, List.of())));
        vintages.addAll(others);
        return new Snapshot(1, false, vintages, values, List.of(), masks, List.of());
    }

    private Trials trials(Snapshot snapshot) {
        Observations observations = Observations.of(snapshot, Configuration.load(folder));
        return WeightingTrials.of(new Divisors(observations), DESO, () -> false).orElseThrow();
    }

    private Mask mask(List<Polygon> polygons) {
        return new Mask(Mask.BUILT_UP, polygons, FROM);
    }

    private static double population(ReaggregationResult result, int row) {
        return result.of(0).get(row).value();
    }

    @Test
    void a_newer_year_of_one_kommun_alone_moves_no_estimate_of_the_others() {
        double[] people = people(3000, 100);
        double[] ofOne = new double[people.length];
        Arrays.fill(ofOne, Double.NaN);
        for (int i = 500; i < ofOne.length; i++) ofOne[i] = 40 * people[i];
        byte[] statuses = new byte[ofOne.length];
        Arrays.fill(statuses, 0, 500, Status.MISSING.code());
        PublishedValues some = new PublishedValues(
                "population", DESO, 2023, values(2023, ofOne).codes(), ofOne, statuses, FROM);
        Snapshot before = snapshot(List.of(), List.of(values(2022, people)), List.of(mask(villages)));
        Snapshot after = snapshot(List.of(), List.of(values(2022, people), some), List.of(mask(villages)));
        assertThat(population(asked(after, Weighting.DASYMETRIC), 0))
                .isEqualTo(population(asked(before, Weighting.DASYMETRIC), 0));
        assertThat(trials(after).scores()).isEqualTo(trials(before).scores());
    }

    @Test
    void trials_say_nothing_once_a_division_is_there_that_areas_lie_in_and_go_on_with_others() {
        double[] people = people(3000, 100);
        List<PublishedValues> values = List.of(values(2022, people));
        List<Mask> masks = List.of(mask(villages));
        List<Trials> tried = List.of(trials(snapshot(List.of(), values, masks)));
        VintageAreas kommun = whole("kommun");
        assertThat(auto(snapshot(List.of(kommun), values, masks).with(tried)).notes())
                .singleElement()
                .asString()
                .contains("no trials");
        assertThat(auto(snapshot(List.of(whole("egna")), values, masks).with(tried))
                        .notes())
                .singleElement()
                .asString()
                .contains("in trials with");
        List<Trials> again = List.of(trials(snapshot(List.of(kommun), values, masks)));
        assertThat(auto(snapshot(List.of(kommun), values, masks).with(again)).notes())
                .singleElement()
                .asString()
                .contains("in trials with");
    }

    /** A division whose only area is the country. */
    private VintageAreas whole(String division) {
        Area country = new Area(
                "00",
                "",
                Optional.empty(),
                Map.of(),
                GEOMETRIES.createMultiPolygon(new Polygon[] {square(500_000, 6_500_000, SIDE * METRES)}),
                OptionalDouble.empty());
        return new VintageAreas(vintage(VintageId.parse(division + "@2018"), List.of()), List.of(country), List.of());
    }

    @Test
    void where_people_are_restricted_auto_takes_what_is_left_and_says_that() throws IOException {
        double[] people = people(3000, 100);
        List<Trials> tried =
                List.of(trials(snapshot(List.of(), List.of(values(2022, people)), List.of(mask(villages)))));
        Files.writeString(folder.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count, disclosure: {minimum: 5, base: population}}
                  cars: {kind: count}
                """);
        List<PublishedValues> values = List.of(values(2022, people), cars(people));
        ReaggregationResult result =
                asked(snapshot(List.of(), values, List.of(mask(villages))).with(tried), "cars", Weighting.AUTO);
        assertThat(result.of(0).get(0).weighting()).startsWith("mask:built-up");
        assertThat(result.notes()).singleElement().asString().contains("no trials", "else mask");
    }

    private PublishedValues cars(double[] cars) {
        PublishedValues people = values(2022, cars);
        return new PublishedValues("cars", DESO, 2022, people.codes(), cars, people.statuses(), FROM);
    }

    @Test
    void areas_that_no_mask_reaches_are_divided_by_area_which_is_told_and_no_part_of_trials() {
        double middle = 6_500_000 + SIDE * METRES / 2;
        List<Polygon> south = villages.stream()
                .filter(village -> village.getCentroid().getY() < middle)
                .toList();
        double[] people = people(3000, 100);
        Snapshot snapshot = snapshot(List.of(), List.of(values(2022, people)), List.of(mask(south)));
        Trials half = trials(snapshot);
        Trials all = trials(snapshot(List.of(), List.of(values(2022, people)), List.of(mask(villages))));
        assertThat(half.scores().get(0).weighting()).isEqualTo(Weighting.DASYMETRIC);
        assertThat(error(half, Weighting.DASYMETRIC)).isLessThan(1.5 * error(all, Weighting.DASYMETRIC));
        Polygon north = square(501_300, middle + 1_400, 5_000);
        ReaggregationResult result = asked(snapshot.with(List.of(half)), "population", Weighting.AUTO, north);
        assertThat(result.of(0).get(0).weighting()).isEqualTo("area");
        for (Weighting weighting : List.of(Weighting.DASYMETRIC, Weighting.SMOOTH, Weighting.MASK)) {
            ReaggregationResult named = asked(snapshot, "population", weighting, north);
            assertThat(named.of(0).get(0).weighting()).isEqualTo(weighting.id() + ":built-up,area");
        }
    }

    @Test
    void an_area_that_the_best_way_does_not_reach_is_divided_by_the_next_best() {
        double middle = 6_500_000 + SIDE * METRES / 2;
        WeightedPoints all = grid(3000, 100);
        double[] northings = all.northings();
        double[] people = all.weights();
        int count = (int) Arrays.stream(northings).filter(y -> y < middle).count();
        WeightedPoints south = new WeightedPoints(
                "rutor",
                2022,
                Arrays.copyOf(all.eastings(), count),
                Arrays.copyOf(northings, count),
                Arrays.copyOf(people, count),
                2000,
                FROM);
        Snapshot snapshot = snapshotWith(people(3000, 100), Instant.EPOCH, List.of(south));
        Polygon north = square(501_300, middle + 3_400, 5_000);
        ReaggregationResult result = asked(snapshot, "population", Weighting.AUTO, north);
        assertThat(result.of(0).get(0).weighting()).startsWith("mask:built-up");
        assertThat(population(result, 0))
                .isEqualTo(population(asked(snapshot, "population", Weighting.MASK, north), 0));
        Polygon across = square(501_300, middle - 6_600, 13_000);
        assertThat(asked(snapshot, "population", Weighting.AUTO, across)
                        .of(0)
                        .get(0)
                        .weighting())
                .startsWith("population:rutor,mask:built-up");
    }

    private ReaggregationResult auto(Snapshot snapshot) {
        return asked(snapshot, Weighting.AUTO);
    }

    private ReaggregationResult asked(Snapshot snapshot, Weighting weighting) {
        return asked(snapshot, "population", weighting);
    }

    private ReaggregationResult asked(Snapshot snapshot, String indicator, Weighting weighting) {
        return asked(snapshot, indicator, weighting, square(501_300, 6_501_400, 5_000));
    }

    private ReaggregationResult asked(Snapshot snapshot, String indicator, Weighting weighting, Polygon target) {
        Targets own = Targets.of(List.of("own"), List.of(target));
        return Reaggregator.of(snapshot, Configuration.load(folder))
                .run(
                        ReaggregationRequest.of(
                                        Boundaries.of(own, List.of("")),
                                        List.of(indicator),
                                        Periods.parse(List.of("2022")))
                                .with(ReaggregationDeclaration.WEIGHTING, weighting),
                        () -> false);
    }
}
