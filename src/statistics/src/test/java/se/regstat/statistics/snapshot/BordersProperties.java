package se.regstat.statistics.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/** Tried on a board of squares with points on their sides, some joined to larger areas, some with an area inside. */
class BordersProperties {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final int SIDE = 5;

    @Property(tries = 100)
    void every_segment_of_drawn_areas_belongs_to_one_of_them_and_no_more(
            @ForAll Random random, @ForAll @IntRange(min = 0, max = 30) int left) {
        List<Geometry> areas = board(random);
        BitSet drawn = new BitSet();
        IntStream.range(0, areas.size())
                .filter(area -> random.nextInt(30) >= left)
                .forEach(drawn::set);
        Map<Set<Coordinate>, Integer> owned = new HashMap<>();
        Borders borders = Borders.of(areas);
        IntUnaryOperator place = area -> drawn.get(area) ? area : -1;
        drawn.stream().forEach(area -> borders.of(area, areas.get(area), place).forEach(line -> count(line, owned)));
        Map<Set<Coordinate>, Integer> outlines = new HashMap<>();
        drawn.stream().forEach(area -> count(areas.get(area).getBoundary(), outlines));
        assertThat(owned.keySet()).isEqualTo(outlines.keySet());
        assertThat(owned.values()).allMatch(times -> times == 1);
    }

    @Property(tries = 30)
    void of_two_neighbours_the_one_drawn_later_has_the_border(@ForAll Random random) {
        List<Geometry> areas = board(random);
        Borders borders = Borders.of(areas);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, areas.size()).boxed().toList());
        Collections.shuffle(order, random);
        Map<Set<Coordinate>, Integer> last = new HashMap<>();
        Map<Set<Coordinate>, Integer> owner = new HashMap<>();
        for (int area : order) {
            segments(areas.get(area).getBoundary()).forEach(segment -> last.put(segment, area));
            for (LineString line : borders.of(area, areas.get(area), order::indexOf)) {
                segments(line).forEach(segment -> owner.put(segment, area));
            }
        }
        assertThat(owner).isEqualTo(last);
    }

    /** Wherever the rings start. */
    @Property(tries = 50)
    void lines_of_an_area_are_as_long_as_may_be(@ForAll Random random) {
        List<Geometry> areas = board(random);
        Borders borders = Borders.of(areas);
        for (int area = 0; area < areas.size(); area++) {
            List<Coordinate> ends = new ArrayList<>();
            for (LineString line : borders.of(area, areas.get(area), IntUnaryOperator.identity())) {
                if (line.isClosed()) continue;
                ends.add(line.getCoordinateN(0));
                ends.add(line.getCoordinateN(line.getNumPoints() - 1));
            }
            // Only where the area touches itself could two of its lines end in one point.
            if (areas.get(area).getBoundary().isSimple()) assertThat(ends).doesNotHaveDuplicates();
        }
    }

    @Example
    void an_area_alone_is_drawn_by_its_rings() {
        Polygon area = (Polygon) square(0, 0, 4, new Random(1)).difference(square(1, 1, 1, new Random(2)));
        assertThat(Borders.of(List.of(area)).of(0, area, IntUnaryOperator.identity()))
                .containsExactly(area.getExteriorRing(), area.getInteriorRingN(0));
    }

    @Example
    void what_three_areas_share_is_drawn() {
        List<Geometry> areas =
                List.of(square(0, 0, 2, new Random(1)), square(0, 0, 2, new Random(2)), square(0, 0, 2, new Random(3)));
        Borders borders = Borders.of(areas);
        Map<Set<Coordinate>, Integer> owned = new HashMap<>();
        for (int area = 0; area < 3; area++) {
            borders.of(area, areas.get(area), IntUnaryOperator.identity()).forEach(line -> count(line, owned));
        }
        Map<Set<Coordinate>, Integer> outline = new HashMap<>();
        count(areas.get(0).getBoundary(), outline);
        assertThat(owned.keySet()).isEqualTo(outline.keySet());
    }

    private static List<Geometry> board(Random random) {
        List<Geometry> areas = new ArrayList<>();
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                Polygon square = square(4 * column, 4 * row, 4, random);
                if (random.nextInt(4) > 0) {
                    areas.add(square);
                    continue;
                }
                Polygon inside = square(4 * column + 1, 4 * row + 1, 1, random);
                areas.add(inside);
                areas.add(GEOMETRIES.createPolygon(
                        square.getExteriorRing(),
                        new org.locationtech.jts.geom.LinearRing[] {inside.getExteriorRing()}));
            }
        }
        Collections.shuffle(areas, random);
        // Parts of one area, neighbours or not.
        Geometry first = areas.remove(0);
        Geometry second = areas.remove(0);
        if (first.touches(second)) return List.copyOf(areas);
        areas.add(GEOMETRIES.createMultiPolygon(new Polygon[] {(Polygon) first, (Polygon) second}));
        return List.copyOf(areas);
    }

    /** With a point at every unit of its sides; its ring starts anywhere and runs either way. */
    private static Polygon square(int x, int y, int side, Random random) {
        List<Coordinate> ring = new ArrayList<>();
        for (int i = 0; i < side; i++) ring.add(new Coordinate(x + i, y));
        for (int i = 0; i < side; i++) ring.add(new Coordinate(x + side, y + i));
        for (int i = side; i > 0; i--) ring.add(new Coordinate(x + i, y + side));
        for (int i = side; i > 0; i--) ring.add(new Coordinate(x, y + i));
        Collections.rotate(ring, random.nextInt(ring.size()));
        if (random.nextBoolean()) Collections.reverse(ring);
        ring.add(ring.get(0));
        return GEOMETRIES.createPolygon(ring.toArray(Coordinate[]::new));
    }

    private static Set<Set<Coordinate>> segments(Geometry lines) {
        Map<Set<Coordinate>, Integer> segments = new HashMap<>();
        count(lines, segments);
        return segments.keySet();
    }

    private static void count(Geometry lines, Map<Set<Coordinate>, Integer> segments) {
        for (int i = 0; i < lines.getNumGeometries(); i++) {
            Coordinate[] points = lines.getGeometryN(i).getCoordinates();
            for (int p = 1; p < points.length; p++) segments.merge(Set.of(points[p - 1], points[p]), 1, Integer::sum);
        }
    }
}
