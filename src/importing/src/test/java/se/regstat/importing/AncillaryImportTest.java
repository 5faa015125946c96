package se.regstat.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Polygon;
import se.regstat.importing.format.GeoFile;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Progress;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.crs.Reprojection;

/** Masks and where people live. */
class AncillaryImportTest {

    private static final Reprojection.Provider NO_REPROJECTION = crs -> {
        throw new IllegalArgumentException("no reprojection in this test: " + crs);
    };

    @TempDir
    Path directory;

    @Test
    void polygons_of_a_mask_that_overlap_are_joined_so_that_nothing_counts_twice() throws IOException {
        MaskImport.Prepared prepared = mask("""
            wkt
            "POLYGON ((320000 6400000, 321000 6400000, 321000 6401000, 320000 6401000, 320000 6400000))"
            "POLYGON ((320500 6400000, 321500 6400000, 321500 6401000, 320500 6401000, 320500 6400000))"
            "MULTIPOLYGON (((330000 6400000, 330100 6400000, 330100 6400100, 330000 6400000)))"
            """);
        assertThat(prepared.mask().polygons()).hasSize(2);
        assertThat(prepared.mask().polygons().stream()
                        .mapToDouble(Polygon::getArea)
                        .sum())
                .isCloseTo(1_505_000, within(1e-6));
        assertThat(prepared.notes()).anySatisfy(note -> assertThat(note).contains("3 features became 2 polygons"));
        assertThat(prepared.mask().provenance().file()).isEqualTo("mask.csv");
    }

    @Test
    void an_invalid_ring_of_a_mask_is_repaired_and_told() throws IOException {
        MaskImport.Prepared prepared = mask("""
            wkt
            "POLYGON ((320000 6400000, 321000 6401000, 321000 6400000, 320000 6401000, 320000 6400000))"
            """);
        assertThat(prepared.warnings()).singleElement().asString().contains("repaired", "line 2");
        assertThat(prepared.mask().polygons()).allMatch(Polygon::isValid);
    }

    @Test
    void a_mask_of_lines_or_elsewhere_is_refused_with_the_line() {
        assertThatThrownBy(() -> mask("wkt\n\"LINESTRING (320000 6400000, 321000 6401000)\"\n"))
                .isInstanceOfSatisfying(
                        ImportException.class,
                        e -> assertThat(e.reasons()).singleElement().asString().contains("line 2", "LineString"));
        assertThatThrownBy(() -> mask("wkt\n\"POLYGON ((0 0, 1000 0, 1000 1000, 0 0))\"\n"))
                .isInstanceOfSatisfying(
                        ImportException.class,
                        e -> assertThat(e.reasons()).singleElement().asString().contains("outside Sweden"));
    }

    @Test
    void the_built_up_areas_of_real_data_come_in() {
        Path data = Path.of(System.getProperty("regstat.root"), "../shared/data/goteborgsregionen.gpkg");
        Assumptions.assumeTrue(Files.exists(data), "needs the real data in ../shared/data");
        MaskImport.Prepared prepared = new MaskImport(NO_REPROJECTION, Progress.NONE)
                .read(GeoFile.of(data).layer("tatort_14_lm"), "built-up", "");
        assertThat(prepared.mask().polygons()).hasSizeBetween(300, 335);
        assertThat(prepared.warnings()).singleElement().asString().contains("repaired");
    }

    @Test
    void points_keep_their_people_and_empty_ones_are_left_out() throws IOException {
        WeightedPoints people = population("""
            wkt,bef
            POINT (320000.5 6400000.25),12
            POINT (320001 6400001),0
            POINT (320002 6400002),0.5
            """).population();
        assertThat(people.eastings()).containsExactly(320000.5, 320002);
        assertThat(people.northings()).containsExactly(6400000.25, 6400002);
        assertThat(people.weights()).containsExactly(12, 0.5);
        assertThat(people.cellSize()).isZero();
        assertThat(people.year()).isEqualTo(2023);
    }

