package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.importing.demo.DemoStore;
import se.regstat.statistics.store.StoreUrl;

/** What is written is for people, and for this program to read again. */
class ReaggregatedFilesTest {

    private static final String ASKED = "--indicators population --periods 2023 --missing partial";

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
                V;=Västra ängen;POLYGON ((730000 6880000, 750000 6880000, 750000 6900000, 730000 6900000, 730000 6880000))
                -1+2;"@ön; \"\"Östra\"\"";POLYGON ((750000 6880000, 770000 6880000, 770000 6900000, 750000 6900000, 750000 6880000))
                """);
    }

    @Test
    void figures_are_the_same_in_every_format_and_none_has_seventeen_digits() throws Exception {
        for (String ending : List.of("csv", "geojson", "gpkg")) run(boundaries, "t." + ending, ASKED);
        run(null, "exact.csv", "--target-division deso@2025 " + ASKED);
        JsonNode features = new ObjectMapper()
                .readTree(folder.resolve("t.geojson").toFile())
                .path("features");
        List<String> lines = Files.readAllLines(folder.resolve("t.csv"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("t.gpkg"));
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("SELECT * FROM reaggregated ORDER BY fid")) {
            for (int i = 0; i < features.size(); i++) {
                assertThat(row.next()).isTrue();
                JsonNode properties = features.get(i).path("properties");
                for (String column : List.of("value", "lower", "upper", "coverage", "cut_share")) {
                    assertThat(row.getDouble(column))
                            .isEqualTo(properties.path(column).asDouble());
                }
                assertThat(lines.get(1 + i))
                        .contains("," + properties.path("value").asText() + ",estimated,"
                                + text(properties.path("lower")) + ","
                                + text(properties.path("upper")) + ",");
            }
        }
        assertThat(String.join("\n", lines) + Files.readString(folder.resolve("t.geojson")))
                .doesNotContainPattern("\\d{12,}");
        assertThat(Files.readAllLines(folder.resolve("exact.csv")).stream().filter(line -> line.contains(",normal,")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).containsPattern(",population,\\d+,normal,\\d+,\\d+,"));
    }

    @Test
    void csv_has_no_geometry_unless_asked_for_and_no_text_that_is_a_formula() throws Exception {
        run(boundaries, "t.csv", ASKED);
        String csv = Files.readString(folder.resolve("t.csv"));
        assertThat(csv).doesNotContain("MULTIPOLYGON", "geom");
        assertThat(csv.lines().skip(1))
                .satisfiesExactly(line -> assertThat(line).startsWith("V,'=Västra ängen,"), line -> assertThat(line)
                        .startsWith("'-1+2,\"'@ön; \"\"Östra\"\"\","));
    }

    @Test
    void csv_with_geometry_is_read_again_as_boundaries_and_as_a_division() throws Exception {
        run(boundaries, "t.csv", ASKED + " --geometry wkt");
        Path written = folder.resolve("t.csv");
        run(written, "again.csv", ASKED + " --id-attribute target_id --name-attribute target_name --geometry wkt");
        assertThat(folder.resolve("again.csv")).hasSameTextualContentAs(written);
        assertThat(said(
                        0,
                        "import division " + written
                                + " --division ytor --vintage 2023 --code target_id --name target_name" + " --store "
                                + folder.resolve("own.gpkg")))
                .contains("2 areas, 800.0 km²");
    }

    /** As CSV has it. */
    private static String text(JsonNode figure) {
        return figure.isNull() ? "" : figure.asText();
    }

    private void run(Path boundaries, String out, String options) {
        said(
                0,
                "reaggregate " + (boundaries == null ? "" : "--boundaries " + boundaries + " ") + options + " --out "
                        + folder.resolve(out) + " --store " + shared.resolve("demo.gpkg"));
    }

    private static String said(int status, String command) {
        StringWriter said = new StringWriter();
        List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
        assertThat(Main.run(said, words.toArray(String[]::new)))
                .as(said.toString())
                .isEqualTo(status);
        return said.toString();
    }
}
