package se.regstat.statistics.reaggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.estimate.Estimate;
import se.regstat.statistics.estimate.EstimateRow;
import se.regstat.statistics.estimate.Mass;
import se.regstat.statistics.estimate.Variable;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.overlay.Overlay;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.Weighting;
import se.regstat.statistics.weights.Distribution;
import se.regstat.statistics.weights.Lineage;
import se.regstat.statistics.weights.WeightRules;
import se.regstat.statistics.weights.Weights;

/** Targets, sources and change logs that tempt to tell a wrong number. Sources are squares of 1 km in a row. */
class AwkwardTargetsTest {

    private static final byte[] KNOWN = new byte[1];

    /** A rectangle 1 km high, from west to east in km. */
    private static Geometry span(double west, double east) {
        return new GeometryFactory()
                .toGeometry(new Envelope(
                        Patchwork.WEST + 1000 * west,
                        Patchwork.WEST + 1000 * east,
                        Patchwork.SOUTH,
                        Patchwork.SOUTH + 1000));
    }

    private static Sources sources(Geometry... areas) {
        return Sources.of(Patchwork.names("s", areas.length), List.of(areas));
    }

    private static Targets targets(Geometry... areas) {
        return Targets.of(Patchwork.names("t", areas.length), List.of(areas));
    }

    private static Estimate estimate(Sources sources, Targets targets, WeightRules rules, Variable... variables) {
        return Estimate.of(Weights.of(Overlay.of(sources, targets), rules), List.of(variables), MissingParts.STRICT);
    }

    private static WeightRules byArea(double tolerance) {
        return WeightRules.of(Weighting.AREA, List.of(), tolerance);
    }

    private static WeightRules auto(Distribution distribution) {
        return WeightRules.of(Weighting.AUTO, List.of(distribution), ReaggregationDeclaration.DEFAULT_TOLERANCE);
    }

    private static Variable persons(double... persons) {
        return Variable.count(persons);
    }

    @Test
    void parts_that_touch_and_overlap_by_rounding_have_their_area() throws ParseException {
        Geometry source = new WKTReader().read("""
                MULTIPOLYGON (((321515.1515151516 6400303.03030303, 321071.4285714286 6400214.285714285, 321000 6400000, 320833.3333333333 6400166.666666667, 320000 6400000, 320571.4285714285 6400428.571428572, 320333.3333333333 6400666.666666667, 320466.6666666665 6400733.333333334, 320606.0606060605 6400454.545454546, 320727.2727272728 6400545.454545455, 320857.14285714354 6400523.80952381, 321333.3333333333 6401000, 321157.89473684214 6400473.684210527, 321454.5454545453 6400424.242424242, 321515.1515151516 6400303.03030303)), ((321333.33333333343 6401000, 321428.5714285717 6401095.238095238, 321666.6666666667 6400916.666666667, 321666.6666666667 6400666.666666667, 321333.33333333343 6401000)), ((320466.6666666665 6400733.333333334, 320333.3333333333 6401000, 321666.6666666667 6401333.333333333, 320466.6666666665 6400733.333333334)))
                """);
        Geometry target = new WKTReader().read("""
                MULTIPOLYGON (((320619.04761904763 6401238.095238095, 320666.6666666667 6401333.333333333, 320904.76190476195 6400857.142857143, 320833.3333333351 6400833.333333334, 320000 6400333.333333333, 320000 6401333.333333333, 320333.3333333333 6400666.666666667, 320619.04761904763 6401238.095238095)), ((320666.6666666667 6401333.333333333, 321111.11111111095 6401111.111111111, 321000 6401000, 320666.6666666667 6401333.333333333)), ((321222.222222222 6401111.111111111, 321266.6666666668 6401133.333333333, 321250 6401166.666666667, 321285.7142857143 6401238.095238095, 321333.33333333366 6401166.666666666, 321666.6666666667 6401333.333333333, 321349.2063492068 6401142.857142857, 321666.6666666667 6400666.666666667, 321666.6666666667 6400333.333333333, 321282.05128205154 6401102.564102564, 321212.12121212145 6401060.6060606055, 321333.3333333333 6401000, 321133.3333333333 6400933.333333333, 321222.222222222 6401111.111111111)), ((321222.2222222223 6401222.222222222, 321000 6401666.666666667, 321266.66666666674 6401266.666666667, 321222.2222222223 6401222.222222222)))
                """);
        assertThat(Overlay.of(sources(source), targets(target)).share(0, 0))
                .isCloseTo(source.intersection(target).getArea() / source.getArea(), within(1e-9));
    }

