package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;

/** In which reference system a file's coordinates are: every command that reads places understands it the same way. */
class CoordinatesOfFilesTest {

    private static final String DIVISION = " --division rutor --vintage 2025 --code kod";

    @TempDir
    Path folder;

    private Commands commands;

    @BeforeEach
    void in_a_folder() {
        commands = new Commands(folder);
    }

    /** EPSG:5845 is SWEREF 99 TM with heights. */
    @Test
    void heights_are_left_out_with_a_word_and_the_rest_is_taken_by_every_command() throws IOException {
        String member = "\"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"urn:ogc:def:crs:EPSG::5845\"}}";
        commands.write(
                "rutor.geojson",
                Commands.collection(
                        member,
                        List.of(
                                Commands.feature("\"kod\": \"a\", \"bef\": 5", Commands.polygon(0)),
                                Commands.feature("\"kod\": \"b\", \"bef\": 2", Commands.polygon(1)))));
        commands.write(
                "rutor.csv",
                "kod;wkt\na;SRID=5845;POLYGON Z ((600000 6600000 7, 610000 6600000 7, 610000 6610000 7, 600000 6600000 7))\n"
                        .replace("SRID=5845;", "\"SRID=5845;")
                        .replace("))\n", "))\"\n"));
        String said = "EPSG:5845 has heights; its horizontal part was taken, and heights were left out";
        assertThat(commands.done("import division rutor.geojson" + DIVISION)).contains(said, "2 areas, 200.0 km²");
        assertThat(commands.done("import division rutor.csv --division trianglar --vintage 2025 --code kod"))
                .contains(said, "1 areas, 50.0 km²");
        assertThat(commands.done("import mask rutor.geojson --name land")).contains(said, "200.0 km²");
        assertThat(commands.done("import population rutor.geojson --value bef --year 2023"))
                .contains(said, "7 persons");
        commands.write("bef.csv", "kod,n\na,10\nb,20\n");
        commands.write("bef.yml", "layout: wide\ncolumns: {n: {indicator: population, period: 2022}}\n");
        commands.done("import indicators bef.csv --division rutor --vintage 2025 --code kod --mapping bef.yml");
        assertThat(commands.done(
                        "reaggregate --boundaries rutor.geojson --source-division rutor --indicators population"
                                + " --periods 2022 --out out.csv"))
                .contains(said);
        assertThat(folder.resolve("out.csv")).content().contains("a,", ",10", ",20");
        try (Store store = commands.store()) {
            assertThat((Object) bounds(store)).isEqualTo(new Envelope(600_000, 620_000, 6_600_000, 6_610_000));
        }
    }

    private static Envelope bounds(Store store) {
        Envelope bounds = new Envelope();
        store.areas(VintageId.parse("rutor@2025"))
                .forEach(area -> bounds.expandToInclude(area.geometry().getEnvelopeInternal()));
        return bounds;
    }

    @Test
    void what_the_person_says_goes_before_a_name_that_is_not_known_and_the_message_says_so() throws IOException {
        String member = "\"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"SWEREF99_TM\"}}";
        commands.write(
                "areas.geojson",
                Commands.collection(member, List.of(Commands.feature("\"kod\": \"a\"", Commands.polygon(0)))));
        assertThat(commands.refused("import division areas.geojson" + DIVISION))
                .contains("'SWEREF99_TM'", "say which it is with --crs, for example --crs EPSG:3006");
        assertThat(commands.done("import division areas.geojson --crs EPSG:3006" + DIVISION))
                .contains("taken as EPSG:3006, as --crs says; the file names 'SWEREF99_TM', which is not known");
        try (Store store = commands.store()) {
            assertThat((Object) bounds(store)).isEqualTo(new Envelope(600_000, 610_000, 6_600_000, 6_610_000));
        }
        assertThat(commands.refused("import division areas.geojson --crs EPSG:99999" + DIVISION))
                .contains("--crs: unknown coordinate reference system 'EPSG:99999'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"EPSG\", \"properties\": {\"code\": 3006}}",
                "{\"type\": \"EPSG\", \"properties\": {\"code\": \"3006\"}}",
                "{\"type\": \"name\", \"properties\": {\"name\": \"urn:x-ogc:def:crs:EPSG:3006\"}}",
                "{\"type\": \"name\", \"properties\": {\"name\": \"http://www.opengis.net/def/crs/EPSG/0/3006\"}}",
            })
    void every_way_to_name_a_system_is_read_and_easting_comes_first_in_files(String crs) throws IOException {
        commands.write(
                "areas.geojson",
                Commands.collection(
                        "\"crs\": " + crs, List.of(Commands.feature("\"kod\": \"a\"", Commands.polygon(0)))));
        commands.done("import division areas.geojson" + DIVISION);
        commands.done("import division areas.geojson --crs EPSG:3006" + DIVISION);
        try (Store store = commands.store()) {
            assertThat((Object) bounds(store)).isEqualTo(new Envelope(600_000, 610_000, 6_600_000, 6_610_000));
        }
    }

