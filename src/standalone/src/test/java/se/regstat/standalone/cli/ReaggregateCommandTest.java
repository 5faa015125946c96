package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.importing.demo.DemoStore;
import se.regstat.statistics.store.StoreUrl;

/** The command line on the demo region. */
class ReaggregateCommandTest {

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path boundaries;

    @BeforeAll
    static void make_a_store_and_boundaries() throws Exception {
        DemoStore.create(StoreUrl.of(shared.resolve("demo.gpkg")));
        boundaries = Files.writeString(shared.resolve("egna.csv"), """
                kod;namn;wkt
                V;Västra ängen;POLYGON ((730000 6880000, 750000 6880000, 750000 6900000, 730000 6900000, 730000 6880000))
                O;Östra ön;POLYGON ((750000 6880000, 770000 6880000, 770000 6900000, 750000 6900000, 750000 6880000))
                """);
    }

    @Test
    void all_three_formats_have_the_same_numbers() throws Exception {
        run("v.csv", "--boundaries", boundaries.toString());
        run("v.geojson", "--boundaries", boundaries.toString());
        run("v.gpkg", "--boundaries", boundaries.toString());
        JsonNode features = new ObjectMapper()
                .readTree(folder.resolve("v.geojson").toFile())
                .path("features");
        assertThat(features).hasSize(4);
        List<String> lines = Files.readAllLines(folder.resolve("v.csv"));
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).startsWith("target_id,target_name,period,year,indicator,value,status,lower,upper");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("v.gpkg"));
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("SELECT * FROM reaggregated ORDER BY fid")) {
            for (JsonNode feature : features) {
                JsonNode properties = feature.path("properties");
                assertThat(row.next()).isTrue();
                assertThat(row.getString("target_name"))
                        .isEqualTo(properties.path("target_name").asText());
                assertThat(row.getInt("year")).isEqualTo(properties.path("year").asInt());
                assertThat(row.getDouble("value"))
                        .isCloseTo(properties.path("value").asDouble(), within(1e-9));
                assertThat(row.getString("derived_from")).startsWith("deso@2018, ");
            }
        }
        assertThat(features.get(0).path("properties").path("value").asDouble()).isPositive();
        assertThat(lines.get(1)).contains("Västra ängen");
    }

    @Test
    void a_file_that_is_there_is_not_written_over_and_mistakes_exit_with_their_status() throws Exception {
        Path there = Files.writeString(folder.resolve("v.csv"), "mitt");
        assertThat(status("--boundaries", boundaries.toString(), "--out", there.toString()))
                .isEqualTo(2);
        assertThat(there).hasContent("mitt");
        assertThat(status(
                        "--boundaries",
                        boundaries.toString(),
                        "--out",
                        folder.resolve("v.xlsx").toString()))
                .isEqualTo(2);
        assertThat(status("--out", folder.resolve("a.csv").toString())).isEqualTo(2);
        assertThat(status(
                        "--target-division",
                        "deso@1999",
                        "--out",
                        folder.resolve("b.csv").toString()))
                .isEqualTo(1);
        assertThat(status(
                        "--boundaries",
                        "nowhere.gpkg",
                        "--out",
                        folder.resolve("c.csv").toString()))
                .isEqualTo(1);
        assertThat(folder).isDirectoryNotContaining("glob:**/[abc].csv");
    }

    @Test
    void it_says_what_it_took_and_where_the_counts_went() throws Exception {
        Path bow = Files.writeString(folder.resolve("egna.csv"), """
                kod;wkt
                R;POLYGON ((730000 6880000, 750000 6900000, 750000 6880000, 730000 6900000, 730000 6880000))
                """);
        StringWriter said = new StringWriter();
        String[] all = all(
                List.of("--boundaries", bow.toString(), "--indicators", "net_income_median"),
                "--periods=2023",
                "--missing=partial",
                "--approximate",
                "--out",
                folder.resolve("r.csv").toString());
        assertThat(Main.run(said, all)).as(said.toString()).isZero();
        assertThat(said.toString())
                .contains("2 rows", "for 1 target", "values: 2 estimated", "note: ", "repaired")
                .containsPattern("population 2023: [\\d ]+ in, [\\d ]+ out, [\\d ]+ lost outside, 0 counted twice")
                .doesNotContain("net_income_median 2023:");
    }

    @Test
    void messages_name_the_options_and_what_is_wrong_is_told_in_two_lines() throws Exception {
        assertThat(told(
                        "--boundaries",
                        boundaries.toString(),
                        "--id-attribute",
                        "nix",
                        "--out",
                        folder.resolve("a.csv").toString()))
                .contains("--id-attribute: the boundaries have no attribute 'nix'; they have kod, namn")
                .doesNotContain("idAttribute", "the_geom");
        assertThat(told("--target-division", "deso@2025", "--out", folder + "/nowhere/a.csv"))
                .contains("there is no folder " + folder.resolve("nowhere") + "; make it first")
                .hasLineCount(2)
                .endsWith("see ./regstat reaggregate --help\n");
        assertThat(told("--target-division", "deso@2025")).contains("--out").hasLineCount(2);
    }

    private static String told(String... arguments) {
        StringWriter said = new StringWriter();
        assertThat(Main.run(said, all(List.of(arguments)))).isNotZero();
        return said.toString();
    }

    private void run(String out, String... arguments) {
        StringWriter said = new StringWriter();
        String[] all = all(
                List.of(arguments),
                "--periods",
                "2022/2023",
                "--missing",
                "partial",
                "--out",
                folder.resolve(out).toString());
        assertThat(Main.run(said, all)).as(said.toString()).isZero();
        assertThat(said.toString()).contains("4 rows");
    }

    private static int status(String... arguments) {
        StringWriter said = new StringWriter();
        int status = Main.run(said, all(List.of(arguments)));
        assertThat(said.toString()).doesNotContain("Exception", "\tat ");
        return status;
    }

    private static String[] all(List<String> arguments, String... more) {
        List<String> all = new java.util.ArrayList<>(List.of(
                "reaggregate",
                "--indicators",
                "population",
                "--store",
                shared.resolve("demo.gpkg").toString()));
        all.addAll(arguments);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
