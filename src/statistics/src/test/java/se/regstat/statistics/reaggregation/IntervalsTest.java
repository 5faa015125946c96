package se.regstat.statistics.reaggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.estimate.ReaggregatedValue;
import se.regstat.statistics.format.Polygons;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Reliability;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.Weighting;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * A square country of squares, four small ones in each source. People were strewn by halves, again and again, some more to one half than to the other, so that
 * sources differ as their parts do: what is in any rectangle of small squares is known.
 */
class IntervalsTest {

    private static final VintageId DESO = VintageId.parse("deso@2018");
    private static final int SIDE = 64;
    private static final double METRES = 250;
    private static final Provenance FROM = new Provenance(Instant.EPOCH, "", "", "");
    private static final List<String> OPEN = List.of("population", "women", "cars", "share", "income", "density");

    private static final String MOVED = "perturbation: {variance: 2, maximum: 5, from: 2022}";

    @TempDir
    private Path folder;

    private final Random random = new Random(7);
    private final List<Area> areas = new ArrayList<>();
    private IntSupplier moves = () -> 0;
    private final double[] people = new double[SIDE * SIDE];
    private final double[] women = new double[SIDE * SIDE];
    private final double[] cars = new double[SIDE * SIDE];
    private final double[] income = new double[SIDE * SIDE];

