package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exit status and messages: 0 done, 1 failed, 2 wrong use; never a stack trace. */
class CommandLineTest {

    private static final String IMPORT = "import division areas.csv --division deso --vintage 2025 --code code";

    @TempDir
    Path directory;

    private String said = "";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "import                                                                        | say what to import",
                "remove                                                                        | say what to remove",
                "import division --vintage 2025                                                | a FILE, or --from",
                "import division areas.csv --vintage 2025 --code code                          | --division is missing",
                "import division areas.csv --vintage 2025 --division deso                      | --code is missing",
                "import division areas.csv --vintage 25 --division deso --code code            | year: four digits",
                "import division areas.csv --vintage 2025 --division DeSO --code code          | lower-case letters",
                "import division areas.csv --vintage 2025 --division deso --code c --parent x  | regso=COLUMN",
                "import division --from deso@2025 --vintage 2025                               | --dissolve-to is missing",
                "import division --from deso --dissolve-to kommun --vintage 2025               | not a division vintage",
                "import division --from deso@2025 --dissolve-to kommun --vintage 2025 --code c | for files only",
                "import names names.csv --division deso                                        | --vintage",
                "import pxweb a.json --division deso --mapping m.yml --query q.json            | --query goes with",
                "import pxweb http://127.0.0.1/x --division deso --mapping m.yml               | --query is missing",
                "import changes log.csv --division deso --from 18 --to 2025                    | year: four digits",
                "remove indicator                                                              | Missing required",
                "remove division deso                                                          | write id@year",
                "import indicators x.csv                                                       | Missing required",
                "list --nonsense                                                               | Unknown option",
                "list --store jdbc:postgresql://host/db?password=x                              | holds a password",
            })
    void wrong_use_is_explained(String command, String message) {
        assertThat(run(command)).as(said).isEqualTo(2);
        assertThat(said).contains(message).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "import division absent.csv --division deso --vintage 2025 --code code | there is no file",
                "import division --from deso@2025 --dissolve-to kommun --vintage 2025  | there is no store",
                "list                                                                  | there is no store",
                "check                                                                 | there is no store",
                "list --config absent                                                  | there is no such folder",
            })
    void a_failure_is_one_line(String command, String message) {
        assertThat(run(command)).as(said).isEqualTo(1);
        assertThat(said.lines().filter(line -> !line.endsWith("…")))
                .singleElement()
                .asString()
                .startsWith("regstat: ")
                .contains(message);
    }

    @Test
    void a_refused_file_lists_its_rows_and_leaves_the_store_as_it_was() throws Exception {
        write("areas.csv", "code;geom\n9901A0010;" + square(0) + "\n");
        assertThat(run(IMPORT)).as(said).isZero();
        write("areas.csv", "code;geom\n9901A0020;" + square(0) + "\nnonsense;" + square(1) + "\n");
        assertThat(run(IMPORT)).isEqualTo(1);
        assertThat(said).contains("1 thing is wrong", "\n  line 3: code 'nonsense' is not of the form of deso");
        assertThat(run("list")).isZero();
        assertThat(said).containsPattern("deso@2025 +1 ");
    }

    @Test
    void local_names_are_stored() throws Exception {
        write("areas.csv", "code;geom\n9901A0010;" + square(0) + "\n");
        write("names.csv", "code,name\n9901A0010,Ängen\n");
        assertThat(run(IMPORT)).isZero();
        assertThat(run("import names names.csv --division deso --vintage 2025"))
                .as(said)
                .isZero();
        assertThat(said).contains("deso@2025: 1 local names");
        assertThat(run("list")).isZero();
        assertThat(said).containsPattern("deso@2025 +1 +1 ");
    }

    @Test
    void indicators_are_listed_checked_and_removed() throws Exception {
        write("areas.csv", "code;geom\n9901A0010;" + square(0) + "\n9901A0020;" + square(1) + "\n");
        write("indicators.yml", "indicators: {population: {kind: count}, income: {kind: mean, base: population}}\n");
        write("table.csv", "code,income,population\n9901A0010,5,7\n9901A0020,6,8\n");
        write("mapping.yml", "layout: wide\ncolumns: {income: {indicator: income, period: 2024}}\n");
        assertThat(run(IMPORT)).as(said).isZero();
        String command = "import indicators table.csv --division deso --vintage 2025 --code code --mapping "
                + directory.resolve("mapping.yml");
        assertThat(run(command + " --dry-run")).as(said).isZero();
        assertThat(said).contains("2 of 2 areas have values; a dry run, nothing was stored");
        assertThat(run(command)).as(said).isZero();
        assertThat(run("list")).isZero();
        assertThat(said).containsPattern("income +deso@2025 +2 +2024 .*table.csv");
        assertThat(run("check")).as(said).isZero();
        assertThat(said)
                .contains("income: its base population is not there for deso@2025, 2024")
                .contains("income: its licence is unknown");
        write("areas.csv", "code;geom\n9901A0010;" + square(0) + "\n");
        assertThat(run(IMPORT)).isEqualTo(1);
        assertThat(said).contains("the values of 1 area (9901A0020)", "--replace");
        assertThat(run(IMPORT + " --replace")).isZero();
        assertThat(run("check")).isEqualTo(1);
        assertThat(said).contains("values for 1 codes that it does not have (any more): 9901A0020");
        assertThat(run("remove indicator income --period 2023")).isEqualTo(1);
        assertThat(run("remove indicator income --period 2024")).isZero();
        assertThat(run("remove indicator income")).isEqualTo(1);
        assertThat(said).contains("there are no values of income");
    }

    @Test
    void other_systems_are_brought_to_sweref99_tm() throws Exception {
        write("areas.geojson", """
                {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"code": "9901A0010"}, "geometry":
                 {"type": "Polygon", "coordinates": [[[15, 60], [15.1, 60], [15.1, 60.1], [15, 60]]]}}]}
                """);
        assertThat(run(IMPORT.replace("csv", "geojson"))).as(said).isZero();
        assertThat(said).contains("longitude, latitude in WGS 84", "deso@2025: 1 areas, 31.");
        write(
                "areas.geojson",
                Files.readString(directory.resolve("areas.geojson"))
                        .replaceAll("\\[(15[.1]*), (60[.1]*)\\]", "[$2, $1]"));
        assertThat(run(IMPORT.replace("csv", "geojson"))).isEqualTo(1);
        assertThat(said).contains("feature 1 (line 1)", "look swapped");
    }

    @Test
    void help_lists_what_there_is() {
        StringWriter out = new StringWriter();
        assertThat(Main.run(out, "--help")).isZero();
        assertThat(out.toString()).contains("serve", "import", "reaggregate", "list", "remove", "check");
    }

    @Test
    void help_is_a_command_too() {
        StringWriter all = new StringWriter();
        assertThat(Main.run(all, "help")).isZero();
        assertThat(all.toString()).contains("Usage: regstat", "reaggregate");
        StringWriter one = new StringWriter();
        assertThat(Main.run(one, "help", "reaggregate")).isZero();
        assertThat(one.toString())
                .contains(
                        "Usage: regstat reaggregate", "--boundaries", "FILE.csv, FILE.geojson or FILE.gpkg; must not");
        StringWriter table = new StringWriter();
        assertThat(Main.run(table, "help", "segregation")).isZero();
        assertThat(table.toString()).contains("FILE.csv or FILE.json; must not").doesNotContain("gpkg;");
    }

    private int run(String command) {
        List<String> args = new ArrayList<>(Arrays.asList(command.strip().split(" +")));
        args.replaceAll(arg -> arg.endsWith(".csv") || arg.endsWith(".geojson")
                ? directory.resolve(arg).toString()
                : arg);
        boolean complete = args.size() > 1 || args.get(0).matches("list|check");
        if (complete && !args.contains("--store"))
            args.addAll(List.of("--store", directory.resolve("store.gpkg").toString()));
        if (complete && !args.contains("--config")) args.addAll(List.of("--config", directory.toString()));
        StringWriter out = new StringWriter();
        int status = Main.run(out, args.toArray(String[]::new));
        said = out.toString();
        return status;
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private static String square(int east) {
        int x = 320_000 + 1000 * east;
        return "POLYGON ((" + x + " 6400000, " + (x + 1000) + " 6400000, " + (x + 1000) + " 6401000, " + x
                + " 6400000))";
    }
}
