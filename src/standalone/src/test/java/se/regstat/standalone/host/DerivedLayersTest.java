package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.importing.demo.DemoStore;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** Indicators on one's own boundaries, published as derived.yml has it. */
class DerivedLayersTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(DerivedLayersTest::started);

    private static EmbeddedHost started() throws Exception {
        StoreUrl.GeoPackage url = StoreUrl.of(folder.resolve("demo.gpkg"));
        DemoStore.create(url);
        try (Store store = Store.open(url)) {
            store.write(
                    new Vintage(
                            VintageId.parse("egna@2024"),
                            YearRange.ALWAYS,
                            List.of(),
                            Optional.empty(),
                            "påhittad",
                            "CC0-1.0",
                            "",
                            Instant.EPOCH,
                            "egna.csv",
                            ""),
                    List.of(square("O", 750_000), square("V", 730_000)),
                    List.of());
        }
        Files.createDirectory(folder.resolve("config"));
        Files.writeString(folder.resolve("config/derived.yml"), """
                derived:
                  egna: {indicators: [population], missing: partial}
                  kommun: {indicators: [population], missing: partial}
                  nowhere: {indicators: [population]}
                """);
        return DemoHost.start(folder);
    }

    private static Area square(String code, double east) {
        Polygon square = (Polygon) GEOMETRIES.toGeometry(new Envelope(east, east + 20_000, 6_880_000, 6_900_000));
        MultiPolygon geometry = GEOMETRIES.createMultiPolygon(new Polygon[] {square});
        return new Area(code, "Område " + code, Optional.empty(), Map.of(), geometry, OptionalDouble.empty());
    }

    @Test
    void a_derived_layer_has_every_year_with_its_quality_and_the_numbers_of_the_process() throws Exception {
        JsonNode layer = features("/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=regstat:population_egna"
                + "&outputFormat=application/json");
        assertThat(layer).hasSize(28);
        JsonNode process = features("/regstat-info/reaggregate.geojson?target=egna@2024&indicators=population"
                + "&periods=2011/2024&missing=partial");
        for (int i = 0; i < 28; i++) {
            JsonNode a = layer.get(i).path("properties");
            JsonNode b = process.get(i).path("properties");
            assertThat(a.path("code").asText()).isEqualTo(b.path("target_id").asText());
            assertThat(a.path("year").asInt()).isEqualTo(b.path("year").asInt());
            assertThat(a.path("value").asDouble())
                    .isPositive()
                    .isCloseTo(b.path("value").asDouble(), within(1e-9));
            assertThat(a.path("lower").asDouble()).isCloseTo(b.path("lower").asDouble(), within(1e-9));
            assertThat(a.path("origin").asText()).isEqualTo("reaggregated");
            assertThat(a.path("weighting").asText())
                    .isEqualTo(b.path("weighting").asText());
            assertThat(a.path("derived_from").asText()).startsWith("deso@20");
        }
    }

    @Test
    void its_title_says_what_it_is_and_a_published_layer_keeps_its_name() throws Exception {
        String capabilities = get("/wms?service=WMS&version=1.3.0&request=GetCapabilities");
        assertThat(capabilities)
                .contains("<Name>regstat:population_egna</Name>", "(härlett)", "<Name>regstat:population_kommun</Name>")
                .contains("<Name>regstat:population_kommun_derived</Name>")
                .doesNotContain("population_nowhere");
        assertThat(get("/?language=sv")).contains("(härlett)", "regstat-info/reaggregate.geojson?target=");
        assertThat(get("/?language=en")).contains("(derived)");
    }

    @Test
    void it_is_drawn_year_by_year_like_any_other() throws Exception {
        String map =
                "/wms?service=WMS&version=1.1.1&request=GetMap&layers=regstat:population_egna&styles=&srs=EPSG:3006"
                        + "&bbox=720000,6870000,780000,6910000&width=300&height=200&format=image/png&time=";
        assertThat(colours(map + "2020").size()).isGreaterThan(3);
        assertThat(get(map + "1999")).contains("InvalidDimensionValue");
        assertThat(get("/regstat-info/series.json?layer=population_egna&code=V"))
                .contains("\"origin\": \"reaggregated\"");
    }

    @Test
    void its_source_is_told_in_the_readers_language() throws Exception {
        String card =
                "/wms?service=WMS&version=1.1.1&request=GetFeatureInfo&layers=regstat:population_egna&query_layers=regstat:population_egna"
                        + "&styles=&srs=EPSG:3006&bbox=730000,6880000,750000,6900000&width=100&height=100&x=50&y=50"
                        + "&info_format=text/html&language=";
        assertThat(get(card + "sv"))
                .contains("härlett ur deso@20", "<dt>Minst</dt>", "<dt>Täckning</dt>", "<dt>Viktning</dt><dd>area</dd>")
                .doesNotContain("derived from");
        assertThat(get(card + "en")).contains("derived from deso@20");
        String series = "/regstat-info/series.json?layer=population_egna&code=V&language=";
        assertThat(get(series + "sv")).contains("härlett ur deso@20").doesNotContain("derived from");
        assertThat(get(series + "en")).contains("derived from deso@20");
    }

    private static Set<Integer> colours(String path) throws Exception {
        byte[] bytes = CLIENT.send(
                        HttpRequest.newBuilder(URI.create(host.baseUrl() + path))
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
        assertThat(image).as(new String(bytes, StandardCharsets.UTF_8)).isNotNull();
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) colours.add(image.getRGB(x, y));
        }
        return colours;
    }

    private static JsonNode features(String path) throws Exception {
        return new ObjectMapper().readTree(get(path)).path("features");
    }

    private static String get(String path) throws Exception {
        return CLIENT.send(
                        HttpRequest.newBuilder(URI.create(host.baseUrl() + path))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
