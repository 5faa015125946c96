package se.regstat.statistics.overlay;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Polygons laid out for overlay: vertices in a row, shells counter-clockwise and holes clockwise, with the area swept along
 * each ring up to each vertex, and for each area a tree of bounding boxes over its segments. The area between any two places on
 * a ring is a difference of two numbers. Immutable and thread-safe.
 */
public final class PackedAreas {

    /** Segments in a leaf: a set of them fits an int. */
    static final int LEAF = 16;

    /** Children of a node above. */
    static final int FAN = 8;

    final Frame frame;
    final int size;

    /** Coordinates of the frame; a ring's first vertex stands at its end again. */
    final double[] x;

    final double[] y;

    /** Area swept from the ring's first vertex, in units of the frame. */
    final long[] swept;

    /** An area's rings: from {@code rings[area]} to before {@code rings[area + 1]}. */
    final int[] rings;

    final int[] ringFirst;

    /** Where the ring is closed; the same as its first if it is too thin to be one. */
    final int[] ringLast;

    /** The leaves' segments begin at the vertices from {@code leafFirst} to before {@code leafLast}. */
    final int[] leafFirst;

    final int[] leafLast;

    /** By level, leaves first: an area's nodes from {@code nodes[level][area]} to before {@code nodes[level][area + 1]}. */
    final int[][] nodes;

    /** By level: min x, min y, max x, max y of each node. */
    final double[][] boxes;

    /** The level at which an area has one node. */
    final int[] top;

    private final long[] area;

    /** @param geometries polygons and multipolygons, valid, inside the frame's range; EPSG:3006 (E, N) */
    public PackedAreas(Frame frame, List<? extends Geometry> geometries) {
        this.frame = frame;
        size = geometries.size();
        rings = new int[size + 1];
        top = new int[size];
        area = new long[size];
        int[] vertices = new int[size + 1];
        int[] leaves = new int[size + 1];
        for (int a = 0; a < size; a++) {
            Geometry geometry = geometries.get(a);
            int ringCount = 0;
            int vertexCount = 0;
            int leafCount = 0;
            for (int part = 0; part < geometry.getNumGeometries(); part++) {
                Polygon polygon = (Polygon) geometry.getGeometryN(part);
                for (int hole = -1; hole < polygon.getNumInteriorRing(); hole++) {
                    int points = ring(polygon, hole).getNumPoints();
                    if (points == 0) continue;
                    ringCount++;
                    vertexCount += points;
                    leafCount += (points - 1 + LEAF - 1) / LEAF;
                }
            }
            rings[a + 1] = rings[a] + ringCount;
            vertices[a + 1] = vertices[a] + vertexCount;
            leaves[a + 1] = leaves[a] + leafCount;
        }
        x = new double[vertices[size]];
        y = new double[vertices[size]];
        swept = new long[vertices[size]];
        ringFirst = new int[rings[size]];
        ringLast = new int[rings[size]];
        leafFirst = new int[leaves[size]];
        leafLast = new int[leaves[size]];
        nodes = levels(leaves);
        boxes = new double[nodes.length][];
        for (int level = 0; level < nodes.length; level++) boxes[level] = new double[4 * nodes[level][size]];
        IntStream.range(0, size).parallel().forEach(a -> pack(a, geometries.get(a), vertices[a]));
    }

    /**
     * Squares with sides along the axes, without their polygons.
     *
     * @param west easting of each one's lower left corner, inside the frame's range as the rest of it
     * @param south northing of that corner
     * @param side of all, metres
     */
    PackedAreas(Frame frame, double[] west, double[] south, double side) {
        this.frame = frame;
        size = west.length;
        x = new double[5 * size];
        y = new double[5 * size];
        swept = new long[5 * size];
        ringFirst = new int[size];
        ringLast = new int[size];
        rings = IntStream.rangeClosed(0, size).toArray();
        leafFirst = ringFirst;
        leafLast = ringLast;
        nodes = new int[][] {rings};
        boxes = new double[][] {new double[4 * size]};
        top = new int[size];
        area = new long[size];
        for (int a = 0; a < size; a++) {
            int first = 5 * a;
            ringFirst[a] = first;
            ringLast[a] = first + 4;
            x[first] = x[first + 3] = x[first + 4] = frame.x(west[a]);
            y[first] = y[first + 1] = y[first + 4] = frame.y(south[a]);
            x[first + 1] = x[first + 2] = frame.x(west[a] + side);
            y[first + 2] = y[first + 3] = frame.y(south[a] + side);
            for (int i = first; i < first + 4; i++) {
                swept[i + 1] = swept[i] + frame.strip(x[i], y[i], x[i + 1], y[i + 1]);
            }
            area[a] = swept[first + 4];
            bound(a);
        }
    }

