package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Newer totals on the command line. */
class ScaledCommandTest {

    private static final Path DATA = Path.of(System.getProperty("regstat.root", "."), "../shared/data")
            .toAbsolutePath()
            .normalize();

    @TempDir
    Path folder;

    private Commands commands;

    @BeforeEach
    void work_in_the_folder() {
        commands = new Commands(folder);
    }

    private void division(String id, String vintage, String areas) throws IOException {
        commands.write(id + ".csv", "code;wkt\n" + areas);
        commands.done("import division " + id + ".csv --division " + id + " --vintage " + vintage
                + " --code code --crs EPSG:3006");
    }

    /** From the west, in tens of kilometres. */
    private static String area(String code, int from, int to) {
        int west = 600_000 + 10_000 * from;
        int east = 600_000 + 10_000 * to;
        return "%1$s;POLYGON ((%2$d 6600000, %3$d 6600000, %3$d 6610000, %2$d 6610000, %2$d 6600000))%n"
                .formatted(code, west, east);
    }

    private void values(String division, String vintage, String rows) throws IOException {
        commands.write("values.csv", "code,year,population,women\n" + rows);
        commands.write("mapping.yml", """
                layout: wide
                columns: {population: {indicator: population}, women: {indicator: population_women}}
                period: year
                """);
        commands.done("import indicators values.csv --mapping mapping.yml --code code --division " + division
                + " --vintage " + vintage);
    }

    private Map<String, Double> result(String request) throws IOException {
        Files.deleteIfExists(folder.resolve("out.csv"));
        commands.done("reaggregate --out out.csv " + request);
        Map<String, Double> values = new HashMap<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(folder.resolve("out.csv"))) {
            for (NamedCsvRecord row : rows) {
                String value = row.getField("value");
                values.put(
                        row.getField("target_id") + " " + row.getField("indicator"),
                        value.isEmpty() ? Double.NaN : Double.parseDouble(value));
            }
        }
        return values;
    }

    @Test
    void no_share_is_above_100_percent_and_no_part_above_its_whole() throws IOException {
        division("deso", "2018", area("1480A0010", 0, 1) + area("1480A0020", 1, 2));
        division("regso", "2025", area("1480R001", 0, 2));
        division("own", "2025", area("a", 0, 1) + area("b", 1, 2));
        values("deso", "2018", "1480A0010,2023,100,95\n1480A0020,2023,300,105\n");
        values("regso", "2025", "1480R001,2024,400,260\n");
        Map<String, Double> values = result("--target-division own@2025 --scale-to regso --periods 2024"
                + " --indicators population,population_women,share_women");
        assertThat(values.get("a share_women")).isBetween(95.0, 100.0);
        assertThat(values.get("a population_women")).isLessThanOrEqualTo(values.get("a population"));
        assertThat(values.get("a population_women") + values.get("b population_women"))
                .isCloseTo(260, within(1.0));
    }

    @Test
    void a_refusal_names_the_option_and_the_reason() throws IOException {
        division("deso", "2018", area("1480A0010", 0, 1));
        division("regso", "2025", area("1480R001", 0, 2));
        values("deso", "2018", "1480A0010,2023,100,95\n");
        String request =
                "reaggregate --out out.csv --target-division regso@2025 --indicators population --periods 2024";
        assertThat(commands.refused(request + " --scale-to regso"))
                .contains("there are no values for 2024", "population is not scaled, since it has no values for regso");
    }

    @Test
    void codes_tell_which_kommun_real_areas_lie_in_though_it_is_drawn_roughly() throws IOException {
        Path file = DATA.resolve("goteborgsregionen.gpkg");
        assumeTrue(Files.exists(file), "left out: there is no " + file);
        Path mappings = Path.of(System.getProperty("regstat.root", "."), "config/mappings")
                .toAbsolutePath();
        commands.done("import division " + file + " --layer deso_gr_2018_harledd --division deso --vintage 2018"
                + " --code deso --parent kommun=kommun");
        commands.done("import division " + file + " --layer kommun_2025 --division kommun --vintage 2025 --code "
                + "kommun_kod");
        commands.done("import division " + file
                + " --layer gbg_mellanomraden --division mellanomrade --vintage 2025 --code omrade_kod");
        commands.done("import indicators " + DATA.resolve("deso2018_indicators_2022_2023.csv")
                + " --known-only --mapping " + mappings.resolve("deso2018_indicators_2022_2023.yml")
                + " --division deso --vintage 2018 --code deso");
        commands.done("import indicators " + DATA.resolve("kommun_population_2011_2024.csv") + " --mapping "
                + mappings.resolve("kommun_population_2011_2024.yml")
                + " --division kommun --vintage 2025 --code kommunkod");
        Map<String, Double> values = result("--target-division mellanomrade@2025 --scale-to kommun --periods 2024"
                + " --indicators population --weighting area");
        assertThat(values).hasSize(36).doesNotContainValue(Double.NaN);
        // By area, some of the people of the coast are in the sea: the same share of them in both years.
        Map<String, Double> before = result(
                "--target-division mellanomrade@2025 --periods 2023 --indicators population" + " --weighting area");
        assertThat(sum(values) / sum(before)).isCloseTo(608993.0 / 604616, within(1e-3));
    }

    private static double sum(Map<String, Double> values) {
        return values.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
