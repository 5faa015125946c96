package se.regstat.geotools;

import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.locationtech.jts.geom.MultiPolygon;
import se.regstat.geotools.reprojection.Sweref99Tm;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeLog;

/**
 * A change log as a layer, a row per change: {@code geom, from_code, to_code, kind, kind_sv, kind_en, date}, by codes. The
 * geometry is what changed hands or was added, and null where that cannot be told.
 */
final class ChangesTable {

    private ChangesTable() {}

    static ListedTable of(ChangeLog log, String namespace) {
        List<Change> changes = log.changes().stream()
                .sorted(Comparator.comparing(Change::from)
                        .thenComparing(Change::to)
                        .thenComparing(Change::kind))
                .toList();
        String[] ids = new String[changes.size()];
        Object[][] rows = new Object[changes.size()][];
        Map<String, Integer> times = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            Change change = changes.get(i);
            String id = FeatureIds.of(log.layerName(), change.from() + "." + change.to());
            int time = times.merge(id, 1, Integer::sum);
            ids[i] = time == 1 ? id : id + "." + time;
            rows[i] = new Object[] {
                change.geometry().orElse(null),
                change.from(),
                change.to(),
                change.kind().id(),
                change.kind().label().sv(),
                change.kind().label().en(),
                change.date()
                        .map(date ->
                                Timestamp.from(date.atStartOfDay(ZoneOffset.UTC).toInstant()))
                        .orElse(null)
            };
        }
        return new ListedTable(type(log, namespace), ids, rows);
    }

    private static SimpleFeatureType type(ChangeLog log, String namespace) {
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setNamespaceURI(namespace);
        type.setName(log.layerName());
        type.add(Table.GEOMETRY, MultiPolygon.class, Sweref99Tm.crs());
        type.nillable(false).add("from_code", String.class);
        type.nillable(false).add("to_code", String.class);
        type.nillable(false).add("kind", String.class);
        type.nillable(false).add("kind_sv", String.class);
        type.nillable(false).add("kind_en", String.class);
        type.add("date", Timestamp.class);
        type.setDefaultGeometry(Table.GEOMETRY);
        return type.buildFeatureType();
    }
}
