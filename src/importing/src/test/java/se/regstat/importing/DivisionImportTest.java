package se.regstat.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.io.WKTReader;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Progress;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.crs.Reprojection;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** What an import of a division makes of a file, and what it refuses. */
class DivisionImportTest {

    private static final VintageId DESO = VintageId.parse("deso@2025");
    private static final String HEADER = "deso;regso;geom\n";

    @TempDir
    Path directory;

    // What comes in

    @Test
    void csv_with_wkt_is_taken_as_sweref99_tm_and_says_so() throws Exception {
        PreparedImport prepared = csv(HEADER + row("9901A0020", 1) + row("9901A0010", 0));
        assertThat(prepared.areas()).extracting(Area::code).containsExactly("9901A0010", "9901A0020");
        assertThat(prepared.areas().get(0).geometry().getArea()).isEqualTo(1_000_000);
        assertThat(prepared.notes()).anyMatch(n -> n.contains("EPSG:3006") && n.contains("neither"));
        assertThat(prepared.warnings()).isEmpty();
    }

    @Test
    void a_srid_prefix_says_in_which_system_wkt_is() throws Exception {
        PreparedImport prepared = csv("deso,regso,geom\n9901A0010,,\"SRID=3006;" + square(0) + "\"\n");
        assertThat(prepared.areas()).hasSize(1);
        assertThat(prepared.notes()).isEmpty();
    }

    @Test
    void geojson_without_crs_is_longitude_latitude() throws Exception {
        List<String> asked = new ArrayList<>();
        Reprojection.Provider provider = crs -> {
            asked.add(crs);
            return geometry -> AffineTransformation.translationInstance(320_000 - 12, 6_400_000 - 57)
                    .transform(geometry);
        };
        Path file = write("areas.geojson", """
                {"type": "FeatureCollection", "features": [
                  {"type": "Feature", "properties": {"deso": "9901A0010", "n": 3}, "geometry":
                   {"type": "Polygon", "coordinates": [[[12, 57, 5], [13, 57, 5], [12, 58, 5], [12, 57, 5]]]}}]}
                """);
        PreparedImport prepared = new DivisionImport(config(), provider, Progress.NONE)
                .fromFile(FileRequest.of(file, "deso"), VintageRequest.of(DESO), Optional.empty());
        assertThat(asked).containsExactly("EPSG:4326");
        assertThat(prepared.notes()).anyMatch(n -> n.contains("WGS 84"));
        assertThat(prepared.areas().get(0).geometry().toText())
                .isEqualTo("MULTIPOLYGON (((320000 6400000, 320001 6400000, 320000 6400001, 320000 6400000)))");
    }

    @Test
    void geojson_may_name_its_system_after_the_features() throws Exception {
        Path file = write(
                "areas.json",
                geoJson(square(0))
                        .replace(
                                "]}\n",
                                "], \"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"urn:ogc:def:crs:EPSG::3006\"}}}"));
        PreparedImport prepared = imported(FileRequest.of(file, "deso"));
        assertThat(prepared.areas()).hasSize(1);
        assertThat(prepared.notes()).isEmpty();
    }

    @Test
    void parts_of_an_area_are_joined_when_asked_to() throws Exception {
        PreparedImport prepared = imported(FileRequest.of(
                        csvFile(HEADER + row("9901A0010", 0) + row("9901A0020", 1) + row("9901A0010", 5)), "deso")
                .dissolved());
        assertThat(prepared.areas())
                .extracting(a -> a.geometry().getNumGeometries())
                .containsExactly(2, 1);
        assertThat(prepared.notes()).contains("3 parts were joined to 2 areas");
    }

    @Test
    void an_invalid_ring_is_repaired_and_told() throws Exception {
        String bowTie = "POLYGON ((320000 6400000, 321000 6401000, 321000 6400000, 320000 6401000, 320000 6400000))";
        PreparedImport prepared = csv(HEADER + "9901A0010;;" + bowTie + "\n");
        assertThat(prepared.areas().get(0).geometry().isValid()).isTrue();
        assertThat(prepared.areas().get(0).geometry().getArea()).isEqualTo(500_000);
        assertThat(prepared.warnings())
                .singleElement()
                .asString()
                .contains("9901A0010", "line 2", "self-intersection", "320500.0, 6400500.0", "500000 m²");
    }

