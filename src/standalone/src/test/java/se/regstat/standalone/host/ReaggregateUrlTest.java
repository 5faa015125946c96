package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The plain address that QGIS and GDAL open as a layer. */
class ReaggregateUrlTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(() -> DemoHost.start(folder));

    @Test
    void a_division_and_a_layer_of_the_same_areas_give_the_same() throws Exception {
        JsonNode division = json("target=kommun@2025&indicators=population&periods=2022,2023&missing=partial");
        JsonNode layer = json("target=regstat:kommun_2025&indicators=population&periods=2022/2023&missing=partial");
        assertThat(division).hasSize(12);
        for (int i = 0; i < 12; i++) {
            JsonNode a = division.get(i).path("properties");
            JsonNode b = layer.get(i).path("properties");
            assertThat(b.path("target_id").asText())
                    .isEqualTo(a.path("target_id").asText());
            assertThat(b.path("value").asDouble()).isCloseTo(a.path("value").asDouble(), within(1e-6));
            assertThat(a.path("period").asText()).endsWith("-01-01T00:00:00Z");
        }
        double east = division.get(0)
                .path("geometry")
                .path("coordinates")
                .get(0)
                .get(0)
                .get(0)
                .get(0)
                .asDouble();
        assertThat(east).as("easting first").isBetween(600_000.0, 900_000.0);
    }

    @Test
    void csv_has_the_same_numbers_and_wide_has_a_column_for_each_indicator() throws Exception {
        HttpResponse<String> csv = get("csv", "target=kommun@2025&indicators=population&periods=2023&missing=partial");
        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        List<String> lines = csv.body().lines().toList();
        assertThat(lines).hasSize(7);
        assertThat(csv.body()).as("geometry on request only").doesNotContain("MULTIPOLYGON", "geom");
        assertThat(get("csv", "target=kommun@2025&indicators=population&periods=2023&missing=partial&geometry=wkt")
                        .body()
                        .lines()
                        .skip(1))
                .hasSize(6)
                .allSatisfy(line -> assertThat(line).contains("MULTIPOLYGON ((("));
        JsonNode first = json("target=kommun@2025&indicators=population&periods=2023&missing=partial&layout=wide")
                .get(0)
                .path("properties");
        assertThat(lines.get(1))
                .contains("," + first.path("population").asText().replaceAll("\\.0$", "") + ",");
        assertThat(first.has("population_status")).isTrue();
    }

    @Test
    void a_layer_of_a_divisions_areas_is_answered_as_the_division_is() throws Exception {
        String rest = "&indicators=population,born_abroad&periods=2023&layout=long&missing=partial";
        JsonNode division = json("target=kommun@2025" + rest);
        assertThat(division.get(0).path("properties").path("weighting").asText())
                .isEqualTo("code");
        assertThat(json("target=regstat:kommun_2025" + rest)).isEqualTo(division);
        JsonNode called = json("target=regstat:kommun_2025&idAttribute=area_name" + rest);
        assertThat(called).hasSameSizeAs(division);
        assertThat(called.get(0).path("properties").path("value"))
                .as("the same areas by another name")
                .isEqualTo(division.get(0).path("properties").path("value"));
    }

    @Test
    void several_indicators_come_side_by_side_so_that_geometries_are_not_repeated() throws Exception {
        String query = "target=kommun@2025&indicators=population,born_abroad&periods=2023&missing=partial";
        JsonNode wide = json(query);
        assertThat(wide).hasSize(6);
        assertThat(wide.get(0).path("properties").has("born_abroad")).isTrue();
        assertThat(json(query + "&layout=long")).hasSize(12);
        assertThat(get("csv", query).body().lines()).as("CSV repeats none").hasSize(13);
    }

    @Test
    void a_parameter_that_is_repeated_has_all_its_values() throws Exception {
        String rest = "target=kommun@2025&periods=2023&missing=partial";
        String listed = get("csv", rest + "&indicators=population,born_abroad").body();
        assertThat(listed).contains("born_abroad");
        assertThat(get("csv", rest + "&indicators=population&indicators=born_abroad")
                        .body())
                .isEqualTo(listed);
        assertRefused(
                400,
                "weighting: it is given as 'area' and as 'code'; give one value",
                rest + "&indicators=population&weighting=area&weighting=code");
    }

    @Test
    void what_cannot_be_computed_is_said_in_one_line() throws Exception {
        assertRefused(400, "target: name a division", "indicators=population");
        assertRefused(400, "indicators: 'nix'", "target=kommun@2025&indicators=nix");
        assertRefused(400, "target: there is no kommun@1999", "target=kommun@1999&indicators=population");
        assertRefused(
                400,
                "indicators: 'populaton' has no values for deso; did you mean population?",
                "target=kommun@2025&indicators=populaton");
        assertRefused(
                400, "target: which vintage of kommun? There is kommun@2025", "target=kommun&indicators=population");
        assertRefused(
                400,
                "geometry: 'gml' is not known; give none or wkt",
                "target=kommun@2025&indicators=population&geometry=gml");
        assertRefused(404, "no layer mine:areas", "target=mine:areas&indicators=population");
        assertRefused(400, "tolerance: 'x'", "target=kommun@2025&indicators=population&tolerance=x");
        assertRefused(400, "approximate: 'ja'", "target=kommun@2025&indicators=population&approximate=ja");
        assertRefused(
                400,
                "wieghting: there is no such parameter",
                "target=kommun@2025&indicators=population&wieghting=area");
        assertRefused(
                400,
                "target: they have a row for each area and year; take the areas themselves, a vintage of their division, as in deso@2025",
                "target=regstat:population_deso&indicators=population");
        HttpResponse<String> format = get("xlsx", "target=kommun@2025&indicators=population");
        assertThat(format.statusCode()).isEqualTo(400);
        assertThat(format.body()).contains("reaggregate.geojson and .csv");
    }

    @Test
    void geojson_says_of_the_whole_what_was_lost_and_what_was_repaired() throws Exception {
        HttpResponse<String> answer = get(
                "geojson",
                "target=kommun@2025&indicators=population,net_income_median&periods=2022,2023&missing=partial&approximate=1");
        JsonNode whole = new ObjectMapper().readTree(answer.body());
        assertThat(whole.path("notes").isArray()).isTrue();
        assertThat(whole.path("mass")).hasSize(2);
        JsonNode mass = whole.path("mass").get(1);
        assertThat(mass.path("indicator").asText()).isEqualTo("population");
        assertThat(mass.path("year").asInt()).isEqualTo(2023);
        assertThat(mass.path("in").asDouble() + mass.path("twice").asDouble())
                .isPositive()
                .isCloseTo(mass.path("out").asDouble() + mass.path("lost").asDouble(), within(1e-6));
    }

    private static void assertRefused(int status, String told, String query) throws Exception {
        HttpResponse<String> answer = get("geojson", query);
        assertThat(answer.body()).contains(told).hasLineCount(1);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    private static JsonNode json(String query) throws Exception {
        HttpResponse<String> answer = get("geojson", query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body()).path("features");
    }

    private static HttpResponse<String> get(String format, String query) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(host.baseUrl() + "/regstat-info/reaggregate." + format + "?" + query))
                        .build(),
                BodyHandlers.ofString());
    }
}