    @Test
    void the_people_of_a_grid_cell_lie_evenly_inside_it_and_none_is_lost() throws IOException {
        WeightedPoints people = population("""
            wkt;bef
            POLYGON ((320000 6400000, 321000 6400000, 321000 6401000, 320000 6401000, 320000 6400000));300
            POLYGON ((330000 6400000, 330010 6400000, 330000 6400001, 330000 6400000));7
            """).population();
        assertThat(people.size()).isEqualTo(101);
        assertThat(Arrays.stream(people.weights()).sum()).isCloseTo(307, within(1e-9));
        assertThat(people.eastings()[0]).isEqualTo(320050);
        assertThat(people.weights()[0]).isCloseTo(3, within(1e-12));
        assertThat(people.cellSize())
                .as("points, of which none stands for a square around it")
                .isZero();
    }

    @Test
    void squares_of_one_size_are_the_cells_of_a_grid_with_their_people_and_children() throws IOException {
        Path file = Files.writeString(directory.resolve("rutor.csv"), """
            wkt;bef;barn
            POLYGON ((320000 6400000, 321000 6400000, 321000 6401000, 320000 6401000, 320000 6400000));300;7
            POLYGON ((322000 6400000, 322000 6401000, 323000.004 6401000, 323000 6400000, 322000 6400000));0;0
            POLYGON ((321000 6400000, 321000 6401000, 322000.004 6401000, 322000 6400000, 321000 6400000));5;0
            """);
        PreparedPopulation prepared = new PopulationImport(NO_REPROJECTION, Progress.NONE)
                .read(GeoFile.of(file), KindColumn.parse(List.of("bef", "age_0_4=barn")), "rutor", 2023, "");
        WeightedPoints people = prepared.population();
        assertThat(people.cellSize()).isEqualTo(1000);
        assertThat(people.size()).isEqualTo(2);
        assertThat(people.eastings()[0]).isEqualTo(320_500);
        assertThat(people.kinds()).containsExactly("population", "age_0_4");
        assertThat(people.weights()).containsExactly(300, 5);
        assertThat(people.weights("age_0_4")).containsExactly(7, 0);
        assertThat(prepared.notes()).anySatisfy(note -> assertThat(note).contains("a grid of 1000 m"));
        assertThat(prepared.summary())
                .containsExactly(
                        "population rutor, 2023: 305 persons in 2 cells",
                        "population rutor, 2023: 7 of age_0_4 in 2 cells");
    }

    @Test
    void two_columns_cannot_count_the_same() {
        assertThatThrownBy(() -> KindColumn.parse(List.of("bef", "barn"))).hasMessageContaining("as in age_0_4=ald0_4");
    }

    @Test
    void some_kinds_of_people_alone_are_no_population_to_divide_by() {
        assertThatThrownBy(() -> KindColumn.parse(List.of("age_0_4=barn")))
                .hasMessageContaining("nothing counts all people");
        assertThat(KindColumn.parse(List.of("age_0_4=barn", "bef"))).hasSize(2);
    }

    @Test
    void what_is_no_number_of_persons_refuses_the_file() {
        assertThatThrownBy(() -> population("""
            wkt,bef
            POINT (320000 6400000),-1
            POINT (320000 6400000),många
            POINT (320000 6400000),
            POINT (320000 6400000),3
            """))
                .isInstanceOfSatisfying(
                        ImportException.class,
                        e -> assertThat(e.reasons()).hasSize(3).allMatch(r -> r.contains("number of persons")));
        assertThatThrownBy(() -> population("wkt,folk\nPOINT (320000 6400000),1\n"))
                .hasMessageContaining("no column 'bef'")
                .hasMessageContaining("folk");
        assertThatThrownBy(() -> population("wkt,bef\nPOINT (320000 6400000),0\n"))
                .hasMessageContaining("nobody");
    }

    private MaskImport.Prepared mask(String csv) throws IOException {
        Path file = Files.writeString(directory.resolve("mask.csv"), csv);
        return new MaskImport(NO_REPROJECTION, Progress.NONE).read(GeoFile.of(file), "built-up", "");
    }

    private PreparedPopulation population(String csv) throws IOException {
        Path file = Files.writeString(directory.resolve("rutor.csv"), csv);
        return new PopulationImport(NO_REPROJECTION, Progress.NONE)
                .read(GeoFile.of(file), KindColumn.parse(List.of("bef")), "rutor", 2023, "");
    }
}
