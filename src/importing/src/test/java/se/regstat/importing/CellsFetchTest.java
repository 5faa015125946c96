package se.regstat.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.regstat.importing.format.Problems;
import se.regstat.importing.grid.CellsImport;
import se.regstat.importing.source.Fetched;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.store.Store;

/** Population grids, from SCB's WFS as it is imitated, and SCB's real cells of Dalarna. */
class CellsFetchTest {

    private static final List<String> GRID = List.of("population_1km@2025");

    @TempDir
    Path directory;

    private Publishers publishers;
    private Fetching fetching;

    @BeforeEach
    void publishers_are_there() throws IOException {
        publishers = new Publishers();
        fetching = new Fetching(directory, publishers);
        fetching.otherwise.put("\"2025\": 115118", "\"2025\": 12");
    }

    @AfterEach
    void and_gone() {
        publishers.close();
    }

    private WeightedPoints stored() {
        try (Store store = fetching.store()) {
            assertThat(store.populations()).hasSize(1);
            return store.populations().get(0);
        }
    }

    @Test
    void of_the_whole_country_every_cell_is_a_point_in_its_middle_with_those_who_live_there() throws IOException {
        assertThat(fetching.fetch(GRID, List.of())).noneMatch(Fetched::isKnown);

        WeightedPoints grid = stored();
        assertThat(grid.name()).isEqualTo("population_1km_2025");
        assertThat(grid.year()).isEqualTo(2025);
        assertThat(grid.cellSize()).isEqualTo(1000);
        assertThat(grid.size()).isEqualTo(12);
        assertThat(grid.eastings()[0]).isEqualTo(320_500);
        assertThat(grid.northings()[0]).isEqualTo(6_400_500);
        assertThat(Arrays.stream(grid.weights()).sum())
                .as("beftotalt, not men and women")
                .isEqualTo(12 * 105 + 66);
        assertThat(publishers.asked)
                .filteredOn(address -> address.contains("startIndex"))
                .allMatch(address -> address.contains("propertyName=rutid_scb%2Cbeftotalt"));
        assertThat(fetching.fetch(GRID, List.of())).allMatch(Fetched::isKnown);
    }

    @Test
    void of_a_kommun_in_the_store_the_cells_that_touch_its_box_come_and_no_others() throws IOException {
        List<String> both = List.of("population_1km@2025", "regso@2025", "kommun@2025");
        assertThat(fetching.fetch(both, List.of("1402")))
                .extracting(fetched -> fetched.recipe().id())
                .containsExactly("regso@2025", "kommun@2025", "population_1km@2025");

        assertThat(stored().eastings()).containsExactly(323_500, 324_500, 325_500, 326_500, 327_500, 328_500);
        assertThat(publishers.asked)
                .filteredOn(address -> address.contains("befolkning") && address.contains("startIndex"))
                .isNotEmpty()
                .allMatch(address -> address.contains("rutid_scb+BETWEEN+%273230000000000%27+AND+%273280009999999%27"));
    }

    @Test
    void a_part_does_not_take_the_place_of_another_silently() throws IOException {
        fetching.fetch(List.of("regso@2025", "kommun@2025"), Publishers.KOMMUNER);
        fetching.fetch(GRID, List.of("1401"));

        assertThat(fetching.refused(GRID, List.of("1480")))
                .hasMessageContaining("5 cells that were not asked for now; nothing was stored")
                .hasMessageContaining("--replace");
        fetching.fetch(GRID, List.of("1480"), true);
        assertThat(stored().eastings()).startsWith(327_500);
    }

    @Test
    void without_the_kommun_in_the_store_it_is_taken_whole_and_that_is_told() throws IOException {
        assertThat(fetching.fetch(GRID, List.of("1480"))).singleElement().satisfies(fetched -> assertThat(
                        fetched.notes())
                .contains("population_1km@2025 was taken whole, since the store does not have kommun 1480 to take a"
                        + " part by"));
        assertThat(stored().size()).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rutid_scb | 6400000320000 | it lies outside Sweden; its name should be easting, then northing",
                "rutid_scb | 1kmN4100E4500 | it lies outside Sweden",
                "rutid_scb | 64000 | it is not named by its corner",
                "rutid_scb | CRS3035RES1000mN4100000E4500000 | in EPSG:3035 and do not lie along EPSG:3006",
                "rutid_scb | 100mN64000E3200 | it is not of 1000 m as others",
                "rutid_scb | 3205006400000 | its corner does not lie on a grid of 1000 m",
                "beftotalt | 3.5 | '3.5' is not a number of persons",
                "beftotalt | -1 | '-1' is not a number of persons"
            })
    void what_is_no_cell_is_refused(String attribute, String value, String told) throws IOException {
        publishers.layers.get("stat:befolkning_1km_2025").get(0).put(attribute, value);

        assertThat(fetching.refused(GRID, List.of()).reasons())
                .singleElement()
                .asString()
                .contains(told);
    }

    @Test
    void scb_s_cells_of_dalarna_add_up_to_who_lives_there() throws IOException {
        Path real = Path.of(System.getProperty("regstat.root"), "../shared/data/dalarna_population_1km_2025.csv");
        Assumptions.assumeTrue(Files.exists(real), "needs the real data in ../shared/data");
        CellsImport cells = new CellsImport(
                OptionalInt.of(1000), List.of(WeightedPoints.PEOPLE, "age_65_w"), new Problems("dalarna"));
        Files.readAllLines(real).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .forEach(row -> cells.add(row[0], List.of(row[3], row[4])));

        WeightedPoints grid = cells.prepared("grid", 2025, "dalarna", "SCB").population();

        assertThat(grid.size()).isEqualTo(4004);
        assertThat(Arrays.stream(grid.weights()).sum()).isEqualTo(285_587);
        assertThat(Arrays.stream(grid.weights("age_65_w")).sum()).isEqualTo(75_189);
        int first = IntStream.range(0, grid.size())
                .filter(i -> grid.eastings()[i] == 352_500 && grid.northings()[i] == 6_862_500)
                .findFirst()
                .orElseThrow();
        assertThat(grid.weights()[first]).isEqualTo(3);
        assertThat(grid.weights("age_65_w")[first]).isEqualTo(3);
        assertThat(grid.northings()).isSorted();
    }
}
