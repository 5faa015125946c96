package se.regstat.geotools;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.identity.FeatureId;
import org.geotools.feature.simple.SimpleFeatureImpl;
import org.geotools.filter.identity.FeatureIdImpl;
import se.regstat.statistics.snapshot.VintageAreas;

/** One layer as of one snapshot: rows in the layer's default order, numbered from 0. Immutable and thread-safe. */
final class Table {

    private final SimpleFeatureType type;
    private final FeatureId[] ids;
    private final Object[][] rows;
    private final Optional<VintageAreas> areas;
    private final Map<String, Integer> byId;

    /**
     * @param rows values in the order of the type's attributes, not to be changed afterwards
     * @param areas the areas whose geometries the rows show, row by row; empty for a table without geometry
     */
    Table(SimpleFeatureType type, String[] ids, Object[][] rows, Optional<VintageAreas> areas) {
        this.type = type;
        this.ids = new FeatureId[ids.length];
        this.rows = rows;
        this.areas = areas;
        this.byId = new HashMap<>(2 * ids.length);
        for (int row = 0; row < ids.length; row++) {
            this.ids[row] = new FeatureIdImpl(ids[row]);
            byId.put(ids[row], row);
        }
    }

    SimpleFeatureType type() {
        return type;
    }

    int size() {
        return rows.length;
    }

    FeatureId id(int row) {
        return ids[row];
    }

    /** All values of a row. Not to be changed: copy it first. */
    Object[] values(int row) {
        return rows[row];
    }

    Object value(int row, int attribute) {
        return rows[row][attribute];
    }

    OptionalInt rowOf(String id) {
        Integer row = byId.get(id);
        return row == null ? OptionalInt.empty() : OptionalInt.of(row);
    }

    /** Index and geometry by row; empty for a table without geometry. */
    Optional<VintageAreas> areas() {
        return areas;
    }

    /** A row to evaluate a filter on. It shares the table's values, so it must not leave this package. */
    SimpleFeature view(int row) {
        return new SimpleFeatureImpl(rows[row], type, ids[row], false);
    }
}
