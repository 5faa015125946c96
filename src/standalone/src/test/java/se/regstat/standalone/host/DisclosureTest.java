package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.config.Configuration;

/** A restricted indicator, asked for through the services. Fewer persons than the minimum are not told of. */
class DisclosureTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MINIMUM = 1000;
    private static final List<String> TELLING =
            List.of("value", "lower", "upper", "cut_share", "largest_share", "missing_share");

    /** A square of 20 km in the demo region, and one that is 10 m wider; few persons live on the strip. */
    private static final String SQUARE = square("A", 750_000);

    private static final String WIDER = square("B", 750_010);

    /** A centimetre wide and high. */
    private static final String SPECK = """
            {"type":"Feature","properties":{"code":"C"},"geometry":{"type":"Polygon","coordinates":[[\
            [740000,6890000],[740000.01,6890000],[740000.01,6890000.01],[740000,6890000.01],[740000,6890000]]]}}""";

    @TempDir
    Path folder;

    private EmbeddedHost host;

    @BeforeEach
    void start() throws IOException {
        Path config = folder.resolve("config");
        Configuration.writeDefaults(config);
        Path indicators = config.resolve("indicators.yml");
        String open = Files.readString(indicators);
        String restricted = open.replace(
                "  age_0_19:\n", "  age_0_19:\n    disclosure: {minimum: " + MINIMUM + ", base: population}\n");
        assertThat(restricted).isNotEqualTo(open);
        Files.writeString(indicators, restricted);
        host = DemoHost.start(folder);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private static String square(String code, int east) {
        return "{\"type\":\"Feature\",\"properties\":{\"code\":\"" + code
                + "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[730000,6880000],[" + east + ",6880000],["
                + east + ",6900000],[730000,6900000],[730000,6880000]]]}}";
    }

    private Map<String, JsonNode> told(String... targets) throws Exception {
        return askedFor("population,age_0_19", targets);
    }

    /** By code of the target and indicator. */
    private Map<String, JsonNode> askedFor(String indicators, String... targets) throws Exception {
        String boundaries =
                "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3006\"}},\"features\":["
                        + String.join(",", targets) + "]}";
        String inputs = "boundaries=" + boundaries + "@mimeType=application/json;indicators=" + indicators
                + ";periods=2023;missing=partial";
        HttpResponse<String> answer =
                get("/wps?service=WPS&version=1.0.0&request=Execute&identifier=regstat:Reaggregate"
                        + "&DataInputs=" + URLEncoder.encode(inputs, StandardCharsets.UTF_8)
                        + "&RawDataOutput="
                        + URLEncoder.encode("result=@mimetype=application/json", StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Map<String, JsonNode> told = new HashMap<>();
        for (JsonNode feature : JSON.readTree(answer.body()).path("features")) {
            JsonNode properties = feature.path("properties");
            told.put(
                    properties.path("target_id").asText() + " "
                            + properties.path("indicator").asText(),
                    properties);
        }
        return told;
    }

    /** What is told has a whole number, and nothing that it could be narrowed down with. */
    private static double value(JsonNode row) {
        assertThat(row.path("status").asText()).isIn("normal", "estimated");
        TELLING.stream().filter(column -> !column.equals("value")).forEach(column -> assertThat(
                        row.path(column).isNull() || row.path(column).isMissingNode())
                .as(column + " of " + row)
                .isTrue());
        double value = row.path("value").asDouble();
        assertThat(value).isEqualTo(Math.rint(value));
        return value;
    }

    private HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(host.baseUrl() + path)).build(), BodyHandlers.ofString());
    }

    private static void assertTellsNothing(JsonNode row) {
        assertThat(row.path("status").asText()).isEqualTo("suppressed");
        TELLING.forEach(column -> assertThat(
                        row.path(column).isNull() || row.path(column).isMissingNode())
                .as(column + " of " + row)
                .isTrue());
    }

    @Test
    void two_boundaries_with_few_persons_between_them_are_both_suppressed_and_open_indicators_are_not()
            throws Exception {
        Map<String, JsonNode> told = told(SQUARE, WIDER);
        double between = told.get("B population").path("value").asDouble()
                - told.get("A population").path("value").asDouble();
        assertThat(between).as("persons on the strip").isBetween(0.1, MINIMUM - 1.0);
        assertTellsNothing(told.get("A age_0_19"));
        assertTellsNothing(told.get("B age_0_19"));
    }

    @Test
    void of_two_requests_the_later_one_is_suppressed_also_after_a_new_start() throws Exception {
        JsonNode first = told(SQUARE).get("A age_0_19");
        assertThat(value(first)).isPositive();
        assertThat(folder.resolve("demo.gpkg.answered")).exists();
        host.close();
        host = DemoHost.start(folder);
        assertTellsNothing(told(WIDER).get("B age_0_19"));
        assertThat(value(told(SQUARE).get("A age_0_19"))).isEqualTo(value(first));
    }

    @Test
    void the_plain_address_tells_of_those_areas_that_have_persons_enough() throws Exception {
        Map<String, Double> persons = new HashMap<>();
        for (JsonNode row : rows("population")) {
            persons.put(row.path("target_id").asText(), row.path("value").asDouble());
        }
        assertThat(persons.values()).anyMatch(p -> p > 0 && p < MINIMUM).anyMatch(p -> p >= MINIMUM);
        for (JsonNode row : rows("age_0_19")) {
            double there = persons.get(row.path("target_id").asText());
            if (there > 0 && there < MINIMUM) assertTellsNothing(row);
            else assertThat(row.path("value").isNumber()).as(row.toString()).isTrue();
        }
    }

    private List<JsonNode> rows(String indicator) throws Exception {
        String json = get("/regstat-info/reaggregate.geojson?target=deso@2018&indicators=" + indicator
                        + "&periods=2023")
                .body();
        List<JsonNode> rows = new ArrayList<>();
        JSON.readTree(json).path("features").forEach(feature -> rows.add(feature.path("properties")));
        return rows;
    }

    @Test
    void it_has_no_layers_and_neither_has_what_is_computed_from_it() throws Exception {
        String layers =
                get("/wfs?service=WFS&version=2.0.0&request=GetCapabilities").body();
        assertThat(layers).contains("age_20_64_deso", "population_deso", "deso_indicators");
        assertThat(layers).doesNotContain("age_0_19");
        String columns =
                get("/wfs?service=WFS&version=2.0.0&request=DescribeFeatureType&typeNames=regstat:deso_indicators")
                        .body();
        assertThat(columns).contains("age_20_64").doesNotContain("age_0_19");
        assertThat(get("/regstat-info/series.json?layer=age_0_19_deso&code=9901A0010")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_share_computed_from_it_is_counted_with_it() throws Exception {
        assertThat(askedFor("share_age_0_19", SQUARE)
                        .get("A share_age_0_19")
                        .path("value")
                        .asDouble())
                .isPositive();
        assertTellsNothing(told(WIDER).get("B age_0_19"));
    }

    @Test
    void a_speck_is_not_told_of() throws Exception {
        Map<String, JsonNode> told = askedFor("population,age_0_19,share_age_0_19", SPECK);
        assertThat(told.get("C population").path("value").asDouble()).isBetween(1e-9, 1e-6);
        assertTellsNothing(told.get("C age_0_19"));
        assertTellsNothing(told.get("C share_age_0_19"));
    }

    @Test
    void one_division_alone_is_answered_from() throws Exception {
        String query = "/regstat-info/reaggregate.csv?target=kommun@2025&periods=2023&sourceDivision=regso&indicators=";
        assertThat(get(query + "population").statusCode()).isEqualTo(200);
        HttpResponse<String> answer = get(query + "population,age_0_19");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("sourceDivision", "'age_0_19'", "that is deso")
                .hasLineCount(1);
        assertThat(folder.resolve("demo.gpkg.answered")).doesNotExist();
    }

    @Test
    void answers_cut_short_are_not_taken_for_all() throws Exception {
        assertThat(value(told(SQUARE).get("A age_0_19"))).isPositive();
        Path answered = folder.resolve("demo.gpkg.answered");
        Files.writeString(answered, "");
        HttpResponse<String> answer =
                get("/regstat-info/reaggregate.csv?target=kommun@2025&indicators=age_0_19&periods=2023");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("demo.gpkg.answered", "line 1", "delete it")
                .hasLineCount(1);
        assertThat(answered).isEmptyFile();
    }

    @Test
    void nothing_is_told_where_answers_cannot_be_taken_down() throws Exception {
        Files.createDirectory(folder.resolve("demo.gpkg.answered"));
        HttpResponse<String> answer =
                get("/regstat-info/reaggregate.csv?target=kommun@2025&indicators=age_0_19&periods=2023");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("restricted", "demo.gpkg.answered").hasLineCount(1);
    }
}
