package se.regstat.standalone.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.geoserver.memory.OneArea;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** Files for download while what they show changes. */
class DownloadRevisionsTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private Path config;
    private Path kept;
    private StoreUrl url;
    private EmbeddedHost host;

    @BeforeEach
    void start() throws IOException {
        url = OneArea.store(folder);
        config = OneArea.configuration(folder);
        kept = folder.resolve("kept");
        Files.writeString(config.resolve("regstat.yml"), "downloads: {directory: ../kept}\n");
        host = startHost();
    }

    private EmbeddedHost startHost() throws IOException {
        return EmbeddedHost.start(new EmbeddedHost.Options("127.0.0.1", 0, Optional.empty(), url, config));
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private static HttpResponse<byte[]> get(EmbeddedHost from, String name, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(from.baseUrl() + "/regstat-info/download/" + name));
        if (headers.length > 0) request.headers(headers);
        return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String tag(HttpResponse<?> reply) {
        return reply.headers().firstValue("ETag").orElse("");
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(kept)) {
            return files.toList();
        }
    }

    @Test
    void an_import_shows_at_once_and_takes_the_place_of_what_was_before() throws Exception {
        HttpResponse<byte[]> before = get(host, "population.csv");
        assertThat(new String(before.body(), UTF_8)).contains(",2024,1400,").doesNotContain("1500");
        try (Store store = Store.open(url)) {
            store.writeValues(List.of(new PublishedValues(
                    "population",
                    new VintageId("deso", "2025"),
                    2024,
                    List.of(OneArea.CODE),
                    new double[] {1500},
                    new byte[] {Status.NORMAL.code()},
                    new Provenance(Instant.EPOCH, "two.csv", "01", ""))));
        }
        host.reload();
        HttpResponse<byte[]> after = get(host, "population.csv", "If-None-Match", tag(before));
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(new String(after.body(), UTF_8)).contains(",2024,1500,");
        assertThat(tag(after)).isNotEqualTo(tag(before));
        assertThat(kept()).hasSize(1);
    }

    @Test
    void another_configuration_is_another_file() throws Exception {
        HttpResponse<byte[]> before = get(host, "population.gpkg");
        Files.writeString(
                config.resolve("indicators.yml"),
                Files.readString(config.resolve("indicators.yml")).replace("Folkmängd <&>", "Befolkning"));
        host.reload();
        HttpResponse<byte[]> after = get(host, "population.gpkg", "If-None-Match", tag(before));
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(new String(after.body(), UTF_8)).contains("Befolkning").doesNotContain("Folkmängd <&>");
        Files.writeString(
                config.resolve("indicators.yml"),
                Files.readString(config.resolve("indicators.yml"))
                        .replace("    kind: count", "    kind: count\n    publish: false"));
        host.reload();
        assertThat(get(host, "population.gpkg", "If-None-Match", tag(after)).statusCode())
                .as("what is not published any more is not there, whatever is on disk")
                .isEqualTo(404);
    }

    @Test
    void equal_tags_mean_equal_bytes_on_several_servers_and_when_a_file_is_made_again() throws Exception {
        for (String name : new String[] {"population.gpkg", "population.csv", "deso_2018.gpkg"}) {
            HttpResponse<byte[]> first = get(host, name);
            for (Path file : kept()) Files.delete(file);
            HttpResponse<byte[]> again = get(host, name);
            assertThat(tag(again)).isEqualTo(tag(first));
            assertThat(again.body()).isEqualTo(first.body());
            for (Path file : kept()) Files.delete(file);
            try (EmbeddedHost other = startHost()) {
                HttpResponse<byte[]> others = get(other, name);
                assertThat(tag(others)).isEqualTo(tag(first));
                assertThat(others.body()).isEqualTo(first.body());
            }
        }
    }
}
