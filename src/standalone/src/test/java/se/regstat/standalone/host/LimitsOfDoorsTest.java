package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.regstat.geoserver.memory.OneArea;

/** What is more than one request may ask for is refused where it is asked, and the refusal says which limit that is. */
class LimitsOfDoorsTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final String MAP = "/wms?service=WMS&version=1.3.0&request=GetMap&styles=&crs=EPSG:3006"
            + "&bbox=6800000,600000,6820000,615000&format=image/png";

    private static final String FEATURES =
            "/wfs?service=WFS&version=2.0.0&request=GetFeature&outputFormat=application/json";

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(LimitsOfDoorsTest::start);

    private static EmbeddedHost start() throws Exception {
        Path configuration = OneArea.configuration(folder);
        Files.writeString(configuration.resolve("regstat.yml"), """
                limits:
                  map_width: 100
                  map_height: 80
                  body_megabytes: 1
                  features: 2
                  layers: 3
                  reaggregation: {targets: 3, vertices: 20, values: 3, body_megabytes: 1}
                """);
        return EmbeddedHost.start(
                new EmbeddedHost.Options("127.0.0.1", 0, Optional.empty(), OneArea.store(folder), configuration));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(host.baseUrl() + path)).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String type, String body) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(host.baseUrl() + path))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String times(int count, String name, String separator) {
        return String.join(separator, Collections.nCopies(count, name));
    }

    @ParameterizedTest
    @CsvSource({"101, 80, WIDTH", "100, 81, HEIGHT"})
    void maps_have_a_largest_size(int width, int height, String named) throws Exception {
        String path = MAP + "&layers=deso_2025&width=" + width + "&height=" + height;
        assertThat(get(path).body()).contains("ServiceException", named);
        assertThat(get(path.replace("101", "100").replace("81", "80")).headers().firstValue("Content-Type"))
                .contains("image/png");
    }

    @Test
    void a_map_has_so_many_layers_and_capabilities_say_so() throws Exception {
        String path = MAP + "&width=100&height=80&layers=";
        assertThat(get(path + times(3, "deso_2025", ",")).headers().firstValue("Content-Type"))
                .contains("image/png");
        assertThat(get(path + times(4, "deso_2025", ",")).body())
                .contains("InvalidParameterValue", "LAYERS names 4 layers; 3 at most", "limits: layers");
        assertThat(get("/wms?service=WMS&version=1.3.0&request=GetCapabilities").body())
                .contains("<LayerLimit>3</LayerLimit>");
    }

    @Test
    void a_request_has_so_many_queries_by_address_and_in_xml() throws Exception {
        assertThat(get(FEATURES + "&typeNames=" + times(3, "deso_2025", ",")).statusCode())
                .isEqualTo(200);
        HttpResponse<String> byAddress = get(FEATURES + "&typeNames=" + times(4, "deso_2025", ","));
        HttpResponse<String> inXml = post(
                "/wfs",
                "text/xml",
                "<GetFeature xmlns=\"http://www.opengis.net/wfs/2.0\" service=\"WFS\" version=\"2.0.0\">"
                        + times(4, "<Query typeNames=\"regstat:deso_2025\"/>", "") + "</GetFeature>");
        for (HttpResponse<String> refused : List.of(byAddress, inXml)) {
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body())
                    .contains("InvalidParameterValue", "4 queries at once; 3 at most", "limits: layers");
        }
    }

    @Test
    void an_answer_has_so_many_features_and_says_how_many_there_are() throws Exception {
        String features = get(FEATURES + "&typeNames=population_deso").body();
        assertThat(features).contains("\"numberReturned\":2").contains("\"numberMatched\":4");
    }

    @Test
    void a_request_has_so_many_parameters() throws Exception {
        HttpResponse<String> refused = post("/wms", "application/x-www-form-urlencoded", fields(1001));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("more than 1000 parameters");
    }

    private static String fields(int count) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < count; i++) form.append('f').append(i).append("=1&");
        return form.toString();
    }

    @Test
    void filters_of_many_layers_are_told_apart_without_looking_ahead_again_and_again() throws Exception {
        String filters = times(300_000, "''", ";");
        HttpResponse<String> refused = post(
                "/wfs",
                "application/x-www-form-urlencoded",
                "service=WFS&version=2.0.0&request=GetFeature&typeNames=deso_2025&cql_filter=" + filters);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("cql_filter has 300000 parts for 1 feature types");
    }

    @Test
    void a_re_aggregation_has_so_many_values() throws Exception {
        HttpResponse<String> refused =
                get("/regstat-info/reaggregate.json?target=deso@2018&indicators=population&periods=2020/2024");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("limits: reaggregation: values");
    }

    @Test
    void boundaries_are_so_many_and_have_so_many_vertices() throws Exception {
        String square =
                "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[600000,"
                        + "6800000],[601000,6800000],[601000,6801000],[600000,6801000],[600000,6800000]]]}}";
        String path = "/regstat-info/reaggregate.json?indicators=population&periods=2024";
        String four = "{\"type\":\"FeatureCollection\",\"features\":[" + times(4, square, ",") + "]}";
        HttpResponse<String> many = post(path, "application/geo+json", four);
        assertThat(many.statusCode()).isEqualTo(400);
        assertThat(many.body()).contains("limits: reaggregation: targets");
        String round = square.replace("[601000,6801000]", times(20, "[601000,6801000]", ","));
        HttpResponse<String> fine = post(path, "application/geo+json", round);
        assertThat(fine.statusCode()).isEqualTo(400);
        assertThat(fine.body()).contains("limits: reaggregation: vertices");
    }
}