    @Test
    void overlaps_are_told_with_codes_and_size() throws Exception {
        PreparedImport prepared = csv(HEADER + row("9901A0010", 0) + row("9901A0020", 0.9));
        assertThat(prepared.areas()).hasSize(2);
        assertThat(prepared.warnings())
                .singleElement()
                .asString()
                .contains("overlap: 9901A0010 and 9901A0020 share 100000 m²");
    }

    @Test
    void years_not_given_are_the_configured_ones() throws Exception {
        PreparedImport prepared = csv(HEADER + row("9901A0010", 0));
        assertThat(prepared.vintage().valid()).hasToString("2024-open");
        assertThat(prepared.vintage().licence()).isEqualTo("CC0-1.0");
        assertThat(prepared.vintage().checksum()).hasSize(64);
    }

    @Test
    void a_division_nobody_described_is_accepted() throws Exception {
        PreparedImport prepared = new DivisionImport(config(), none(), Progress.NONE)
                .fromFile(
                        FileRequest.of(csvFile(HEADER + row("whatever it is", 0)), "deso"),
                        VintageRequest.of(VintageId.parse("valkrets@2022")),
                        Optional.empty());
        assertThat(prepared.vintage().licence()).isEqualTo(Division.UNKNOWN_LICENCE);
        assertThat(prepared.vintage().valid()).hasToString("open-open");
    }

    @Test
    void the_only_layer_of_a_geopackage_need_not_be_named() throws Exception {
        Path file = geoPackage("areas");
        PreparedImport prepared = imported(FileRequest.of(file, "deso"));
        assertThat(prepared.areas()).extracting(Area::code).containsExactly("9901A0010");
    }

    @Test
    void parents_are_dissolved_from_their_children() throws Exception {
        try (Store store = store()) {
            String rows = "deso;kommun;land;geom\n9901A0010;9901;0,5;" + square(0) + "\n9901A0020;9901;0,75;"
                    + square(1) + "\n9902A0010;9902;;" + square(2) + "\n";
            FileRequest request = FileRequest.of(csvFile(rows), "deso")
                    .parent("kommun=kommun")
                    .landArea("land");
            DivisionImport imports = new DivisionImport(config(), none(), Progress.NONE);
            imports.fromFile(request, VintageRequest.of(DESO), Optional.of(store))
                    .writeTo(store);
            PreparedImport prepared =
                    imports.fromVintage(DESO, VintageRequest.of(VintageId.parse("kommun@2025")), store);
            // DeSO are complete within kommun, so nothing is known of how many kommuner there are.
            assertThat(prepared.vintage().completeWithin()).contains("none");
            assertThat(prepared.areas()).extracting(Area::code).containsExactly("9901", "9902");
            assertThat(prepared.areas().get(0).geometry().getArea()).isEqualTo(2_000_000);
            assertThat(prepared.areas().get(0).geometry().getNumGeometries()).isEqualTo(1);
            assertThat(prepared.areas().get(0).landAreaKm2()).hasValue(1.25);
            assertThat(prepared.areas().get(1).landAreaKm2()).isEmpty();
            assertThat(prepared.warnings()).isEmpty();
        }
    }

    @Test
    void dissolving_beyond_what_is_complete_is_warned_of() throws Exception {
        try (Store store = store()) {
            FileRequest request = FileRequest.of(csvFile("deso;lan;geom\n9901A0010;99;" + square(0) + "\n"), "deso")
                    .parent("lan=lan");
            DivisionImport imports = new DivisionImport(config(), none(), Progress.NONE);
            imports.fromFile(request, VintageRequest.of(DESO), Optional.of(store))
                    .writeTo(store);
            PreparedImport prepared = imports.fromVintage(DESO, VintageRequest.of(VintageId.parse("lan@2025")), store);
            assertThat(prepared.warnings()).singleElement().asString().contains("not known to be complete within lan");
        }
    }

    @Test
    void local_names_survive_a_new_import_of_the_same_vintage() throws Exception {
        try (Store store = store()) {
            FileRequest request = FileRequest.of(csvFile(HEADER + row("9901A0010", 0)), "deso");
            DivisionImport imports = new DivisionImport(config(), none(), Progress.NONE);
            imports.fromFile(request, VintageRequest.of(DESO), Optional.of(store))
                    .writeTo(store);
            store.writeLocalNames(DESO, java.util.Map.of("9901A0010", new Store.LocalName("Ängen", "", "")));
            PreparedImport again = imports.fromFile(request, VintageRequest.of(DESO), Optional.of(store));
            assertThat(again.areas().get(0).localName()).contains("Ängen");
            assertThat(again.notes()).anyMatch(n -> n.contains("replaces the 1 areas"));
        }
    }

