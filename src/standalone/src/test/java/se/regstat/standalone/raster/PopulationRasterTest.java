package se.regstat.standalone.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.geotools.api.referencing.FactoryException;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.gce.geotiff.GeoTiffWriter;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.geotools.reprojection.GeoToolsReprojection;
import se.regstat.standalone.cli.Main;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.importing.ImportException;
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
        WeightedPoints people = new PopulationRaster(new GeoToolsReprojection()).read(file, 1, "ghs", 2020, "");
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
        WeightedPoints people = new PopulationRaster(new GeoToolsReprojection()).read(file, 1, "ghs", 2020, "");
        assertThat(people.eastings()[0]).isBetween(317_000.0, 320_000.0);
        assertThat(people.northings()[0]).isBetween(6_398_000.0, 6_400_500.0);
        assertThat(people.cellSize()).isBetween(700.0, 900.0);
    }

    @Test
    void what_cannot_be_a_population_is_refused() throws Exception {
        PopulationRaster raster = new PopulationRaster(new GeoToolsReprojection());
        Path negative = raster("EPSG:3006", 320_000, 320_200, 6_400_000, 6_400_100, new float[][] {{1, -3}});
        assertThatThrownBy(() -> raster.read(negative, 1, "x", 2020, ""))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("row 0, column 1");
        assertThatThrownBy(() -> raster.read(negative, 2, "x", 2020, "")).hasMessageContaining("no band 2");
        Path text = Files.writeString(directory.resolve("text.tif"), "not a raster");
        assertThatThrownBy(() -> raster.read(text, 1, "x", 2020, ""))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("text.tif");
        Path empty = raster("EPSG:3006", 320_000, 320_200, 6_400_000, 6_400_100, new float[][] {{0, 0}});
        assertThatThrownBy(() -> raster.read(empty, 1, "x", 2020, "")).hasMessageContaining("nobody");
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
                .contains("4 persons in 2 points", "nothing was stored");
        assertThat(file).doesNotExist();
        run("import", "population", raster.toString(), "--value", "1", "--year", "2020", "--store", file.toString());
        assertThat(run("import", "mask", mask.toString(), "--name", "land", "--store", file.toString()))
                .contains("mask land: 1 polygons, 0.5 km²");
        try (Store store = new StoreUrl(file).open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(Arrays.stream(store.populations().get(0).weights()).sum())
                    .isEqualTo(4);
            assertThat(store.masks().get(0).polygons()).hasSize(1);
        }
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
