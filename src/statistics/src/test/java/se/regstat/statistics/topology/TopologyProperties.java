package se.regstat.statistics.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.locationtech.jts.algorithm.distance.DiscreteHausdorffDistance;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.triangulate.VoronoiDiagramBuilder;
import se.regstat.statistics.format.JsonValue;

/** Tried on the cells around random points, some joined to areas with holes and islands, and on areas that overlap. */
class TopologyProperties {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private record Read(double step, List<Geometry> areas, List<List<Coordinate>> arcs) {}

    @Property(tries = 60)
    void areas_are_where_they_were_within_the_step_and_valid(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int step) throws IOException {
        List<Geometry> areas = cells(random);
        Read read = read(areas, step);
        assertThat(read.step()).isLessThanOrEqualTo(step);
        assertThat(read.areas()).hasSameSizeAs(areas).allMatch(Geometry::isValid);
        for (int i = 0; i < areas.size(); i++) {
            Geometry area = areas.get(i);
            Geometry found = read.areas().get(i);
            assertThat(found.isEmpty()).isFalse();
            // No point moves by more than half a step in each direction.
            assertThat(found.symDifference(area).getArea()).isLessThan(area.getLength() * read.step());
            if (found.getNumPoints() == area.getNumPoints()) {
                assertThat(DiscreteHausdorffDistance.distance(found.getBoundary(), area.getBoundary()))
                        .isLessThanOrEqualTo(read.step() * Math.sqrt(0.5) + 1e-6);
            }
        }
    }

    @Property(tries = 60)
    void every_border_is_in_one_arc(@ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int step)
            throws IOException {
        List<Geometry> areas = cells(random);
        // Overlaps: an area twice more, and one over two others.
        areas.add(areas.get(0));
        areas.add(areas.get(0).reverse());
        areas.add(areas.get(1).union(areas.get(2)));
        Read read = read(areas, step);
        Map<Set<Coordinate>, Integer> inArcs = new HashMap<>();
        read.arcs().forEach(arc -> count(arc, inArcs));
        Map<Set<Coordinate>, Integer> inAreas = new HashMap<>();
        read.areas().forEach(area -> rings(area).forEach(ring -> count(Arrays.asList(ring.getCoordinates()), inAreas)));
        assertThat(inArcs.keySet()).isEqualTo(inAreas.keySet());
        assertThat(inArcs.values()).allMatch(times -> times == 1);
    }

    @Property(tries = 20)
    void arcs_are_as_long_as_may_be(@ForAll Random random) throws IOException {
        List<Geometry> areas = cells(random);
        Read read = read(areas, 1);
        Map<Coordinate, Set<Coordinate>> neighbours = new HashMap<>();
        Map<Set<Coordinate>, Integer> segments = new HashMap<>();
        read.areas()
                .forEach(area -> rings(area).forEach(ring -> count(Arrays.asList(ring.getCoordinates()), segments)));
        segments.keySet()
                .forEach(segment -> segment.forEach(point ->
                        neighbours.computeIfAbsent(point, p -> new HashSet<>()).addAll(segment)));
        for (List<Coordinate> arc : read.arcs()) {
            Coordinate first = arc.get(0);
            boolean closed = first.equals(arc.get(arc.size() - 1));
            // A point, and those before and after it.
            if (!closed) assertThat(neighbours.get(first)).hasSizeGreaterThan(3);
        }
    }

    @Example
    void an_area_that_fills_another_s_hole_has_its_border() throws Exception {
        Geometry around = wkt("POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0), (40 40, 40 60, 60 60, 60 40, 40 40))");
        Geometry inside = wkt("MULTIPOLYGON (((60 60, 40 60, 40 40, 60 40, 60 60)))");
        Read read = read(List.of(around, inside), 1);
        assertThat(read.arcs()).hasSize(2);
        assertThat(read.areas().get(0).equalsTopo(around)).isTrue();
        assertThat(read.areas().get(1).equalsTopo(inside)).isTrue();
    }

    @Example
    void the_smallest_area_is_there_on_a_grid_that_is_fine_enough_for_it() throws Exception {
        Geometry large = wkt("POLYGON ((0 0, 1000 0, 1000 1000, 0 1000, 0 0))");
        Geometry small = wkt("POLYGON ((1500.2 0, 1503.2 0, 1503.2 3, 1500.2 3, 1500.2 0))");
        Read read = read(List.of(large, small), 100);
        assertThat(read.step()).isLessThanOrEqualTo(3.125);
        assertThat(read.areas().get(1).getArea()).isPositive();
        assertThat(read.areas().get(1).distance(small)).isLessThan(read.step());
    }

    @Example
    void islands_within_a_step_are_left_out_and_the_rest_of_the_area_is_there() throws Exception {
        Geometry area =
                wkt("MULTIPOLYGON (((0 0, 1000 0, 1000 1000, 0 1000, 0 0)), ((2010 10, 2012 10, 2012 12, 2010 10)))");
        Read read = read(List.of(area), 100);
        assertThat(read.step()).isEqualTo(100);
        assertThat(read.areas().get(0).equalsTopo(area.getGeometryN(0))).isTrue();
    }

