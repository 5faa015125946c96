package se.regstat.geotools;

import java.util.Optional;
import java.util.OptionalInt;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.identity.FeatureId;
import org.geotools.filter.identity.FeatureIdImpl;

/** One layer as of one snapshot: rows in the layer's default order, numbered from 0. Immutable and thread-safe. */
abstract class Table {

    static final String GEOMETRY = "geom";

    private final SimpleFeatureType type;

    Table(SimpleFeatureType type) {
        this.type = type;
    }

    final SimpleFeatureType type() {
        return type;
    }

    abstract int size();

    /** May be computed when asked for. Not to be changed. */
    abstract Object value(int row, int attribute);

    abstract String id(int row);

    abstract OptionalInt rowOf(String id);

    /** Which area and year each row shows; empty for a table whose rows are anything else. */
    Optional<RowOrder> layout() {
        return Optional.empty();
    }

    final FeatureId identifier(int row) {
        return new FeatureIdImpl(id(row));
    }

    /** A row to evaluate a filter on. It shares the table's values, so it must not leave this package. */
    final SimpleFeature view(int row) {
        return new RowView(this, row);
    }
}
