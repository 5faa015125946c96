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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        assertThat(told.size()).as("fewer than all").isLessThan(year.pairs().size() - year.codes().size());
        JsonNode first = all.get(0);
        assertThat(features("&featureId=" + first.path("id").asText()).get(0)).isEqualTo(first);
        assertThat(text("/wfs?service=WFS&version=2.0.0&request=DescribeFeatureType&typeNames=regstat:" + LAYER))
                .contains("gml:CurvePropertyType");
        String inside = "&CQL_FILTER=" + ("CONTAINS(geom, POINT(0 0))").replace(" ", "%20");
        assertThat(features(inside)).isEmpty();
    }

    @Test
    void maps_show_a_year_s_lines_and_no_other_year_s() throws Exception {
        assertThat(text("/wms?service=WMS&version=1.3.0&request=GetCapabilities"))
                .contains("<Name>" + LAYER + "</Name>", "<Name>flows</Name>");
        long now = pixels("2022");
        assertThat(now).isPositive();
        assertThat(pixels("1999")).isZero();
        BufferedImage legend = ImageIO.read(new ByteArrayInputStream(bytes(
                "/wms?service=WMS&version=1.1.1&request=GetLegendGraphic&format=image/png&layer=regstat:" + LAYER)));
        assertThat(legend.getHeight()).isGreaterThan(50);
    }

    private static long pixels(String time) throws Exception {
        byte[] answer = bytes("/wms?service=WMS&version=1.1.1&request=GetMap&layers=regstat:" + LAYER
                + "&styles=&srs=EPSG:3006&width=200&height=200&format=image/png&transparent=true&time=" + time
                + "&bbox=690000,6840000,800000,6950000");
        BufferedImage map = ImageIO.read(new ByteArrayInputStream(answer));
        assertThat(map).as(new String(answer, StandardCharsets.UTF_8)).isNotNull();
        return IntStream.range(0, 200 * 200)
                .filter(i -> map.getRGB(i % 200, i / 200) >>> 24 != 0)
                .count();
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
