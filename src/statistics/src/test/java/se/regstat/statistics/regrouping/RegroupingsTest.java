package se.regstat.statistics.regrouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.union.UnaryUnionOp;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.snapshot.VintageAreas;

/** Squares of 1 km in rows of 12, in two regions of 6 columns each; the second has two islands off its coast. */
class RegroupingsTest {

    private static boolean never() {
        return false;
    }

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final int ROWS = 10;
    private static final int COLUMNS = 12;
    private static final int AREAS = ROWS * COLUMNS + 2;

    private final VintageAreas areas = areas();
    private final int[] regions = each(area -> area >= ROWS * COLUMNS || area % COLUMNS >= 6 ? 1 : 0);
    private final int[] people = people();

    /** Two squares side by side; the islands are one. */
    private final int[] official =
            each(area -> area >= ROWS * COLUMNS ? ROWS * COLUMNS / 2 : area / COLUMNS * 6 + area % COLUMNS / 2);

    @Test
    void each_division_has_as_many_groups_as_the_official_one_in_each_region_and_they_are_as_large() {
        Regroupings regroupings = Regroupings.of(areas, official, regions, people, 40, 1, RegroupingsTest::never);
        assertThat(regroupings.groups()).isEqualTo(61);
        for (int draw = 0; draw < 40; draw++) {
            int[] groupOf = regroupings.draw(draw);
            assertThat(kept(regroupings, draw)).isZero();
            assertThat(Arrays.stream(groupOf).distinct()).hasSize(61);
            for (int region = 0; region < 2; region++) {
                int[] allowed = sums(official, region);
                int[] found = sums(groupOf, region);
                assertThat(found).hasSameSizeAs(allowed);
                assertThat(Arrays.stream(found).min().orElseThrow())
                        .isGreaterThanOrEqualTo(Arrays.stream(allowed).min().orElseThrow());
                assertThat(Arrays.stream(found).max().orElseThrow())
                        .isLessThanOrEqualTo(Arrays.stream(allowed).max().orElseThrow());
            }
        }
        assertThat(IntStream.range(0, 40)
                        .mapToObj(draw -> Arrays.toString(regroupings.draw(draw)))
                        .distinct())
                .hasSize(40);
    }

    private static long kept(Regroupings regroupings, int draw) {
        return IntStream.range(0, 2)
                .filter(region -> regroupings.keeps(draw, region))
                .count();
    }

    @Test
    void a_region_is_drawn_the_same_whether_or_not_others_are_drawn_beside_it() {
        int[] second =
                Arrays.stream(regions).map(region -> region == 1 ? 1 : -1).toArray();
        Regroupings all = Regroupings.of(areas, official, regions, people, 5, 8, RegroupingsTest::never);
        Regroupings alone = Regroupings.of(areas, official, second, people, 5, 8, RegroupingsTest::never);
        int before = all.groups() - alone.groups();
        assertThat(before).isPositive();
        for (int draw = 0; draw < 5; draw++) {
            int[] together = all.draw(draw);
            int[] apart = alone.draw(draw);
            for (int area = 0; area < AREAS; area++) {
                assertThat(apart[area]).isEqualTo(regions[area] == 1 ? together[area] - before : -1);
            }
        }
    }

