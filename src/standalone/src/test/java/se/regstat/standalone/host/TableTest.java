package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.regstat.importing.format.JsonStat;
import se.regstat.standalone.cli.Main;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** Layers of indicators as JSON-stat, held against what WFS tells of the same layers. */
class TableTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(() -> DemoHost.startRestricted(folder));

    private static HttpResponse<String> get(String pathAndQuery) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(host.baseUrl() + pathAndQuery))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String table(String query) throws Exception {
        HttpResponse<String> reply = get("/regstat-info/table.json?" + query);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/json;charset=UTF-8");
        return reply.body();
    }

    private static List<String> layers() throws Exception {
        return Pattern.compile("<Name>regstat:([^<]+)</Name>")
                .matcher(get("/wfs?service=WFS&version=2.0.0&request=GetCapabilities")
                        .body())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    /** Without their geometries. */
    private static JsonNode features(String layer, String properties) throws Exception {
        String query =
                "/wfs?service=WFS&version=2.0.0&request=GetFeature&outputFormat=application/json&typeNames=regstat:";
        return JSON.readTree(get(query + layer + "&propertyName=code,year,vintage," + properties)
                        .body())
                .path("features");
    }

    @Test
    void every_cell_of_every_layer_of_an_indicator_is_what_wfs_tells() throws Exception {
        Set<String> statuses = new HashSet<>();
        Set<String> reasons = new HashSet<>();
        int tables = 0;
        for (String layer : layers()) {
            if (!layer.matches(".*_(deso|kommun)(_derived)?")) continue;
            Map<String, Map<String, JsonNode>> ofVintages = new HashMap<>();
            for (JsonNode feature : features(layer, "value,status,reason")) {
                JsonNode row = feature.path("properties");
                String key = row.path("code").asText() + " " + row.path("year").asText();
                ofVintages
                        .computeIfAbsent(row.path("vintage").asText(), v -> new HashMap<>())
                        .put(key, row);
            }
            for (String vintage : ofVintages.keySet()) {
                tables++;
                String document = table("layer=" + layer + "&vintage=" + vintage);
                JsonNode reason =
                        JSON.readTree(document).path("extension").path("reason").path("value");
                JsonStat table = JsonStat.read(document.getBytes(StandardCharsets.UTF_8), layer);
                Map<String, JsonNode> rows = ofVintages.get(vintage);
                assertThat(table.cells()).as(layer).isEqualTo(rows.size());
                for (int cell = 0; cell < table.cells(); cell++) {
                    List<String> place = table.row(cell);
                    JsonNode row = rows.get(place.get(0) + " " + place.get(2));
                    String which = layer + " " + place;
                    if (row.path("value").isNumber()) {
                        assertThat(table.value(cell))
                                .as(which)
                                .isEqualTo(row.path("value").asDouble());
                    } else {
                        assertThat(table.value(cell)).as(which).isNaN();
                    }
                    String status = table.status(cell).orElse("normal");
                    assertThat(status).as(which).isEqualTo(row.path("status").asText());
                    String why = reason.path(Integer.toString(cell)).asText("");
                    assertThat(why)
                            .as(which)
                            .isEqualTo(row.path("reason").asText("").replace("null", ""));
                    statuses.add(status);
                    reasons.add(why);
                }
            }
        }
        assertThat(tables).isGreaterThan(50);
        assertThat(statuses).contains("normal", "missing", "suppressed");
        assertThat(reasons).contains("", "incomplete");
    }

    @Test
    void all_indicators_side_by_side_are_one_table() throws Exception {
        JsonStat table = JsonStat.read(table("layer=deso_indicators").getBytes(StandardCharsets.UTF_8), "wide");
        assertThat(table.dimensions()).containsExactly("region", "indicator", "year");
        Map<String, JsonNode> rows = new HashMap<>();
        for (JsonNode feature :
                features("deso_indicators", String.join(",", table.codes().get(1)))) {
            JsonNode row = feature.path("properties");
            if (row.path("vintage").asText().equals("2025")) {
                rows.put(row.path("code").asText() + " " + row.path("year").asText(), row);
            }
        }
        int indicators = table.codes().get(1).size();
        assertThat(table.codes().get(1))
                .contains("population")
                .doesNotContain("age_0_19")
                .hasSizeGreaterThan(10);
        assertThat(table.cells()).isEqualTo(rows.size() * indicators);
        int missing = 0;
        for (int cell = 0; cell < table.cells(); cell++) {
            List<String> place = table.row(cell);
            JsonNode value = rows.get(place.get(0) + " " + place.get(2)).get(place.get(1));
            if (value.isNumber()) {
                assertThat(table.value(cell)).isEqualTo(value.asDouble());
            } else {
                missing++;
                assertThat(table.value(cell)).isNaN();
                assertThat(table.status(cell).orElse("normal")).isNotIn("normal", "estimated");
            }
        }
        assertThat(missing).isPositive();
    }

    /** The same code in two vintages is not the same area, so a table never has two. */
    @Test
    void a_table_has_the_areas_and_years_of_one_vintage_and_leads_to_the_others() throws Exception {
        JsonNode newest = JSON.readTree(table("layer=regstat:population_deso&language=en"));
        assertThat(newest.path("extension").path("vintage").asText()).isEqualTo("deso@2025");
        assertThat(newest.path("note").toString()).contains("The same code in another vintage is not the same area");
        assertThat(newest.path("updated").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(newest.path("label").asText()).contains("Population").endsWith("vintage 2025");
        Set<String> years = new TreeSet<>();
        newest.path("dimension").path("year").path("category").path("index").forEach(year -> years.add(year.asText()));
        JsonNode related = newest.path("link").path("related");
        assertThat(related).hasSize(1);
        HttpResponse<String> other = CLIENT.send(
                HttpRequest.newBuilder(URI.create(related.get(0).path("href").asText()))
                        .build(),
                BodyHandlers.ofString());
        JsonNode older = JSON.readTree(other.body());
        assertThat(older.path("extension").path("vintage").asText()).isEqualTo("deso@2018");
        assertThat(older.path("dimension").path("year").path("category").path("index"))
                .isNotEmpty()
                .allSatisfy(year -> assertThat(years).isNotEmpty().doesNotContain(year.asText()));
        HttpResponse<String> itself = CLIENT.send(
                HttpRequest.newBuilder(URI.create(older.path("href").asText())).build(), BodyHandlers.ofString());
        assertThat(itself.body()).isEqualTo(other.body());
    }

    @Test
    void texts_are_in_the_language_that_is_asked_for() throws Exception {
        JsonNode swedish = JSON.readTree(table("layer=population_deso&vintage=2018&language=sv"));
        JsonNode english = JSON.readTree(table("layer=population_deso&vintage=2018&language=en"));
        assertThat(swedish.path("value")).isEqualTo(english.path("value"));
        String unit = "/dimension/indicator/category/unit/population";
        assertThat(swedish.at(unit).path("label").asText()).isEqualTo("personer");
        assertThat(english.at(unit).path("label").asText()).isEqualTo("persons");
        assertThat(english.at(unit).path("decimals").asInt(-1)).isZero();
        assertThat(swedish.at("/extension/status/label/suppressed").asText()).isEqualTo("skyddad uppgift");
        assertThat(english.at("/extension/reason/label/incomplete").asText()).startsWith("incomplete");
        assertThat(english.at("/role").toString())
                .isEqualTo("{\"geo\":[\"region\"],\"metric\":[\"indicator\"],\"time\":[\"year\"]}");
    }

    @Test
    void areas_have_labels_that_tell_them_apart() throws Exception {
        JsonNode labels = JSON.readTree(table("layer=population_deso")).at("/dimension/region/category/label");
        Set<String> different = new HashSet<>();
        labels.forEach(label -> different.add(label.asText()));
        assertThat(different).hasSameSizeAs(labels).noneMatch(String::isBlank);
    }

    @Test
    void years_can_be_chosen() throws Exception {
        JsonStat some = JsonStat.read(
                table("layer=population_deso&vintage=2018&periods=2020,2022/2023")
                        .getBytes(StandardCharsets.UTF_8),
                "some");
        assertThat(some.codes().get(2)).containsExactly("2020", "2022", "2023");
        JsonStat latest = JsonStat.read(
                table("layer=population_deso&vintage=deso@2018&periods=latest").getBytes(StandardCharsets.UTF_8),
                "latest");
        assertThat(latest.codes().get(2)).containsExactly("2023");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | layer | layer=nosuch | there is no layer nosuch",
                "404 | layer | layer=deso_2025 | there is no layer deso_2025 of indicators",
                "404 | layer | layer=age_0_19_deso | there is no layer age_0_19_deso",
                "400 | layer | language=sv | name a layer",
                "400 | vintage | layer=population_deso&vintage=1999 | there are no values of '1999'; there are of 2018 (",
                "400 | periods | layer=population_deso&periods=2020 | there are no values for 2020; there are for 2024 in deso@2025; there are of 2018 (",
                "400 | periods | layer=population_deso&periods=x | 'x' is no period",
            })
    void what_there_is_not_is_refused_by_name(int status, String parameter, String query, String said)
            throws Exception {
        HttpResponse<String> reply = get("/regstat-info/table.json?" + query);
        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(reply.body());
        assertThat(problem.path("parameter").asText()).isEqualTo(parameter);
        assertThat(problem.path("detail").asText()).startsWith(parameter + ": ").contains(said);
    }

    /** By the command that reads PxWeb's tables. */
    @Test
    void a_table_can_be_imported_as_pxwebs_are() throws Exception {
        String document = table("layer=born_abroad_deso&vintage=2018");
        Path answer = Files.writeString(folder.resolve("back.json"), document);
        Path mapping = Files.writeString(folder.resolve("back.yml"), """
                layout: long
                region: region
                indicator: indicator
                period: year
                missing: [missing]
                suppressed: [suppressed]
                not_applicable: [not_applicable]
                """);
        StoreUrl.GeoPackage back = StoreUrl.of(folder.resolve("back.gpkg"));
        VintageId deso = VintageId.parse("deso@2018");
        try (Store demo = StoreUrl.of(folder.resolve("demo.gpkg")).open(StoreUrl.Mode.READ_ONLY);
                Store store = back.open(StoreUrl.Mode.CREATE)) {
            store.write(demo.vintage(deso).orElseThrow(), demo.areas(deso), List.of());
        }
        StringWriter said = new StringWriter();
        String command = "import pxweb " + answer + " --division deso --vintage 2018 --mapping " + mapping + " --store "
                + back.file() + " --config " + folder.resolve("config");
        assertThat(Main.run(said, command.split(" "))).as(said.toString()).isZero();
        JsonStat table = JsonStat.read(document.getBytes(StandardCharsets.UTF_8), "table");
        int found = 0;
        try (Store store = back.open(StoreUrl.Mode.READ_ONLY)) {
            for (PublishedValues values : store.values()) {
                for (int cell = 0; cell < table.cells(); cell++) {
                    List<String> place = table.row(cell);
                    if (!place.get(2).equals(Integer.toString(values.year()))) continue;
                    int area = values.codes().indexOf(place.get(0));
                    found++;
                    assertThat(values.indicator()).isEqualTo("born_abroad");
                    assertThat((Double) values.values()[area]).isEqualTo((Double) table.value(cell));
                    assertThat(values.status(area).id())
                            .isEqualTo(table.status(cell).orElse("normal"));
                }
            }
        }
        assertThat(found).isEqualTo(table.cells()).isPositive();
    }
}
