package se.regstat.importing.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.regstat.importing.KindColumn;
import se.regstat.importing.PreparedPopulation;
import se.regstat.importing.format.GeoFile;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Progress;
import se.regstat.statistics.ancillary.WeightedPoints;

/** Grids whose cells come in by their names. */
class CellTableTest {

    @TempDir
    Path directory;

    @Test
    void cells_come_in_with_all_kinds_of_people_in_the_order_of_rows_and_empty_ones_are_left_out() throws IOException {
        WeightedPoints grid = csv(OptionalInt.of(100), """
                rutid;bef;barn;annat
                3520006860100;7;1;x
                3521006860000;5;0;y
                3519006860000;12;3;z
                3525006860000;0;0;z
                3526006860000;0;2;z
                """).population();
        assertThat(grid.cellSize()).isEqualTo(100);
        assertThat(grid.kinds()).containsExactly("population", "age_0_4");
        assertThat(grid.eastings()).containsExactly(351_950, 352_150, 352_650, 352_050);
        assertThat(grid.northings()).containsExactly(6_860_050, 6_860_050, 6_860_050, 6_860_150);
        assertThat(grid.weights()).containsExactly(12, 5, 0, 7);
        assertThat(grid.weights("age_0_4")).containsExactly(3, 0, 2, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "SE_CRS3006RES1000mN6133000E394000, 1000, 394500, 6133500",
        "CRS3006RES250mN6133250E394750, 250, 394875, 6133375",
        "1kmN6133E394, 1000, 394500, 6133500",
        "5kmN6130E395, 5000, 397500, 6132500",
        "100mN61330E3940, 100, 394050, 6133050",
        "250mN613325E39475, 250, 394875, 6133375"
    })
    void names_of_inspire_say_where_a_cell_lies_and_how_large_it_is(
            String name, double side, double easting, double northing) throws IOException {
        WeightedPoints grid =
                csv(OptionalInt.empty(), "rutid;bef;barn\n" + name + ";3;1\n").population();
        assertThat(grid.cellSize()).isEqualTo(side);
        assertThat(grid.eastings()).containsExactly(easting);
        assertThat(grid.northings()).containsExactly(northing);
    }

    @Test
    void a_layer_with_squares_is_read_by_the_names_alone() throws SQLException {
        Path file = directory.resolve("rutor.gpkg");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE TABLE gpkg_contents (table_name TEXT)");
            sql.execute(
                    "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER)");
            sql.execute("INSERT INTO gpkg_contents VALUES ('ruta')");
            sql.execute("INSERT INTO gpkg_geometry_columns VALUES ('ruta', 'geom', 'POLYGON', 3006)");
            sql.execute("CREATE TABLE ruta (fid INTEGER, geom BLOB, rutid INTEGER, bef REAL, barn INTEGER)");
            sql.execute("INSERT INTO ruta VALUES (1, x'00', 3520006860000, 4.0, 1), (2, NULL, 3530006860000, 3, 0)");
        }
        PreparedPopulation prepared = read(file, OptionalInt.of(1000));
        assertThat(prepared.population().weights()).containsExactly(4, 3);
        assertThat(prepared.population().provenance().file()).startsWith("rutor.gpkg");
    }

    @Test
    void what_cannot_be_a_grid_is_refused_with_what_would_be_right() {
        assertThatThrownBy(() -> csv(OptionalInt.empty(), "rutid;bef;barn\n3520006860000;3;1\n"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("--cell-size 1000");
        assertThat(reasons(OptionalInt.of(1000), "3520006860000;3;1\n3520006860000;4;1\n"))
                .containsExactly("cell 3520006860000: it is there more than once");
        assertThat(reasons(OptionalInt.of(1000), "3525006860000;3;1\n"))
                .containsExactly("cell 3525006860000: its corner does not lie on a grid of 1000 m");
        assertThat(reasons(OptionalInt.of(1000), "3520006860000;3;\n3530006860000;1.5;\n"))
                .hasSize(2)
                .allMatch(reason -> reason.contains("is not a number of persons"));
        StringBuilder kilometres = new StringBuilder();
        for (int i = 0; i < 100; i++) kilometres.append(352 + i).append("0006860000;1;0\n");
        assertThat(reasons(OptionalInt.of(100), kilometres.toString()))
                .singleElement()
                .asString()
                .contains("all corners lie on a grid of 1000 m", "--cell-size 1000");
        assertThatThrownBy(() -> csv(OptionalInt.of(100), "ruta;bef;barn\n3520006860000;3;1\n"))
                .hasMessageContaining("no column 'rutid'; its columns are: ruta, bef, barn");
    }

    @ParameterizedTest
    @CsvSource({
        "SE_CRS3006RES0mN6133000E394000, is not named by its corner",
        "0mN6133000E394000, is not named by its corner",
        "SE_CRS3035RES1000mN4000000E4500000, import them with their polygons",
        "1kmN4000E4500, import them with their polygons",
        "SE_CRS3006RES1000mN6133000E1000000, it lies outside Sweden",
        "SE_CRS3006RES1000mN7800000E394000, it lies outside Sweden",
        "6133000394000, 'easting, then northing'"
    })
    void a_name_that_places_no_cell_in_sweden_is_told_why(String name, String reason) {
        assertThat(reasons(OptionalInt.empty(), name + ";3;1\n"))
                .singleElement()
                .asString()
                .startsWith("cell ")
                .contains(name, reason);
    }

    private List<String> reasons(OptionalInt side, String rows) {
        try {
            csv(side, "rutid;bef;barn\n" + rows);
            return List.of();
        } catch (ImportException | IOException e) {
            return e instanceof ImportException refused ? refused.reasons() : List.of(e.toString());
        }
    }

    private PreparedPopulation csv(OptionalInt side, String text) throws IOException {
        return read(Files.writeString(directory.resolve("rutor.csv"), text), side);
    }

    private static PreparedPopulation read(Path file, OptionalInt side) {
        return new CellTable(GeoFile.of(file), "rutid", side, Progress.NONE)
                .read(KindColumn.parse(List.of("bef", "age_0_4=barn")), "rutor", 2025, "");
    }
}
