package se.regstat.importing.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;
import se.regstat.importing.sqlite.StrangersDatabase;

/** A GeoPackage that somebody made to do harm ends in a message, within bounded time and memory. */
class StrangersGeoPackageTest {

    private static final StrangersDatabase.Bounds NARROW =
            new StrangersDatabase.Bounds(Duration.ofMinutes(2), 20_000_000);

    private static final StrangersDatabase.Bounds HASTY =
            new StrangersDatabase.Bounds(Duration.ofMillis(500), 20_000_000);

    private static final String ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) ";

    private static final Geometry SQUARE = new GeometryFactory().toGeometry(new Envelope(0, 1000, 0, 1000));

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void make_a_geopackage_without_layers() throws SQLException {
        file = folder.resolve("theirs.gpkg");
        run("""
                CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT,
                    organization_coordsys_id INTEGER, definition TEXT);
                INSERT INTO gpkg_spatial_ref_sys VALUES ('SWEREF 99 TM', 3006, 'EPSG', 3006, '');
                CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT);
                CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER);
                INSERT INTO gpkg_contents VALUES ('areas', 'features');
                INSERT INTO gpkg_geometry_columns VALUES ('areas', 'geom', 'MULTIPOLYGON', 3006)""");
    }

    private void run(String statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement sql = connection.createStatement()) {
            for (String statement : statements.split(";\n", -1)) sql.execute(statement);
        }
    }

    private void table(byte[] blob) throws SQLException {
        run("CREATE TABLE areas (fid INTEGER PRIMARY KEY, code TEXT, geom BLOB)");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement insert = connection.prepareStatement("INSERT INTO areas VALUES (1, 'A', ?)")) {
            insert.setBytes(1, blob);
            insert.execute();
        }
    }

    private static byte[] blob(byte[] wkb, double... envelope) {
        ByteBuffer blob =
                ByteBuffer.allocate(8 + 8 * envelope.length + wkb.length).order(ByteOrder.LITTLE_ENDIAN);
        blob.put((byte) 'G')
                .put((byte) 'P')
                .put((byte) 0)
                .put((byte) (envelope.length == 0 ? 1 : 3))
                .putInt(3006);
        for (double side : envelope) blob.putDouble(side);
        return blob.put(wkb).array();
    }

    private static byte[] wkb(Geometry geometry) {
        return new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN).write(geometry);
    }

    private static byte[] written(int length, Consumer<ByteBuffer> wkb) {
        byte[] bytes = new byte[length];
        wkb.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        return bytes;
    }

    private FeatureFile read(Problems problems) {
        return read(NARROW, problems);
    }

    private FeatureFile read(StrangersDatabase.Bounds bounds, Problems problems) {
        return new GeoPackageFile(file, file, bounds).read(Optional.empty(), Optional.empty(), Shape.AREAS, problems);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused() {
        return refused(NARROW);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(StrangersDatabase.Bounds bounds) {
        return assertThatThrownBy(() -> read(bounds, new Problems("theirs")))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining(file.toString());
    }

    private String problem(byte[] blob) throws SQLException {
        table(blob);
        Problems problems = new Problems("theirs");
        assertThat(read(problems).features()).isEmpty();
        ImportException refusal = catchThrowableOfType(ImportException.class, problems::refuseIfAny);
        assertThat(refusal.reasons()).hasSize(1);
        return refusal.reasons().get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT i AS fid, x'00' AS geom FROM n WHERE i < 0 | one may never end",
                "SELECT max(i) AS fid, x'00' AS geom FROM n | one may never end"
            })
    void a_view_that_never_ends_does(String select, String message) throws SQLException {
        run("CREATE VIEW areas AS " + ENDLESS + select);
        refused(HASTY).hasMessageContaining(message).hasMessageContaining("copy the layer into a table");
    }

    @Test
    void a_view_of_more_rows_than_the_file_has_room_for_is_refused() throws SQLException {
        run("CREATE VIEW areas AS " + ENDLESS + "SELECT i AS fid, x'00' AS geom FROM n");
        refused()
                .hasMessageContaining("more than 10000 rows, for which the file is too small")
                .hasMessageContaining("copy the layer into a table");
    }

    @Test
    void rows_that_each_come_in_time_have_one_time_together() throws SQLException {
        run("CREATE VIEW areas AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 50000), "
                + "r(j) AS (SELECT 1 UNION ALL SELECT j + 1 FROM r LIMIT 1000) "
                + "SELECT j AS fid, (SELECT max(i + j) FROM n) AS code, x'00' AS geom FROM r");
        refused(HASTY).hasMessageContaining("reading it took longer than");
    }

    @Test
    void attributes_count_as_geometries_do() throws SQLException {
        run("CREATE VIEW areas AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000) "
                + "SELECT i AS fid, printf('%.1000000c', 'x') || i AS name, x'00' AS geom FROM n");
        refused().hasMessageContaining("more than 19 MB in all").hasMessageContaining("REGSTAT_JAVA_OPTS");
    }

    @Test
    void layers_are_not_without_number_and_their_names_not_without_end() throws SQLException {
        run(
                "DROP TABLE gpkg_contents;\nCREATE VIEW gpkg_contents AS WITH RECURSIVE "
                        + "n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 8000000) SELECT 'areas' AS table_name, i AS data_type FROM n");
        refused().hasMessageContaining("more than 1000 layers");
        run("DROP VIEW gpkg_contents;\nCREATE VIEW gpkg_contents AS SELECT table_name FROM gpkg_geometry_columns;\n"
                + "UPDATE gpkg_geometry_columns SET table_name = printf('%.1000c', 'x')");
        refused().hasMessageContaining("a name of more than 200 signs");
    }

    @Test
    void a_list_of_layers_that_never_ends_does() throws SQLException {
        run("DROP TABLE gpkg_contents;\nCREATE VIEW gpkg_contents AS " + ENDLESS
                + "SELECT 'x' AS table_name, i AS data_type FROM n");
        refused(HASTY).hasMessageContaining("one may never end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zeroblob(900000000)", "printf('%.900000000c', 'x')", "randomblob(100000000)"})
    void a_value_that_is_larger_than_any_border_is_not_made(String value) throws SQLException {
        run("CREATE VIEW areas AS SELECT 1 AS fid, " + value + " AS geom");
        refused().hasMessageContaining("longer than 64 MB");
    }

    @Test
    void a_column_that_is_generated_while_it_is_read_is_no_larger() throws SQLException {
        run("CREATE TABLE areas (fid INTEGER, geom BLOB, note TEXT AS (printf('%.900000000c', 'x')) VIRTUAL);\n"
                + "INSERT INTO areas (fid) VALUES (1)");
        refused().hasMessageContaining("longer than 64 MB");
    }

    @Test
    void a_geometry_that_a_view_repeats_is_read_as_long_as_there_is_memory() throws SQLException {
        Geometry round = SQUARE.getCentroid().buffer(1000, 20_000);
        table(blob(wkb(round)));
        run("ALTER TABLE areas RENAME TO one;\nCREATE VIEW areas AS "
                + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100) "
                + "SELECT i AS fid, geom FROM n, one");
        refused().hasMessageContaining("more than 19 MB in all").hasMessageContaining("REGSTAT_JAVA_OPTS");
    }

    @Test
    void views_that_go_round_in_a_circle_are_refused() throws SQLException {
        run("CREATE VIEW other AS SELECT * FROM areas;\nCREATE VIEW areas AS SELECT * FROM other");
        refused().hasMessageContaining("circularly defined");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE VIRTUAL TABLE areas USING fts5(fid, geom)",
                "create/**/virtual table AREAS USING fts5(fid, geom)",
                "CREATE VIRTUAL TABLE hidden USING fts5(fid, geom);\nCREATE VIEW middle AS SELECT * FROM HIDDEN;\n"
                        + "CREATE VIEW areas AS SELECT * FROM middle",
                "CREATE VIRTUAL TABLE areas USING rtree(fid, geom, maxx, miny, maxy)"
            })
    void what_modules_make_is_refused(String made) throws SQLException {
        run(made);
        refused().hasMessageContaining("is a virtual table, or a view of one");
    }

    @Test
    void a_list_of_layers_that_a_module_makes_is_refused() throws SQLException {
        run("DROP TABLE gpkg_contents;\nCREATE VIRTUAL TABLE gpkg_contents USING fts5(table_name)");
        refused().hasMessageContaining("is a virtual table, or a view of one");
    }

    @Test
    void an_index_that_nothing_reads_does_no_harm() throws SQLException {
        table(blob(wkb(SQUARE)));
        run("CREATE VIRTUAL TABLE rtree_areas_geom USING rtree(id, minx, maxx, miny, maxy)");
        assertThat(read(new Problems("theirs")).features()).hasSize(1);
    }

    @Test
    void triggers_do_nothing_and_the_file_stays_as_it_is() throws SQLException, IOException {
        table(blob(wkb(SQUARE)));
        run("CREATE TRIGGER harm AFTER INSERT ON areas BEGIN DELETE FROM areas; END;\n"
                + "CREATE TRIGGER more AFTER UPDATE ON areas BEGIN DELETE FROM areas; END");
        byte[] before = Files.readAllBytes(file);
        assertThat(read(new Problems("theirs")).features()).hasSize(1);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(folder.toFile().list()).containsExactly("theirs.gpkg");
    }

    @Test
    void a_header_that_lies_of_the_envelope_is_not_believed() throws SQLException {
        table(blob(wkb(SQUARE), 1e9, 2e9, -1e9, -2e9));
        Geometry read = read(new Problems("theirs")).features().get(0).geometry();
        assertThat(read.getEnvelopeInternal().toString()).isEqualTo("Env[0.0 : 1000.0, 0.0 : 1000.0]");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 6, 7})
    void numbers_of_parts_that_are_not_there_take_no_memory(int type) throws SQLException {
        byte[] parts = written(9, wkb -> wkb.put((byte) 1).putInt(type).putInt(Integer.MAX_VALUE));
        assertThat(problem(blob(parts))).contains("its geometry cannot be read");
    }

    @Test
    void numbers_of_vertices_that_are_not_there_take_no_memory() throws SQLException {
        byte[] vertices =
                written(13, wkb -> wkb.put((byte) 1).putInt(3).putInt(1).putInt(Integer.MAX_VALUE));
        assertThat(problem(blob(vertices))).contains("its geometry cannot be read");
    }

    @Test
    void collections_within_collections_end_before_the_stack_does() throws SQLException {
        int depth = 1_000_000;
        byte[] nested = written(9 * depth, wkb -> {
            for (int i = 0; i < depth; i++) wkb.put((byte) 1).putInt(7).putInt(1);
        });
        assertThat(problem(blob(nested)))
                .contains("its geometry cannot be read")
                .contains("nested");
    }

    @Test
    void a_damaged_file_is_told_so() throws SQLException, IOException {
        table(blob(wkb(SQUARE.getCentroid().buffer(1000, 5_000))));
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 4096; i < bytes.length; i += 7) bytes[i] ^= 0x55;
        Files.write(file, bytes);
        refused().hasMessageContaining("cannot be read as a GeoPackage");
    }

    @Test
    void a_name_cannot_bring_settings_of_the_connection() throws IOException {
        Files.move(file, folder.resolve("a.gpkg?enable_load_extension=true"));
        file = folder.resolve("a.gpkg?enable_load_extension=true");
        refused().hasMessageContaining("question mark");
    }
}
