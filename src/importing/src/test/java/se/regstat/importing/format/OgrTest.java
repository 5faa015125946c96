package se.regstat.importing.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Envelope;

/** Files of other formats, made by ogr2ogr itself, and read by it; where it is installed. */
class OgrTest {

    private static final String SQUARE =
            "POLYGON ((320000 6400000, 321000 6400000, 321000 6401000, 320000 6401000, 320000 6400000))";

    @TempDir
    Path folder;

    @BeforeEach
    void it_is_installed() throws IOException {
        try {
            new ProcessBuilder("ogr2ogr", "--version").start();
        } catch (IOException e) {
            Assumptions.abort("ogr2ogr is not installed");
        }
        write("areas.csv", "kod,namn,wkt\n1401,Härryda,\"" + SQUARE + "\"\n");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** A file of another format, of one in CSV. */
    private Path made(String from, String format, String name, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("ogr2ogr", "-f", format, name, from));
        command.addAll(List.of("-oo", "GEOM_POSSIBLE_NAMES=wkt", "-oo", "KEEP_GEOM_COLUMNS=NO"));
        command.addAll(options.length > 0 ? List.of(options) : List.of("-a_srs", "EPSG:3006"));
        Path log = Files.createTempFile("ogr", "log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
        return folder.resolve(name);
    }

    private static FeatureFile read(Path file) {
        Problems problems = new Problems(file.toString());
        FeatureFile read = GeoFile.of(file).read(Shape.AREAS, problems);
        problems.refuseIfAny();
        return read;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ESRI Shapefile, a.shp, a Shapefile",
        "FlatGeobuf, a.fgb, FlatGeobuf",
        "GML, a.gml, GML",
        "MapInfo File, a.tab, a table of MapInfo",
        "MapInfo File, a.mif, a file of MapInfo"
    })
    void a_file_of_another_format_comes_in_with_its_letters_and_that_is_told(String format, String name, String told)
            throws Exception {
        Path file = made("areas.csv", format, name);
        List<Path> before = files();

        FeatureFile read = read(file);

        assertThat(read.columns()).contains("kod", "namn");
        assertThat(read.features()).hasSize(1);
        assertThat(read.features().get(0).attribute("namn")).isEqualTo("Härryda");
        Envelope bounds = read.features().get(0).geometry().getEnvelopeInternal();
        assertThat(bounds.getMinX()).isCloseTo(320_000, within(0.01));
        assertThat(bounds.getArea()).isCloseTo(1_000_000, within(10.0));
        assertThat(read.notes()).contains(name + " is " + told + "; GDAL's ogr2ogr read it");
        assertThat(files()).as("nothing is left beside it").isEqualTo(before);
    }

    @Test
    void a_drawing_comes_in_by_what_it_has_for_columns() throws Exception {
        FeatureFile read = read(made("areas.csv", "DXF", "a.dxf", "-nlt", "POLYGON"));

        assertThat(read.notes()).contains("a.dxf is a DXF drawing; GDAL's ogr2ogr read it");
        assertThat(read.columns()).contains("Layer");
        assertThat(read.features().get(0).geometry().getArea()).isCloseTo(1_000_000, within(10.0));
    }

    @Test
    void a_file_geodatabase_comes_in_in_a_zip_and_of_the_folder_it_is_told_how() throws Exception {
        Path geodatabase = made("areas.csv", "OpenFileGDB", "a.gdb", "-nlt", "MULTIPOLYGON", "-a_srs", "EPSG:3006");
        assertThat(catchThrowableOfType(ImportException.class, () -> read(geodatabase)))
                .hasMessageContaining("a.gdb is a folder, of a file geodatabase")
                .hasMessageContaining("zip -r a.gdb.zip a.gdb");
        for (String within : List.of("a.gdb/", "data/a.gdb/", "A.GDB/")) {
            Path zip = folder.resolve("download" + within.length());
            pack(zip, geodatabase, within);

            FeatureFile read = read(zip);

            assertThat(read.features().get(0).attribute("namn")).isEqualTo("Härryda");
            assertThat(read.features().get(0).geometry().getArea()).isCloseTo(1_000_000, within(10.0));
        }
    }

