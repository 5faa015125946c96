package se.regstat.standalone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Prometheus' own reader of the figures. */
@Needs(Need.PROMETHEUS)
class PrometheusTest {

    private static HttpResponse<String> get(String path) throws Exception {
        URI address = URI.create(Site.DEMO.host().url() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    @Test
    void it_reads_every_figure_and_histograms_add_up() throws Exception {
        get("/wms?service=WMS&version=1.3.0&request=GetCapabilities");
        HttpResponse<String> reply = get("/regstat-info/metrics");
        assertThat(reply.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4;charset=UTF-8");
        JsonNode families = Programs.script(
                List.of(
                        Programs.PYTHON,
                        Programs.scripts().resolve("prometheus_text.py").toString()),
                Map.of("text", reply.body()));
        long told = reply.body().lines().filter(line -> !line.startsWith("#")).count();
        long read = 0;
        for (JsonNode family : families) read += family.path("figures").size();
        assertThat(read).isEqualTo(told);
        assertThat(families.path("regstat_ready")
                        .path("figures")
                        .path(0)
                        .path("value")
                        .asInt())
                .isEqualTo(1);
        JsonNode requests = families.path("regstat_request_duration_seconds");
        assertThat(requests.path("type").asText()).isEqualTo("histogram");
        for (JsonNode count : requests.path("figures")) {
            if (!count.path("name").asText().endsWith("_count")) continue;
            for (JsonNode all : requests.path("figures")) {
                JsonNode labels = all.path("labels");
                boolean same = labels.path("le").asText().equals("+Inf")
                        && labels.path("operation").equals(count.path("labels").path("operation"))
                        && labels.path("service").equals(count.path("labels").path("service"))
                        && labels.path("outcome").equals(count.path("labels").path("outcome"));
                if (same)
                    assertThat(all.path("value").asLong())
                            .isEqualTo(count.path("value").asLong());
            }
        }
    }
}