    private static LinearRing ring(Polygon polygon, int hole) {
        return hole < 0 ? polygon.getExteriorRing() : polygon.getInteriorRingN(hole);
    }

    private int[][] levels(int[] leaves) {
        int[][] levels = new int[16][];
        levels[0] = leaves;
        int level = 0;
        boolean higher = true;
        while (higher) {
            int[] below = levels[level];
            int[] above = new int[size + 1];
            higher = false;
            for (int a = 0; a < size; a++) {
                int count = below[a + 1] - below[a];
                if (count > 1) {
                    top[a] = level + 1;
                    higher = true;
                }
                above[a + 1] = above[a] + (count > 1 ? (count + FAN - 1) / FAN : 0);
            }
            if (higher) levels[++level] = above;
        }
        return Arrays.copyOf(levels, level + 1);
    }

    private void pack(int a, Geometry geometry, int firstVertex) {
        int vertex = firstVertex;
        int ring = rings[a];
        int leaf = nodes[0][a];
        long total = 0;
        for (int part = 0; part < geometry.getNumGeometries(); part++) {
            Polygon polygon = (Polygon) geometry.getGeometryN(part);
            for (int hole = -1; hole < polygon.getNumInteriorRing(); hole++) {
                LinearRing line = ring(polygon, hole);
                if (line.isEmpty()) continue;
                int last = place(line.getCoordinateSequence(), vertex, hole < 0);
                ringFirst[ring] = vertex;
                ringLast[ring++] = last;
                total += swept[last];
                for (int first = vertex; first < last; first += LEAF) {
                    leafFirst[leaf] = first;
                    leafLast[leaf] = Math.min(first + LEAF, last);
                    bound(leaf++);
                }
                vertex += line.getNumPoints();
            }
        }
        area[a] = total;
        while (leaf < nodes[0][a + 1]) clear(boxes[0], leaf++);
        for (int level = 1; level <= top[a]; level++) join(level, a);
    }

    /** @return where the ring is closed */
    private int place(CoordinateSequence points, int first, boolean shell) {
        int last = first;
        x[first] = frame.x(points.getX(0));
        y[first] = frame.y(points.getY(0));
        double twice = 0;
        for (int i = 1; i < points.size(); i++) {
            double px = frame.x(points.getX(i));
            double py = frame.y(points.getY(i));
            if (px == x[last] && py == y[last]) continue;
            twice += (x[last] - x[first]) * (py - y[first]) - (y[last] - y[first]) * (px - x[first]);
            last++;
            x[last] = px;
            y[last] = py;
        }
        if (last - first < 3 || twice == 0) return first;
        if (twice > 0 != shell) reverse(first, last);
        for (int i = first; i < last; i++) {
            swept[i + 1] = swept[i] + frame.strip(x[i], y[i], x[i + 1], y[i + 1]);
        }
        return last;
    }

    private void reverse(int first, int last) {
        for (int i = first, j = last; i < j; i++, j--) {
            double px = x[i];
            double py = y[i];
            x[i] = x[j];
            y[i] = y[j];
            x[j] = px;
            y[j] = py;
        }
    }

    private static void clear(double[] box, int node) {
        box[4 * node] = Double.POSITIVE_INFINITY;
        box[4 * node + 1] = Double.POSITIVE_INFINITY;
        box[4 * node + 2] = Double.NEGATIVE_INFINITY;
        box[4 * node + 3] = Double.NEGATIVE_INFINITY;
    }

    private void bound(int leaf) {
        double minX = Double.POSITIVE_INFINITY;
        double minY = Double.POSITIVE_INFINITY;
        double maxX = Double.NEGATIVE_INFINITY;
        double maxY = Double.NEGATIVE_INFINITY;
        for (int i = leafFirst[leaf]; i <= leafLast[leaf]; i++) {
            minX = Math.min(minX, x[i]);
            minY = Math.min(minY, y[i]);
            maxX = Math.max(maxX, x[i]);
            maxY = Math.max(maxY, y[i]);
        }
        double[] box = boxes[0];
        box[4 * leaf] = minX;
        box[4 * leaf + 1] = minY;
        box[4 * leaf + 2] = maxX;
        box[4 * leaf + 3] = maxY;
    }

    private void join(int level, int a) {
        double[] below = boxes[level - 1];
        double[] box = boxes[level];
        int end = nodes[level - 1][a + 1];
        int child = nodes[level - 1][a];
        for (int node = nodes[level][a]; node < nodes[level][a + 1]; node++) {
            clear(box, node);
            for (int i = 0; i < FAN && child < end; i++, child++) {
                box[4 * node] = Math.min(box[4 * node], below[4 * child]);
                box[4 * node + 1] = Math.min(box[4 * node + 1], below[4 * child + 1]);
                box[4 * node + 2] = Math.max(box[4 * node + 2], below[4 * child + 2]);
                box[4 * node + 3] = Math.max(box[4 * node + 3], below[4 * child + 3]);
            }
        }
    }

