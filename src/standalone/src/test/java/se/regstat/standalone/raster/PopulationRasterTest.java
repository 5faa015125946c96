package se.regstat.standalone.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.geotools.api.referencing.FactoryException;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.gce.geotiff.GeoTiffWriter;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.geotools.reprojection.GeoToolsReprojection;
import se.regstat.importing.PopulationImport;
import se.regstat.importing.PreparedPopulation;
import se.regstat.importing.format.GeoFile;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Progress;
import se.regstat.standalone.cli.Main;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

class PopulationRasterTest {

    @TempDir
    Path directory;

    @Test
    void cells_with_people_become_points_in_their_middle() throws Exception {
        Path file = raster("EPSG:3006", 320_000, 320_300, 6_400_000, 6_400_200, new float[][] {
            {0, 2.5f, 0},
            {7, 0, Float.NaN}
        });
        WeightedPoints people = read(file, 1);
        assertThat(people.eastings()).containsExactly(new double[] {320_150, 320_050}, within(1e-6));
        assertThat(people.northings()).containsExactly(new double[] {6_400_150, 6_400_050}, within(1e-6));
        assertThat(people.weights()).containsExactly(2.5, 7);
        assertThat(people.cellSize()).isCloseTo(100, within(1e-6));
        assertThat(people.provenance().file()).isEqualTo("people.tif, band 1");
    }

    @Test
    void a_raster_in_degrees_is_brought_to_sweref_99_tm() throws Exception {
        // 57.7 N, 11.95 E is Göteborg: E 318 257 m, N 6 399 019 m by Lantmäteriet's formulas.
        Path file = raster("EPSG:4326", 11.945, 11.955, 57.695, 57.705, new float[][] {{100}});
        WeightedPoints people = read(file, 1);
        for (double easting : people.eastings()) assertThat(easting).isBetween(317_000.0, 320_000.0);
        for (double northing : people.northings()) assertThat(northing).isBetween(6_398_000.0, 6_400_500.0);
        assertThat(Arrays.stream(people.weights()).sum()).isCloseTo(100, within(1e-9));
    }

    @Test
    void cells_that_are_no_squares_in_sweref_99_tm_have_their_people_evenly_inside_and_not_in_squares_of_that_area()
            throws Exception {
        // 596 m from west to east, 1 114 m from south to north.
        PreparedPopulation prepared =
                read(GeoFile.of(raster("EPSG:4326", 11.945, 11.955, 57.695, 57.705, new float[][] {{100}})), 1);
        WeightedPoints people = prepared.population();
        assertThat(people.cellSize()).as("points").isZero();
        assertThat(people.size()).isBetween(50, 70);
        assertThat(prepared.notes()).anySatisfy(note -> assertThat(note).contains("1 cells with people became"));
        double[] northings = people.northings();
        double height = Arrays.stream(northings).max().orElseThrow()
                - Arrays.stream(northings).min().orElseThrow();
        assertThat(height).isBetween(950.0, 1114.0);

        WeightedPoints oblong =
                read(raster("EPSG:3006", 320_000, 320_600, 6_400_000, 6_400_100, new float[][] {{1, 0, 3}}), 1);
        assertThat(oblong.cellSize()).isZero();
        assertThat(oblong.eastings()).containsExactly(new double[] {320_050, 320_150, 320_450, 320_550}, within(1e-6));
    }

    @Test
    void cells_of_up_to_a_hectare_that_are_no_squares_are_points_in_their_middle() throws Exception {
        WeightedPoints people = read(raster("EPSG:4326", 11.945, 11.947, 57.695, 57.696, new float[][] {{100, 7}}), 1);
        assertThat(people.cellSize()).isZero();
        assertThat(people.weights()).containsExactly(100, 7);
    }

    @Test
    void the_size_of_cells_is_known_also_where_a_corner_of_the_raster_lies_outside_sweden() throws Exception {
        Path file = raster("EPSG:3006", 0, 200_000, 6_400_000, 6_500_000, new float[][] {{0, 5}});
        assertThat(read(file, 1).cellSize()).isCloseTo(100_000, within(1e-6));
    }

    @Test
    void what_cannot_be_a_population_is_refused() throws Exception {
        Path negative = raster("EPSG:3006", 320_000, 320_200, 6_400_000, 6_400_100, new float[][] {{1, -3}});
        assertThatThrownBy(() -> read(negative, 1))
                .isInstanceOfSatisfying(ImportException.class, e -> assertThat(e.reasons())
                        .containsExactly("row 0, column 1: -3.0 is not a number of persons; it should be 0 or more"));
        assertThatThrownBy(() -> read(negative, 2)).hasMessageContaining("no band 2");
        Path text = Files.writeString(directory.resolve("text.tif"), "not a raster");
        assertThatThrownBy(() -> read(text, 1))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("text.tif");
        Path empty = raster("EPSG:3006", 320_000, 320_200, 6_400_000, 6_400_100, new float[][] {{0, 0}});
        assertThatThrownBy(() -> read(empty, 1)).hasMessageContaining("nobody");
    }