    @BeforeEach
    void make() throws IOException {
        Files.writeString(folder.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count}
                  women: {kind: count}
                  cars: {kind: count}
                  share: {kind: ratio, numerator: women, denominator: population, unit: "%"}
                  income: {kind: mean, base: population, decimals: 1}
                  density: {kind: density, of: population, decimals: 1}
                  years: {kind: median, base: population, decimals: 1}
                """);
        strew(people, 0, 0, SIDE, SIDE, 1_500_000);
        double[] shares = new double[SIDE * SIDE];
        strew(shares, 0, 0, SIDE, SIDE, SIDE * SIDE);
        strew(cars, 0, 0, SIDE, SIDE, SIDE * SIDE);
        for (int i = 0; i < people.length; i++) {
            people[i] = Math.rint(people[i]);
            women[i] = Math.rint(people[i] * Math.min(1, 0.3 + 0.1 * shares[i]));
            cars[i] = Math.rint(0.4 * people[i] * cars[i]);
            income[i] = people[i] * (200 + 50 * shares[i]);
        }
        for (int source = 0; source < SIDE * SIDE / 4; source++) {
            int west = 2 * (source % (SIDE / 2));
            int south = 2 * (source / (SIDE / 2));
            areas.add(new Area(
                    "%04d".formatted(source),
                    "",
                    Optional.empty(),
                    Map.of("kommun", "%02d%02d".formatted(west / 16, south / 16)),
                    Polygons.FACTORY.createMultiPolygon(new Polygon[] {(Polygon) box(west, south, 2, 2)}),
                    OptionalDouble.of(4 * METRES * METRES / 1e6)));
        }
    }

    private void strew(double[] into, int west, int south, int width, int height, double all) {
        if (width == 1 && height == 1) {
            into[south * SIDE + west] = all;
            return;
        }
        double part = all * (0.5 + 0.16 * Math.max(-2.5, Math.min(2.5, random.nextGaussian())));
        boolean tall = height > width;
        strew(into, west, south, tall ? width : width / 2, tall ? height / 2 : height, part);
        strew(
                into,
                tall ? west : west + width / 2,
                tall ? south + height / 2 : south,
                tall ? width : width / 2,
                tall ? height / 2 : height,
                all - part);
    }

    /** Counted in small squares. */
    private static Geometry box(int west, int south, int width, int height) {
        double x = 500_000 + METRES * west;
        double y = 6_500_000 + METRES * south;
        return Polygons.FACTORY.toGeometry(new Envelope(x, x + METRES * width, y, y + METRES * height));
    }

    private record Box(int west, int south, int width, int height) {

        static Box any(Random random) {
            int width = 3 + random.nextInt(9);
            int height = 3 + random.nextInt(9);
            return new Box(random.nextInt(SIDE - width), random.nextInt(SIDE - height), width, height);
        }

        Geometry geometry() {
            return box(west, south, width, height);
        }

        double sum(double[] small) {
            double sum = 0;
            for (int y = south; y < south + height; y++)
                for (int x = west; x < west + width; x++) sum += small[y * SIDE + x];
            return sum;
        }

        double square() {
            return width * height * METRES * METRES / 1e6;
        }
    }

    private double truth(String indicator, Box box) {
        return switch (indicator) {
            case "population" -> box.sum(people);
            case "women" -> box.sum(women);
            case "cars" -> box.sum(cars);
            case "share" -> 100 * box.sum(women) / box.sum(people);
            case "income" -> box.sum(income) / box.sum(people);
            default -> box.sum(people) / box.square();
        };
    }

    private PublishedValues values(String indicator, IntToDoubleFunction ofSource, Status... first) {
        return values(indicator, 2022, ofSource, first);
    }

    private PublishedValues values(String indicator, int year, IntToDoubleFunction ofSource, Status... first) {
        double[] numbers = new double[areas.size()];
        byte[] statuses = new byte[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i < first.length && !first[i].hasValue() ? Double.NaN : ofSource.applyAsDouble(i);
            if (i < first.length) statuses[i] = first[i].code();
        }
        return new PublishedValues(
                indicator, DESO, year, areas.stream().map(Area::code).toList(), numbers, statuses, FROM);
    }

    private double ofSource(double[] small, int source) {
        return new Box(2 * (source % (SIDE / 2)), 2 * (source / (SIDE / 2)), 2, 2).sum(small);
    }

    private Snapshot snapshot(Status... firstCars) {
        return snapshot(List.of(new Mask(Mask.LAND, List.of((Polygon) box(0, 0, SIDE, SIDE)), FROM)), firstCars);
    }

    private Snapshot snapshot(List<Mask> masks, Status... firstCars) {
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
        List<PublishedValues> values = List.of(
                values("population", i -> ofSource(people, i) + moves.getAsInt()),
                values("women", i -> ofSource(women, i) + moves.getAsInt()),
                values("cars", i -> ofSource(cars, i), firstCars),
                values("income", i -> ofSource(income, i) / ofSource(people, i)),
                values("years", i -> 40));
        return new Snapshot(
                1, false, List.of(new VintageAreas(vintage, areas, List.of())), values, List.of(), masks, List.of());
    }

    private ReaggregationResult run(
            Snapshot snapshot,
            List<String> indicators,
            List<Geometry> targets,
            UnaryOperator<ReaggregationRequest> as) {
        List<String> ids = Patchwork.names("t", targets.size());
        ReaggregationRequest request = ReaggregationRequest.of(
                        Boundaries.of(Targets.of(ids, targets), ids), indicators, Periods.parse(List.of("2022")))
                .with(ReaggregationDeclaration.WEIGHTING, Weighting.AREA);
        return Reaggregator.of(snapshot, Configuration.load(folder)).run(as.apply(request), () -> false);
    }

    private ReaggregatedValue one(String indicator, Geometry target, UnaryOperator<ReaggregationRequest> as) {
        return run(snapshot(), List.of(indicator), List.of(target), as).of(0).get(0);
    }

    @Test
    void intervals_hold_about_as_often_as_they_say_whatever_is_measured_and_are_narrower_than_the_bounds() {
        List<Box> boxes = IntStream.range(0, 400).mapToObj(i -> Box.any(random)).toList();
        // Halves of halves are more alike than areas that are put together of such: so they hold more often.
        assertHeld(boxes, 0.5, 0.5, 0.78);
        assertHeld(boxes, 0.9, 0.9, 0.99);
    }

    private void assertHeld(List<Box> boxes, double confidence, double least, double most) {
        ReaggregationResult result = run(
                snapshot(),
                OPEN,
                boxes.stream().map(Box::geometry).toList(),
                request -> request.with(ReaggregationDeclaration.CONFIDENCE, confidence));
        for (String indicator : OPEN) {
            int held = 0;
            int cut = 0;
            List<Double> widths = new ArrayList<>();
            for (ReaggregatedValue value : result) {
                if (!value.indicator().id().equals(indicator) || value.status() == Status.NORMAL) continue;
                if (value.reason() == Reason.UNTRIED) {
                    assertThat(indicator).as("what may lie where few live").isEqualTo("cars");
                    continue;
                }
                assertThat(value.value()).isBetween(value.intervalLow(), value.intervalHigh());
                assertThat(value.intervalLow()).isGreaterThanOrEqualTo(value.lower());
                assertThat(value.intervalHigh()).isLessThanOrEqualTo(value.upper());
                double truth = truth(indicator, boxes.get(value.target()));
                cut++;
                if (truth >= value.intervalLow() && truth <= value.intervalHigh()) held++;
                widths.add((value.intervalHigh() - value.intervalLow()) / (value.upper() - value.lower()));
            }
            widths.sort(null);
            assertThat(cut).as(indicator).isGreaterThan(300);
            assertThat(held / (double) cut).as(indicator + " " + confidence).isBetween(least, most);
            assertThat(widths.get(cut / 2)).as(indicator).isLessThan(widest(indicator));
        }
    }

    /** As a share of the bounds. Cars lie otherwise than people, who are all that trials know of. */
    private static double widest(String indicator) {
        return switch (indicator) {
            case "cars" -> 0.8;
            case "share", "income" -> 0.1;
            default -> 0.33;
        };
    }

    @Test
    void the_more_often_it_is_to_hold_the_wider_an_interval_is_and_the_word_stays() {
        Geometry target = box(3, 3, 5, 6);
        List<ReaggregatedValue> asked = List.of(0.5, 0.8, 0.99).stream()
                .map(often -> one("women", target, r -> r.with(ReaggregationDeclaration.CONFIDENCE, often)))
                .toList();
        for (int i = 1; i < asked.size(); i++) {
            assertThat(asked.get(i).intervalLow()).isLessThan(asked.get(i - 1).intervalLow());
            assertThat(asked.get(i).intervalHigh())
                    .isGreaterThan(asked.get(i - 1).intervalHigh());
            assertThat(asked.get(i).reliability()).isEqualTo(asked.get(0).reliability());
        }
    }

    @Test
    void what_is_made_of_whole_areas_is_its_own_interval_and_exact() {
        for (String indicator : OPEN) {
            ReaggregatedValue value = one(indicator, box(4, 6, 8, 4), request -> request);
            assertThat(value.intervalLow()).as(indicator).isEqualTo(value.value());
            assertThat(value.intervalHigh()).as(indicator).isEqualTo(value.value());
            assertThat(value.reliability()).as(indicator).contains(Reliability.EXACT);
        }
    }

    @Test
    void what_a_producer_moved_is_not_exact_though_whole_and_intervals_hold_the_truth_as_often_as_they_say()
            throws IOException {
        String indicators = Files.readString(folder.resolve("indicators.yml"));
        Files.writeString(
                folder.resolve("indicators.yml"),
                indicators
                        .replace("population: {kind: count}", "population: {kind: count, " + MOVED + "}")
                        .replace("women: {kind: count}", "women: {kind: count, " + MOVED + "}"));
        moves = () -> Integer.bitCount(random.nextInt(256)) - 4; // with variance 2
        List<Box> boxes = IntStream.range(0, 400)
                .mapToObj(i -> new Box(
                        2 * random.nextInt(20),
                        2 * random.nextInt(20),
                        2 + 2 * random.nextInt(6),
                        2 + 2 * random.nextInt(6)))
                .toList();
        ReaggregationResult result = run(
                snapshot(),
                List.of("population", "women", "share", "density", "income"),
                boxes.stream().map(Box::geometry).toList(),
                request -> request);
        Map<String, Integer> held = new HashMap<>();
        for (ReaggregatedValue value : result) {
            String indicator = value.indicator().id();
            assertThat(value.status()).isEqualTo(Status.NORMAL);
            assertThat(value.lower()).as("of what is published").isEqualTo(value.value());
            if (indicator.equals("income")) {
                assertNone(value, Reason.UNTRIED);
                continue;
            }
            assertThat(value.reliability()).isNotEqualTo(Optional.of(Reliability.EXACT));
            double truth = truth(indicator, boxes.get(value.target()));
            if (value.intervalLow() <= truth && truth <= value.intervalHigh()) held.merge(indicator, 1, Integer::sum);
        }
        assertNone(one("years", box(2, 2, 2, 2), request -> request), Reason.UNTRIED);
        assertThat(held).hasSize(4);
        held.forEach((indicator, times) -> assertThat(times).as(indicator).isBetween(350, 385));
    }

    @Test
    void noise_makes_what_is_cut_more_uncertain_and_may_lie_beyond_the_bounds() throws IOException {
        Geometry target = box(1, 1, 4, 4);
        ReaggregatedValue without = one("women", target, request -> request);
        Path indicators = folder.resolve("indicators.yml");
        Files.writeString(
                indicators,
                Files.readString(indicators).replace("women: {kind: count}", "women: {kind: count, " + MOVED + "}"));
        ReaggregatedValue with = one("women", target, request -> request);
        assertThat(with.intervalLow()).isLessThan(without.intervalLow());
        assertThat(with.intervalHigh()).isGreaterThan(without.intervalHigh());
        Arrays.fill(women, 0);
        ReaggregatedValue none = one("women", target, request -> request);
        assertThat(none.upper()).as("of what is published").isZero();
        assertThat(none.intervalLow()).isZero();
        assertThat(none.intervalHigh())
                .as("what is told as 0 may have been more")
                .isPositive();
        Files.writeString(indicators, Files.readString(indicators).replace("from: 2022", "from: 2023"));
        assertThat(one("women", target, request -> request).reliability()).contains(Reliability.EXACT);
    }

    @Test
    void the_smaller_what_is_cut_beside_the_whole_the_more_reliable_it_is() throws IOException {
        Files.writeString(folder.resolve("regstat.yml"), "reliability: {high: 3, fair: 12}");
        assertThat(one("population", box(3, 3, 41, 40), request -> request).reliability())
                .contains(Reliability.HIGH);
        assertThat(one("population", box(3, 3, 9, 10), request -> request).reliability())
                .contains(Reliability.FAIR);
        assertThat(one("population", box(3, 3, 2, 2), request -> request).reliability())
                .contains(Reliability.LOW);
    }

    @Test
    void a_cut_source_that_has_none_of_a_part_may_still_have_more_or_less_of_the_whole_within() {
        for (int i : new int[] {0, 1, SIDE, SIDE + 1}) women[i] = 0;
        Box target = new Box(1, 0, 3, 2);
        ReaggregatedValue share = one("share", target.geometry(), request -> request);
        assertThat(share.value()).isGreaterThan(share.intervalLow()).isLessThan(share.intervalHigh());
        assertThat(truth("share", target)).isBetween(share.intervalLow(), share.intervalHigh());
        for (int i : new int[] {2, 3, SIDE + 2, SIDE + 3}) women[i] = 0;
        assertThat(one("women", target.geometry(), request -> request).intervalHigh())
                .as("of none there are no parts")
                .isZero();
    }

    @Test
    void what_may_be_negative_has_no_interval_since_nothing_of_a_source_may_be_much_here_and_less_there() {
        for (int i : new int[] {0, SIDE}) {
            cars[i] = 1000;
            cars[i + 1] = -1000;
        }
        cars[SIDE * SIDE - 1] = -1e6;
        assertNone(one("cars", box(1, 0, 3, 2), request -> request), Reason.UNTRIED);
        assertThat(one("cars", box(0, 0, 4, 2), request -> request).reliability())
                .contains(Reliability.EXACT);
    }

    @Test
    void a_density_where_all_land_may_be_outside_has_no_interval_but_where_nobody_lives_there_is_none() {
        areas.replaceAll(area -> new Area(
                area.code(),
                area.name(),
                area.localName(),
                area.parents(),
                area.geometry(),
                OptionalDouble.of(area.areaKm2() / 4)));
        Geometry corner = box(0, 0, 1, 1);
        ReaggregatedValue some = withoutLand("density", corner);
        assertThat(some.upper()).isNaN();
        assertNone(some, Reason.UNTRIED);
        ReaggregatedValue mostly = withoutLand("density", box(1, 1, 9, 9));
        assertThat(mostly.value()).isBetween(mostly.intervalLow(), mostly.intervalHigh());
        assertThat(mostly.intervalHigh()).isLessThanOrEqualTo(mostly.upper());
        for (int i : new int[] {0, 1, SIDE, SIDE + 1}) people[i] = 0;
        ReaggregatedValue nobody = withoutLand("density", corner);
        assertThat(nobody.value()).isZero();
        assertThat(nobody.intervalLow()).isZero();
        assertThat(nobody.intervalHigh()).isZero();
    }

    @Test
    void what_lies_where_next_to_nobody_lives_has_no_interval_since_all_is_tried_on_people() {
        Geometry target = box(1, 0, 3, 2);
        assertThat(one("cars", target, request -> request).intervalHigh()).isNotNaN();
        for (int i : new int[] {0, 1, SIDE, SIDE + 1}) people[i] = 0;
        assertNone(one("cars", target, request -> request), Reason.UNTRIED);
        people[0] = 1;
        assertNone(one("cars", target, request -> request), Reason.UNTRIED);
        assertThat(one("population", target, request -> request).intervalHigh()).isNotNaN();
    }

    @Test
    void a_few_areas_tell_nothing_however_often_they_are_put_together() {
        Geometry target = box(1, 1, 5, 3);
        areas.subList(320, areas.size()).clear();
        assertThat(one("population", target, request -> request).intervalHigh()).isNotNaN();
        areas.subList(96, areas.size()).clear();
        assertNone(one("population", target, request -> request), Reason.UNTRIED);
    }

    @Test
    void what_was_scaled_has_an_interval_but_not_what_was_estimated_before_that() {
        Box target = new Box(0, 0, 4, 2);
        ReaggregatedValue scaled = scaled(target, values(2021), values(2022));
        assertThat(scaled.status()).isEqualTo(Status.ESTIMATED);
        assertThat(scaled.value()).isBetween(scaled.intervalLow(), scaled.intervalHigh());
        assertThat(scaled.intervalLow()).isLessThan(scaled.intervalHigh());
        assertNone(scaled(target, values(2021), values(2022, Status.ESTIMATED)), Reason.UNTRIED);
        Status[] own = new Status[areas.size()];
        Arrays.fill(own, Status.MISSING);
        own[0] = Status.ESTIMATED;
        PublishedValues some = values(2023, own);
        assertNone(scaled(target, values(2021), values(2022), some), Reason.UNTRIED);
        assertThat(scaled(new Box(4, 0, 4, 2), values(2021), values(2022), some).intervalHigh())
                .isNotNaN();
    }

    /** So many people, more of them in the north the later it is. */
    private PublishedValues values(int year, Status... first) {
        return values(
                "population",
                year,
                i -> Math.rint(ofSource(people, i) * (1 + (year - 2021) * 0.0001 * i * (1 + i % 3))),
                first);
    }

    private ReaggregatedValue scaled(Box target, PublishedValues... published) {
        List<Area> kommuner = new ArrayList<>();
        double[] numbers = new double[16];
        for (int i = 0; i < numbers.length; i++) {
            Box kommun = new Box(16 * (i / 4), 16 * (i % 4), 16, 16);
            String code = "%02d%02d".formatted(i / 4, i % 4);
            numbers[i] = Math.rint(1.1 * kommun.sum(people));
            kommuner.add(new Area(
                    code,
                    "",
                    Optional.empty(),
                    Map.of(),
                    Polygons.FACTORY.createMultiPolygon(new Polygon[] {(Polygon) kommun.geometry()}),
                    OptionalDouble.empty()));
        }
        VintageId id = VintageId.parse("kommun@2023");
        Vintage vintage =
                new Vintage(id, YearRange.ALWAYS, List.of(), Optional.empty(), "", "", "", Instant.EPOCH, "", "");
        List<PublishedValues> all = new ArrayList<>(List.of(published));
        all.add(new PublishedValues(
                "population",
                id,
                2023,
                kommuner.stream().map(Area::code).toList(),
                numbers,
                new byte[numbers.length],
                FROM));
        List<VintageAreas> vintages = new ArrayList<>(snapshot().vintages());
        vintages.add(new VintageAreas(vintage, kommuner, List.of()));
        Snapshot snapshot = new Snapshot(1, false, vintages, all, List.of());
        List<String> ids = Patchwork.names("t", 1);
        ReaggregationRequest request = ReaggregationRequest.of(
                        Boundaries.of(Targets.of(ids, List.of(target.geometry())), ids),
                        List.of("population"),
                        Periods.parse(List.of("2023")))
                .with(ReaggregationDeclaration.WEIGHTING, Weighting.AREA)
                .with(ReaggregationDeclaration.SCALE_TO, Optional.of("kommun"));
        return Reaggregator.of(snapshot, Configuration.load(folder))
                .run(request, () -> false)
                .of(0)
                .get(0);
    }

    private ReaggregatedValue withoutLand(String indicator, Geometry target) {
        return run(snapshot(List.of()), List.of(indicator), List.of(target), request -> request)
                .of(0)
                .get(0);
    }

    @Test
    void where_trials_tell_nothing_there_is_no_interval_and_it_is_said_why() {
        Geometry target = box(1, 1, 5, 5);
        assertNone(one("years", target, r -> r.with(ReaggregationDeclaration.APPROXIMATE, true)), Reason.NOT_DERIVABLE);
        assertNone(one("population", box(-20, 1, 50, 5), request -> request), Reason.NOT_COVERED);
        assertNone(
                one("population", target, r -> r.with(ReaggregationDeclaration.WEIGHTING, Weighting.MASK)),
                Reason.UNTRIED);
        Snapshot lacking = snapshot(Status.MISSING);
        ReaggregatedValue partial = run(
                        lacking,
                        List.of("cars"),
                        List.of(target),
                        r -> r.with(ReaggregationDeclaration.MISSING, MissingParts.PARTIAL))
                .of(0)
                .get(0);
        assertNone(partial, Reason.INCOMPLETE);
        Snapshot estimated = snapshot(Status.ESTIMATED);
        assertNone(
                run(estimated, List.of("cars"), List.of(target), request -> request)
                        .of(0)
                        .get(0),
                Reason.UNTRIED);
    }

    private static void assertNone(ReaggregatedValue value, Reason why) {
        assertThat(value.value()).isNotNaN();
        assertThat(value.intervalLow()).isNaN();
        assertThat(value.intervalHigh()).isNaN();
        assertThat(value.reliability()).isEmpty();
        assertThat(value.reason()).isEqualTo(why);
    }
}
