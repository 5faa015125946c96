package se.regstat.geotools;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.geotools.api.feature.simple.SimpleFeatureType;

/** A short table whose rows are written out. */
final class ListedTable extends Table {

    private final String[] ids;
    private final Object[][] rows;
    private final Map<String, Integer> byId = new HashMap<>();

    /** @param rows values in the order of the type's attributes, not to be changed afterwards */
    ListedTable(SimpleFeatureType type, String[] ids, Object[][] rows) {
        super(type);
        this.ids = ids;
        this.rows = rows;
        for (int row = 0; row < ids.length; row++) byId.put(ids[row], row);
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public Object value(int row, int attribute) {
        return rows[row][attribute];
    }

    @Override
    String id(int row) {
        return ids[row];
    }

    @Override
    OptionalInt rowOf(String id) {
        Integer row = byId.get(id);
        return row == null ? OptionalInt.empty() : OptionalInt.of(row);
    }
}
