package se.regstat.statistics.topology;

import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Geometry;

/**
 * Areas as the arcs that their outlines are made of. Of some areas that share borders to the last digit
 *
 * <ul>
 *   <li>each part of a border is in one arc, however many areas share it, also where more than two do since they overlap;
 *   <li>points lie on a grid, and none is moved by more than half of its step in x and in y, as its neighbours are;
 *   <li>every area is there, and its polygons are valid as they were: the grid is finer than was asked for where that is needed.
 *       Of an area with several parts those may be missing that lie within a step.
 * </ul>
 *
 * Arcs are those of TopoJSON 1.0 (https://github.com/topojson/topojson-specification). Immutable and thread-safe.
 */
public final class Topology {

    private final Grid grid;
    private final List<int[]> arcs;
    private final List<List<List<int[]>>> areas;

    private Topology(Grid grid, List<int[]> arcs, List<List<List<int[]>>> areas) {
        this.grid = grid;
        this.arcs = arcs;
        this.areas = areas;
    }

    /**
     * @param areas polygons and multipolygons, valid
     * @param step of the grid, in the unit of coordinates; it is halved as often as needed
     */
    public static Topology of(List<? extends Geometry> areas, double step) {
        Outlines outlines = Outlines.of(areas, step);
        Arcs arcs = new Arcs(outlines.rings());
        List<List<List<int[]>>> cut = outlines.areas().stream()
                .map(polygons -> polygons.stream()
                        .map(rings -> Arrays.stream(rings).mapToObj(arcs::of).toList())
                        .toList())
                .toList();
        return new Topology(outlines.grid(), arcs.all(), cut);
    }

    /** Of the grid, in the unit of coordinates. */
    public double step() {
        return grid.step();
    }

    /** Of the grid's origin; no area has a smaller one. */
    public double x() {
        return grid.x();
    }

    /** As {@link #x}. */
    public double y() {
        return grid.y();
    }

    /** Each x and y by turns, in steps from the origin, two points at least. Not to be changed. */
    List<int[]> arcs() {
        return arcs;
    }

    /**
     * Of each area its polygons, of each polygon its rings, the outer one first, of each ring the numbers of the arcs that make it one after
     * another: {@code ~i} for the arc i from its end to its start. Not to be changed.
     */
    List<List<List<int[]>>> areas() {
        return areas;
    }
}
