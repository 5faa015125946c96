package se.regstat.statistics.overlay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.RingClipper;

/**
 * Which part of each cell of a grid lies in each of some areas, by area. What it guarantees:
 *
 * <ul>
 *   <li>A cell inside an area has a share of exactly 1 there.
 *   <li>Shares of areas that cover a cell without overlapping add up to 1 within rounding.
 *   <li>No cell is ever a polygon: one area after another is computed, with the cells around it and no others, so that memory
 *       holds a cell's number and share for each pair that meets, and nothing else.
 *   <li>The result is the same to the last digit for any number of threads.
 * </ul>
 *
 * Immutable and thread-safe.
 */
public final class CellShares {

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final CellGrid grid;
    private final int[] first;
    private final int[] cell;
    private final double[] share;

    private CellShares(CellGrid grid, int[][] cellsOf, double[][] sharesOf) {
        this.grid = grid;
        first = new int[cellsOf.length + 1];
        for (int area = 0; area < cellsOf.length; area++) first[area + 1] = first[area] + cellsOf[area].length;
        cell = new int[first[cellsOf.length]];
        share = new double[cell.length];
        for (int area = 0; area < cellsOf.length; area++) {
            System.arraycopy(cellsOf[area], 0, cell, first[area], cellsOf[area].length);
            System.arraycopy(sharesOf[area], 0, share, first[area], cellsOf[area].length);
        }
    }

    /**
     * @param areas valid polygons and multipolygons, EPSG:3006 (E, N); they may overlap
     * @param cancelled asked often, from several threads
     * @throws CancellationException once {@code cancelled} says so
     */
    public static CellShares of(CellGrid grid, List<? extends Geometry> areas, BooleanSupplier cancelled) {
        Envelope bounds = new Envelope();
        for (Geometry area : areas) bounds.expandToInclude(area.getEnvelopeInternal());
        bounds.expandBy(2 * grid.side());
        Frame frame = Frame.around(bounds, grid.side() * grid.side());
        PackedAreas packed = new PackedAreas(frame, areas);
        int[][] cellsOf = new int[areas.size()][];
        double[][] sharesOf = new double[areas.size()][];
        IntStream.range(0, areas.size()).parallel().forEach(area -> {
            if (cancelled.getAsBoolean()) throw new CancellationException();
            int[] near = grid.in(areas.get(area).getEnvelopeInternal());
            PackedAreas cells = grid.packed(frame, near);
            CommonArea common = new CommonArea(cells, packed);
            double[] shares = new double[near.length];
            int kept = 0;
            for (int i = 0; i < near.length; i++) {
                double share = common.of(i, area) / (double) cells.area(i);
                if (share <= Overlay.ROUNDING) continue;
                near[kept] = near[i];
                shares[kept++] = share >= 1 - Overlay.ROUNDING ? 1 : share;
            }
            cellsOf[area] = Arrays.copyOf(near, kept);
            sharesOf[area] = Arrays.copyOf(shares, kept);
        });
        return new CellShares(grid, cellsOf, sharesOf);
    }

    public CellGrid grid() {
        return grid;
    }

    /** How many areas there are. */
    public int areas() {
        return first.length - 1;
    }

    /** An area's pairs are numbered from here to before {@code first(area + 1)}, cells from the south, in a band from the west. */
    public int first(int area) {
        return first[area];
    }

    public int cell(int pair) {
        return cell[pair];
    }

    /** Of the pair's cell, by area: more than 0, at most 1. */
    public double share(int pair) {
        return share[pair];
    }

    /** Of an area's pairs, those whose cells are cut, as parts of their cells inside the area, laid out for overlay. */
    public PackedAreas cutParts(Frame frame, Geometry area, int[] pairs) {
        List<Geometry> parts = new ArrayList<>();
        Envelope band = new Envelope();
        Geometry inBand = area;
        for (int pair : pairs) {
            Envelope square = grid.envelope(cell[pair]);
            if (band.getMinY() != square.getMinY() || band.getMaxY() != square.getMaxY()) {
                Envelope all = area.getEnvelopeInternal();
                band = new Envelope(all.getMinX() - 1, all.getMaxX() + 1, square.getMinY(), square.getMaxY());
                inBand = clipped(area, band);
            }
            parts.add(clipped(inBand, square));
        }
        return new PackedAreas(frame, parts);
    }

    /**
     * What of an area lies in a box, as rings that may run to and fro along its sides: no valid polygons, but of the right area, and
     * winding around what is inside.
     */
    private static Geometry clipped(Geometry area, Envelope box) {
        RingClipper clipper = new RingClipper(box);
        List<Polygon> polygons = new ArrayList<>();
        for (int part = 0; part < area.getNumGeometries(); part++) {
            Polygon polygon = (Polygon) area.getGeometryN(part);
            if (!box.intersects(polygon.getEnvelopeInternal())) continue;
            LinearRing shell = clipped(clipper, polygon.getExteriorRing());
            if (shell.isEmpty()) continue;
            List<LinearRing> holes = new ArrayList<>();
            for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                LinearRing ring = polygon.getInteriorRingN(hole);
                if (!box.intersects(ring.getEnvelopeInternal())) continue;
                LinearRing rest = clipped(clipper, ring);
                if (!rest.isEmpty()) holes.add(rest);
            }
            polygons.add(FACTORY.createPolygon(shell, holes.toArray(LinearRing[]::new)));
        }
        return FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new));
    }

    private static LinearRing clipped(RingClipper clipper, LinearRing ring) {
        Coordinate[] rest = clipper.clip(ring.getCoordinates());
        return rest.length < 4 ? FACTORY.createLinearRing() : FACTORY.createLinearRing(rest);
    }
}
