package se.regstat.geotools;

import java.util.NoSuchElementException;
import org.geotools.api.data.SimpleFeatureReader;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.feature.simple.SimpleFeatureImpl;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.snapshot.VintageAreas;

/** Reads chosen rows and attributes of a table. Not thread-safe. */
final class TableReader implements SimpleFeatureReader {

    private static final int NONE = -1;

    private final Table table;
    private final SimpleFeatureType type;
    private final int[] attributes;
    private final int[] rows;
    private final VintageAreas areas;
    private final int geometry;
    private final double distance;
    private int next;

    /**
     * @param type of the features
     * @param attributes which attributes of the table these are; null for all of them in order
     * @param distance metres: geometry with no more detail than that; 0 for all of it
     */
    TableReader(Table table, SimpleFeatureType type, int[] attributes, int[] rows, double distance) {
        this.table = table;
        this.type = type;
        this.attributes = attributes;
        this.rows = rows;
        this.distance = distance;
        boolean generalised = distance > 0 && table.areas().isPresent();
        this.areas = generalised ? table.areas().get() : null;
        this.geometry = generalised ? type.indexOf(VintageTable.GEOMETRY) : NONE;
    }

    @Override
    public SimpleFeatureType getFeatureType() {
        return type;
    }

    @Override
    public boolean hasNext() {
        return next < rows.length;
    }

    @Override
    public SimpleFeature next() {
        if (!hasNext()) throw new NoSuchElementException("no more features of " + type.getTypeName());
        int row = rows[next++];
        Object[] all = table.values(row);
        Object[] values;
        if (attributes == null) {
            values = all.clone();
        } else {
            values = new Object[attributes.length];
            for (int i = 0; i < values.length; i++) values[i] = all[attributes[i]];
        }
        if (geometry != NONE) values[geometry] = multi(areas.geometry(row, distance));
        return new SimpleFeatureImpl(values, type, table.id(row), false);
    }

    private static Geometry multi(Geometry geometry) {
        return geometry instanceof MultiPolygon
                ? geometry
                : geometry.getFactory().createMultiPolygon(new Polygon[] {(Polygon) geometry});
    }

    @Override
    public void close() {
        next = rows.length;
    }
}