    @Test
    void the_command_line_stores_masks_and_populations() throws Exception {
        Path raster = raster("EPSG:3006", 320_000, 320_200, 6_400_000, 6_400_100, new float[][] {{1, 3}});
        Path mask = Files.writeString(
                directory.resolve("mask.csv"),
                "wkt\n\"POLYGON ((320000 6400000, 321000 6400000, 321000 6401000, 320000 6400000))\"\n");
        Path file = directory.resolve("store.gpkg");
        assertThat(run(
                        "import",
                        "population",
                        raster.toString(),
                        "--value",
                        "1",
                        "--year",
                        "2020",
                        "--store",
                        file.toString(),
                        "--dry-run"))
                .contains("4 persons in 2 cells", "nothing was stored");
        assertThat(file).doesNotExist();
        run("import", "population", raster.toString(), "--value", "1", "--year", "2020", "--store", file.toString());
        assertThat(run("import", "mask", mask.toString(), "--name", "land", "--store", file.toString()))
                .contains("mask land: 1 polygons, 0.5 km²");
        try (Store store = StoreUrl.of(file).open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(Arrays.stream(store.populations().get(0).weights()).sum())
                    .isEqualTo(4);
            assertThat(store.masks().get(0).polygons()).hasSize(1);
        }
    }

    private static WeightedPoints read(Path file, int band) {
        return read(GeoFile.of(file), band).population();
    }

    private static PreparedPopulation read(GeoFile file, int band) {
        try (PopulationRaster raster = PopulationRaster.open(file.file(), band)) {
            return new PopulationImport(new GeoToolsReprojection(), Progress.NONE)
                    .read(file, raster, "band " + band, "ghs", 2020, "");
        }
    }

    @Test
    void a_raster_that_does_not_say_where_it_is_needs_somebody_who_does() throws Exception {
        Path file = raster("EPSG:4326", 11.945, 11.955, 57.695, 57.705, new float[][] {{100}});
        withoutItsSystem(file);
        assertThatThrownBy(() -> read(file, 1))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("does not say in which coordinate reference system it is; say so with --crs");
        PreparedPopulation prepared = read(new GeoFile(file, Optional.empty(), Optional.of("EPSG:4326"), false), 1);
        assertThat(prepared.notes()).contains("coordinates were taken as EPSG:4326, as --crs says");
        assertThat(prepared.population().eastings()[0]).isBetween(317_000.0, 320_000.0);
    }

    @Test
    void a_raster_gets_every_check_that_points_get() throws Exception {
        Path elsewhere = raster("EPSG:4326", 21, 22, 11, 12, new float[][] {{100, 3}});
        assertThatThrownBy(() -> read(elsewhere, 1)).isInstanceOfSatisfying(ImportException.class, e -> assertThat(
                        e.reasons())
                .hasSize(2)
                .first()
                .asString()
                .contains(
                        "row 0, column 0: its coordinates, around 21.2500, 11.5000 in EPSG:4326, lie outside Sweden"));
        Path metres = raster("EPSG:3006", 320_000, 320_200, 6_400_000, 6_400_100, new float[][] {{1, 3}});
        assertThatThrownBy(() -> read(new GeoFile(metres, Optional.empty(), Optional.of("EPSG:4326"), false), 1))
                .hasMessageContaining("says that it is in EPSG:3006, --crs says EPSG:4326; leave --crs out");
    }

    /** Takes the tag with the geographic keys (34735, GeoKeyDirectoryTag) out of the directory by giving it a number of nobody's. */
    private static void withoutItsSystem(Path file) throws IOException {
        byte[] tiff = Files.readAllBytes(file);
        ByteBuffer bytes = ByteBuffer.wrap(tiff).order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = bytes.getInt(4);
        for (int i = 0; i < bytes.getShort(directory); i++) {
            int entry = directory + 2 + 12 * i;
            if ((bytes.getShort(entry) & 0xFFFF) == 34735) bytes.putShort(entry, (short) 34_999);
        }
        Files.write(file, tiff);
    }

    private static String run(String... arguments) {
        StringWriter said = new StringWriter();
        assertThat(Main.run(said, arguments)).as(said.toString()).isZero();
        return said.toString();
    }

    /** @param rows the northernmost first */
    private Path raster(String crs, double west, double east, double south, double north, float[][] rows)
            throws IOException, FactoryException {
        GridCoverage2D coverage = new GridCoverageFactory()
                .create("people", rows, new ReferencedEnvelope(west, east, south, north, CRS.decode(crs, true)));
        Path file = directory.resolve("people.tif");
        Files.deleteIfExists(file);
        GeoTiffWriter writer = new GeoTiffWriter(file.toFile());
        writer.write(coverage, null);
        writer.dispose();
        return file;
    }
}