    // What is refused

    @Test
    void repeated_codes_are_refused_and_dissolving_suggested() throws Exception {
        ImportException refused = refused(HEADER + row("9901A0010", 0) + row("9901A0020", 1) + row("9901A0010", 2));
        assertThat(refused).hasMessageContaining("1 thing is wrong").hasMessageContaining("--dissolve");
        assertThat(refused.reasons()).containsExactly("line 4: code 9901A0010 is that of line 2 already");
    }

    @Test
    void empty_and_malformed_codes_are_refused_with_their_lines() throws Exception {
        ImportException refused = refused(HEADER + row("", 0) + row("9901A001", 1) + row(" 9901A0020 ", 2));
        assertThat(refused.reasons())
                .containsExactly(
                        "line 2: it has no code in column 'deso'",
                        "line 3: code '9901A001' is not of the form of deso, \\d{4}[ABC]\\d{4}");
    }

    @Test
    void a_lost_leading_zero_is_recognised() throws Exception {
        assertThat(refused(HEADER + row("180C4040", 0)).reasons())
                .singleElement()
                .asString()
                .endsWith("it seems to have lost its leading zero");
    }

    @Test
    void of_many_bad_rows_the_first_fifty_and_the_count_are_told() throws Exception {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int i = 0; i < 73; i++) rows.append(row("x" + i, i));
        ImportException refused = refused(rows.toString());
        assertThat(refused).hasMessageContaining("73 things are wrong, of which the first 50");
        assertThat(refused.reasons()).hasSize(50);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POLYGON ((6400000 320000, 6401000 320000, 6401000 321000, 6400000 320000))         | look swapped",
                "POLYGON ((12 57, 13 57, 13 58, 12 57))                                             | --crs EPSG:4326",
                "POLYGON ((2000000 6400000, 2001000 6400000, 2001000 6401000, 2000000 6400000))     | lie outside Sweden",
                "POLYGON ((320000 6400000, NaN 6400000, 321000 6401000, 320000 6400000))            | not numbers",
                "POLYGON EMPTY                                                                      | empty",
                "POINT (320000 6400000)                                                             | is a Point",
                "CURVEPOLYGON (CIRCULARSTRING (0 0, 1 1, 2 0, 1 -1, 0 0))                           | has curves",
                "POLYGON ((320000 6400000, 321000 6400000, 321000))                                 | cannot be read",
                "POLYGON ((320000 6400000, 321000 6400000, 321000 6401000))                         | cannot be read",
                "POLYGON ((320000 6400000, 321000 6400000, 322000 6400000, 320000 6400000))         | cannot be repaired",
            })
    void geometry_that_cannot_be_an_area_in_sweden_is_refused(String wkt, String reason) throws Exception {
        ImportException refused = refused(HEADER + row("9901A0010", 0) + "9901A0020;;" + wkt + "\n");
        assertThat(refused.reasons())
                .singleElement()
                .asString()
                .startsWith("line 3: ")
                .contains(reason);
    }

    @Test
    void parents_that_are_not_in_their_vintage_are_refused() throws Exception {
        try (Store store = store()) {
            DivisionImport imports = new DivisionImport(config(), none(), Progress.NONE);
            imports.fromFile(
                            FileRequest.of(csvFile("kod;geom\n9901R001;" + square(0) + "\n"), "kod"),
                            VintageRequest.of(VintageId.parse("regso@2025")),
                            Optional.of(store))
                    .writeTo(store);
            FileRequest request = FileRequest.of(
                            csvFile("deso;regso;geom\n9901A0010;9901R001;" + square(0) + "\n9901A0020;9901R002;"
                                    + square(1) + "\n9901A0030;;" + square(2) + "\n"),
                            "deso")
                    .parent("regso=regso");
            ImportException refused = catchThrowableOfType(
                    ImportException.class,
                    () -> imports.fromFile(request, VintageRequest.of(DESO), Optional.of(store)));
            assertThat(refused.reasons())
                    .containsExactly(
                            "line 3: its regso 9901R002 is not in regso@2025",
                            "line 4: it has no code of regso in column 'regso'");
            // The vintage 2018 is valid in other years than regso@2025: nothing to check it against.
            PreparedImport older = imports.fromFile(
                    FileRequest.of(csvFile("deso;regso;geom\n9901A0010;9901R002;" + square(0) + "\n"), "deso")
                            .parent("regso=regso"),
                    VintageRequest.of(VintageId.parse("deso@2018")),
                    Optional.of(store));
            assertThat(older.notes()).anyMatch(n -> n.startsWith("codes of regso were not checked"));
        }
    }

    @Test
    void parents_that_were_joined_from_it_are_checked_too_unless_they_are_joined_again() throws Exception {
        VintageId regso = VintageId.parse("regso@2025");
        VintageId kommun = VintageId.parse("kommun@2025");
        try (Store store = store()) {
            DivisionImport imports = new DivisionImport(config(), none(), Progress.NONE);
            String rows = "kod;kommun;geom\n9901R001;9901;" + square(0) + "\n9901R002;%s;" + square(1) + "\n";
            FileRequest right =
                    FileRequest.of(csvFile(rows.formatted("9901")), "kod").parent("kommun=kommun");
            imports.fromFile(right, VintageRequest.of(regso), Optional.of(store))
                    .writeTo(store);
            imports.fromVintage(regso, VintageRequest.of(kommun), store).writeTo(store);
            FileRequest mistyped =
                    FileRequest.of(csvFile(rows.formatted("9910")), "kod").parent("kommun=kommun");
            ImportException refused = catchThrowableOfType(
                    ImportException.class,
                    () -> imports.fromFile(mistyped, VintageRequest.of(regso), Optional.of(store)));
            assertThat(refused.reasons()).containsExactly("line 3: its kommun 9910 is not in kommun@2025");
            assertThat(refused)
                    .hasMessageContaining("kommun@2025 was itself joined from regso@2025")
                    .hasMessageContaining(
                            "regstat import division --from regso@2025 --dissolve-to kommun --vintage 2025");
            DivisionImport again = new DivisionImport(config(), none(), Progress.NONE, Set.of(kommun));
            assertThat(again.fromFile(mistyped, VintageRequest.of(regso), Optional.of(store))
                            .notes())
                    .anyMatch(note -> note.startsWith("codes of kommun were not checked, since kommun@2025 is itself"));
        }
    }

    @Test
    void what_is_wrong_with_features_that_are_not_wanted_does_not_matter() throws Exception {
        Path file = write("lau.geojson", """
                {"type": "FeatureCollection", "features": [
                 {"type": "Feature", "properties": {"kod": "SE_1", "land": "SE"}, "geometry": {"type": "Polygon",
                  "coordinates": [[[12.0, 57.7], [12.1, 57.7], [12.1, 57.8], [12.0, 57.7]]]}},
                 {"type": "Feature", "properties": {"kod": "FI_1", "land": "FI"}, "geometry": null},
                 {"type": "Feature", "properties": {"kod": "NO_1", "land": "NO"},
                  "geometry": {"type": "Point", "coordinates": [10, 60]}}]}""");
        Reprojection.Provider scaled = crs -> AffineTransformation.scaleInstance(40_000, 112_000)::transform;
        for (String land : List.of("SE", "FI")) {
            FileRequest request =
                    FileRequest.of(file, "kod").choose(new FeatureChoice(Map.of("land", Set.of(land)), List.of()));
            DivisionImport imports = new DivisionImport(config(), scaled, Progress.NONE);
            VintageRequest lau = VintageRequest.of(VintageId.parse("lau@2024"));
            if (land.equals("SE")) {
                assertThat(imports.fromFile(request, lau, Optional.empty()).areas())
                        .extracting(Area::code)
                        .containsExactly("SE_1");
            } else {
                assertThat(catchThrowableOfType(
                                        ImportException.class, () -> imports.fromFile(request, lau, Optional.empty()))
                                .reasons())
                        .singleElement()
                        .asString()
                        .contains("feature 2");
            }
        }
    }

    @Test
    void vintages_that_overlap_in_their_years_are_refused() throws Exception {
        try (Store store = store()) {
            DivisionImport imports = new DivisionImport(config(), none(), Progress.NONE);
            FileRequest request = FileRequest.of(csvFile(HEADER + row("9901A0010", 0)), "deso");
            imports.fromFile(request, VintageRequest.of(DESO), Optional.of(store))
                    .writeTo(store);
            VintageRequest overlapping = VintageRequest.of(VintageId.parse("deso@2018"))
                    .withValidity(OptionalInt.of(2018), OptionalInt.of(2024));
            assertThat(catchThrowableOfType(
                            ImportException.class, () -> imports.fromFile(request, overlapping, Optional.of(store))))
                    .hasMessageContaining("2018-2024")
                    .hasMessageContaining("deso@2025")
                    .hasMessageContaining("--valid-from");
            assertThat(imports.fromFile(request, VintageRequest.of(VintageId.parse("deso@2018")), Optional.of(store))
                            .vintage()
                            .valid())
                    .hasToString("open-2023");
        }
    }

    @Test
    void files_that_are_not_what_they_say_are_refused() throws Exception {
        assertThat(refusal(write("a.gpkg", "deso,geom\n1,2\n"), "deso"))
                .contains("not a GeoPackage", "text", "deso,geom");
        assertThat(refusal(write("a.geojson", "<html>"), "deso")).contains("not GeoJSON", "a web page");
        assertThat(refusal(write("b.csv", "{\"type\": \"FeatureCollection\"}"), "deso"))
                .contains("not CSV", "JSON");
        Path shapefile = Files.write(directory.resolve("c.shp"), new byte[] {0, 0, 0x27, 0x0a, 0, 0});
        assertThat(refusal(shapefile, "deso")).contains("a Shapefile", "ogr2ogr");
        assertThat(refusal(write("d.csv", ""), "deso")).contains("is empty");
        assertThat(refusal(directory.resolve("absent.csv"), "deso")).contains("there is no file");
        assertThat(refusal(write("e.geojson", "{\"type\": \"FeatureCollection\", \"features\": [{"), "deso"))
                .contains("line 1", "not well-formed");
        assertThat(refusal(write("f.geojson", "{\"type\": \"Topology\"}"), "deso"))
                .contains("Topology");
        assertThat(refusal(write("g.csv", "deso,geom\n9901A0010,POLYGON ((1 2, 3 4))\n"), "deso"))
                .contains("refused");
        Path cut = geoPackage("cut");
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, java.util.Arrays.copyOf(bytes, 3000));
        assertThat(refusal(cut, "deso")).contains("cannot be read as a GeoPackage");
        byte[] mixed =
                ("deso;namn;geom\n9901A0010;Ängen;" + square(0)).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        mixed[mixed.length - 1] = (byte) 0xE4;
        assertThat(refusal(Files.write(directory.resolve("mixed.csv"), mixed), "deso"))
                .contains("not in UTF-8");
    }

    @Test
    void a_missing_column_or_layer_is_refused_with_those_there_are() throws Exception {
        assertThat(refusal(csvFile(HEADER + row("9901A0010", 0)), "desokod")).contains("'desokod'", "deso, regso");
        Path one = geoPackage("areas");
        assertThat(catchThrowableOfType(
                        ImportException.class,
                        () -> imported(FileRequest.of(one, "deso").layer("other"))))
                .hasMessageContaining("no layer 'other'; its layers are: areas");
        Path two = geoPackage("areas", "more");
        assertThat(refusal(two, "deso")).contains("2 layers", "--layer", "areas, more");
    }

    @Test
    void an_unknown_system_is_refused() throws Exception {
        FileRequest request =
                FileRequest.of(csvFile(HEADER + row("9901A0010", 0)), "deso").crs("EPSG:999999");
        assertThat(catchThrowableOfType(ImportException.class, () -> imported(request)))
                .hasMessageContaining("EPSG:999999");
    }

    @Test
    void what_the_file_says_and_what_the_user_says_must_agree() throws Exception {
        Path file = geoPackage("areas");
        assertThat(catchThrowableOfType(
                        ImportException.class,
                        () -> imported(FileRequest.of(file, "deso").crs("EPSG:4326"))))
                .hasMessageContaining("says that it is in EPSG:3006")
                .hasMessageContaining("leave --crs out");
    }

    @Test
    void a_demo_store_takes_no_imports() throws Exception {
        StoreUrl.GeoPackage url = StoreUrl.of(directory.resolve("demo.gpkg"));
        Store.createDemo(url).close();
        FileRequest request = FileRequest.of(csvFile(HEADER + row("9901A0010", 0)), "deso");
        try (Store demo = url.open(StoreUrl.Mode.READ_WRITE)) {
            assertThat(catchThrowableOfType(
                            ImportException.class, () -> new DivisionImport(config(), none(), Progress.NONE)
                                    .fromFile(request, VintageRequest.of(DESO), Optional.of(demo))))
                    .hasMessageContaining("demo data");
        }
    }

    // Ways to write it down

    private PreparedImport csv(String text) throws IOException {
        return imported(FileRequest.of(csvFile(text), "deso"));
    }

    private ImportException refused(String text) throws IOException {
        Path file = csvFile(text);
        ImportException refused =
                catchThrowableOfType(ImportException.class, () -> imported(FileRequest.of(file, "deso")));
        assertThat(refused).isNotNull();
        return refused;
    }

    private String refusal(Path file, String code) {
        ImportException refused =
                catchThrowableOfType(ImportException.class, () -> imported(FileRequest.of(file, code)));
        assertThat(refused).as(file.toString()).isNotNull();
        return refused.getMessage();
    }

    private PreparedImport imported(FileRequest request) {
        return new DivisionImport(config(), none(), Progress.NONE)
                .fromFile(request, VintageRequest.of(DESO), Optional.empty());
    }

    private Configuration config() {
        return Configuration.load(directory);
    }

    private static Reprojection.Provider none() {
        return crs -> {
            throw new IllegalArgumentException("unknown coordinate reference system '" + crs + "'");
        };
    }

    private Store store() {
        return StoreUrl.parse(directory.resolve("store.gpkg").toString()).open(StoreUrl.Mode.CREATE);
    }

    private Path csvFile(String text) throws IOException {
        return write("areas.csv", text);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static String row(String code, double east) {
        return code + ";;" + square(east) + "\n";
    }

    /** A square kilometre, so many kilometres from the first. */
    private static String square(double east) {
        double x = 320_000 + 1000 * east;
        return String.format(
                java.util.Locale.ROOT,
                "POLYGON ((%1$.0f 6400000, %2$.0f 6400000, %2$.0f 6401000, %1$.0f 6401000, %1$.0f 6400000))",
                x,
                x + 1000);
    }

    private static String geoJson(String wkt) {
        String coordinates = wkt.replace("POLYGON ((", "[[[")
                .replace("))", "]]]")
                .replace(", ", "], [")
                .replaceAll("(\\d) (\\d)", "$1, $2");
        return "{\"type\": \"FeatureCollection\", \"features\": [\n{\"type\": \"Feature\", \"properties\": {\"deso\": \"9901A0010\"},"
                + " \"geometry\": {\"type\": \"Polygon\", \"coordinates\": " + coordinates + "}}]}\n";
    }

    /** A GeoPackage with one area in each layer. */
    private Path geoPackage(String... layers) throws SQLException {
        Path file = directory.resolve(String.join("-", layers) + ".gpkg");
        Store.createDemo(StoreUrl.of(file)).close();
        try (Connection sql = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = sql.createStatement()) {
            for (String layer : layers) {
                statement.execute("CREATE TABLE " + layer + " (fid INTEGER PRIMARY KEY, shape POLYGON, deso TEXT)");
                statement.execute("INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('"
                        + layer + "', 'features', '" + layer + "', 3006)");
                statement.execute(
                        "INSERT INTO gpkg_geometry_columns VALUES ('" + layer + "', 'shape', 'POLYGON', 3006, 0, 0)");
                try (PreparedStatement insert =
                        sql.prepareStatement("INSERT INTO " + layer + " (shape, deso) VALUES (?, '9901A0010')")) {
                    insert.setBytes(1, blob(square(0)));
                    insert.executeUpdate();
                }
            }
        }
        return file;
    }

    private static byte[] blob(String wkt) {
        try {
            Geometry geometry = new WKTReader().read(wkt);
            byte[] wkb = new org.locationtech.jts.io.WKBWriter().write(geometry);
            byte[] blob = new byte[8 + wkb.length];
            blob[0] = 'G';
            blob[1] = 'P';
            System.arraycopy(wkb, 0, blob, 8, wkb.length);
            return blob;
        } catch (org.locationtech.jts.io.ParseException e) {
            throw new AssertionError(wkt, e);
        }
    }
}