    /** As a longitude and latitude in a file that claims metres: --crs does not overrule it, so another way is told. */
    @Test
    void a_file_that_names_the_wrong_system_is_not_sent_back_and_forth() throws IOException {
        String metres = Commands.polygon(0);
        String member = "\"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"EPSG:4326\"}}";
        commands.write(
                "areas.geojson", Commands.collection(member, List.of(Commands.feature("\"kod\": \"a\"", metres))));
        assertThat(commands.refused("import division areas.geojson" + DIVISION))
                .contains("they look like EPSG:3006", "ogr2ogr -a_srs EPSG:3006 corrected.gpkg")
                .doesNotContain("--crs");
        assertThat(commands.refused("import division areas.geojson --crs EPSG:3006" + DIVISION))
                .contains("says that it is in EPSG:4326, --crs says EPSG:3006; leave --crs out");
        commands.write("silent.geojson", Commands.collection("", List.of(Commands.feature("\"kod\": \"a\"", metres))));
        assertThat(commands.done("import division silent.geojson" + DIVISION))
                .contains("taken as EPSG:3006 (SWEREF 99 TM), easting first, since they are no degrees");
        assertThat(commands.refused("import division silent.geojson --crs EPSG:4326" + DIVISION))
                .contains("lie outside Sweden", "if so, say --crs EPSG:3006");
        commands.done("import division silent.geojson --crs EPSG:3006" + DIVISION);
    }

    @Test
    void a_single_feature_a_geometry_and_a_collection_of_polygons_are_boundaries_and_areas() throws IOException {
        String crs = "\"crs\": {\"type\": \"EPSG\", \"properties\": {\"code\": 3006}}, ";
        String feature = Commands.feature("\"kod\": \"a\"", Commands.polygon(0));
        String collection = "{\"type\": \"GeometryCollection\", \"geometries\": [" + Commands.polygon(0)
                + ", {\"type\": \"Point\", \"coordinates\": [600000, 6600000]}]}";
        commands.write("single.geojson", feature.replaceFirst("\\{", "{" + crs));
        commands.write("bare.geojson", Commands.polygon(0).replaceFirst("\\{", "{" + crs));
        commands.write("gc.geojson", Commands.collection(Commands.feature("\"kod\": \"a\"", collection)));
        assertThat(commands.done("import division single.geojson" + DIVISION)).contains("1 areas, 100.0 km²");
        assertThat(commands.done("import division gc.geojson" + DIVISION))
                .contains("of its collection only the polygons were taken; 1 point or line was left out")
                .contains("1 areas, 100.0 km²");
        commands.write("bef.csv", "kod,n\na,10\n");
        commands.write("bef.yml", "layout: wide\ncolumns: {n: {indicator: population, period: 2022}}\n");
        commands.done("import indicators bef.csv --division rutor --vintage 2025 --code kod --mapping bef.yml");
        commands.write("silent.geojson", feature);
        for (String name : List.of("single", "bare", "gc", "silent")) {
            commands.done(
                    "reaggregate --boundaries " + name + ".geojson --source-division rutor --indicators population"
                            + " --periods 2022 --out out." + name + ".csv");
            assertThat(Files.readAllLines(folder.resolve("out." + name + ".csv"))
                            .get(1))
                    .contains(",population,10");
        }
        commands.write("topology.json", "{\"type\": \"Topology\"}");
        assertThat(commands.refused("import division topology.json" + DIVISION))
                .contains("not a GeoJSON FeatureCollection, Feature or geometry; its type is 'Topology'");
    }

    @Test
    void degrees_without_a_word_are_longitude_and_latitude() throws IOException {
        String degrees = "{\"type\": \"Polygon\", \"coordinates\": [[[15,60],[15.1,60],[15.1,60.1],[15,60]]]}";
        commands.write("areas.geojson", Commands.collection("", List.of(Commands.feature("\"kod\": \"a\"", degrees))));
        assertThat(commands.done("import division areas.geojson" + DIVISION))
                .contains("coordinates were taken as longitude, latitude in WGS 84");
        try (Store store = commands.store()) {
            assertThat(bounds(store).getMinX()).isCloseTo(500_000, within(1.0));
        }
    }

    /** As the address and WPS take them. */
    @Test
    void so_they_are_in_csv() throws IOException {
        commands.write("areas.csv", "kod;wkt\na;POLYGON ((15 60, 15.1 60, 15.1 60.1, 15 60))\n");
        assertThat(commands.done("import division areas.csv" + DIVISION))
                .contains("coordinates were taken as longitude, latitude in WGS 84, since they look so");
        try (Store store = commands.store()) {
            assertThat(bounds(store).getMinX()).isCloseTo(500_000, within(1.0));
        }
        commands.write("turned.csv", "kod;wkt\na;POLYGON ((60 15, 60.1 15, 60.1 15.1, 60 15))\n");
        assertThat(commands.refused("import division turned.csv" + DIVISION)).contains("lie outside Sweden");
    }
}
