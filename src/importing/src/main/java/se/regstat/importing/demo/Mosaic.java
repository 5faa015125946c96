package se.regstat.importing.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateArrays;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.Triangle;
import org.locationtech.jts.triangulate.IncrementalDelaunayTriangulator;
import org.locationtech.jts.triangulate.quadedge.QuadEdge;
import org.locationtech.jts.triangulate.quadedge.QuadEdgeSubdivision;
import org.locationtech.jts.triangulate.quadedge.Vertex;

/**
 * A plane cut into small cells with organic borders, from which made-up divisions are put together: an area is a set of
 * cells. Geometries of areas have these properties:
 *
 * <ul>
 *   <li>every area is valid, whatever cells it is made of; separate pieces become parts, enclosed cells of others holes
 *   <li>areas of one partition of the cells form a valid coverage: neighbours share their borders vertex by vertex
 *   <li>the border between two cells is the same in every partition, so that two vintages differ only where their cells do
 *   <li>the same sites, detail and seed give the same coordinates on every machine
 * </ul>
 *
 * The cells are the Voronoi cells of the sites; each border is roughened by recursive displacement inside the
 * quadrilateral spanned by its ends and points towards the two sites. Those quadrilaterals are disjoint, so borders
 * never meet but at their ends (Patel, "Noisy edges", Polygonal map generation, 2010). Cells at the rim of the sites are
 * not well shaped: leave them out of areas. Not thread-safe.
 */
public final class Mosaic {

    private static final GeometryFactory GEOMETRY = new GeometryFactory(new PrecisionModel(), 3006);
    private static final double MILLIMETRE = 1000;

    private final Coordinate[] sites;
    private final int[][] neighbours;
    private final int[] edgeLeft;
    private final int[] edgeRight;
    private final int[] edgeFrom;
    private final int[] edgeTo;
    private final Coordinate[] nodes;
    private final Coordinate[][] borders;
    private final BitSet open = new BitSet();
    private final Detail detail;
    private final long seed;

    /**
     * How finely borders are drawn.
     *
     * @param segment metres: pieces of a border are halved until they are about this long
     * @param minHalvings every border is halved at least so often
     * @param maxHalvings and at most so often; a border has at most {@code 2^maxHalvings} segments
     */
    public record Detail(double segment, int minHalvings, int maxHalvings) {}

    /**
     * @param sites one per cell, metres, distinct, at least three and not in one line; cells are numbered in this order
     */
    public Mosaic(List<Coordinate> sites, Detail detail, long seed) {
        this.sites = CoordinateArrays.copyDeep(sites.toArray(Coordinate[]::new));
        this.detail = detail;
        this.seed = seed;

        Envelope extent = CoordinateArrays.envelope(this.sites);
        QuadEdgeSubdivision delaunay = new QuadEdgeSubdivision(extent, 0);
        IncrementalDelaunayTriangulator triangulator = new IncrementalDelaunayTriangulator(delaunay);
        IdentityHashMap<Vertex, Integer> cellOf = new IdentityHashMap<>();
        for (int cell = 0; cell < this.sites.length; cell++) {
            Vertex vertex = new Vertex(this.sites[cell]);
            cellOf.put(vertex, cell);
            triangulator.insertSite(vertex);
        }
        IdentityHashMap<QuadEdge, Integer> nodeLeftOf = new IdentityHashMap<>();
        List<Coordinate> circumcentres = new ArrayList<>();
        delaunay.visitTriangles(
                triangle -> {
                    for (QuadEdge side : triangle) {
                        nodeLeftOf.put(side, circumcentres.size());
                    }
                    circumcentres.add(round(Triangle.circumcentreDD(
                            triangle[0].orig().getCoordinate(),
                            triangle[1].orig().getCoordinate(),
                            triangle[2].orig().getCoordinate())));
                },
                true);
        nodes = circumcentres.toArray(Coordinate[]::new);

        List<int[]> edges = new ArrayList<>();
        for (Object primary : delaunay.getPrimaryEdges(false)) {
            QuadEdge edge = (QuadEdge) primary;
            Integer a = cellOf.get(edge.orig());
            Integer b = cellOf.get(edge.dest());
            Integer from = nodeLeftOf.get(edge.sym());
            Integer to = nodeLeftOf.get(edge);
            if (a == null || b == null || from == null || to == null) continue;
            // The border runs from the right of its Delaunay edge to the left, and so has the edge's origin on its
            // left.
            edges.add(new int[] {a, b, from, to});
        }
        edgeLeft = column(edges, 0);
        edgeRight = column(edges, 1);
        edgeFrom = column(edges, 2);
        edgeTo = column(edges, 3);
        borders = new Coordinate[edges.size()][];
        neighbours = adjacency(this.sites.length);
    }

