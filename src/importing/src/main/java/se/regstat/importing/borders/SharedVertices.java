package se.regstat.importing.borders;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.util.GeometryEditor;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.format.Polygons;

/**
 * Lets neighbours share their border exactly where they differ by rounding only, as files do that went through several
 * programs. A vertex on a border that does not match takes the place of another one, if that lies within a twentieth of a
 * millimetre; all others keep theirs to the last digit. No vertex is added or removed.
 */
public final class SharedVertices {

    /** Metres. */
    static final double NEAR = 0.000_05;

    private record Cell(long x, long y) {}

    private final Map<Cell, List<Coordinate>> kept = new HashMap<>();
    private final Map<Coordinate, Coordinate> moved = new HashMap<>();

    private SharedVertices(Collection<Coordinate> vertices) {
        // In the order of their coordinates, so that the order of areas does not matter.
        for (Coordinate vertex : new TreeSet<>(vertices)) place(vertex);
    }

    /**
     * The areas with borders shared.
     *
     * @param moved how many vertices had to move for that
     * @param unmatched what borders are not shared all the same
     */
    public record Result(List<Area> areas, int moved, List<LineString> unmatched) {}

    public static Result of(List<Area> areas) {
        List<LineString> unmatched = new SegmentBalance(areas).unmatched();
        List<Coordinate> theirs = new ArrayList<>();
        unmatched.forEach(line -> theirs.addAll(List.of(line.getCoordinates())));
        SharedVertices vertices = new SharedVertices(theirs);
        if (vertices.moved.isEmpty()) return new Result(areas, 0, unmatched);
        List<Area> shared = areas.stream().map(vertices::moved).toList();
        return new Result(shared, vertices.moved.size(), new SegmentBalance(shared).unmatched());
    }

    private void place(Coordinate vertex) {
        long x = (long) Math.floor(vertex.x / NEAR);
        long y = (long) Math.floor(vertex.y / NEAR);
        for (long column = x - 1; column <= x + 1; column++) {
            for (long row = y - 1; row <= y + 1; row++) {
                for (Coordinate near : kept.getOrDefault(new Cell(column, row), List.of())) {
                    if (near.distance(vertex) <= NEAR) {
                        moved.put(vertex, near);
                        return;
                    }
                }
            }
        }
        kept.computeIfAbsent(new Cell(x, y), cell -> new ArrayList<>(1)).add(vertex);
    }

    private Area moved(Area area) {
        boolean[] changed = {false};
        Geometry edited = new GeometryEditor(Polygons.FACTORY)
                .edit(area.geometry(), new GeometryEditor.CoordinateSequenceOperation() {
                    @Override
                    public CoordinateSequence edit(CoordinateSequence sequence, Geometry geometry) {
                        CoordinateSequence copy = sequence.copy();
                        for (int i = 0; i < copy.size(); i++) {
                            Coordinate place = moved.get(sequence.getCoordinate(i));
                            if (place == null) continue;
                            copy.setOrdinate(i, 0, place.x);
                            copy.setOrdinate(i, 1, place.y);
                            changed[0] = true;
                        }
                        return copy;
                    }
                });
        if (!changed[0] || !edited.isValid()) return area;
        return new Area(
                area.code(), area.name(), area.localName(), area.parents(), (MultiPolygon) edited, area.landAreaKm2());
    }
}
