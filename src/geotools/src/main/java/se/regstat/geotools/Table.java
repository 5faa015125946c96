package se.regstat.geotools;

import java.util.Optional;
import java.util.OptionalInt;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.identity.FeatureId;
import org.locationtech.jts.geom.Envelope;
import se.regstat.geotools.rows.RowOrder;
import se.regstat.statistics.snapshot.VintageAreas;

/** One layer as of one snapshot: rows in the layer's default order, numbered from 0. Immutable and thread-safe. */
public abstract class Table {

    /** The attribute with the geometry, of tables that have any. */
    public static final String GEOMETRY = "geom";

    private final SimpleFeatureType type;

    Table(SimpleFeatureType type) {
        this.type = type;
    }

    public final SimpleFeatureType type() {
        return type;
    }

    /** Rows. */
    public abstract int size();

    /** May be computed when asked for; null if there is none. Not to be changed. */
    public abstract Object value(int row, int attribute);

    abstract String id(int row);

    abstract OptionalInt rowOf(String id);

    /** An area of a vintage, by its number. */
    public record Place(VintageAreas vintage, int area) {}

    /** Which area a row shows; empty in tables that do not show the same areas year by year. */
    public final Optional<Place> place(int row) {
        return layout().filter(RowOrder::hasYears)
                .map(order -> new Place(order.slice(row).areas(), order.area(row)));
    }

    /** Which area and year each row shows; empty for a table whose rows are anything else. */
    Optional<RowOrder> layout() {
        return Optional.empty();
    }

    /** Where a year's rows begin, of rows that lie year by year, and at the end how many there are; empty for others. */
    Optional<int[]> beginnings() {
        return Optional.empty();
    }

    /** The rows whose geometry meets a box, ascending; empty for a table that does not know without looking at each. */
    Optional<int[]> meeting(Envelope box) {
        return Optional.empty();
    }

    final FeatureId identifier(int row) {
        return new RowId(this, row);
    }

    /** A row to evaluate a filter on. It shares the table's values, so it must not leave this package. */
    final SimpleFeature view(int row) {
        return new RowView(this, row);
    }
}
