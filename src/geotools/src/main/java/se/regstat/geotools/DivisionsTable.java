package se.regstat.geotools;

import java.sql.Timestamp;
import java.util.List;
import java.util.stream.Collectors;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.observation.Checksums;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/** The registry of divisions as a table without geometry, one row per vintage, by division and year. */
final class DivisionsTable {

    static final String NAME = "divisions";

    private DivisionsTable() {}

    static Table of(Observations observations, String namespace) {
        Snapshot snapshot = observations.snapshot();
        List<VintageAreas> vintages = snapshot.vintages();
        Checksums checksums = Checksums.of(observations);
        String[] ids = new String[vintages.size()];
        Object[][] rows = new Object[vintages.size()][];
        for (int i = 0; i < ids.length; i++) {
            Vintage vintage = vintages.get(i).vintage();
            ids[i] = FeatureIds.of(NAME, vintage.id().layerName());
            Division division =
                    observations.configuration().division(vintage.id().division());
            // What the configuration says of real divisions is not true of invented ones.
            if (snapshot.demo()) division = division.invented();
            rows[i] = row(vintage, division, vintages.get(i).areas().size(), checksums.told(vintage.checksum()));
        }
        return new ListedTable(type(namespace), ids, rows);
    }

    private static SimpleFeatureType type(String namespace) {
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setNamespaceURI(namespace);
        type.setName(NAME);
        type.nillable(false).add("id", String.class);
        type.nillable(false).add("division", String.class);
        type.nillable(false).add("vintage", String.class);
        type.add("title_sv", String.class);
        type.add("title_en", String.class);
        type.add("owner", String.class);
        type.add("licence", String.class);
        type.add("source", String.class);
        type.add("note", String.class);
        type.add("valid_from", Integer.class);
        type.add("valid_to", Integer.class);
        type.nillable(false).add("area_count", Integer.class);
        type.add("parents", String.class);
        type.add("imported", Timestamp.class);
        type.add("imported_from", String.class);
        type.add("checksum", String.class);
        return type.buildFeatureType();
    }

    private static Object[] row(Vintage vintage, Division division, int areas, String checksum) {
        return new Object[] {
            vintage.id().toString(),
            vintage.id().division(),
            vintage.id().year(),
            known(division.title().sv()),
            known(division.title().en()),
            known(division.owner()),
            known(vintage.licence(), division.licence()),
            known(vintage.source(), division.source()),
            known(vintage.note()),
            VintageTable.boxed(vintage.valid().from()),
            VintageTable.boxed(vintage.valid().to()),
            areas,
            known(vintage.parents().stream()
                    .map(parent -> parent.vintage()
                            .map(year -> parent.division() + "@" + year)
                            .orElse(parent.division()))
                    .collect(Collectors.joining(", "))),
            Timestamp.from(vintage.imported()),
            known(vintage.importedFrom()),
            known(checksum)
        };
    }

    /** The first text that says something, or null. */
    private static String known(String... texts) {
        for (String text : texts) {
            if (text != null && !text.isBlank()) return text;
        }
        return null;
    }
}
