package se.regstat.importing.borders;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;
import se.regstat.statistics.format.Polygons;

/**
 * The borders of areas as lines, each of them once, from one place where borders part to the next: found once, and simplified step by step.
 *
 * <p>Vertices have numbers, the same for the same place. A place is a node where rings come from or go to different neighbours; so
 * all rings that have one vertex of a line have the others too. Not thread-safe.
 */
final class BorderLines {

    private final Vertices vertices;
    private final boolean[] node;

    /** Vertices by line; a line without nodes begins and ends with the same. */
    private final List<int[]> lines = new ArrayList<>();

    /** Lines that are whole rings, and may be left out where they are small. */
    private final List<Boolean> mayGo = new ArrayList<>();

    /** By the first two vertices: a line, or {@code ~line} if they are its last two. */
    private final Map<Long, Integer> lineFrom = new HashMap<>();

    private final List<List<Part>> areas = new ArrayList<>();
    private final boolean[] gone;

    /** A polygon: its shell and holes, as numbers of lines one after another, {@code ~line} for one that is run backwards. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Part(int[][] rings) {}

    /** @param geometries valid polygons and multipolygons */
    BorderLines(List<? extends Geometry> geometries) {
        vertices = new Vertices(
                geometries.stream().mapToInt(Geometry::getNumPoints).sum());
        List<int[][][]> numbered = new ArrayList<>();
        for (Geometry geometry : geometries) numbered.add(numbered(geometry));
        node = nodes(numbered);
        for (int area = 0; area < numbered.size(); area++) cut(geometries.get(area), numbered.get(area));
        gone = new boolean[lines.size()];
    }

    private int[][][] numbered(Geometry geometry) {
        int[][][] parts = new int[geometry.getNumGeometries()][][];
        for (int part = 0; part < parts.length; part++) {
            Polygon polygon = (Polygon) geometry.getGeometryN(part);
            parts[part] = new int[1 + polygon.getNumInteriorRing()][];
            for (int ring = 0; ring < parts[part].length; ring++) {
                LinearRing line = ring == 0 ? polygon.getExteriorRing() : polygon.getInteriorRingN(ring - 1);
                parts[part][ring] = vertices.of(line.getCoordinateSequence());
            }
        }
        return parts;
    }

    private boolean[] nodes(List<int[][][]> areas) {
        boolean[] nodes = new boolean[vertices.size()];
        int[] one = new int[vertices.size()];
        int[] other = new int[vertices.size()];
        Arrays.fill(one, -1);
        for (int[][][] parts : areas) {
            for (int[][] rings : parts) {
                for (int[] ring : rings) {
                    for (int i = 0; i < ring.length; i++) {
                        int before = ring[i == 0 ? ring.length - 1 : i - 1];
                        int after = ring[i == ring.length - 1 ? 0 : i + 1];
                        int less = Math.min(before, after);
                        int more = Math.max(before, after);
                        int vertex = ring[i];
                        if (one[vertex] < 0) {
                            one[vertex] = less;
                            other[vertex] = more;
                        } else if (one[vertex] != less || other[vertex] != more) {
                            nodes[vertex] = true;
                        }
                    }
                }
            }
        }
        return nodes;
    }

    private void cut(Geometry geometry, int[][][] numbered) {
        int largest = 0;
        for (int part = 1; part < numbered.length; part++) {
            if (geometry.getGeometryN(part).getArea()
                    > geometry.getGeometryN(largest).getArea()) largest = part;
        }
        List<Part> parts = new ArrayList<>();
        for (int part = 0; part < numbered.length; part++) {
            int[][] rings = new int[numbered[part].length][];
            for (int ring = 0; ring < rings.length; ring++) {
                rings[ring] = cut(numbered[part][ring]);
                // An area stays, and so does what has something in it.
                boolean stays = rings[ring].length > 1 || (ring == 0 && (part == largest || rings.length > 1));
                for (int line : rings[ring]) if (stays) mayGo.set(Math.max(line, ~line), false);
            }
            parts.add(new Part(rings));
        }
        areas.add(parts);
    }