    @Example
    void of_no_areas_there_is_a_document_too() throws IOException {
        assertThat(read(List.of(), 10).areas()).isEmpty();
    }

    // ---- areas

    private static Geometry wkt(String text) throws ParseException {
        return new WKTReader(GEOMETRIES).read(text);
    }

    /** Far from the origin, as Sweden is; nothing lies on a grid. */
    private static List<Geometry> cells(Random random) {
        VoronoiDiagramBuilder builder = new VoronoiDiagramBuilder();
        builder.setClipEnvelope(new Envelope(319_000, 320_000, 6_399_000, 6_400_000));
        builder.setSites(IntStream.range(0, 60)
                .mapToObj(i ->
                        new Coordinate(319_000 + 1000 * random.nextDouble(), 6_399_000 + 1000 * random.nextDouble()))
                .toList());
        Geometry diagram = builder.getDiagram(GEOMETRIES);
        List<Geometry> areas = new ArrayList<>();
        for (int i = 0; i < diagram.getNumGeometries(); i++) areas.add(diagram.getGeometryN(i));
        Collections.shuffle(areas, random);
        Geometry joined = areas.remove(0);
        for (int i = 0; i < 12; i++) joined = joined.union(areas.remove(0));
        areas.add(joined);
        return areas;
    }

    private static List<LinearRing> rings(Geometry area) {
        List<LinearRing> rings = new ArrayList<>();
        for (int i = 0; i < area.getNumGeometries(); i++) {
            Polygon polygon = (Polygon) area.getGeometryN(i);
            rings.add(polygon.getExteriorRing());
            for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) rings.add(polygon.getInteriorRingN(hole));
        }
        return rings;
    }

    private static void count(List<Coordinate> line, Map<Set<Coordinate>, Integer> times) {
        for (int i = 1; i < line.size(); i++) times.merge(Set.of(line.get(i - 1), line.get(i)), 1, Integer::sum);
    }

    // ---- the document, read as the specification says

    private static Read read(List<Geometry> areas, double step) throws IOException {
        List<TopoJson.Told> told = IntStream.range(0, areas.size())
                .mapToObj(i -> new TopoJson.Told("å" + i, Map.of("name", "Område \"" + i + "\"")))
                .toList();
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        TopoJson.write(Topology.of(areas, step), "EPSG:3006", told, document);
        JsonValue json = JsonValue.parse(document.toByteArray());
        assertThat(json.at("type").text()).isEqualTo("Topology");
        assertThat(json.at("crs").text()).isEqualTo("EPSG:3006");
        double[] scale = numbers(json.at("transform").at("scale"));
        double[] translate = numbers(json.at("transform").at("translate"));
        List<List<Coordinate>> arcs = new ArrayList<>();
        for (JsonValue arc : json.at("arcs").items()) {
            double x = 0;
            double y = 0;
            List<Coordinate> points = new ArrayList<>();
            for (JsonValue position : arc.items()) {
                double[] delta = numbers(position);
                x += delta[0];
                y += delta[1];
                points.add(new Coordinate(x * scale[0] + translate[0], y * scale[1] + translate[1]));
            }
            arcs.add(points);
        }
        List<Geometry> read = new ArrayList<>();
        for (JsonValue geometry :
                json.at("objects").at("areas").at("geometries").items()) {
            assertThat(geometry.at("id").text()).isEqualTo(told.get(read.size()).id());
            assertThat(geometry.at("properties").at("name").text())
                    .isEqualTo(told.get(read.size()).properties().get("name"));
            boolean one = geometry.at("type").text().equals("Polygon");
            List<JsonValue> polygons =
                    one ? List.of(geometry.at("arcs")) : geometry.at("arcs").items();
            read.add(GEOMETRIES.createMultiPolygon(
                    polygons.stream().map(polygon -> polygon(polygon, arcs)).toArray(Polygon[]::new)));
        }
        return new Read(scale[0], read, arcs);
    }

    private static Polygon polygon(JsonValue rings, List<List<Coordinate>> arcs) {
        LinearRing[] all = rings.items().stream().map(ring -> ring(ring, arcs)).toArray(LinearRing[]::new);
        return GEOMETRIES.createPolygon(all[0], Arrays.copyOfRange(all, 1, all.length));
    }

    private static LinearRing ring(JsonValue numbers, List<List<Coordinate>> arcs) {
        List<Coordinate> points = new ArrayList<>();
        for (double number : numbers(numbers)) {
            int arc = (int) number;
            List<Coordinate> part = new ArrayList<>(arcs.get(arc < 0 ? ~arc : arc));
            if (arc < 0) Collections.reverse(part);
            if (!points.isEmpty()) assertThat(part.remove(0)).isEqualTo(points.get(points.size() - 1));
            points.addAll(part);
        }
        return GEOMETRIES.createLinearRing(points.toArray(Coordinate[]::new));
    }

    private static double[] numbers(JsonValue list) {
        return list.items().stream().mapToDouble(JsonValue::number).toArray();
    }
}
