package se.regstat.statistics.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.MultiPolygon;
import se.regstat.statistics.store.GeoPackageFile.Attributes;
import se.regstat.statistics.store.GeoPackageFile.Description;
import se.regstat.statistics.store.GeoPackageFile.Features;
import se.regstat.statistics.store.GeoPackageFile.Places;
import se.regstat.statistics.store.GeoPackageFile.Row;

/** Two areas, three values of theirs, and the view that joins them. */
class GeoPackageFileTest {

    private static final Instant CHANGED = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Timestamp PERIOD = Timestamp.from(Instant.parse("2024-01-01T00:00:00Z"));

    @TempDir
    Path folder;

    private static Row row(MultiPolygon geometry, Object... values) {
        return new Row(geometry, Arrays.asList(values));
    }

    private Path written(String name) {
        Path file = folder.resolve(name);
        MultiPolygon first = StoreContract.area("a", 0).geometry();
        MultiPolygon second = StoreContract.area("b", 1).geometry();
        Map<String, Class<?>> columns = new LinkedHashMap<>();
        columns.put("area", Integer.class);
        columns.put("it's \"a\" name", String.class);
        columns.put("period", Timestamp.class);
        columns.put("value", Double.class);
        columns.put("known", Boolean.class);
        GeoPackageFile.write(
                file,
                CHANGED,
                List.of(
                        new Features(
                                new Description("areas", "Ytor", "Två"),
                                Map.of("code", String.class),
                                List.of(row(first, "a"), row(second, "b"), row(null, "nowhere"))
                                        .iterator()),
                        new Attributes(
                                new Description("rows", "Ytor", ""),
                                columns,
                                List.of(
                                                row(null, 1, "å", PERIOD, 1.5, true),
                                                row(null, 1, null, null, null, null),
                                                row(null, 1, "ä", PERIOD, -0.1, false))
                                        .iterator()),
                        new Places(
                                new Description("shown", "Visade", ""),
                                "rows",
                                "area",
                                "areas",
                                List.of("it's \"a\" name", "value"))));
        return file;
    }

    private static List<String> read(Path file, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) row.add(rows.getString(i));
                all.add(String.join("|", row.stream().map(String::valueOf).toList()));
            }
            return all;
        }
    }

    @Test
    void the_same_tables_give_the_same_bytes() throws Exception {
        assertThat(written("two.gpkg")).hasSameBinaryContentAs(written("one.gpkg"));
        assertThat(Files.readAllBytes(folder.resolve("one.gpkg")))
                .startsWith("SQLite format 3".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void values_are_read_back_as_they_were_and_times_as_the_standard_has_them() throws Exception {
        assertThat(read(written("a.gpkg"), "SELECT * FROM rows"))
                .containsExactly(
                        "1|1|å|2024-01-01T00:00:00.000Z|1.5|1",
                        "2|1|null|null|null|null",
                        "3|1|ä|2024-01-01T00:00:00.000Z|-0.1|0");
    }

    @Test
    void a_view_has_the_geometry_that_its_rows_point_to_and_the_bounds_of_these_alone() throws Exception {
        Path file = written("a.gpkg");
        assertThat(read(file, "SELECT OGC_FID, value, geom = (SELECT geom FROM areas WHERE code = 'a') FROM shown"))
                .containsExactly("1|1.5|1", "2|null|1", "3|-0.1|1");
        List<String> bounds =
                read(file, "SELECT table_name, min_x, max_x FROM gpkg_contents WHERE data_type = 'features'");
        var first = StoreContract.area("a", 0).geometry().getEnvelopeInternal();
        assertThat(bounds.get(1)).startsWith("shown|");
        assertThat(Double.parseDouble(bounds.get(1).split("\\|", -1)[1])).isCloseTo(first.getMinX(), within());
        assertThat(Double.parseDouble(bounds.get(1).split("\\|", -1)[2])).isCloseTo(first.getMaxX(), within());
    }

    /** Spatial indexes have four bytes to a number. */
    private static Offset<Double> within() {
        return Offset.offset(0.1);
    }

    @Test
    void what_it_tells_of_its_tables_is_what_it_was_told() throws Exception {
        Path file = written("a.gpkg");
        assertThat(
                        read(
                                file,
                                "SELECT table_name, data_type, identifier, description, last_change, srs_id FROM gpkg_contents"))
                .containsExactly(
                        "areas|features|Ytor|Två|2026-01-02T03:04:05.000Z|3006",
                        "rows|attributes|rows||2026-01-02T03:04:05.000Z|null",
                        "shown|features|Visade||2026-01-02T03:04:05.000Z|3006");
        assertThat(read(file, "SELECT id FROM rtree_areas_geom")).containsExactly("1", "2");
        assertThat(read(file, "PRAGMA integrity_check")).containsExactly("ok");
    }
}
