package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.importing.demo.DemoStore;
import se.regstat.statistics.flow.YearFlows;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** Flows of the demo region are lines on a map, and rows of a layer, with the numbers that the store has. */
class FlowDoorsTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String LAYER = "commuting_kommun_flows";

    @TempDir
    private static Path folder;

    private static EmbeddedHost host;
    private static YearFlows year;

    @BeforeAll
    static void start() throws IOException {
        StoreUrl.GeoPackage url = StoreUrl.of(folder.resolve("demo.gpkg"));
        DemoStore.create(url);
        try (Store store = Store.open(url)) {
            year = store.flows().stream()
                    .filter(flows -> flows.year() == 2022)
                    .findFirst()
                    .orElseThrow();
        }
        host = DemoHost.start(folder);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    /** As in "9901 9902 412". */
    private static List<String> expected() {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < year.pairs().size(); i++) {
            int from = year.pairs().origins()[i];
            int to = year.pairs().destinations()[i];
            double persons = year.pairs().persons()[i];
            if (from != to && persons >= 100) {
                pairs.add(year.codes().get(from) + " " + year.codes().get(to) + " " + (long) persons);
            }
        }
        return pairs;
    }

    @Test
    void each_pair_from_the_limit_on_is_a_line_from_one_area_into_the_other() throws Exception {
        JsonNode all = features("&CQL_FILTER=year=2022");
        List<String> told = new ArrayList<>();
        for (JsonNode feature : all) {
            JsonNode has = feature.path("properties");
            told.add(has.path("from_code").asText() + " " + has.path("to_code").asText() + " "
                    + has.path("value").asLong());
            assertThat(feature.path("geometry").path("type").asText()).isEqualTo("LineString");
            assertThat(feature.path("geometry").path("coordinates")).hasSize(2);
            assertThat(has.path("share").asDouble()).isBetween(0.0, 1.0);
        }
        assertThat(told).isNotEmpty().containsExactlyElementsOf(expected());
        assertThat(told.size())
                .as("fewer than all")
                .isLessThan(year.pairs().size() - year.codes().size());
        JsonNode first = all.get(0);
        assertThat(features("&featureId=" + first.path("id").asText()).get(0)).isEqualTo(first);
        assertThat(text("/wfs?service=WFS&version=2.0.0&request=DescribeFeatureType&typeNames=regstat:" + LAYER))
                .contains("gml:CurvePropertyType");
    }

    @Test
    void maps_show_lines_where_they_are_and_the_legend_has_their_classes() throws Exception {
        assertThat(text("/wms?service=WMS&version=1.3.0&request=GetCapabilities"))
                .contains("<Name>regstat:" + LAYER + "</Name>", "<Name>flows</Name>");
        JsonNode largest =
                features("&CQL_FILTER=year=2022&sortBy=value+D&count=1").get(0);
        JsonNode ends = largest.path("geometry").path("coordinates");
        double north = (ends.get(0).get(1).asDouble() + ends.get(1).get(1).asDouble()) / 2;
        double east = (ends.get(0).get(0).asDouble() + ends.get(1).get(0).asDouble()) / 2;
        assertThat(pixel(east, north) >>> 24).as("on the broadest line").isPositive();
        assertThat(pixel(690_100, 6_840_100) >>> 24).as("beyond the region").isZero();
        BufferedImage legend = ImageIO.read(new ByteArrayInputStream(bytes(
                "/wms?service=WMS&version=1.1.1&request=GetLegendGraphic&format=image/png&layer=regstat:" + LAYER)));
        assertThat(legend.getHeight()).isGreaterThan(100);
    }

    @Test
    void a_line_goes_from_the_point_of_the_one_area_to_that_of_the_other() throws Exception {
        JsonNode lines = features("&CQL_FILTER=year=2022");
        Map<String, JsonNode> byPair = new HashMap<>();
        for (JsonNode line : lines) {
            JsonNode has = line.path("properties");
            byPair.put(
                    has.path("from_code").asText() + " " + has.path("to_code").asText(), line);
        }
        Map<String, Set<JsonNode>> ends = new HashMap<>();
        for (var entry : byPair.entrySet()) {
            String[] codes = entry.getKey().split(" ", -1);
            JsonNode line = entry.getValue().path("geometry").path("coordinates");
            JsonNode has = entry.getValue().path("properties");
            int from = year.codes().indexOf(codes[0]);
            double living = IntStream.range(0, year.pairs().size())
                    .filter(pair -> year.pairs().origins()[pair] == from)
                    .mapToDouble(pair -> year.pairs().persons()[pair])
                    .sum();
            assertThat(has.path("share").asDouble())
                    .as("of all who live there, those who stay counted")
                    .isCloseTo(has.path("value").asDouble() / living, within(1e-6));
            assertThat(has.path("status").asText()).isEqualTo("normal");
            assertThat(has.path("source").asText()).startsWith("kommun@2025, 2022, ");
            ends.computeIfAbsent(codes[0], code -> new HashSet<>()).add(line.get(0));
            ends.computeIfAbsent(codes[1], code -> new HashSet<>()).add(line.get(1));
        }
        assertThat(ends).hasSizeGreaterThan(2).allSatisfy((code, points) -> assertThat(points)
                .as("the point of %s, whether lines begin or end there", code)
                .hasSize(1));
    }

    @Test
    void the_card_of_a_line_says_who_go_from_where_to_where() throws Exception {
        JsonNode largest =
                features("&CQL_FILTER=year=2022&sortBy=value+D&count=1").get(0);
        JsonNode has = largest.path("properties");
        JsonNode ends = largest.path("geometry").path("coordinates");
        double east = (ends.get(0).get(0).asDouble() + ends.get(1).get(0).asDouble()) / 2;
        double north = (ends.get(0).get(1).asDouble() + ends.get(1).get(1).asDouble()) / 2;
        String box = (east - 500) + "," + (north - 500) + "," + (east + 500) + "," + (north + 500);
        String card = text("/wms?service=WMS&version=1.1.1&request=GetFeatureInfo&layers=regstat:" + LAYER
                + "&query_layers=regstat:" + LAYER
                + "&styles=&srs=EPSG:3006&width=101&height=101&x=50&y=50&info_format=text/html&feature_count=5&language=sv&time=2022&bbox="
                + box);
        assertThat(card)
                .contains(
                        "Från " + has.path("from_name").asText() + " ("
                                + has.path("from_code").asText() + ") till "
                                + has.path("to_name").asText() + " ("
                                + has.path("to_code").asText() + ")",
                        "Av alla därifrån, de som stannar medräknade",
                        " %</dd>")
                .doesNotContain("Kod före", "from_name");
    }

    /** The middle one of a map of 100 m around a place. */
    private static int pixel(double east, double north) throws Exception {
        String box = (east - 50) + "," + (north - 50) + "," + (east + 50) + "," + (north + 50);
        byte[] answer = bytes("/wms?service=WMS&version=1.1.1&request=GetMap&layers=regstat:" + LAYER
                + "&styles=&srs=EPSG:3006&width=101&height=101&format=image/png&transparent=true&time=2022&bbox="
                + box);
        BufferedImage map = ImageIO.read(new ByteArrayInputStream(answer));
        assertThat(map).as(new String(answer, StandardCharsets.UTF_8)).isNotNull();
        return map.getRGB(50, 50);
    }

    private static JsonNode features(String more) throws Exception {
        String answer = text(
                "/wfs?service=WFS&version=2.0.0&request=GetFeature&outputFormat=application/json&typeNames=regstat:"
                        + LAYER + more);
        assertThat(answer).startsWith("{");
        return new ObjectMapper().readTree(answer).path("features");
    }

    private static String text(String path) throws Exception {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(host.baseUrl() + path)).build();
        return CLIENT.send(request, BodyHandlers.ofByteArray()).body();
    }
}
