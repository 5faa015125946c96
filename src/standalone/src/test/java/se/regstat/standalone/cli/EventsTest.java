package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Points of events come in from files as they come, and are counted. Areas are squares of 10 km, coded A and B from the west. */
class EventsTest {

    private static final String FIRES = """
            datum;e;n;typ;antal
            2022-05-01;601000,5;6601000;bostad;2
            2022-06-01T12:30;601000,5;6601000;bostad;1
            2022;615000;6605000;skog;1
            20230101;609999;6609999;bostad;4
            2023-02;900000;6600000;bostad;1
            """;

    private static final String IMPORT = "import events fires.csv --indicator fires --period datum --x e --y n";

    @TempDir
    Path folder;

    @BeforeEach
    void import_areas() throws IOException {
        Files.createDirectory(folder.resolve("config"));
        Files.writeString(folder.resolve("config/indicators.yml"), """
                indicators:
                  population: {kind: count}
                  fires: {kind: count, events: {covers: riket}}
                  schools: {kind: count, events: {publish_points: true}}
                  per_fire: {kind: ratio, numerator: fires, denominator: schools, per: 1, decimals: 2}
                """);
        write("areas.csv", "kod;wkt\nA;" + Commands.wkt(0) + "\nB;" + Commands.wkt(1) + "\n");
        run(0, "import division areas.csv --division ruta --vintage 2022 --code kod");
        write("fires.csv", FIRES);
    }

    @Test
    void points_are_counted_and_what_lies_outside_or_twice_is_told() throws IOException {
        assertThat(run(0, IMPORT))
                .contains(
                        "fires, 2022: 3 counted at 3 points, all of the country; stored in",
                        "fires, 2023: 2 counted at 2 points, all of the country; stored in",
                        "fires, 2022: 1 points lie exactly where another does; each is counted",
                        "fires, 2023: 1 of 2 lie in no area of ruta@2022\n",
                        "fires, 2022: 2 areas of ruta@2022 have fewer than 5");
        assertThat(values("fires")).containsExactly("A 2022 2", "A 2023 1", "B 2022 1", "B 2023 0");
        assertThat(run(0, "list")).containsPattern("(?m)^fires +2022 +3 +3 +riket .*fires\\.csv");
        assertThat(run(0, "check")).contains("fires, 2023: 1 of 2 lie in no area of ruta@2022");
    }

    @Test
    void a_column_says_how_many_and_others_which() throws IOException {
        run(0, IMPORT + " --count antal --where typ=bostad");
        assertThat(values("fires")).containsExactly("A 2022 3", "A 2023 4", "B 2022 0", "B 2023 0");
        assertThat(run(0, IMPORT + " --where typ=bostad --where typ=skog --where antal=1"))
                .contains("2 rows were left out, as --where says", "it replaces 2 points of fires, 2022");
        assertThat(values("fires")).containsExactly("A 2022 1", "A 2023 0", "B 2022 1", "B 2023 0");
        assertThat(run(0, "remove indicator fires --period 2023")).contains("1 year of values removed");
        assertThat(values("fires")).containsExactly("A 2022 1", "B 2022 1");
    }

    @Test
    void rows_that_are_not_asked_for_need_no_place_in_any_kind_of_file() throws Exception {
        write("xy.csv", "typ;e;n\nbostad;601000;6601000\nskog;;6601000\nskog;x;6601000\n");
        write("wkt.csv", "typ;wkt\nbostad;POINT (601000 6601000)\nskog;\nskog;i skogen\n");
        write("p.geojson", """
                {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:3006"}}, "features": [
                 {"type": "Feature", "properties": {"typ": "bostad"}, "geometry": {"type": "Point", "coordinates": [601000, 6601000]}},
                 {"type": "Feature", "geometry": null, "properties": {"typ": "skog"}},
                 {"type": "Feature", "properties": {"typ": "skog"}, "geometry": {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}}]}
                """);
        points("p.gpkg");
        for (String file : List.of("xy.csv --x e --y n", "wkt.csv", "p.geojson", "p.gpkg")) {
            String command = "import events " + file + " --indicator fires --period 2022 --where typ=";
            assertThat(run(0, command + "bostad")).as(file).contains("2 rows were left out, as --where says");
            assertThat(values("fires")).as(file).containsExactly("A 2022 1", "B 2022 0");
            assertThat(run(1, command + "skog")).as(file).contains("2 things are wrong");
        }
    }