    private static int[] column(List<int[]> rows, int column) {
        return rows.stream().mapToInt(row -> row[column]).toArray();
    }

    private int[][] adjacency(int cells) {
        int[] degree = new int[cells];
        for (int e = 0; e < edgeLeft.length; e++) {
            degree[edgeLeft[e]]++;
            degree[edgeRight[e]]++;
        }
        int[][] adjacent = new int[cells][];
        Arrays.setAll(adjacent, cell -> new int[degree[cell]]);
        for (int e = 0; e < edgeLeft.length; e++) {
            adjacent[edgeLeft[e]][--degree[edgeLeft[e]]] = edgeRight[e];
            adjacent[edgeRight[e]][--degree[edgeRight[e]]] = edgeLeft[e];
        }
        for (int[] row : adjacent) {
            Arrays.sort(row);
        }
        return adjacent;
    }

    public int cells() {
        return sites.length;
    }

    public Coordinate site(int cell) {
        return sites[cell];
    }

    /** The cells that share a border with each cell, in ascending order. Not to be changed. */
    public int[][] neighbours() {
        return neighbours;
    }

    /**
     * Draws the borders between two of these cells straight, as limits at sea are; to be called before areas are put
     * together.
     */
    public void straighten(BitSet cells) {
        open.or(cells);
        Arrays.fill(borders, null);
    }

    /**
     * Puts areas together.
     *
     * @param areaOf the area of each cell, -1 for none
     * @param count areas are numbered from 0 up to here; each must have a cell
     * @return EPSG:3006 by convention, in the order of the areas
     */
    public List<MultiPolygon> areas(int[] areaOf, int count) {
        int[] borderCount = new int[count];
        for (int e = 0; e < edgeLeft.length; e++) {
            int left = areaOf[edgeLeft[e]];
            int right = areaOf[edgeRight[e]];
            if (left == right) continue;
            if (left >= 0) borderCount[left]++;
            if (right >= 0) borderCount[right]++;
        }
        int[][] bordersOf = new int[count][];
        Arrays.setAll(bordersOf, area -> new int[borderCount[area]]);
        for (int e = 0; e < edgeLeft.length; e++) {
            int left = areaOf[edgeLeft[e]];
            int right = areaOf[edgeRight[e]];
            if (left == right) continue;
            // A border run backwards is written as its complement.
            if (left >= 0) bordersOf[left][--borderCount[left]] = e;
            if (right >= 0) bordersOf[right][--borderCount[right]] = ~e;
        }
        List<MultiPolygon> areas = new ArrayList<>(count);
        for (int area = 0; area < count; area++) {
            areas.add(assemble(bordersOf[area], area));
        }
        return areas;
    }

    /** Chains directed borders, the area on their left, into shells and holes. */
    private MultiPolygon assemble(int[] directed, int area) {
        if (directed.length == 0) throw new IllegalArgumentException("area " + area + " has no cell");
        // Three cells meet at a node, so an area's border leaves each node at most once.
        Map<Integer, Integer> leaving = new LinkedHashMap<>();
        for (int border : directed) {
            leaving.put(start(border), border);
        }
        List<LinearRing> shells = new ArrayList<>();
        List<LinearRing> holes = new ArrayList<>();
        while (!leaving.isEmpty()) {
            List<Coordinate> ring = new ArrayList<>();
            Integer border = leaving.values().iterator().next();
            while (border != null) {
                leaving.remove(start(border));
                append(ring, border);
                border = leaving.get(end(border));
            }
            LinearRing closed = GEOMETRY.createLinearRing(ring.toArray(Coordinate[]::new));
            if (Orientation.isCCW(closed.getCoordinateSequence())) {
                shells.add(closed);
            } else {
                holes.add(closed);
            }
        }
        return polygons(shells, holes);
    }

    private static MultiPolygon polygons(List<LinearRing> shells, List<LinearRing> holes) {
        if (shells.size() == 1) {
            Polygon only = GEOMETRY.createPolygon(shells.get(0), holes.toArray(LinearRing[]::new));
            return GEOMETRY.createMultiPolygon(new Polygon[] {only});
        }
        List<List<LinearRing>> holesOf = new ArrayList<>();
        shells.forEach(shell -> holesOf.add(new ArrayList<>()));
        for (LinearRing hole : holes) {
            holesOf.get(innermostAround(hole, shells)).add(hole);
        }
        Polygon[] parts = new Polygon[shells.size()];
        Arrays.setAll(
                parts, i -> GEOMETRY.createPolygon(shells.get(i), holesOf.get(i).toArray(LinearRing[]::new)));
        return GEOMETRY.createMultiPolygon(parts);
    }