    @Test
    void who_cancels_waits_for_no_draw() {
        assertThatThrownBy(() -> Regroupings.of(areas, official, regions, people, 5, 1, () -> true))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void groups_hang_together_but_for_islands() {
        Regroupings regroupings = Regroupings.of(areas, official, regions, people, 20, 2, RegroupingsTest::never);
        for (int draw = 0; draw < 20; draw++) {
            int[] groupOf = regroupings.draw(draw);
            for (int group = 0; group < regroupings.groups(); group++) {
                int[] members = members(groupOf, group);
                long islands = Arrays.stream(members)
                        .filter(area -> area >= ROWS * COLUMNS)
                        .count();
                int parts = UnaryUnionOp.union(Arrays.stream(members)
                                .mapToObj(area -> areas.areas().get(area).geometry())
                                .toList())
                        .getNumGeometries();
                assertThat(parts).isLessThanOrEqualTo(1 + (int) islands);
            }
        }
    }

    @Test
    void islands_are_neighbours_of_what_is_nearest() {
        AreaGraph graph = AreaGraph.of(areas, IntStream.range(0, AREAS).toArray());
        int inner = ROWS * COLUMNS;
        assertThat(graph.neighbours(inner + 1)).containsExactly(inner);
        assertThat(graph.neighbours(inner)).containsExactly(4 * COLUMNS + 11, inner + 1);
        // Of a square inside, those at its sides, not at its corners.
        assertThat(graph.neighbours(3 * COLUMNS + 3))
                .containsExactly(2 * COLUMNS + 3, 3 * COLUMNS + 2, 3 * COLUMNS + 4, 4 * COLUMNS + 3);
    }

    @Test
    void the_same_seed_gives_the_same_by_any_number_of_threads() throws Exception {
        int[][] one = drawn(1);
        assertThat(drawn(5)).isDeepEqualTo(one);
        assertThat(Regroupings.of(areas, official, regions, people, 10, 4, RegroupingsTest::never)
                        .draw(0))
                .isNotEqualTo(one[0]);
    }

    private int[][] drawn(int threads) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> {
                        Regroupings regroupings =
                                Regroupings.of(areas, official, regions, people, 10, 3, RegroupingsTest::never);
                        return IntStream.range(0, 10)
                                .mapToObj(regroupings::draw)
                                .toArray(int[][]::new);
                    })
                    .get();
        } finally {
            pool.shutdown();
        }
    }

    /** Groups of 20 areas: people are counted in steps, and what does not fit in the end is not taken. */
    @Test
    void large_groups_keep_to_the_limits_too() {
        int[] quarters =
                each(area -> regions[area] * 3 + Math.min(2, Math.min(area, ROWS * COLUMNS - 1) / COLUMNS / 4));
        Regroupings regroupings = Regroupings.of(areas, quarters, regions, people, 20, 5, RegroupingsTest::never);
        for (int draw = 0; draw < 20; draw++) {
            assertThat(kept(regroupings, draw)).isZero();
            for (int region = 0; region < 2; region++) {
                int[] allowed = sums(quarters, region);
                int least = Arrays.stream(allowed).min().orElseThrow();
                int most = Arrays.stream(allowed).max().orElseThrow();
                assertThat(sums(regroupings.draw(draw), region)).hasSize(3).satisfies(sums -> assertThat(
                                Arrays.stream(sums).boxed())
                        .allMatch(sum -> sum >= least && sum <= most));
            }
        }
    }

    /** A chain of three areas, the middle one as large as both others: no other cut in two is as even. */
    @Test
    void a_region_that_cannot_be_divided_otherwise_stays_as_it_is() {
        VintageAreas chain = vintage(List.of(square("a", 0, 0), square("b", 1, 0), square("c", 2, 0)));
        int[] people = {10, 20, 10};
        Regroupings regroupings =
                Regroupings.of(chain, new int[] {0, 1, 0}, new int[3], people, 5, 1, RegroupingsTest::never);
        for (int draw = 0; draw < 5; draw++) {
            assertThat(regroupings.draw(draw)).containsExactly(0, 1, 0);
            assertThat(regroupings.keeps(draw, 0)).isTrue();
        }
    }

    /** Rows that are shifted by half a square, so that borders between them have other vertices on either side. */
    @Test
    void areas_with_other_vertices_on_either_side_of_a_border_are_neighbours() {
        List<Area> shifted = new ArrayList<>();
        for (int i = 0; i < 36; i++) {
            shifted.add(square(
                    String.format(Locale.ROOT, "%02d", i), i % 6 + (i / 6 % 2 == 0 ? 0 : 0.5), Math.floorDiv(i, 6)));
        }
        AreaGraph graph = AreaGraph.of(vintage(shifted), IntStream.range(0, 36).toArray());
        assertThat(graph.neighbours(0)).containsExactly(1, 6);
        assertThat(graph.neighbours(14)).containsExactly(7, 8, 13, 15, 19, 20);
        int borders = IntStream.range(0, 36)
                        .map(area -> graph.neighbours(area).length)
                        .sum()
                / 2;
        assertThat(borders).isEqualTo(6 * 5 + 5 * 11);
    }

    @Test
    void an_official_area_in_two_regions_is_refused() {
        int[] across = each(area -> 0);
        assertThatThrownBy(() -> Regroupings.of(areas, across, regions, people, 1, 1, RegroupingsTest::never))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an official area lies in two regions");
    }

    private int[] sums(int[] groupOf, int region) {
        return Arrays.stream(members(regions, region))
                .map(area -> groupOf[area])
                .distinct()
                .map(group -> Arrays.stream(members(groupOf, group))
                        .map(area -> people[area])
                        .sum())
                .toArray();
    }

    private static int[] members(int[] groupOf, int group) {
        return IntStream.range(0, groupOf.length)
                .filter(area -> groupOf[area] == group)
                .toArray();
    }

    private static int[] each(IntUnaryOperator of) {
        return IntStream.range(0, AREAS).map(of).toArray();
    }

    private static int[] people() {
        Random random = new Random(1);
        int[] people = each(area -> 700 + random.nextInt(2000));
        people[AREAS - 1] = 1500;
        people[AREAS - 2] = 1500;
        return people;
    }

    private static VintageAreas areas() {
        List<Area> areas = new ArrayList<>();
        for (int i = 0; i < ROWS * COLUMNS; i++)
            areas.add(square(String.format("%03d", i), i % COLUMNS, Math.floorDiv(i, COLUMNS)));
        areas.add(square("901", 12.5, 4.2));
        areas.add(square("902", 14, 4.2));
        return vintage(areas);
    }

    private static Area square(String code, double column, double row) {
        Polygon square = (Polygon) GEOMETRIES.toGeometry(new Envelope(
                new Coordinate(500_000 + 1000 * column, 6_500_000 + 1000 * row),
                new Coordinate(501_000 + 1000 * column, 6_501_000 + 1000 * row)));
        return new Area(
                code,
                "",
                Optional.empty(),
                Map.of(),
                GEOMETRIES.createMultiPolygon(new Polygon[] {square}),
                OptionalDouble.empty());
    }

    private static VintageAreas vintage(List<Area> areas) {
        return new VintageAreas(
                new Vintage(
                        VintageId.parse("deso@2025"),
                        new YearRange(OptionalInt.empty(), OptionalInt.empty()),
                        List.of(),
                        Optional.empty(),
                        "",
                        "",
                        "",
                        Instant.EPOCH,
                        "",
                        ""),
                areas,
                List.of());
    }
}