    @Test
    void targets_that_overlap_do_not_take_each_others_people() {
        Sources sources = sources(span(0, 1));
        double x = Patchwork.WEST + 200;
        double y = Patchwork.SOUTH + 500;
        Distribution people =
                Distribution.points("people", sources, new double[] {x}, new double[] {y}, new double[] {100});
        Distribution builtUp = Distribution.mask("built-up", sources, List.of(span(0.4, 1)));
        List<Geometry> overlapping = List.of(span(0, 0.4), span(0.1, 0.5), span(0, 0.5), span(0.0005, 0.5));
        for (Distribution distribution : List.of(people, builtUp)) {
            Targets all = targets(overlapping.toArray(Geometry[]::new));
            Estimate together = estimate(sources, all, auto(distribution), persons(100));
            for (int j = 0; j < overlapping.size(); j++) {
                double alone = estimate(sources, targets(overlapping.get(j)), auto(distribution), persons(100))
                        .row(0)
                        .value(0);
                assertThat(together.row(j).value(0)).as("%d", j).isCloseTo(alone, within(1e-9));
            }
        }
    }

    @Test
    void a_sliver_where_the_people_live_is_none() {
        Sources sources = sources(span(0, 100));
        double[] x = {Patchwork.WEST + 99_970, Patchwork.WEST + 10_000};
        double[] y = {Patchwork.SOUTH + 500, Patchwork.SOUTH + 500};
        Distribution people = Distribution.points("people", sources, x, y, new double[] {500, 500});
        Targets targets = targets(span(0, 99.95), span(99.95, 200));
        Estimate estimate = estimate(sources, targets, auto(people), persons(1000));
        assertThat(estimate.row(0).value(0)).isEqualTo(500);
        assertThat(estimate.row(1).value(0)).isEqualTo(500);
        assertThat(estimate.row(0).status(0)).isEqualTo(Status.ESTIMATED);
        Estimate byArea = estimate(sources, targets, byArea(ReaggregationDeclaration.DEFAULT_TOLERANCE), persons(1000));
        assertThat(byArea.row(0).value(0)).isEqualTo(1000);
    }

    @Test
    void neither_is_one_where_another_target_overlaps() {
        Sources sources = sources(span(0, 10));
        double[] x = {Patchwork.WEST + 9_999, Patchwork.WEST + 1_000};
        double[] y = {Patchwork.SOUTH + 500, Patchwork.SOUTH + 500};
        Distribution people = Distribution.points("people", sources, x, y, new double[] {30, 70});
        Estimate estimate = estimate(sources, targets(span(0, 9.995), span(0, 5)), auto(people), persons(100));
        assertThat(estimate.row(0).value(0)).isCloseTo(70, within(1e-9));
        assertThat(estimate.row(0).status(0)).isEqualTo(Status.ESTIMATED);
    }

    @Test
    void what_is_dropped_as_a_sliver_counts_in_no_mass() {
        Estimate estimate = estimate(
                sources(span(0, 1), span(1, 2)),
                targets(span(0, 1.0005), span(1.0005, 2)),
                byArea(ReaggregationDeclaration.DEFAULT_TOLERANCE),
                persons(1000, 1000));
        Mass mass = estimate.mass(0, new BitSet());
        assertThat(mass.out())
                .isEqualTo(estimate.row(0).value(0) + estimate.row(1).value(0));
        assertThat(mass.twice()).isZero();
    }

    @Test
    void bounds_are_not_told_where_a_source_at_the_edge_is_estimated() {
        Sources sources = sources(span(0, 1), span(1, 2));
        double[] x = {Patchwork.WEST + 500, Patchwork.WEST + 1_900};
        double[] y = {Patchwork.SOUTH + 500, Patchwork.SOUTH + 500};
        Distribution people = Distribution.points("people", sources, x, y, new double[] {1, 1});
        byte[] statuses = {Status.NORMAL.code(), Status.ESTIMATED.code()};
        Estimate estimate = estimate(
                sources, targets(span(0, 1.5)), auto(people), Variable.count(new double[] {100, 50}, statuses));
        assertThat(estimate.row(0).value(0)).isEqualTo(100);
        assertThat(estimate.row(0).upper(0)).isNaN();
    }