    private static void pack(Path zip, Path geodatabase, String... within) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
                Stream<Path> listed = Files.list(geodatabase)) {
            List<Path> files = listed.sorted().toList();
            for (String place : within) {
                for (Path file : files) {
                    out.putNextEntry(new ZipEntry(place + file.getFileName()));
                    out.write(Files.readAllBytes(file));
                    out.closeEntry();
                }
            }
        }
    }

    @Test
    void an_archive_with_two_data_sets_of_which_one_is_a_geodatabase_is_refused_with_their_names() throws Exception {
        Path geodatabase = made("areas.csv", "OpenFileGDB", "a.gdb", "-nlt", "MULTIPOLYGON", "-a_srs", "EPSG:3006");
        Path two = folder.resolve("two.zip");
        pack(two, geodatabase, "a.gdb/", "b.GDB/");
        assertThat(catchThrowableOfType(ImportException.class, () -> read(two)))
                .hasMessage(two + " has 2 data sets in it, a.gdb, b.GDB; make an archive of the one that is meant");
        Path beside = folder.resolve("beside.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(beside))) {
            for (String name : List.of("a.gdb/a00000001.gdbtable", "b.shp")) {
                out.putNextEntry(new ZipEntry(name));
                out.closeEntry();
            }
        }
        assertThat(catchThrowableOfType(ImportException.class, () -> read(beside)))
                .hasMessageContaining("has 2 data sets in it, a.gdb, b.shp");
    }

    @Test
    void an_archive_may_have_a_name_without_an_ending() throws Exception {
        made("areas.csv", "ESRI Shapefile", "one.shp");
        assertThat(read(zip("download", "one")).features()).hasSize(1);
    }

    @Test
    void what_this_gdal_has_no_driver_for_is_told_so() throws Exception {
        Path parquet = Files.write(folder.resolve("a.parquet"), "PAR1....PAR1".getBytes(StandardCharsets.US_ASCII));
        assertThat(catchThrowableOfType(ImportException.class, () -> read(parquet)))
                .hasMessageStartingWith(parquet + " is Parquet, and ogr2ogr cannot read it: ")
                .hasMessageContaining("a.parquet");
    }

    @Test
    void kml_comes_in_in_degrees_longitude_first() throws Exception {
        FeatureFile read = read(made("areas.csv", "KML", "a.kml", "-s_srs", "EPSG:3006", "-t_srs", "EPSG:4326"));

        Envelope bounds = read.features().get(0).geometry().getEnvelopeInternal();
        assertThat(bounds.getMinX()).isBetween(11.0, 12.5);
        assertThat(bounds.getMinY()).isBetween(57.0, 58.5);
    }

    @Test
    void a_shapefile_that_does_not_say_its_encoding_is_read_as_what_its_texts_are() throws Exception {
        for (String encoding : List.of("ISO-8859-1", "UTF-8")) {
            Path file = made("areas.csv", "ESRI Shapefile", encoding + ".shp", "-lco", "ENCODING=" + encoding);
            Files.deleteIfExists(folder.resolve(encoding + ".cpg"));
            byte[] table = Files.readAllBytes(folder.resolve(encoding + ".dbf"));
            table[29] = 0; // its code page
            Files.write(folder.resolve(encoding + ".dbf"), table);

            for (Path one : List.of(file, zip(encoding + ".zip", encoding))) {
                FeatureFile read = read(one);
                assertThat(read.features().get(0).attribute("namn"))
                        .as("%s", one)
                        .isEqualTo("Härryda");
                assertThat(read.notes())
                        .anyMatch(note -> note.startsWith(
                                "its texts were read as " + (encoding.equals("UTF-8") ? "UTF-8" : "CP1252")));
            }
        }
    }

    @Test
    void wide_columns_do_not_hide_utf_8_and_a_code_page_that_is_told_is_gone_by() throws Exception {
        String sql = "SELECT kod, CAST(namn AS CHARACTER(254)) AS namn FROM areas";
        for (String encoding : List.of("UTF-8", "CP850")) {
            Path file = made(
                    "areas.csv",
                    "ESRI Shapefile",
                    encoding + ".shp",
                    "-a_srs",
                    "EPSG:3006",
                    "-sql",
                    sql,
                    "-lco",
                    "ENCODING=" + encoding);
            Files.deleteIfExists(folder.resolve(encoding + ".cpg"));
            Path table = folder.resolve(encoding + ".dbf");
            byte[] bytes = Files.readAllBytes(table);
            bytes[29] = (byte) (encoding.equals("UTF-8") ? 0 : 2);
            Files.write(table, bytes);

            FeatureFile read = read(file);

            assertThat(read.features().get(0).attribute("namn")).isEqualTo("Härryda");
            assertThat(read.notes().stream().anyMatch(note -> note.startsWith("its texts were read as")))
                    .isEqualTo(encoding.equals("UTF-8"));
        }
    }

    @Test
    void what_a_file_names_is_not_asked_for() throws Exception {
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            Path file = made("areas.csv", "GML", "a.gml");
            String schema = "http://127.0.0.1:" + server.getAddress().getPort()
                    + "/wfs?service=WFS&amp;version=2.0.0&amp;request=DescribeFeatureType&amp;typeName=ogr:areas";
            // As a WFS answers.
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replace("ogr:FeatureCollection", "wfs:FeatureCollection")
                            .replace("ogr:featureMember", "wfs:member")
                            .replaceFirst(
                                    "schemaLocation=\"[^\"]*\"",
                                    "schemaLocation=\"http://ogr.maptools.org/ " + schema
                                            + "\" xmlns:wfs=\"http://www.opengis.net/wfs/2.0\""));
            Files.delete(folder.resolve("a.xsd"));

            assertThat(read(file).features()).hasSize(1);
            assertThat(asked).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    private Path zip(String name, String... stems) throws IOException {
        Path zip = folder.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String stem : stems) {
                for (String ending : List.of(".shp", ".shx", ".dbf")) {
                    out.putNextEntry(new ZipEntry(stem + ending));
                    out.write(Files.readAllBytes(folder.resolve(stem + ending)));
                    out.closeEntry();
                }
            }
        }
        return zip;
    }

    @Test
    void curves_become_lines() throws Exception {
        write(
                "curve.csv",
                "kod,wkt\n1,\"CURVEPOLYGON (CIRCULARSTRING (320000 6400000, 321000 6401000, 322000 6400000,"
                        + " 321000 6399000, 320000 6400000))\"\n");

        FeatureFile read = read(made("curve.csv", "GML", "c.gml", "-dsco", "FORMAT=GML3.2", "-a_srs", "EPSG:3006"));

        assertThat(read.features().get(0).geometry().getArea()).isCloseTo(Math.PI * 1_000_000, withinPercentage(0.1));
    }

    @Test
    void of_several_layers_one_is_chosen_by_name() throws Exception {
        made("areas.csv", "ESRI Shapefile", "one.shp");
        made("areas.csv", "ESRI Shapefile", "two.shp");
        Path zip = zip("both.zip", "one", "two");

        assertThat(catchThrowableOfType(ImportException.class, () -> read(zip)))
                .hasMessageContaining("both.zip has 2 layers; say which with --layer: one, two");
        assertThat(GeoFile.of(zip)
                        .layer("two")
                        .read(Shape.AREAS, new Problems("both"))
                        .features())
                .hasSize(1);
    }

    @Test
    void what_it_cannot_read_is_told_in_its_words_and_documents_that_name_other_files_are_not_followed()
            throws Exception {
        Path broken = Files.write(folder.resolve("c.shp"), new byte[] {0, 0, 0x27, 0x0a, 0, 0});
        assertThat(catchThrowableOfType(ImportException.class, () -> read(broken)))
                .hasMessageStartingWith(broken + " is a Shapefile, and ogr2ogr cannot read it: ");
        Path following = write(
                "v.gml",
                "<OGRVRTDataSource><!-- gml --><OGRVRTLayer name=\"areas\"><SrcDataSource>"
                        + folder.resolve("areas.csv") + "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>");
        assertThat(catchThrowableOfType(ImportException.class, () -> read(following)))
                .hasMessageContaining("ogr2ogr cannot read it: ");
    }

    @Test
    void without_it_the_package_is_named() throws IOException {
        Path file = Files.write(folder.resolve("c.fgb"), "fgb\u0003fgb".getBytes(StandardCharsets.ISO_8859_1));
        try (Ogr ogr = new Ogr("no-such-program")) {
            assertThat(catchThrowableOfType(ImportException.class, () -> ogr.geoPackage(file, new ArrayList<>())))
                    .hasMessage(
                            file + " is FlatGeobuf, which GDAL's ogr2ogr reads, and that is not installed; in Debian"
                                    + " and Ubuntu it is in the package gdal-bin");
        }
    }
}
