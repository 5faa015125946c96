package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.geoserver.platform.ServiceException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.geoserver.document.InfoDocument;
import se.regstat.geoserver.health.Figures;
import se.regstat.geoserver.health.Health;
import se.regstat.geoserver.health.HealthStatus;
import se.regstat.geoserver.health.Monitoring;
import se.regstat.geoserver.health.MonitoringRequest;
import se.regstat.geoserver.health.Operators;
import se.regstat.geoserver.metrics.Metrics;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.StoreUrl;

/** Who watches GeoServer is told whether layers are served, and operators why not. */
class HealthTest {

    private static final String TOKEN = "for monitoring alone";

    @TempDir
    Path data;

    private final HealthStatus status = new HealthStatus();
    private Plugin host;
    private Monitoring monitoring;
    private boolean administrator;

    private void start() {
        host = Plugin.start(data, status);
        monitoring = new Monitoring(
                new Health(host.publisher(), status),
                new Figures(host.publisher(), new Metrics()),
                new Operators(() -> administrator, Optional.of(TOKEN)));
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private String ask(String file, String authorization) throws IOException {
        MonitoringRequest request = new MonitoringRequest();
        request.setFile(file);
        request.authorizedBy(authorization);
        InfoDocument document = monitoring.health(request);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        document.content().writeTo(body);
        return document.status() + " " + body.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void a_server_without_anything_to_serve_lives_and_is_not_ready() throws IOException {
        Files.createDirectory(data.resolve("regstat"));
        start();
        assertThat(ask("live", "")).isEqualTo("200 {\"status\": \"pass\"}");
        assertThat(ask("ready", "")).isEqualTo("503 {\"status\": \"fail\"}");
        administrator = true;
        assertThat(ask("ready", ""))
                .startsWith("503 {\"status\": \"fail\"")
                .contains("there is no file regstat/regstat.gpkg")
                .doesNotContain(data.toString());
        Files.move(OneArea.store(data).file(), data.resolve("regstat/regstat.gpkg"));
        host.reload();
        assertThat(ask("ready", "")).startsWith("200 {\"status\": \"pass\"").contains("\"layers\": 6");
    }

    @Test
    void a_store_that_goes_away_is_a_warning_as_long_as_what_it_had_is_served() throws IOException {
        StoreUrl.GeoPackage store = OneArea.storeOf(data);
        start();
        Path aside = Files.move(store.file(), data.resolve("aside.gpkg"));
        look(store);
        assertThat(ask("ready", "")).isEqualTo("200 {\"status\": \"warn\"}");
        administrator = true;
        assertThat(ask("", ""))
                .startsWith("200 {\"status\": \"warn\"")
                .contains("\"reachable\": false", "there is no store gpkg:regstat.gpkg")
                .doesNotContain(data.toString());
        assertThat(status.isAvailable()).isFalse();
        assertThat(status.getMessage().orElseThrow())
                .startsWith("Regstat publishes 6 layers")
                .contains("the store cannot be read")
                .doesNotContain(data.toString());
        Files.move(aside, store.file());
        look(store);
        assertThat(ask("", "")).startsWith("200 {\"status\": \"pass\"").contains("\"reachable\": true");
        assertThat(status.isAvailable()).isTrue();
    }

    @Test
    void a_configuration_with_a_mistake_is_a_warning_that_names_it_to_operators() throws IOException {
        OneArea.storeOf(data);
        start();
        host.reload("publishing: {titel: Fel}\n");
        assertThat(ask("ready", "Bearer wrong")).isEqualTo("200 {\"status\": \"warn\"}");
        assertThat(ask("ready", "Bearer " + TOKEN))
                .contains("regstat/regstat.yml, line 1")
                .doesNotContain(data.toString());
    }

    @Test
    void who_is_to_publish_nothing_is_well() throws IOException {
        OneArea.storeOf(data);
        start();
        host.reload("publish: nothing\n");
        assertThat(ask("ready", "")).isEqualTo("200 {\"status\": \"pass\"}");
    }

    @Test
    void figures_are_for_operators() throws IOException {
        OneArea.storeOf(data);
        start();
        assertThatThrownBy(() -> monitoring.metrics(new MonitoringRequest()))
                .isInstanceOf(ServiceException.class)
                .hasFieldOrPropertyWithValue("status", 403);
        administrator = true;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        monitoring.metrics(new MonitoringRequest()).content().writeTo(body);
        assertThat(body.toString(StandardCharsets.UTF_8))
                .contains("\nregstat_layers 6\n", "\nregstat_store_reachable 1\n");
    }

    private static void look(StoreUrl store) {
        try (Snapshots.Lease lease = Snapshots.acquire(store)) {
            lease.refreshOrKeep(problem -> {});
        }
    }
}