    @Test
    void a_density_misses_land_of_which_nothing_else_is_known() {
        Sources sources = sources(span(0, 1), span(1, 2));
        double[] x = {Patchwork.WEST + 500, Patchwork.WEST + 1_900};
        double[] y = {Patchwork.SOUTH + 500, Patchwork.SOUTH + 500};
        Distribution people = Distribution.points("people", sources, x, y, new double[] {1, 1});
        byte[] statuses = {Status.NORMAL.code(), Status.MISSING.code()};
        double[] land = {1, 1};
        Estimate estimate = estimate(
                sources,
                targets(span(0, 1.5)),
                auto(people),
                Variable.density(new double[] {100, 0}, land, land, statuses));
        assertThat(estimate.row(0).status(0)).isEqualTo(Status.MISSING);
    }

    @Test
    void a_source_that_moved_away_is_not_where_the_log_says_nothing_of() {
        ChangeLog log = new ChangeLog("deso", "2018", "2025", List.of(), Instant.EPOCH, "", "");
        Lineage lineage = Lineage.forwards(log, List.of("b"), List.of("b"));
        WeightRules rules =
                new WeightRules(Weighting.AUTO, List.of(), Optional.empty(), 1e-3, Optional.of(lineage), List::of);
        Sources source = Sources.of(List.of("b"), List.of(span(5, 6)));
        Targets target = Targets.of(List.of("b"), List.of(span(20, 21)));
        assertThat(estimate(source, target, rules, persons(50)).row(0).status(0))
                .isEqualTo(Status.OUTSIDE);
    }

    @Test
    void what_a_wide_tolerance_moves_is_not_called_exact() {
        Estimate estimate =
                estimate(sources(span(0, 1)), targets(span(0, 0.8), span(0.8, 100)), byArea(0.25), persons(100));
        assertThat(estimate.row(0).value(0)).isEqualTo(100);
        assertThat(estimate.row(0).status(0)).isEqualTo(Status.ESTIMATED);
        assertThat(estimate.row(0).lower(0)).isNaN();
    }

    @Test
    void a_mean_may_be_more_in_a_part_although_it_is_nowhere_more_than_1() {
        EstimateRow row = estimate(
                        sources(span(0, 1)),
                        targets(span(0, 0.5)),
                        byArea(0),
                        Variable.mean(new double[] {0.8}, new double[] {100}, KNOWN),
                        Variable.quotient(new double[] {80}, new double[] {100}, KNOWN, 1))
                .row(0);
        assertThat(row.upper(0)).isNaN();
        assertThat(row.upper(1)).isEqualTo(1);
    }

    @Test
    void a_whole_unit_has_its_own_mean_to_the_last_digit() {
        for (int base = 1; base < 400; base++) {
            double mean = 200 + base / 10.0;
            Variable variable = Variable.mean(new double[] {mean}, new double[] {base}, KNOWN);
            EstimateRow row = estimate(sources(span(0, 1)), targets(span(0, 1)), byArea(0), variable)
                    .row(0);
            assertThat(row.value(0)).isEqualTo(mean);
            assertThat(row.status(0)).isEqualTo(Status.NORMAL);
        }
    }

    @Test
    void density_counts_land_where_it_is_known_to_be_and_bounds_hold_where_it_is_not() {
        Sources sources = sources(span(0, 10));
        Variable density = Variable.density(new double[] {1000}, new double[] {3}, new double[] {10}, KNOWN);
        Targets targets = targets(span(0, 3), span(2, 10), span(0, 8));
        Estimate unknown = estimate(sources, targets, byArea(0), density);
        assertThat(unknown.row(0).upper(0))
                .as("all of the land may lie outside")
                .isNaN();
        assertThat(unknown.row(1).lower(0)).isZero();
        assertThat(unknown.row(1).upper(0)).as("at least 1 km² of land").isCloseTo(1000, within(1e-6));
        assertThat(unknown.row(2).upper(0)).isCloseTo(1000, within(1e-6));
        Distribution land = Distribution.mask("land", sources, List.of(span(0, 3)));
        WeightRules rules =
                new WeightRules(Weighting.AUTO, List.of(land), Optional.of(land), 0, Optional.empty(), List::of);
        Estimate known = estimate(sources, targets, rules, density);
        assertThat(known.row(0).value(0)).isCloseTo(1000 / 3.0, within(1e-6));
        assertThat(known.row(1).value(0)).isCloseTo(1000 / 3.0, within(1e-6));
        assertThat(known.row(1).upper(0)).as("all 1000 on 1 km²").isCloseTo(1000, within(1e-6));
    }

