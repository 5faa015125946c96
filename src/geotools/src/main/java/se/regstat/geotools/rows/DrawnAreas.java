package se.regstat.geotools.rows;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.snapshot.Borders;

/**
 * The rows that a map is drawn of, whose geometries know of one another: which parts of an outline an area has to draw depends on
 * which of its neighbours are drawn too. Those are of the same year. Not thread-safe, and let go with the features.
 */
public final class DrawnAreas {

    private final RowOrder layout;
    private final int[] rows;
    private final double distance;
    private final int[][] places;

    /**
     * @param rows all that are drawn, in the order in which they are
     * @param distance metres: geometries with no more detail than that
     */
    public DrawnAreas(RowOrder layout, int[] rows, double distance) {
        this.layout = layout;
        this.rows = rows;
        this.distance = distance;
        this.places = new int[layout.slices().size()][];
    }

    /** The geometry of a row's area, which {@link BordersOnce} draws the borders of. */
    public MultiPolygon area(int row) {
        return new DrawnArea(row, layout.slice(row).areas().geometry(layout.area(row), distance));
    }

    /** By area, as {@link Borders} asks for it. */
    private IntUnaryOperator place(RowOrder.Slice slice) {
        int[] ofAreas = places[slice.number()];
        if (ofAreas == null) {
            ofAreas = new int[slice.rows().length];
            Arrays.fill(ofAreas, -1);
            for (int place = 0; place < rows.length; place++) {
                if (layout.slice(rows[place]) == slice) ofAreas[layout.area(rows[place])] = place;
            }
            places[slice.number()] = ofAreas;
        }
        int[] found = ofAreas;
        return area -> found[area];
    }

    /** An area's geometry as it is drawn. Copies are geometries like any other. */
    final class DrawnArea extends MultiPolygon {
        private static final long serialVersionUID = 1;
        private final int row;
        private final Geometry whole;

        private DrawnArea(int row, Geometry whole) {
            super(polygons(whole), whole.getFactory());
            this.row = row;
            this.whole = whole;
            this.envelope = whole.getEnvelopeInternal();
        }

        /** What it draws of its outline, as {@link Borders} says. */
        MultiLineString borders() {
            RowOrder.Slice slice = layout.slice(row);
            List<LineString> lines = slice.areas().borders(distance).of(layout.area(row), whole, place(slice));
            return getFactory().createMultiLineString(lines.toArray(LineString[]::new));
        }
    }

    private static Polygon[] polygons(Geometry geometry) {
        Polygon[] polygons = new Polygon[geometry.getNumGeometries()];
        for (int i = 0; i < polygons.length; i++) polygons[i] = (Polygon) geometry.getGeometryN(i);
        return polygons;
    }
}