    /** A GeoPackage of a point, a row without one, and one whose geometry is none. */
    private void points(String name) throws SQLException {
        String point = HexFormat.of()
                .formatHex(ByteBuffer.allocate(29)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(new byte[] {'G', 'P', 0, 1})
                        .putInt(3006)
                        .put((byte) 1)
                        .putInt(1)
                        .putDouble(601_000)
                        .putDouble(6_601_000)
                        .array());
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(name));
                Statement sql = connection.createStatement()) {
            sql.execute(
                    "CREATE TABLE gpkg_spatial_ref_sys (srs_id, organization, organization_coordsys_id, definition)");
            sql.execute("INSERT INTO gpkg_spatial_ref_sys VALUES (3006, 'EPSG', 3006, '')");
            sql.execute("CREATE TABLE gpkg_contents (table_name, data_type, identifier, srs_id)");
            sql.execute("INSERT INTO gpkg_contents VALUES ('p', 'features', 'p', 3006)");
            sql.execute(
                    "CREATE TABLE gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m)");
            sql.execute("INSERT INTO gpkg_geometry_columns VALUES ('p', 'geom', 'POINT', 3006, 0, 0)");
            sql.execute("CREATE TABLE p (typ, geom)");
            sql.execute("INSERT INTO p VALUES ('bostad', x'" + point + "'), ('skog', NULL), ('skog', x'4750')");
        }
    }

    @Test
    void sums_of_counts_with_decimals_are_told_with_these_and_no_others() throws IOException {
        Path rules = folder.resolve("config/indicators.yml");
        Files.writeString(
                rules, Files.readString(rules).replace("fires: {kind: count,", "fires: {kind: count, decimals: 1,"));
        write("parts.csv", "e;n;antal\n601000;6601000;0.1\n615000;6601000;0.2\n900000;6600000;0.7\n");
        assertThat(run(0, "import events parts.csv --indicator fires --period 2022 --x e --y n --count antal"))
                .contains("fires, 2022: 1 counted at 3 points", "fires, 2022: 0.7 of 1 lie in no area of ruta@2022");
        run(0, "remove indicator fires");
        write("parts.csv", "e;n;antal\n601000;6601000;0.1\n615000;6601000;0.2\n");
        assertThat(run(0, "import events parts.csv --indicator fires --period 2022 --x e --y n --count antal"))
                .contains("fires, 2022: 0.3 counted at 2 points");
        assertThat(run(0, "list")).containsPattern("(?m)^fires +2022 +2 +0\\.3 ");
    }

    @Test
    void the_same_points_come_from_every_kind_of_file() throws IOException {
        write("p.geojson", """
                {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:3006"}}, "features": [
                 {"type": "Feature", "properties": {"ar": 2022}, "geometry": {"type": "Point", "coordinates": [601000, 6601000]}},
                 {"type": "Feature", "properties": {"ar": 2022}, "geometry": {"type": "MultiPoint", "coordinates": [[615000, 6601000]]}}]}
                """);
        write("wkt.csv", "ar;wkt\n2022;POINT (601000 6601000)\n2022;POINT (615000 6601000)\n");
        write("degrees.csv", "ar,lon,lat\n2022,16.7747,59.5407\n2022,17.0219,59.5386\n");
        run(0, "import events p.geojson --indicator fires --period ar");
        assertThat(values("fires")).containsExactly("A 2022 1", "B 2022 1");
        for (String file : List.of(
                "wkt.csv --period ar",
                "wkt.csv --period 2022",
                "degrees.csv --period ar --x lon --y lat --crs EPSG:4326")) {
            run(0, "remove indicator fires");
            run(0, "import events " + file + " --indicator fires");
            assertThat(values("fires")).as(file).containsExactly("A 2022 1", "B 2022 1");
        }
    }

    @Test
    void what_is_wrong_is_refused_by_line_and_nothing_is_stored() throws IOException {
        write("bad.csv", """
                datum;e;n;antal
                i fjol;601000;6601000;1
                2022;;6601000;1
                2022;6601000;601000;1
                2022;601000;6601000;1,5
                2022;601000;6601000;-1
                2022;100;100;1
                """);
        assertThat(run(1, "import events bad.csv --indicator fires --period datum --x e --y n --count antal"))
                .contains(
                        "6 things are wrong",
                        "line 2: 'i fjol' in column 'datum' is no year or date, as 2022 or 2022-05-01",
                        "line 3: it has no coordinate in column 'e'",
                        "line 4: its coordinates, around 6601000, 601000 in EPSG:3006, lie outside Sweden; they look swapped",
                        "line 5: '1,5' in column 'antal' is not a whole number",
                        "line 6: '-1' in column 'antal' is not a whole number",
                        "line 7: its coordinates");
        assertThat(run(0, "list")).doesNotContain("fires");
        assertThat(run(1, IMPORT.replace("datum", "dag")))
                .contains("has no column 'dag'; its columns are: datum, e, n, typ, antal");
        assertThat(run(1, IMPORT.replace("fires --", "fire --"))).contains("'fire' is not described in indicators.yml");
        assertThat(run(1, IMPORT.replace("fires --", "population --"))).contains("say events: {} in indicators.yml");
        assertThat(run(2, IMPORT.replace(" --y n", ""))).contains("--x and --y go together");
        assertThat(run(2, IMPORT + " --covers 1480")).contains("as in kommun=1480");
        assertThat(run(1, IMPORT + " --covers ruta=C")).contains("covers ruta=C: ruta@2022 has no area C");
        assertThat(run(1, IMPORT + " --covers kommun=1480")).contains("the store has no kommun that is valid in 2022");
    }

    @Test
    void beyond_what_the_file_covers_there_is_no_zero() throws IOException {
        assertThat(run(0, IMPORT + " --covers ruta=A"))
                .contains("fires, 2022: 1 of 3 lie outside ruta=A, which all are said to be known of");
        assertThat(values("fires")).containsExactly("A 2022 2", "A 2023 1", "B 2022 missing", "B 2023 missing");
        assertThat(run(0, IMPORT.replace("fires --", "schools --"))).contains("nobody says where all are known");
        assertThat(values("schools")).containsExactly("A 2022 2", "A 2023 1", "B 2022 1", "B 2023 missing");
        assertThat(run(0, "check")).contains("schools, 2022: nobody says where all are known");
    }

    @Test
    void what_looks_like_personal_data_is_told_and_points_are_shown_only_where_they_may_be() throws IOException {
        write("persons.csv", "ar;e;n;personnummer;Namn\n2022;601000;6601000;19121212-1212;Tolvan\n");
        assertThat(run(0, "import events persons.csv --indicator schools --period ar --x e --y n"))
                .contains(
                        "looks like personal data (personnummer, Namn); nothing of it is kept",
                        "publish_points in indicators.yml shows them to all");
        byte[] store = Files.readAllBytes(folder.resolve("store.gpkg"));
        assertThat(new String(store, java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("schools_points")
                .doesNotContain("19121212", "Tolvan");
    }

    @Test
    void moments_with_an_offset_are_of_the_year_in_sweden_and_days_that_are_not_are_refused() throws IOException {
        write("moments.csv", """
                datum;e;n
                2021-12-31T23:30:00Z;601000;6601000
                2021-12-31 23:30:00+01:00;601000;6601000
                2022-12-31T23:30;615000;6601000
                """);
        run(0, IMPORT.replace("fires.csv", "moments.csv"));
        assertThat(values("fires")).containsExactly("A 2021 1", "A 2022 1", "B 2021 0", "B 2022 1");
        write("bad.csv", "datum;e;n\n2022-02-31;601000;6601000\n");
        assertThat(run(1, IMPORT.replace("fires.csv", "bad.csv")))
                .contains("'2022-02-31' in column 'datum' is no year");
        assertThat(run(1, IMPORT.replace("datum", "0202"))).contains("--period 0202 is no year, as 2022");
    }

    @Test
    void whoever_hides_points_is_told_that_they_can_be_found_in_small_boundaries() throws IOException {
        String findable = "fires: its points are no layer, but it is counted exactly in any boundaries";
        assertThat(run(0, IMPORT)).contains(findable);
        assertThat(run(0, "check")).contains(findable);
    }

    @Test
    void a_table_of_points_that_may_be_shown_no_more_is_wrong_and_goes_with_the_next_change() throws Exception {
        run(0, IMPORT.replace("fires --", "schools --"));
        Path rules = folder.resolve("config/indicators.yml");
        Files.writeString(rules, Files.readString(rules).replace("publish_points: true", "publish_points: false"));
        assertThat(run(1, "check")).contains("schools: the store has its points in the table schools_points");
        run(0, "remove indicator schools --period 2022");
        assertThat(number("SELECT count(*) FROM sqlite_master WHERE name LIKE '%schools_points%'"))
                .isZero();
        assertThat(run(0, "check")).doesNotContain("schools_points");
    }

    @Test
    void a_table_that_somebody_else_made_under_the_name_is_left_alone() throws Exception {
        for (String table : List.of("fires_points", "schools_points")) {
            execute("CREATE TABLE " + table + " (own)");
            execute("INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('" + table
                    + "', 'attributes', '" + table + "')");
        }
        run(0, IMPORT);
        run(0, "remove indicator fires");
        assertThat(number("SELECT count(*) FROM fires_points")).isZero();
        assertThat(run(1, IMPORT.replace("fires --", "schools --")))
                .contains("the store has a table schools_points that is not of points from here");
        assertThat(number("SELECT count(*) FROM gpkg_contents WHERE table_name LIKE '%_points'"))
                .isEqualTo(2);
    }

    @Test
    void how_a_table_of_coordinates_was_read_is_told() throws IOException {
        Files.write(
                folder.resolve("fires.csv"),
                FIRES.replace("skog", "sjö").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThat(run(0, IMPORT)).containsIgnoringCase("windows-1252");
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store.gpkg"));
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private int number(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store.gpkg"));
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            return row.getInt(1);
        }
    }

    @Test
    void a_table_of_what_is_counted_from_points_is_refused() throws IOException {
        write("table.csv", "kod;b\nA;1\nB;2\n");
        write("map.yml", "layout: wide\ncolumns: {b: {indicator: fires, period: 2022}}\n");
        assertThat(run(1, "import indicators table.csv --division ruta --vintage 2022 --code kod --mapping map.yml"))
                .contains(
                        "'fires' is counted from points (events in indicators.yml): bring these in with import events");
    }

    /** Values of an indicator by area and year, or their status. */
    private List<String> values(String indicator) throws IOException {
        Path out = folder.resolve("out.csv");
        Files.deleteIfExists(out);
        run(
                0,
                "reaggregate --target-division ruta@2022 --source-division ruta --periods 2020/2025 --indicators "
                        + indicator + " --out " + out);
        return Files.readString(out)
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(row -> row[0] + " " + row[3] + " " + (row[5].isEmpty() ? row[6] : row[5]))
                .sorted()
                .toList();
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private String run(int status, String command) {
        List<String> words = new ArrayList<>();
        for (String word : command.split(" ", -1)) {
            boolean file = word.contains(".") && Files.exists(folder.resolve(word));
            words.add(file ? folder.resolve(word).toString() : word);
        }
        words.addAll(List.of("--store", folder.resolve("store.gpkg").toString()));
        words.addAll(List.of("--config", folder.resolve("config").toString()));
        StringWriter said = new StringWriter();
        assertThat(Main.run(said, words.toArray(String[]::new)))
                .as(command + "\n" + said)
                .isEqualTo(status);
        assertThat(said.toString()).doesNotContain("\tat ", "Exception");
        return said.toString();
    }
}
