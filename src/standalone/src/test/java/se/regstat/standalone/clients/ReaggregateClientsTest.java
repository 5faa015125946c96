package se.regstat.standalone.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Re-aggregation as QGIS and GDAL meet it, held against what the command line says of the same boundaries. */
class ReaggregateClientsTest {

    private static final String WEST =
            "POLYGON ((730000 6880000, 750000 6880000, 750000 6900000, 730000 6900000, 730000 6880000))";
    private static final String EAST =
            "POLYGON ((750000 6880000, 770000 6880000, 770000 6900000, 750000 6900000, 750000 6880000))";

    @TempDir
    static Path folder;

    private static RunningHost host;

    @BeforeAll
    static void start() {
        host = RunningHost.ofDemo();
    }

    @Test
    @Needs(Need.QGIS)
    void the_plugin_for_qgis_brings_a_polygon_layer_its_indicators() throws IOException {
        JsonNode result = qgis(Map.of("INDICATORS", "population", "PERIODS", "2022/2023", "MISSING", 1, "ID", "kod"));
        assertThat(result.path("error").asText("")).isEmpty();
        assertThat(result.path("crs").asText()).isEqualTo("EPSG:3006");
        JsonNode rows = result.path("rows");
        List<JsonNode> expected = commandLine();
        assertThat(rows).hasSize(4);
        for (int i = 0; i < 4; i++) {
            JsonNode row = rows.get(i);
            assertThat(row.path("target_id").asText())
                    .isEqualTo(expected.get(i).path("target_id").asText());
            assertThat(row.path("target_name").asText()).isIn("Västra ängen", "Östra ön");
            assertThat(row.path("year").asInt())
                    .isEqualTo(expected.get(i).path("year").asInt());
            double value = expected.get(i).path("value").asDouble();
            assertThat(row.path("value").asDouble()).isCloseTo(value, within(1e-6 * value));
            assertThat(row.path("area").asDouble()).isCloseTo(400e6, within(1.0));
            assertThat(row.path("status").asText()).isEqualTo("estimated");
        }
    }

    @Test
    @Needs(Need.QGIS)
    void the_plugin_for_qgis_says_what_the_server_refuses() {
        JsonNode result = qgis(Map.of("INDICATORS", "nix"));
        assertThat(result.path("error").asText()).contains("Indikatorer / Indicators: 'nix'");
    }

    @Test
    @Needs(Need.QGIS)
    void medians_are_averaged_where_that_is_asked_for() {
        Map<String, Object> median = Map.of("INDICATORS", "net_income_median", "PERIODS", "2022", "MISSING", 1);
        assertThat(qgis(median).path("error").asText()).contains("net_income_median");
        Map<String, Object> approximate = new HashMap<>(median);
        approximate.put("APPROXIMATE", true);
        JsonNode result = qgis(approximate);
        assertThat(result.path("error").asText("")).isEmpty();
        assertThat(result.path("rows")).hasSize(2);
        assertThat(result.path("rows").get(0).path("value").asDouble()).isPositive();
        assertThat(result.path("rows").get(0).path("upper").isNull()).isTrue();
    }

    @Test
    @Needs(Need.GDAL)
    void gdal_opens_the_plain_address_as_a_layer() {
        Path file = folder.resolve("kommuner.csv");
        Programs.run(
                "ogr2ogr",
                "-f",
                "CSV",
                file,
                host.url()
                        + "/regstat-info/reaggregate.geojson?target=kommun@2025&indicators=population&periods=2022/2023"
                        + "&missing=partial",
                "-where",
                "year = 2023");
        assertThat(file).content().contains("9901", "derived_from").hasLineCount(7);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Needs(Need.OWSLIB)
    void owslib_follows_an_execution_to_its_end_and_reads_the_result(boolean asReference) {
        JsonNode result = owslib("kommun@2025", asReference);
        assertThat(result.path("errors")).isEmpty();
        assertThat(result.path("status").asText()).isEqualTo("ProcessSucceeded");
        assertThat(result.path("location").asText()).contains("GetExecutionStatus");
        assertThat(result.path("data").asText().strip().lines())
                .hasSize(7)
                .first()
                .asString()
                .startsWith("target_id,");
    }

    @Test
    @Needs(Need.OWSLIB)
    void owslib_is_told_why_an_execution_failed() {
        JsonNode result = owslib("kommun@1999", false);
        assertThat(result.path("location").asText()).contains("GetExecutionStatus");
        assertThat(result.path("errors").toString()).contains("there is no kommun@1999");
    }

    private static JsonNode owslib(String target, boolean asReference) {
        return Programs.script(
                List.of(
                        Programs.PYTHON,
                        Programs.scripts().resolve("owslib_client.py").toString()),
                Map.of(
                        "url",
                        host.url() + "/ows",
                        "execute",
                        "regstat:Reaggregate",
                        "inputs",
                        List.of(
                                List.of("targetDivision", target),
                                List.of("indicators", "population"),
                                List.of("periods", "2023")),
                        "output",
                        List.of("result", asReference, "text/csv")));
    }

    private static JsonNode qgis(Map<String, Object> parameters) {
        return QgisPlugin.FOLDER
                .ask(
                        host.url(),
                        List.of(Map.of(
                                "algorithm",
                                "regstat:reaggregate",
                                "boundaries",
                                List.of(
                                        Map.of("kod", "V", "namn", "Västra ängen", "wkt", WEST),
                                        Map.of("kod", "O", "namn", "Östra ön", "wkt", EAST)),
                                "parameters",
                                parameters)))
                .path("answers")
                .get(0);
    }

    private static List<JsonNode> commandLine() throws IOException {
        Path boundaries = Files.writeString(
                folder.resolve("egna.csv"), "kod;namn;wkt\nV;Västra ängen;" + WEST + "\nO;Östra ön;" + EAST + "\n");
        Path out = folder.resolve("egna.geojson");
        RunningHost.regstat(
                "reaggregate",
                "--boundaries",
                boundaries,
                "--indicators",
                "population",
                "--periods",
                "2022/2023",
                "--missing",
                "partial",
                "--out",
                out,
                "--store",
                host.storeFile());
        List<JsonNode> rows = new ArrayList<>();
        new ObjectMapper()
                .readTree(out.toFile())
                .path("features")
                .forEach(feature -> rows.add(feature.path("properties")));
        return rows;
    }
}
