package se.regstat.standalone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.geotools.process.AnsweredOperation;

/** The plugin for QGIS as a server hands it out, and what it is besides what it answers, which {@link DialogDoorTest} asks for. */
@Needs(Need.QGIS)
class QgisPluginTest {

    private static final String SQUARE =
            "POLYGON ((730000 6880000, 750000 6880000, 750000 6900000, 730000 6900000, 730000 6880000))";
    private static final String NOBODY = "http://127.0.0.1:1/geoserver";

    @TempDir
    static Path folder;

    private static RunningHost host;
    private static JsonNode result;

    @BeforeAll
    static void ask() throws IOException {
        host = RunningHost.ofDemo();
        List<Map<String, Object>> squares = List.of(Map.of("kod", "V", "namn", "Västra ängen", "wkt", SQUARE));
        Map<String, Object> population = Map.of("INDICATORS", "population", "PERIODS", "2023", "MISSING", 1);
        result = new QgisPlugin(zip())
                .ask(
                        host.url(),
                        List.of(
                                question("reaggregate", squares, population),
                                question(
                                        "reaggregate", List.of(), Map.of("INDICATORS", "population", "SERVER", NOBODY)),
                                Map.of(
                                        "algorithm",
                                        "regstat:reaggregate",
                                        "boundaries",
                                        squares,
                                        "parameters",
                                        population,
                                        "cancelled",
                                        true),
                                question("crosswalk", List.of(), Map.of("TARGET_DIVISION", "kommun@2025"))),
                        "INDICATORS",
                        "TARGET_DIVISION",
                        "SOURCE_DIVISION",
                        "PERIODS");
    }

    @Test
    void every_operation_is_an_algorithm_until_the_plugin_is_unloaded() {
        assertThat(result.path("algorithms"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(AnsweredOperation.ALL.stream()
                        .map(operation -> "regstat:" + operation.declared().id())
                        .toList());
        assertThat(result.path("unloaded").asBoolean()).isTrue();
    }

    @Test
    void results_are_drawn_by_reliability_and_hatched_where_it_is_low() {
        JsonNode answer = result.path("answers").get(0);
        assertThat(answer.path("error").asText("")).isEmpty();
        assertThat(answer.path("rows")).hasSize(1);
        assertThat(answer.path("progress").asDouble()).isEqualTo(100);
        assertThat(answer.path("style").toString())
                .isEqualTo(
                        "[[\"exact\",\"solid\"],[\"high\",\"solid\"],[\"fair\",\"solid\"],[\"low\",\"b_diagonal\"],[\"\",\"no\"]]");
    }

    @Test
    void a_table_has_no_places_and_the_rows_of_the_address() throws IOException {
        JsonNode answer = result.path("answers").get(3);
        assertThat(answer.path("crs").asText()).isEmpty();
        assertThat(answer.path("style")).isEmpty();
        List<String> lines;
        try (InputStream in = URI.create(host.url() + "/regstat-info/crosswalk.csv?target=kommun@2025")
                .toURL()
                .openStream()) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        assertThat(answer.path("rows")).hasSize(lines.size() - 1).isNotEmpty();
        List<String> columns = List.of(lines.get(0).split(","));
        List<String> first = List.of(lines.get(1).split(","));
        for (int i = 0; i < first.size(); i++) {
            JsonNode value = answer.path("rows").get(0).path(columns.get(i));
            if (value.isNumber()) {
                assertThat(value.asDouble()).as(columns.get(i)).isEqualTo(Double.parseDouble(first.get(i)));
            } else if (value.isTextual()) {
                assertThat(value.asText()).as(columns.get(i)).isEqualTo(first.get(i));
            }
        }
    }

    @Test
    void a_server_that_is_gone_is_told_of_in_words() {
        assertThat(result.path("answers").get(1).path("error").asText())
                .contains(NOBODY + " svarar inte som en Regstat-server", "Is it running");
    }

    @Test
    void cancelling_ends_the_wait_for_the_server() {
        assertThat(result.path("answers").get(2).path("error").asText())
                .isEqualTo("Avbrutet, inget kom till / Cancelled, nothing was made");
    }

    @Test
    void the_server_that_answered_last_is_remembered() {
        assertThat(result.path("answers").get(0).path("remembered").asText())
                .isEqualTo("http://127.0.0.1:8080/geoserver");
        assertThat(result.path("answers").get(3).path("remembered").asText()).isEqualTo(host.url());
    }

    @Test
    void the_dialog_lists_what_the_server_has() {
        assertThat(offered("INDICATORS")).contains("population: DEMO, påhittad data: Folkmängd");
        assertThat(offered("TARGET_DIVISION")).anyMatch(text -> text.startsWith("kommun@2025: "));
        assertThat(offered("SOURCE_DIVISION")).anyMatch(text -> text.startsWith("deso: "));
        assertThat(offered("PERIODS")).contains("2011", "2023").isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void several_are_chosen_where_several_may_be_asked_for() {
        assertThat(chosen("INDICATORS").split(",")).hasSameSizeAs(offered("INDICATORS"));
        assertThat(chosen("PERIODS").split(",")).containsExactlyElementsOf(offered("PERIODS"));
        List<String> divisions = offered("SOURCE_DIVISION");
        assertThat(divisions.get(divisions.size() - 1)).startsWith(chosen("SOURCE_DIVISION") + ": ");
    }

    private static List<String> offered(String key) {
        List<String> texts = new ArrayList<>();
        result.path("lists").path(key).path("offered").forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static String chosen(String key) {
        return result.path("lists").path(key).path("chosen").asText();
    }

    private static Map<String, Object> question(
            String operation, List<Map<String, Object>> boundaries, Map<String, Object> parameters) {
        return Map.of("algorithm", "regstat:" + operation, "boundaries", boundaries, "parameters", parameters);
    }

    /** What the server hands out. */
    private static Path zip() throws IOException {
        Path zip = folder.resolve("regstat-qgis.zip");
        try (InputStream in = URI.create(host.url() + "/regstat-info/map/regstat-qgis.zip")
                .toURL()
                .openStream()) {
            Files.copy(in, zip);
        }
        return zip;
    }
}