    private static int innermostAround(LinearRing hole, List<LinearRing> shells) {
        int innermost = -1;
        for (int i = 0; i < shells.size(); i++) {
            LinearRing shell = shells.get(i);
            if (!shell.getEnvelopeInternal().contains(hole.getEnvelopeInternal())) continue;
            IndexedPointInAreaLocator inside = new IndexedPointInAreaLocator(shell);
            if (inside.locate(hole.getCoordinateN(0)) != Location.INTERIOR) continue;
            if (innermost < 0 || shells.get(innermost).getEnvelopeInternal().contains(shell.getEnvelopeInternal())) {
                innermost = i;
            }
        }
        if (innermost < 0) throw new IllegalStateException("a hole lies in no part");
        return innermost;
    }

    private int start(int border) {
        return border >= 0 ? edgeFrom[border] : edgeTo[~border];
    }

    private int end(int border) {
        return border >= 0 ? edgeTo[border] : edgeFrom[~border];
    }

    private void append(List<Coordinate> ring, int border) {
        Coordinate[] line = border(border >= 0 ? border : ~border);
        for (int i = 0; i < line.length; i++) {
            Coordinate next = line[border >= 0 ? i : line.length - 1 - i];
            if (ring.isEmpty() || !ring.get(ring.size() - 1).equals2D(next)) ring.add(next);
        }
    }

    private Coordinate[] border(int edge) {
        if (borders[edge] == null) borders[edge] = rough(edge);
        return borders[edge];
    }

    private Coordinate[] rough(int edge) {
        Coordinate from = nodes[edgeFrom[edge]];
        Coordinate to = nodes[edgeTo[edge]];
        double length = from.distance(to);
        if (open.get(edgeLeft[edge]) && open.get(edgeRight[edge])) return new Coordinate[] {from, to};
        int halvings = 0;
        while (halvings < detail.maxHalvings
                && (halvings < detail.minHalvings || length > detail.segment * (1 << halvings))
                && length > (1 << halvings)) {
            halvings++;
        }
        List<Coordinate> line = new ArrayList<>();
        line.add(from);
        Coordinate middle = between(from, to, 0.5);
        Coordinate left = sites[edgeLeft[edge]];
        Coordinate right = sites[edgeRight[edge]];
        // The line between the sites must cross the border well inside it, or the quadrilateral is not convex.
        double offCentre = middle.distance(between(left, right, 0.5)) / length;
        double reach = Math.min(0.9, 0.4 / offCentre);
        halve(
                from,
                between(middle, left, reach),
                to,
                between(middle, right, reach),
                halvings,
                new Random(mix(seed + edge)),
                line);
        line.add(to);
        return line.toArray(Coordinate[]::new);
    }

    /** Finds points of a rough line from a to c inside the convex quadrilateral a, b, c, d. */
    private static void halve(
            Coordinate a,
            Coordinate b,
            Coordinate c,
            Coordinate d,
            int halvings,
            Random random,
            List<Coordinate> line) {
        if (halvings == 0) return;
        double p = 0.25 + 0.5 * random.nextDouble();
        double q = 0.25 + 0.5 * random.nextDouble();
        Coordinate onAd = between(a, d, p);
        Coordinate onBc = between(b, c, p);
        Coordinate onAb = between(a, b, q);
        Coordinate onDc = between(d, c, q);
        Coordinate centre = between(onAd, onBc, q);
        halve(a, onAb, centre, onAd, halvings - 1, random, line);
        line.add(round(centre));
        halve(centre, onBc, c, onDc, halvings - 1, random, line);
    }

    private static Coordinate between(Coordinate a, Coordinate b, double share) {
        return new Coordinate(a.x + share * (b.x - a.x), a.y + share * (b.y - a.y));
    }

    private static Coordinate round(Coordinate c) {
        return new Coordinate(Math.rint(c.x * MILLIMETRE) / MILLIMETRE, Math.rint(c.y * MILLIMETRE) / MILLIMETRE);
    }

    /** Spreads neighbouring numbers over all longs (SplitMix64's finaliser). */
    static long mix(long number) {
        long z = number * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