    private int[] cut(int[] ring) {
        int start = 0;
        while (start < ring.length && !node[ring[start]]) start++;
        boolean whole = start == ring.length;
        if (whole) start = smallest(ring);
        int[] found = new int[8];
        int count = 0;
        for (int from = start; from < start + ring.length; ) {
            int to = from + 1;
            while (to < start + ring.length && !node[ring[to % ring.length]]) to++;
            int[] line = new int[to - from + 1];
            for (int i = from; i <= to; i++) line[i - from] = ring[i % ring.length];
            if (count == found.length) found = Arrays.copyOf(found, 2 * count);
            found[count++] = line(line);
            from = to;
        }
        return Arrays.copyOf(found, count);
    }

    private static int smallest(int[] ring) {
        int at = 0;
        for (int i = 1; i < ring.length; i++) if (ring[i] < ring[at]) at = i;
        return at;
    }

    private int line(int[] line) {
        int last = line.length - 1;
        Integer known = lineFrom.get(pair(line[0], line[1]));
        if (known != null) return known;
        int number = lines.size();
        lines.add(line);
        mayGo.add(line[0] == line[last]);
        lineFrom.put(pair(line[0], line[1]), number);
        lineFrom.put(pair(line[last], line[last - 1]), ~number);
        return number;
    }

    private static long pair(int from, int to) {
        return ((long) from << 32) | to;
    }

    /**
     * Leaves out bends of less than tolerance², the smallest first (Visvalingam and Whyatt 1993), unless a border would then cross another or
     * run over a vertex, and rings smaller than that. What was left out before stays so.
     */
    void simplify(double tolerance) {
        double area = tolerance * tolerance;
        for (int line = 0; line < gone.length; line++) {
            gone[line] |= mayGo.get(line) && vertices.areaOf(lines.get(line)) < area;
        }
        boolean[] there = new boolean[vertices.size()];
        Set<Long> straight = new HashSet<>();
        for (int line = 0; line < gone.length; line++) {
            if (gone[line]) continue;
            int[] of = lines.get(line);
            for (int vertex : of) there[vertex] = true;
            if (of.length == 2) straight.add(unordered(of[0], of[1]));
        }
        VertexGrid grid = vertices.grid(there, tolerance);
        for (int line = 0; line < gone.length; line++) {
            int[] of = lines.get(line);
            if (gone[line] || of.length <= 2) continue;
            boolean ring = of[0] == of[of.length - 1];
            int[] rest = new Bends(vertices, of, ring && !node[of[0]], area, (a, b, c) -> {
                        if (node[a] && node[c] && straight.contains(unordered(a, c))) return false;
                        return !grid.hasVertexIn(a, b, c);
                    })
                    .straightened(there);
            if (rest.length == 2) straight.add(unordered(rest[0], rest[1]));
            lines.set(line, rest);
        }
    }

    private static long unordered(int a, int b) {
        return pair(Math.min(a, b), Math.max(a, b));
    }

    /** The areas as they are now. */
    List<Geometry> areas() {
        return areas.parallelStream().map(this::area).toList();
    }

    private Geometry area(List<Part> parts) {
        List<Polygon> polygons = new ArrayList<>();
        for (Part part : parts) {
            if (isGone(part.rings()[0])) continue;
            List<LinearRing> rings = new ArrayList<>();
            for (int[] ring : part.rings()) if (!isGone(ring)) rings.add(ring(ring));
            polygons.add(Polygons.FACTORY.createPolygon(
                    rings.get(0), rings.subList(1, rings.size()).toArray(LinearRing[]::new)));
        }
        return polygons.size() == 1
                ? polygons.get(0)
                : Polygons.FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new));
    }

    private boolean isGone(int[] ring) {
        return ring.length == 1 && gone[Math.max(ring[0], ~ring[0])];
    }

    private LinearRing ring(int[] ofLines) {
        int size = 1;
        for (int line : ofLines) size += lines.get(Math.max(line, ~line)).length - 1;
        double[] xy = new double[2 * size];
        int at = 0;
        for (int line : ofLines) {
            int[] of = lines.get(Math.max(line, ~line));
            for (int i = 0; i < of.length - 1; i++) {
                int vertex = of[line >= 0 ? i : of.length - 1 - i];
                xy[at++] = vertices.x(vertex);
                xy[at++] = vertices.y(vertex);
            }
        }
        xy[at++] = xy[0];
        xy[at] = xy[1];
        return Polygons.FACTORY.createLinearRing(new PackedCoordinateSequence.Double(xy, 2, 0));
    }
}