    @Test
    void a_target_that_reaches_beyond_the_data_is_not_called_exact() {
        Sources sources = sources(span(0, 1));
        EstimateRow row = estimate(
                        sources,
                        targets(span(0, 3)),
                        byArea(0),
                        persons(100),
                        Variable.quotient(new double[] {80}, new double[] {100}, KNOWN, 1))
                .row(0);
        assertThat(row.value(0)).isEqualTo(100);
        assertThat(row.status(0)).isEqualTo(Status.ESTIMATED);
        assertThat(row.lower(0)).isEqualTo(100);
        assertThat(row.upper(0)).isNaN();
        assertThat(row.status(1)).isEqualTo(Status.ESTIMATED);
        WeightRules withSea = new WeightRules(
                Weighting.AREA, List.of(), Optional.empty(), 0, Optional.empty(), () -> List.of(sources(span(-1, 3))));
        assertThat(estimate(sources, targets(span(0, 3)), withSea, persons(100))
                        .row(0)
                        .status(0))
                .as("another vintage reaches there, so it is sea")
                .isEqualTo(Status.NORMAL);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_order_of_targets_changes_no_bit(long seed) {
        Random random = new Random(seed);
        Sources sources = Sources.of(Patchwork.names("s", 25), Patchwork.of(5, random));
        List<Geometry> wanted = new ArrayList<>(Patchwork.of(30, random));
        double[] counts = random.doubles(25, 0, 3000).toArray();
        Distribution mask =
                Distribution.mask("mask", sources, Patchwork.of(8, random).subList(3, 40));
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, wanted.size()).boxed().toList());
        Collections.shuffle(order, random);
        Geometry[] shuffled = order.stream().map(wanted::get).toArray(Geometry[]::new);
        Estimate one = estimate(sources, targets(wanted.toArray(Geometry[]::new)), auto(mask), persons(counts));
        Estimate other = estimate(sources, targets(shuffled), auto(mask), persons(counts));
        for (int j = 0; j < shuffled.length; j++) {
            assertThat(other.row(j).value(0)).isEqualTo(one.row(order.get(j)).value(0));
        }
    }

    /** Area s0 of 2 km became t0 and t1 of 1 km each. */
    @Test
    void a_change_log_that_geometry_contradicts_is_not_called_exact() {
        List<String> later = List.of("t0000", "t0001");
        for (List<Change> changes : List.of(
                List.of(change("s0000", "t0000", ChangeKind.ENDED_TO_NEW)),
                List.of(change("s0000", "t0000", ChangeKind.RECODED)),
                List.of(change("s0000", "nowhere", ChangeKind.ENDED_TO_NEW)))) {
            ChangeLog log = new ChangeLog("deso", "2018", "2025", changes, Instant.EPOCH, "", "");
            Lineage lineage = Lineage.forwards(log, List.of("s0000"), later);
            WeightRules rules =
                    new WeightRules(Weighting.AUTO, List.of(), Optional.empty(), 1e-3, Optional.of(lineage), List::of);
            Estimate estimate = estimate(sources(span(0, 2)), targets(span(0, 1), span(1, 2)), rules, persons(100));
            for (int j = 0; j < 2; j++) {
                assertThat(estimate.row(j).value(0)).isEqualTo(50);
                assertThat(estimate.row(j).status(0)).isEqualTo(Status.ESTIMATED);
                assertThat(estimate.weights().coverage(j)).isEqualTo(1);
            }
        }
    }

    private static Change change(String from, String to, ChangeKind kind) {
        return new Change(from, to, kind, Optional.empty(), Optional.empty());
    }

    @Test
    void more_than_memory_has_room_for_is_refused() {
        Sources sources =
                sources(IntStream.range(0, 100).mapToObj(i -> span(i, i + 1)).toArray(Geometry[]::new));
        Variable[] variables = new Variable[400_000];
        Arrays.fill(variables, persons(new double[100]));
        assertThatThrownBy(() -> estimate(sources, targets(span(0, 100)), byArea(0), variables))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContaining("too many for one request");
    }
}
