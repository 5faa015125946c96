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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.regstat.statistics.config.Configuration;

/** Change logs and values under INSPIRE's names, held against what WFS tells of the same layers. */
class InspireTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOG = "deso_changes_2018_2025";
    private static final String SPECIAL = "http://inspire.ec.europa.eu/codelist/SpecialValue/";

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(InspireTest::started);

    private static EmbeddedHost started() throws Exception {
        Path config = folder.resolve("config");
        Configuration.writeDefaults(config);
        Files.writeString(
                config.resolve("derived.yml"), "derived: {regso: {indicators: [population], source_division: kommun}}");
        return DemoHost.start(folder);
    }

    private static HttpResponse<String> get(String pathAndQuery) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(host.baseUrl() + pathAndQuery))
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonNode document(String address, String type) throws Exception {
        HttpResponse<String> reply = get("/regstat-info/" + address);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        return JSON.readTree(reply.body()).path("features");
    }

    private static JsonNode features(String layer, String properties) throws Exception {
        return JSON.readTree(get("/wfs?service=WFS&version=2.0.0&request=GetFeature&outputFormat=application/json"
                                + "&typeNames=regstat:" + layer + "&propertyName=" + properties)
                        .body())
                .path("features");
    }

    /** By id. */
    private static Map<String, JsonNode> areas(String layer) throws Exception {
        Map<String, JsonNode> areas = new HashMap<>();
        features(layer, "code,area_km2")
                .forEach(area -> areas.put(area.path("id").asText(), area.path("properties")));
        return areas;
    }

    private static List<String> units(JsonNode evolution, String role) {
        return Arrays.asList(evolution.path(role).asText().split(" "));
    }

    @Test
    void every_change_is_in_one_evolution_whose_units_there_are() throws Exception {
        Map<String, JsonNode> before = areas("deso_2018");
        Map<String, JsonNode> after = areas("deso_2025");
        Map<String, JsonNode> evolutionOf = new HashMap<>();
        Set<String> types = new HashSet<>();
        for (JsonNode feature : document("evolutions.geojson?layer=" + LOG, "application/geo+json")) {
            JsonNode evolution = feature.path("properties");
            List<String> initial = units(evolution, "initialUnitVersions");
            List<String> last = units(evolution, "finalUnitVersions");
            assertThat(before).containsKeys(initial.toArray(String[]::new));
            assertThat(after).containsKeys(last.toArray(String[]::new));
            initial.forEach(unit ->
                    assertThat(evolutionOf.put(unit, evolution)).as(unit).isNull());
            String type = evolution.path("evolutionType").asText();
            types.add(type);
            assertThat(type)
                    .isEqualTo(
                            initial.size() == 1
                                    ? last.size() == 1 ? "change" : "splitting"
                                    : last.size() == 1 ? "aggregation" : "redistribution");
            assertThat(evolution.path("areaVariation").isNumber()).isEqualTo(type.equals("change"));
            if (type.equals("change")) {
                double variation = 1e6
                        * (after.get(last.get(0)).path("area_km2").asDouble()
                                - before.get(initial.get(0)).path("area_km2").asDouble());
                assertThat(evolution.path("areaVariation").asDouble()).isCloseTo(variation, within(2.0));
            }
            assertThat(evolution.path("date").asText()).isEqualTo("2025-01-01T00:00:00Z");
        }
        assertThat(types).containsExactlyInAnyOrder("change", "splitting", "aggregation", "redistribution");
        JsonNode changes = features(LOG, "from_code,to_code,kind");
        assertThat(changes).isNotEmpty();
        for (JsonNode feature : changes) {
            JsonNode change = feature.path("properties");
            JsonNode evolution =
                    evolutionOf.get("deso_2018." + change.path("from_code").asText());
            assertThat(units(evolution, "finalUnitVersions"))
                    .contains("deso_2025." + change.path("to_code").asText());
            assertThat(units(evolution, "changeKinds"))
                    .contains(change.path("kind").asText());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"born_abroad_deso", "population_kommun", "born_abroad_kommun", "population_regso_derived"})
    void a_value_is_told_as_wfs_tells_it_or_why_there_is_none(String layer) throws Exception {
        boolean derived = layer.endsWith("_derived");
        Map<String, JsonNode> rows = new HashMap<>();
        String properties = "code,year,value,status,vintage" + (derived ? ",cut_share" : "");
        for (JsonNode feature : features(layer, properties)) {
            rows.put(feature.path("id").asText(), feature.path("properties"));
        }
        JsonNode values =
                document("statisticalvalues.geojson?language=en&layer=regstat:" + layer, "application/geo+json");
        assertThat(values).hasSize(rows.size()).isNotEmpty();
        String division = layer.replaceAll("^.*?_(deso|regso|kommun).*", "$1");
        for (JsonNode feature : values) {
            JsonNode value = feature.path("properties");
            JsonNode row = rows.get(feature.path("id").asText());
            String status = row.path("status").asText();
            assertThat(value.path("value")).isEqualTo(row.path("value"));
            assertThat(value.path("value").isNull())
                    .isNotEqualTo(value.path("specialValue").isNull());
            if (status.equals("suppressed")) {
                assertThat(value.path("specialValue").asText()).isEqualTo(SPECIAL + "confidential");
            } else if (row.path("value").isNull()) {
                assertThat(value.path("specialValue").asText()).isIn(SPECIAL + "unknown", SPECIAL + "notApplicable");
            }
            assertThat(value.path("comment").isNull()).isEqualTo(status.equals("normal"));
            assertThat(value.path("spatial").asText())
                    .isEqualTo(division + "_" + row.path("vintage").asText() + "."
                            + row.path("code").asText());
            assertThat(value.path("periodOfReference").asText())
                    .isEqualTo(row.path("year").asText() + "-01-01/"
                            + row.path("year").asText() + "-12-31");
            if (derived) {
                assertThat(value.path("approximatelyLocatedPopulationProportion"))
                        .isEqualTo(row.path("cut_share"));
            } else {
                assertThat(value.path("approximatelyLocatedPopulationProportion")
                                .isNull())
                        .isTrue();
            }
        }
    }

    @Test
    void csv_tells_the_same_without_geometry() throws Exception {
        HttpResponse<String> csv = get("/regstat-info/evolutions.csv?layer=" + LOG);
        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        List<String> lines = csv.body().lines().toList();
        assertThat(lines.get(0))
                .isEqualTo("date,evolutionType,areaVariation,populationVariation,initialUnitVersions,finalUnitVersions,"
                        + "changeKinds");
        JsonNode evolutions = document("evolutions.geojson?layer=" + LOG, "application/geo+json");
        assertThat(lines).hasSize(1 + evolutions.size());
        for (int i = 0; i < evolutions.size(); i++) {
            assertThat(lines.get(1 + i))
                    .contains(evolutions
                            .get(i)
                            .path("properties")
                            .path("finalUnitVersions")
                            .asText());
        }
        List<String> values = get("/regstat-info/statisticalvalues.csv?layer=born_abroad_deso&language=en")
                .body()
                .lines()
                .toList();
        assertThat(values).anyMatch(line -> line.endsWith("," + SPECIAL + "confidential,,suppressed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | evolutions.geojson?layer=deso_2025 | there is no layer deso_2025 of change logs",
                "404 | evolutions.geojson?layer=nosuch | there is no layer nosuch of change logs",
                "404 | statisticalvalues.geojson?layer=" + LOG + " | there is no layer " + LOG + " of indicators",
                "400 | statisticalvalues.geojson?language=sv | name a layer",
                "400 | evolutions.gml?layer=" + LOG + " | there is no evolutions.gml, but evolutions.geojson and .csv",
            })
    void what_there_is_not_is_refused(int status, String address, String said) throws Exception {
        HttpResponse<String> reply = get("/regstat-info/" + address);
        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.body()).contains(said);
    }
}
