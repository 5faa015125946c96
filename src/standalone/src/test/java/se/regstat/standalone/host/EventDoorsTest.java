package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.regstat.importing.demo.DemoStore;
import se.regstat.standalone.host.DoorQuestions.Answer;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** What is counted from points has the same numbers at every door, and the points themselves are told where they may be. */
class EventDoorsTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int POINTS = 4000;

    @TempDir
    private static Path folder;

    private static EmbeddedHost host;
    private static DoorQuestions doors;
    private static Events fires;

    @BeforeAll
    static void start() throws IOException {
        StoreUrl.GeoPackage url = StoreUrl.of(folder.resolve("demo.gpkg"));
        DemoStore.create(url);
        fires = events("fires", 2023);
        try (Store store = Store.open(url)) {
            store.writeEvents(List.of(fires, events("fires", 2022)), true);
            store.writeEvents(List.of(events("crimes", 2023)), false);
        }
        Configuration.writeDefaults(folder.resolve("config"));
        Path indicators = folder.resolve("config/indicators.yml");
        Files.writeString(indicators, Files.readString(indicators) + """

                  fires: {kind: count, title: {sv: Bränder, en: Fires}, events: {publish_points: true}}
                  fires_per_thousand: {kind: ratio, numerator: fires, denominator: population, per: 1000, decimals: 2}
                  crimes:
                    kind: count
                    events: {}
                    disclosure: {minimum: 210, base: crimes}
                    told_for: [kommun]
                """);
        Files.writeString(folder.resolve("config/derived.yml"), "derived: {kommun: {indicators: [crimes]}}");
        host = DemoHost.start(folder);
        doors = new DoorQuestions(host, folder);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    /** Over the demo region and somewhat beyond it, on whole metres. */
    private static Events events(String indicator, int year) {
        Random random = new Random(year);
        double[] eastings =
                random.ints(POINTS, 700_000, 790_000).asDoubleStream().toArray();
        double[] northings =
                random.ints(POINTS, 6_850_000, 6_930_000).asDoubleStream().toArray();
        double[] counts = new double[POINTS];
        Arrays.fill(counts, 1);
        Provenance provenance = new Provenance(Instant.EPOCH, indicator + ".csv", "", "");
        return Events.sorted(indicator, year, EventCoverage.COUNTRY, eastings, northings, counts, provenance);
    }

    private static long within(Events events, double west, double east, double south, double north) {
        return IntStream.range(0, events.size())
                .filter(i -> events.eastings()[i] >= west && events.eastings()[i] < east)
                .filter(i -> events.northings()[i] >= south && events.northings()[i] < north)
                .count();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boundaries=two indicators=fires,fires_per_thousand periods=2022/2023",
                "boundaries=two indicators=fires,population periods=2023 layout=wide missing=partial",
                "target=kommun@2025 indicators=fires,fires_per_thousand periods=2023",
                "target=deso@2018 indicators=fires,fires_per_thousand periods=2023",
                "target=deso@2025 indicators=fires,fires_per_thousand periods=2023",
                "target=kommun@2025 indicators=crimes periods=2023",
            })
    void the_same_question_has_the_same_answer(String question) throws IOException {
        doors.requireOneAnswer(question);
    }

    @Test
    void boundaries_have_what_lies_in_them() throws IOException {
        Answer said = doors.commandLine(
                DoorQuestions.parameters("boundaries=two indicators=fires,fires_per_thousand periods=2023"));
        Map<String, Integer> west = Map.of("V", 730_000, "O", 750_000);
        west.forEach((id, easting) -> {
            Map<String, String> row = said.rows().get(id + " 2023 fires");
            double counted = within(fires, easting, easting + 20_000, 6_880_000, 6_900_000);
            assertThat(counted).isGreaterThan(100);
            assertThat(Double.parseDouble(row.get("value"))).isEqualTo(counted);
            assertThat(row.get("weighting")).isEqualTo("points");
            Map<String, String> share = said.rows().get(id + " 2023 fires_per_thousand");
            assertThat(share.get("weighting")).endsWith(",points");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "fires_deso, target=deso@2018 indicators=fires periods=2023",
        "fires_kommun, target=kommun@2025 indicators=fires periods=2023",
        "fires_per_thousand_kommun, target=kommun@2025 indicators=fires_per_thousand periods=2023",
        "crimes_kommun_derived, target=kommun@2025 indicators=crimes periods=2023",
    })
    void layers_have_the_same_numbers(String layer, String question) throws Exception {
        Map<String, Map<String, String>> asked =
                doors.commandLine(DoorQuestions.parameters(question)).rows();
        Map<String, JsonNode> features = new TreeMap<>();
        for (JsonNode feature : features(layer + "&CQL_FILTER=year=2023")) {
            features.put(feature.path("properties").path("code").asText(), feature.path("properties"));
        }
        assertThat(features).isNotEmpty();
        for (Map<String, String> row : asked.values()) {
            JsonNode has = features.get(row.get("target_id"));
            assertThat(DoorQuestions.figure(
                            has.path("value").isNull() ? "" : has.path("value").asText()))
                    .as(row.toString())
                    .isEqualTo(row.get("value"));
            assertThat(has.path("status").asText()).isEqualTo(row.get("status"));
        }
    }

    @Test
    void a_restricted_one_is_told_alike_where_it_is_told() throws IOException {
        Map<String, Map<String, String>> open = doors.address(
                        DoorQuestions.parameters("target=kommun@2025 indicators=fires periods=2023"))
                .rows();
        Map<String, Map<String, String>> restricted = doors.address(
                        DoorQuestions.parameters("target=kommun@2025 indicators=crimes periods=2023"))
                .rows();
        int told = 0;
        for (Map<String, String> row : restricted.values()) {
            Map<String, String> other = open.get(row.get("target_id") + " 2023 fires");
            double exact = Double.parseDouble(other.get("value"));
            assertThat(row.get("perturbed")).isEqualTo("true");
            assertThat(row.get("noise")).isEqualTo("5.0");
            assertThat(other.get("perturbed")).isEqualTo("false");
            assertThat(other.get("noise")).isEmpty();
            if (row.get("status").equals("normal")) {
                assertThat(Double.parseDouble(row.get("value")))
                        .as("of the same points")
                        .isBetween(exact - 5, exact + 5)
                        .isGreaterThanOrEqualTo(210);
                told++;
            } else {
                assertThat(row.get("status")).isEqualTo("suppressed");
                assertThat(row.get("value")).isEmpty();
                assertThat(exact).isLessThan(215);
            }
        }
        assertThat(told).isBetween(1, restricted.size() - 1);
    }

    @Test
    void kommuner_have_what_their_deso_have_and_none_is_zero() throws Exception {
        Map<String, Double> sums = new TreeMap<>();
        int without = 0;
        for (JsonNode feature : features("fires_deso&CQL_FILTER=year=2023")) {
            JsonNode has = feature.path("properties");
            assertThat(has.path("status").asText()).isEqualTo("normal");
            assertThat(has.path("origin").asText()).isEqualTo("counted");
            if (has.path("value").asDouble() == 0) without++;
            sums.merge(
                    has.path("kommun").asText(has.path("code").asText().substring(0, 4)),
                    has.path("value").asDouble(),
                    Double::sum);
        }
        assertThat(without).as("DeSO without any").isPositive();
        for (JsonNode feature : features("fires_kommun&CQL_FILTER=year=2023")) {
            JsonNode has = feature.path("properties");
            assertThat(has.path("value").asDouble())
                    .isEqualTo(sums.get(has.path("code").asText()));
        }
    }

    @Test
    void points_that_may_be_shown_are_a_layer_and_others_are_not() throws Exception {
        JsonNode all = features("fires_points");
        assertThat(all).hasSize(2 * POINTS);
        JsonNode some =
                features("fires_points&CQL_FILTER=BBOX(geom,6880000.5,730000.5,6899999.5,749999.5) AND year=2023");
        assertThat(some).hasSize((int) within(fires, 730_001, 750_000, 6_880_001, 6_900_000));
        JsonNode one = some.get(0);
        assertThat(one.path("geometry").path("type").asText()).isEqualTo("Point");
        assertThat(one.path("properties").path("count").asDouble()).isEqualTo(1);
        String id = one.path("id").asText();
        assertThat(id).startsWith("fires_points.").endsWith(".2023");
        assertThat(features("fires_points&featureId=" + id).get(0)).isEqualTo(one);
        String capabilities = text("/wfs?service=WFS&version=2.0.0&request=GetCapabilities");
        assertThat(capabilities).contains("regstat:fires_points").doesNotContain("crimes_points", "crimes_deso");
        assertThat(text("/wfs?service=WFS&version=2.0.0&request=DescribeFeatureType&typeNames=regstat:fires_points"))
                .contains("gml:PointPropertyType");
    }

    @Test
    void points_are_drawn_where_they_are_in_the_year_that_is_asked_for() throws Exception {
        double east = fires.eastings()[0];
        double north = fires.northings()[0];
        assertThat(pixels(east, north, "2023")).isPositive();
        assertThat(pixels(east, north, "2022")).isZero();
    }

    /** Drawn ones of a map of 200 m around a place. */
    private static long pixels(double east, double north, String year) throws Exception {
        String box = (east - 100) + "," + (north - 100) + "," + (east + 100) + "," + (north + 100);
        HttpRequest request = HttpRequest.newBuilder(URI.create(host.baseUrl()
                        + "/wms?service=WMS&version=1.1.1&request=GetMap&layers=regstat:fires_points&styles=&srs=EPSG:3006"
                        + "&width=100&height=100&format=image/png&transparent=true&time=" + year + "&bbox=" + box))
                .build();
        byte[] answer = CLIENT.send(request, BodyHandlers.ofByteArray()).body();
        BufferedImage map = ImageIO.read(new ByteArrayInputStream(answer));
        assertThat(map).as(new String(answer, StandardCharsets.UTF_8)).isNotNull();
        return IntStream.range(0, 100 * 100)
                .filter(i -> map.getRGB(i % 100, i / 100) >>> 24 != 0)
                .count();
    }

    private static JsonNode features(String typeNames) throws Exception {
        String answer = text(
                "/wfs?service=WFS&version=2.0.0&request=GetFeature&outputFormat=application/json&typeNames=regstat:"
                        + typeNames.replace(" ", "%20"));
        assertThat(answer).startsWith("{");
        return new ObjectMapper().readTree(answer).path("features");
    }

    private static String text(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(host.baseUrl() + path)).build();
        return CLIENT.send(request, BodyHandlers.ofString()).body();
    }
}
