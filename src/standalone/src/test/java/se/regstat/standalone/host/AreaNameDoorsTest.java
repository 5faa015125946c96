package se.regstat.standalone.host;

import static java.util.stream.Collectors.toMap;
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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.io.geojson.GeoJsonReader;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** Every area is listed by a name, the same at every door, and maps and cards show none that is made. */
class AreaNameDoorsTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String WFS = "/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=regstat:";

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(() -> DemoHost.start(folder));

    /** What WFS calls the DeSO of 2025, by their codes. */
    private static final Map<String, String> NAMES = new TreeMap<>();

    private static String nameless;
    private static String named;

    @BeforeAll
    static void start() throws Exception {
        try (Store store = StoreUrl.of(folder.resolve("demo.gpkg")).open(StoreUrl.Mode.READ_ONLY)) {
            store.areas(VintageId.parse("deso@2025")).forEach(area -> {
                if (area.localName().isPresent()) named = area.code();
                else nameless = area.code();
            });
        }
        for (JsonNode feature : json(WFS + "deso_2025&outputFormat=application/json")) {
            JsonNode area = feature.path("properties");
            NAMES.put(area.path("code").asText(), area.path("area_name").asText());
        }
    }

    private static String get(String pathAndQuery) throws IOException, InterruptedException {
        HttpResponse<String> reply = CLIENT.send(
                HttpRequest.newBuilder(URI.create(host.baseUrl() + pathAndQuery))
                        .build(),
                BodyHandlers.ofString());
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return reply.body();
    }

    private static JsonNode json(String pathAndQuery) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(get(pathAndQuery)).path("features");
    }

    @Test
    void deso_are_listed_by_their_local_name_or_by_kommun_and_code() throws Exception {
        assertThat(NAMES).containsKeys(named, nameless);
        for (JsonNode feature : json(WFS + "deso_2025&outputFormat=application/json")) {
            JsonNode area = feature.path("properties");
            JsonNode local = area.path("local_name");
            JsonNode kommun = json("/wfs?service=WFS&version=2.0.0&request=GetFeature&outputFormat=application/json"
                            + "&resourceId=kommun_2025." + area.path("kommun").asText())
                    .get(0)
                    .path("properties");
            assertThat(kommun.path("name_origin").asText()).isEqualTo("published");
            assertThat(area.path("name_origin").asText()).isEqualTo(local.isTextual() ? "local" : "made");
            assertThat(area.path("area_name").asText())
                    .isEqualTo(
                            local.isTextual()
                                    ? local.asText()
                                    : kommun.path("area_name").asText() + " "
                                            + area.path("code").asText());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"population_deso", "deso_indicators"})
    void layers_of_indicators_call_areas_as_layers_of_areas_do(String layer) throws Exception {
        JsonNode features = json(WFS + layer + "&outputFormat=application/json&cql_filter=vintage='2025'");
        assertThat(features).isNotEmpty();
        for (JsonNode feature : features) {
            JsonNode area = feature.path("properties");
            assertThat(area.path("area_name").asText())
                    .isEqualTo(NAMES.get(area.path("code").asText()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "application/gml+xml; version=3.2", "text/xml; subtype=gml/3.1.1"})
    void the_name_is_in_every_format(String format) throws Exception {
        String query = WFS + "deso_2025&cql_filter=code='" + nameless + "'&outputFormat="
                + URLEncoder.encode(format, StandardCharsets.UTF_8);
        assertThat(get(query)).contains(NAMES.get(nameless)).contains("made");
    }

    @Test
    void a_series_names_its_area_so_too() throws Exception {
        JsonNode series =
                new ObjectMapper().readTree(get("/regstat-info/series.json?layer=population_deso&code=" + nameless));
        assertThat(series.path("area_name").asText()).isEqualTo(NAMES.get(nameless));
        assertThat(series.path("name_origin").asText()).isEqualTo("made");
        assertThat(series.get("local_name").isNull()).isTrue();
        JsonNode local =
                new ObjectMapper().readTree(get("/regstat-info/series.json?layer=population_deso&code=" + named));
        assertThat(local.path("area_name")).isEqualTo(local.path("local_name"));
        assertThat(local.path("name_origin").asText()).isEqualTo("local");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deso@2025", "regstat:deso_2025"})
    void re_aggregation_to_a_division_names_its_targets_so_too(String target) throws Exception {
        JsonNode features =
                json("/regstat-info/reaggregate.geojson?indicators=population&periods=2024&target=" + target);
        Map<String, String> targets = StreamSupport.stream(features.spliterator(), false)
                .map(feature -> feature.path("properties"))
                .collect(toMap(t -> t.path("target_id").asText(), t -> t.path("target_name")
                        .asText()));
        assertThat(targets).containsExactlyInAnyOrderEntriesOf(NAMES);
    }

    @Test
    void a_card_and_a_plot_show_no_name_that_is_made() throws Exception {
        for (String layer : List.of("deso_2025", "population_deso")) {
            String card = card(layer, nameless);
            assertThat(card).contains(nameless).doesNotContain(NAMES.get(nameless), "made");
            assertThat(card(layer, named))
                    .containsOnlyOnce(">" + NAMES.get(named) + (layer.equals("deso_2025") ? "<" : " "));
        }
        assertThat(get("/regstat-info/series.svg?layer=population_deso&code=" + nameless))
                .contains(nameless)
                .doesNotContain(NAMES.get(nameless));
    }

    /** What GetFeatureInfo says in the middle of an area. */
    private static String card(String layer, String code) throws Exception {
        JsonNode geometry = json(WFS + "deso_2025&outputFormat=application/json&srsName=EPSG:3006&cql_filter=code='"
                        + code + "'")
                .get(0)
                .path("geometry");
        var inside = new GeoJsonReader().read(geometry.toString()).getInteriorPoint();
        String box =
                (inside.getX() - 5) + "," + (inside.getY() - 5) + "," + (inside.getX() + 5) + "," + (inside.getY() + 5);
        return get(
                "/wms?service=WMS&version=1.1.1&request=GetFeatureInfo&styles=&width=11&height=11&x=5&y=5&srs=EPSG:3006"
                        + "&info_format=text/html&layers=regstat:" + layer + "&query_layers=regstat:" + layer + "&bbox="
                        + box);
    }
}
