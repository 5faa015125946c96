package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.geoserver.memory.OneArea;

/** What who watches the host is told, and what is noted of requests. */
class MonitoringTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String[] BY_PROXY = {"X-Forwarded-For", "203.0.113.7"};
    private static final BlockingQueue<String> LINES = new LinkedBlockingQueue<>();
    private static final String DESCRIBE =
            "/wfs?service=WFS&version=2.0.0&request=DescribeFeatureType&typeNames=deso_2025";

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(() -> EmbeddedHost.start(new EmbeddedHost.Options(
            "127.0.0.1",
            0,
            Optional.empty(),
            OneArea.store(folder),
            OneArea.configuration(folder),
            Optional.empty(),
            Optional.of(LINES::add))));

    private static HttpResponse<String> ask(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(host.baseUrl() + path));
        if (headers.length > 0) request.headers(headers);
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static double figure(String sample) throws Exception {
        return ask("/regstat-info/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(sample + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
                .sum();
    }

    /** The line of the request with an id; others may come before. */
    private static JsonNode line(String id) throws Exception {
        while (true) {
            String next = LINES.poll(30, TimeUnit.SECONDS);
            assertThat(next).as("a line of " + id).isNotNull();
            JsonNode line = new ObjectMapper().readTree(next);
            if (line.path("id").asText().equals(id)) return line;
        }
    }

    @Test
    void strangers_are_told_whether_it_is_well_and_no_more() throws Exception {
        for (String path :
                new String[] {"/regstat-info/health", "/regstat-info/health/ready", "/regstat-info/health/live"}) {
            HttpResponse<String> reply = ask(path, BY_PROXY);
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.headers().firstValue("Content-Type")).contains("application/json;charset=UTF-8");
            assertThat(reply.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(reply.body()).isEqualTo("{\"status\": \"pass\"}\n");
        }
        HttpResponse<String> figures = ask("/regstat-info/metrics", BY_PROXY);
        assertThat(figures.statusCode()).isEqualTo(403);
        assertThat(figures.body()).contains("REGSTAT_MONITORING_TOKEN").doesNotContain("jvm_memory");
    }

    @Test
    void no_parameter_makes_a_stranger_an_operator() throws Exception {
        String asked = "?authorization=Bearer%20x&authorizedBy=x&administrator=true";
        assertThat(ask("/regstat-info/health" + asked, BY_PROXY).body()).isEqualTo("{\"status\": \"pass\"}\n");
        assertThat(ask("/regstat-info/metrics" + asked, BY_PROXY).statusCode()).isEqualTo(403);
    }

    @Test
    void this_machine_is_told_of_store_snapshot_and_layers() throws Exception {
        JsonNode health =
                new ObjectMapper().readTree(ask("/regstat-info/health").body());
        assertThat(health.path("status").asText()).isEqualTo("pass");
        assertThat(health.path("problems")).isEmpty();
        assertThat(health.path("store").path("kind").asText()).isEqualTo("GeoPackage");
        assertThat(health.path("store").path("reachable").asBoolean()).isTrue();
        assertThat(health.path("snapshot").path("revision").asText()).matches("\\d+");
        assertThat(health.path("layers").asInt()).isEqualTo(6);
        assertThat(health.toString()).doesNotContain(folder.toString());
    }

    @Test
    void names_that_health_has_not_are_not_there() throws Exception {
        assertThat(ask("/regstat-info/health/dead").statusCode()).isEqualTo(404);
        assertThat(ask("/regstat-info/health.xml").statusCode()).isEqualTo(404);
        assertThat(ask("/regstat-info/metrics/all").statusCode()).isEqualTo(404);
    }

    @Test
    void requests_are_counted_by_service_operation_and_outcome() throws Exception {
        String described =
                "regstat_request_duration_seconds_count{operation=\"DescribeFeatureType\",outcome=\"%s\",service=\"wfs\"}";
        double before = figure(described.formatted("ok"));
        double refused = figure(described.formatted("refused"));
        line(id(ask(DESCRIBE)));
        line(id(ask(DESCRIBE + "x")));
        assertThat(figure(described.formatted("ok"))).isEqualTo(before + 1);
        assertThat(figure(described.formatted("refused"))).isEqualTo(refused + 1);
    }

    @Test
    void reports_of_wms_count_by_what_they_say_though_their_status_is_200() throws Exception {
        String map =
                "/wms?service=WMS&version=1.3.0&request=GetMap&styles=&crs=EPSG:3006&width=9&height=9&format=image/png"
                        + "&bbox=6800000,600000,6820000,615000&layers=";
        String sample = "regstat_request_duration_seconds_count{operation=\"GetMap\",outcome=\"%s\",service=\"wms\"}";
        assertThat(outcome(ask(map + "deso_2025"))).isEqualTo("200 ok");
        assertThat(outcome(ask(map + "nothing"))).isEqualTo("200 refused");
        assertThat(outcome(ask(map + "nothing&exceptions=INIMAGE"))).isEqualTo("200 refused");
        assertThat(figure(sample.formatted("ok"))).isEqualTo(1);
        assertThat(figure(sample.formatted("refused"))).isEqualTo(2);
    }

    private static String outcome(HttpResponse<?> reply) throws Exception {
        JsonNode line = line(id(reply));
        return line.path("status").asText() + " " + line.path("outcome").asText();
    }

    @Test
    void re_aggregations_and_the_weights_that_are_kept_are_counted() throws Exception {
        String computed = "regstat_operation_duration_seconds_count{operation=\"reaggregate\",outcome=\"ok\"}";
        double before = figure(computed);
        double weights = figure("regstat_weights_cache_requests_total{result=\"hit\"}")
                + figure("regstat_weights_cache_requests_total{result=\"miss\"}");
        HttpResponse<String> reply =
                ask("/regstat-info/reaggregate.json?target=regstat:deso_2025&indicators=population");
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(figure(computed)).isEqualTo(before + 1);
        assertThat(figure("regstat_weights_cache_requests_total{result=\"hit\"}")
                        + figure("regstat_weights_cache_requests_total{result=\"miss\"}"))
                .isGreaterThan(weights);
        double refused =
                figure("regstat_operation_duration_seconds_count{operation=\"reaggregate\",outcome=\"refused\"}");
        ask("/regstat-info/reaggregate.json?target=nothing@2025&indicators=population");
        assertThat(figure("regstat_operation_duration_seconds_count{operation=\"reaggregate\",outcome=\"refused\"}"))
                .isEqualTo(refused + 1);
    }

    @Test
    void each_figure_has_one_family_and_stands_once() throws Exception {
        String text = ask("/regstat-info/metrics").body();
        Map<String, Long> families = text.lines()
                .filter(line -> line.startsWith("# TYPE "))
                .collect(Collectors.groupingBy(
                        line -> line.replaceFirst("# TYPE (\\w+) .*", "$1"), Collectors.counting()));
        assertThat(families)
                .containsKeys(
                        "regstat_ready",
                        "regstat_request_duration_seconds",
                        "regstat_snapshot_swaps_total",
                        "jvm_memory_used_bytes",
                        "jvm_threads_live_threads",
                        "jetty_threads_busy")
                .allSatisfy((family, times) -> assertThat(times).as(family).isEqualTo(1));
        assertThat(text.lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.substring(0, line.lastIndexOf(' '))))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_line_of_the_log_tells_what_was_asked_and_what_became_of_it() throws Exception {
        HttpResponse<String> reply = ask(DESCRIBE + "&authkey=secret", "X-Request-Id", "from-the-proxy");
        assertThat(id(reply)).isEqualTo("from-the-proxy");
        JsonNode line = line("from-the-proxy");
        assertThat(line.path("method").asText()).isEqualTo("GET");
        assertThat(line.path("path").asText()).isEqualTo("/geoserver/wfs");
        assertThat(line.path("service").asText()).isEqualTo("wfs");
        assertThat(line.path("operation").asText()).isEqualTo("DescribeFeatureType");
        assertThat(line.path("layer").asText()).isEqualTo("deso_2025");
        assertThat(line.path("status").asInt()).isEqualTo(200);
        assertThat(line.path("bytes").asInt()).isEqualTo(reply.body().length());
        assertThat(line.path("millis").isIntegralNumber()).isTrue();
        assertThat(line.toString()).doesNotContain("secret");
    }

    @Test
    void documents_that_are_sent_and_what_is_refused_have_lines_too() throws Exception {
        HttpRequest posted = HttpRequest.newBuilder(URI.create(host.baseUrl() + "/ows"))
                .header("Content-Type", "text/xml")
                .POST(BodyPublishers.ofString(
                        "<w:GetCapabilities xmlns:w=\"http://www.opengis.net/wfs/2.0\" service=\"WFS\"/>"))
                .build();
        JsonNode sent = line(id(CLIENT.send(posted, BodyHandlers.ofString())));
        assertThat(sent.path("service").asText() + " " + sent.path("operation").asText())
                .isEqualTo("wfs GetCapabilities");
        JsonNode missing = line(id(ask("/regstat-info/download/no-such.gpkg")));
        assertThat(missing.path("operation").asText()).isEqualTo("download");
        assertThat(missing.path("layer").asText()).isEqualTo("no-such.gpkg");
        assertThat(missing.path("status").asInt()).isEqualTo(404);
        JsonNode page = line(id(ask("/nowhere?token=secret")));
        assertThat(page.path("service").asText()).isEqualTo("pages");
        assertThat(page.toString()).doesNotContain("secret");
    }

    private static String id(HttpResponse<?> reply) {
        return reply.headers().firstValue("X-Request-Id").orElseThrow();
    }
}