    /** In units of the frame. */
    public long area(int a) {
        return area[a];
    }

    /** Adds an area on whose ground a weight lies evenly; coordinates of the frame. The integrals over polygons are by Green's theorem. */
    public void addTo(Moments moments, int a, double weight) {
        double perSquareMetre = weight / frame.squareMetres(area[a]);
        for (int ring = rings[a]; ring < rings[a + 1]; ring++) {
            int first = ringFirst[ring];
            double size = 0;
            double sumX = 0;
            double sumY = 0;
            double squared = 0;
            for (int i = first; i < ringLast[ring]; i++) {
                double x0 = x[i] - x[first];
                double y0 = y[i] - y[first];
                double x1 = x[i + 1] - x[first];
                double y1 = y[i + 1] - y[first];
                double cross = x0 * y1 - x1 * y0;
                size += cross / 2;
                sumX += cross * (x0 + x1) / 6;
                sumY += cross * (y0 + y1) / 6;
                squared += cross * (x0 * x0 + x0 * x1 + x1 * x1 + y0 * y0 + y0 * y1 + y1 * y1) / 12;
            }
            if (size == 0) continue;
            double middleX = sumX / size;
            double middleY = sumY / size;
            double meanSquare = squared / size - middleX * middleX - middleY * middleY;
            moments.add(x[first] + middleX, y[first] + middleY, meanSquare, size * perSquareMetre);
        }
    }

    /** EPSG:3006 (E, N); null if there is nothing of it. */
    public Envelope box(int a) {
        if (isEmpty(a)) return new Envelope();
        double[] box = boxes[top[a]];
        int root = 4 * nodes[top[a]][a];
        if (box[root] > box[root + 2]) return new Envelope();
        return new Envelope(
                frame.originX() + box[root],
                frame.originX() + box[root + 2],
                frame.originY() + box[root + 1],
                frame.originY() + box[root + 3]);
    }

    boolean isEmpty(int a) {
        return nodes[0][a] == nodes[0][a + 1];
    }

    /** The first child of a node, on the level below. */
    int firstChild(int level, int a, int node) {
        return nodes[level - 1][a] + FAN * (node - nodes[level][a]);
    }

    int endOfChildren(int level, int a, int node) {
        return Math.min(firstChild(level, a, node) + FAN, nodes[level - 1][a + 1]);
    }

    /** Whether an area contains a point that is not of it. @see #winding(int, double, double, boolean) */
    public boolean contains(int a, double px, double py, boolean asTarget) {
        return winding(a, px, py, asTarget) != 0;
    }

    /**
     * How often an area winds around a point that is not of it: 0 outside and 1 inside, but 2 where parts that touch came to overlap by rounding to
     * the frame.
     *
     * @param asTarget whether this area is a target and the point a source's, or the other way round; see {@link Side}
     */
    int winding(int a, double px, double py, boolean asTarget) {
        return isEmpty(a) ? 0 : winding(top[a], a, nodes[top[a]][a], px, py, asTarget);
    }

    private int winding(int level, int a, int node, double px, double py, boolean asTarget) {
        double[] box = boxes[level];
        if (box[4 * node + 1] > py || box[4 * node + 3] < py || box[4 * node + 2] < px) return 0;
        if (level == 0) return leafWinding(node, px, py, asTarget);
        int sum = 0;
        int end = endOfChildren(level, a, node);
        for (int child = firstChild(level, a, node); child < end; child++) {
            sum += winding(level - 1, a, child, px, py, asTarget);
        }
        return sum;
    }

    /** Crossings of the ray from the point to the east: upwards less downwards. */
    private int leafWinding(int leaf, double px, double py, boolean asTarget) {
        int first = leafFirst[leaf];
        int last = leafLast[leaf];
        if (boxes[0][4 * leaf] > px) {
            return (isAbove(y[last], py, asTarget) ? 1 : 0) - (isAbove(y[first], py, asTarget) ? 1 : 0);
        }
        int sum = 0;
        boolean above = isAbove(y[first], py, asTarget);
        for (int i = first; i < last; i++) {
            boolean next = isAbove(y[i + 1], py, asTarget);
            if (next == above) continue;
            above = next;
            double dx = x[i + 1] - x[i];
            double dy = y[i + 1] - y[i];
            double determinant = Side.determinant(dx, dy, px - x[i], py - y[i]);
            boolean left = asTarget ? Side.sourceIsLeft(determinant, dx, dy) : Side.targetIsLeft(determinant, dx, dy);
            if (next == left) sum += next ? 1 : -1;
        }
        return sum;
    }

    /** Targets are a trifle further north; see {@link Side}. */
    private static boolean isAbove(double vertex, double point, boolean asTarget) {
        return asTarget ? vertex >= point : vertex > point;
    }
}
