package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.regstat.importing.demo.DemoStore;
import se.regstat.standalone.host.DoorQuestions.Answer;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.ConfigurationException;
import se.regstat.statistics.store.StoreUrl;

/** Layers that analysis.yml asks for have the figures that the operation answers. */
class AnalysisLayersTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String LAYER = "born_abroad_nearest_deso";

    @TempDir
    private static Path folder;

    private static EmbeddedHost host;
    private static DoorQuestions doors;

    @BeforeAll
    static void start() throws IOException {
        DemoStore.create(StoreUrl.of(folder.resolve("demo.gpkg")));
        Configuration.writeDefaults(folder.resolve("config"));
        analyses("""
                layers:
                  born_abroad_nearest:
                    title: {sv: Födda utomlands bland de närmaste, en: Born abroad among the nearest}
                    theme: origin
                    unit: "%"
                    neighbours: {indicators: share_born_abroad, k: 6400, missing: partial}
                  often_highest:
                    title: {sv: Hur ofta bland de högsta, en: How often among the highest}
                    unit: "%"
                    sensitivity: {indicators: share_born_abroad, draws: 20, missing: partial}
                  kinds:
                    title: {sv: Grupper av områden, en: Groups of areas}
                    alike: {indicators: [share_born_abroad, share_rented], k: 4, source_division: regso}
                  too_small:
                    neighbours: {indicators: share_born_abroad, k: 3}
                """);
        host = DemoHost.start(folder);
        doors = new DoorQuestions(host, folder);
    }

    private static void analyses(String text) throws IOException {
        Files.writeString(folder.resolve("config/analysis.yml"), text);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void a_layer_has_in_each_year_what_the_operation_answers_in_percent() throws Exception {
        for (int year : new int[] {2011, 2024}) {
            Answer asked = doors.address(DoorQuestions.parameters(
                    "neighbours indicators=share_born_abroad k=6400 missing=partial periods=" + year));
            Map<String, JsonNode> layer = new TreeMap<>();
            for (JsonNode feature : features(LAYER, "&CQL_FILTER=year=" + year)) {
                layer.put(feature.path("properties").path("code").asText(), feature.path("properties"));
            }
            assertThat(layer).hasSize(asked.rows().size()).hasSizeGreaterThan(200);
            asked.rows().values().forEach(row -> {
                JsonNode has = layer.get(row.get("target_id"));
                assertThat(has.path("status").asText()).isEqualTo(row.get("status"));
                if (row.get("share").isEmpty())
                    assertThat(has.path("value").isNull()).isTrue();
                else {
                    assertThat(has.path("value").asDouble())
                            .isCloseTo(100 * Double.parseDouble(row.get("share")), within(0.051));
                }
                assertThat(has.path("origin").asText()).isEqualTo("computed");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "often_highest_deso, sensitivity indicators=share_born_abroad by=unit draws=20 missing=partial, value, 100",
        "kinds_regso, 'alike indicators=share_born_abroad,share_rented k=4 draws=0 sourceDivision=regso', group, 1",
    })
    void layers_of_other_operations_have_what_these_answer(String layer, String question, String column, double factor)
            throws Exception {
        List<Map<String, String>> rows =
                csv("/regstat-info/" + question.replaceFirst(" ", ".csv?").replace(' ', '&') + "&periods=2023");
        Map<String, JsonNode> has = new TreeMap<>();
        for (JsonNode feature : features(layer, "&CQL_FILTER=year=2023")) {
            has.put(feature.path("properties").path("code").asText(), feature.path("properties"));
        }
        assertThat(rows).hasSizeGreaterThan(80).hasSameSizeAs(has.values());
        for (Map<String, String> row : rows) {
            JsonNode area = has.get(row.get("code"));
            assertThat(area.path("status").asText()).isEqualTo(row.get("status"));
            assertThat(area.path("value").isNull()).isEqualTo(row.get(column).isEmpty());
            if (row.get(column).isEmpty()) continue;
            assertThat(area.path("value").asDouble())
                    .isCloseTo(factor * Double.parseDouble(row.get(column)), within(0.051));
        }
        assertThat(has.values().stream()
                        .map(area -> area.path("value").asText())
                        .distinct())
                .hasSizeGreaterThan(3);
    }

    private static List<Map<String, String>> csv(String path) throws Exception {
        List<Map<String, String>> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(text(path))) {
            reader.forEach(row -> rows.add(row.getFieldsAsMap()));
        }
        return rows;
    }

    @Test
    void it_is_drawn_with_a_style_of_its_own_and_time_and_what_cannot_be_had_is_no_layer() throws Exception {
        String capabilities = text("/wms?service=WMS&version=1.3.0&request=GetCapabilities");
        assertThat(capabilities)
                .contains(
                        "<Name>regstat:" + LAYER + "</Name>",
                        "<Name>" + LAYER + "</Name>",
                        "Födda utomlands bland de närmaste",
                        "<Name>regstat:often_highest_deso</Name>",
                        "<Name>regstat:kinds_regso</Name>")
                .doesNotContain("too_small");
        assertThat(capabilities.substring(capabilities.indexOf("<Name>regstat:" + LAYER)))
                .contains("2011-01-01T00:00:00.000Z,2012-01-01");
    }

    @Test
    void a_file_that_cannot_be_understood_is_refused_with_line_and_key() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Configuration.writeDefaults(other);
        for (Map.Entry<String, String> wrong : Map.of(
                        "{title: {sv: A, en: B}}", "name one, with its parameters",
                        "{neighbours: {k: 1}, titel: A}", "titel",
                        "{neighbours: {k: 1}, segregation: {k: 1}}", "is one of several operations")
                .entrySet()) {
            Files.writeString(other.resolve("analysis.yml"), "layers: {some: " + wrong.getKey() + "}\n");
            assertThatThrownBy(() -> Configuration.load(other))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("analysis.yml")
                    .hasMessageContaining(wrong.getValue());
        }
        Files.writeString(other.resolve("analysis.yml"), "layers: {population: {neighbours: {k: 1}}}\n");
        assertThatThrownBy(() -> Configuration.load(other)).hasMessageContaining("is the id of an indicator");
    }

    private static JsonNode features(String layer, String more) throws Exception {
        String answer = text(
                "/wfs?service=WFS&version=2.0.0&request=GetFeature&outputFormat=application/json&typeNames=regstat:"
                        + layer + more);
        assertThat(answer).startsWith("{");
        return new ObjectMapper().readTree(answer).path("features");
    }

    private static String text(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(host.baseUrl() + path)).build();
        return CLIENT.send(request, BodyHandlers.ofString()).body();
    }
}
