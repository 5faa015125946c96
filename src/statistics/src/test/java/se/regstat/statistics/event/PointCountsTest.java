package se.regstat.statistics.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.operation.overlayng.CoverageUnion;
import org.locationtech.jts.triangulate.DelaunayTriangulationBuilder;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.indicator.Provenance;

class PointCountsTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    @Test
    void a_point_on_a_border_is_in_the_area_to_the_east_of_it_and_to_the_north_where_it_runs_from_west_to_east()
            throws ParseException {
        List<Geometry> four = List.of(square(0, 0), square(1, 0), square(0, 1), square(1, 1));
        Events events = events(new Coordinate(10, 5), new Coordinate(5, 10), new Coordinate(10, 10));
        PointCounts counts = PointCounts.of(events, four, () -> false);
        assertThat(counts.members(0)).as("south-west").isEmpty();
        assertThat(counts.members(1)).as("south-east").hasSize(1);
        assertThat(counts.members(2)).as("north-west").hasSize(1);
        assertThat(counts.members(3)).as("north-east has the corner").hasSize(1);
        Events rim = events(
                new Coordinate(0, 5),
                new Coordinate(5, 0),
                new Coordinate(0, 0),
                new Coordinate(20, 5),
                new Coordinate(5, 20),
                new Coordinate(20, 20));
        PointCounts outer = PointCounts.of(rim, four, () -> false);
        assertThat(outer.count(0)).as("the western and the southern rim").isEqualTo(3);
        assertThat(outer.outside()).as("the eastern and the northern rim").isEqualTo(3);
    }

    @Test
    void what_is_in_a_hole_or_on_its_border_is_in_what_lies_there() throws ParseException {
        Geometry ring =
                new WKTReader().read("POLYGON ((0 0, 30 0, 30 30, 0 30, 0 0), (10 10, 20 10, 20 20, 10 20, 10 10))");
        Geometry hole = square(1, 1);
        Events events = events(
                new Coordinate(15, 15),
                new Coordinate(10, 15),
                new Coordinate(20, 15),
                new Coordinate(15, 10),
                new Coordinate(15, 20),
                new Coordinate(5, 5));
        PointCounts counts = PointCounts.of(events, List.of(ring, hole), () -> false);
        assertThat(counts.count(0)).isEqualTo(3);
        assertThat(counts.count(1)).isEqualTo(3);
        assertThat(counts.outside()).isZero();
    }

    @Test
    void every_point_within_areas_without_gaps_is_in_exactly_one_and_a_union_has_what_its_parts_have() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<Coordinate> corners = new ArrayList<>(List.of(
                    new Coordinate(0, 0),
                    new Coordinate(1000, 0),
                    new Coordinate(0, 1000),
                    new Coordinate(1000, 1000)));
            for (int i = 0; i < 60; i++) corners.add(new Coordinate(1 + random.nextInt(999), 1 + random.nextInt(999)));
            List<Geometry> areas = triangles(corners);
            List<Coordinate> points = new ArrayList<>(corners.subList(4, corners.size()));
            for (Geometry area : areas) {
                Coordinate[] ring = area.getCoordinates();
                for (int i = 1; i < ring.length; i++) {
                    points.add(new Coordinate((ring[i].x + ring[i - 1].x) / 2, (ring[i].y + ring[i - 1].y) / 2));
                }
            }
            points.removeIf(point -> point.x % 1000 == 0 || point.y % 1000 == 0);
            for (int i = 0; i < 500; i++)
                points.add(new Coordinate(random.nextDouble() * 999, random.nextDouble() * 999));
            Events events = events(points.toArray(Coordinate[]::new));
            PointCounts counts = PointCounts.of(events, areas, () -> false);
            int[] times = new int[events.size()];
            for (int area = 0; area < areas.size(); area++) {
                for (int point : counts.members(area)) times[point]++;
            }
            assertThat(times).as("seed " + seed).containsOnly(1);
            List<Geometry> half = areas.subList(0, areas.size() / 2);
            Geometry union = CoverageUnion.union(GEOMETRIES.buildGeometry(half));
            double together =
                    IntStream.range(0, half.size()).mapToDouble(counts::count).sum();
            assertThat(PointCounts.of(events, List.of(union), () -> false).count(0))
                    .as("seed " + seed)
                    .isEqualTo(together);
        }
    }

    @Test
    void neither_other_areas_nor_the_order_of_anything_matter() {
        Random random = new Random(1);
        List<Coordinate> corners = new ArrayList<>();
        for (int i = 0; i < 40; i++) corners.add(new Coordinate(random.nextInt(100), random.nextInt(100)));
        List<Geometry> areas = triangles(corners);
        List<Coordinate> points = new ArrayList<>(corners);
        for (int i = 0; i < 300; i++) points.add(new Coordinate(random.nextInt(100), random.nextInt(100)));
        PointCounts counts = PointCounts.of(events(points.toArray(Coordinate[]::new)), areas, () -> false);
        Collections.shuffle(points, random);
        Events shuffled = events(points.toArray(Coordinate[]::new));
        for (int area = 0; area < areas.size(); area++) {
            Geometry turned = areas.get(area).reverse();
            assertThat(PointCounts.of(shuffled, List.of(turned), () -> false).count(0))
                    .isEqualTo(counts.count(area));
        }
    }

    @Test
    void areas_that_overlap_count_what_they_share_each_and_some_may_be_left_out() {
        List<Geometry> areas = Arrays.asList(square(0, 0), square(0, 0), null);
        PointCounts counts = PointCounts.of(events(new Coordinate(5, 5), new Coordinate(50, 5)), areas, () -> false);
        assertThat(counts.count(0)).isEqualTo(1);
        assertThat(counts.count(1)).isEqualTo(1);
        assertThat(counts.count(2)).isZero();
        assertThat(counts.outside()).isEqualTo(1);
        BitSet both = new BitSet();
        both.set(0, 2);
        assertThat(counts.outside(both)).isEqualTo(2);
    }

    @Test
    void counting_can_be_cancelled() {
        assertThatThrownBy(() -> PointCounts.of(events(new Coordinate(5, 5)), List.of(square(0, 0)), () -> true))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void areas_that_overlap_more_than_there_is_memory_for_are_refused() {
        Coordinate[] points = new Coordinate[20_000];
        Arrays.setAll(points, i -> new Coordinate(5 + i * 1e-4, 5));
        List<Geometry> areas = Collections.nCopies(2_000, square(0, 0));
        assertThatThrownBy(() -> PointCounts.of(events(points), areas, () -> false))
                .isInstanceOf(PointCounts.TooMuchOverlap.class)
                .hasMessageContaining("the 2000 boundaries overlap so much that each of 20000 points");
        assertThat(PointCounts.of(events(points), areas.subList(0, 400), () -> false)
                        .count(399))
                .isEqualTo(20_000);
    }

    private static List<Geometry> triangles(List<Coordinate> corners) {
        DelaunayTriangulationBuilder builder = new DelaunayTriangulationBuilder();
        builder.setSites(corners);
        Geometry all = builder.getTriangles(GEOMETRIES);
        return IntStream.range(0, all.getNumGeometries())
                .mapToObj(all::getGeometryN)
                .toList();
    }

    private static Geometry square(int column, int row) {
        return GEOMETRIES.toGeometry(
                new org.locationtech.jts.geom.Envelope(10 * column, 10 * column + 10, 10 * row, 10 * row + 10));
    }

    private static Events events(Coordinate... points) {
        return Events.sorted(
                "fires",
                2022,
                EventCoverage.COUNTRY,
                Arrays.stream(points).mapToDouble(point -> point.x).toArray(),
                Arrays.stream(points).mapToDouble(point -> point.y).toArray(),
                Arrays.stream(points).mapToDouble(point -> 1).toArray(),
                new Provenance(Instant.EPOCH, "", "", ""));
    }
}
