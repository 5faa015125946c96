package se.regstat.geotools;

import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import org.geotools.api.data.SimpleFeatureReader;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.feature.simple.SimpleFeatureImpl;
import se.regstat.geotools.rows.DrawnAreas;

/** Reads chosen rows and attributes of a table. Not thread-safe. */
final class TableReader implements SimpleFeatureReader {

    private static final int NONE = -1;

    private final Table table;
    private final SimpleFeatureType type;
    private final int[] attributes;
    private final int[] rows;
    private final int geometry;
    private final DrawnAreas drawn;
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
        this.drawn = distance > 0 && type.indexOf(Table.GEOMETRY) >= 0
                ? table.layout()
                        .map(layout -> new DrawnAreas(layout, rows, distance))
                        .orElse(null)
                : null;
        this.geometry = drawn == null ? NONE : type.indexOf(Table.GEOMETRY);
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
        stopIfInterrupted();
        int row = rows[next++];
        Object[] values = new Object[type.getAttributeCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i == geometry ? drawn.area(row) : table.value(row, attributes == null ? i : attributes[i]);
        }
        return new SimpleFeatureImpl(values, type, table.identifier(row), false);
    }

    /** Services interrupt what nobody waits for any more. @throws CancellationException if the thread is interrupted */
    static void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted())
            throw new CancellationException("interrupted while reading features");
    }

    @Override
    public void close() {
        next = rows.length;
    }
}
