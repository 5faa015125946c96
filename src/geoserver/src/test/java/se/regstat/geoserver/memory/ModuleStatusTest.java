package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What GeoServer's page of modules says of the plugin: available if it could do what it is for, enabled if it was asked to. */
class ModuleStatusTest {

    @TempDir
    Path data;

    private Path regstat;
    private Plugin host;

    @BeforeEach
    void start_without_a_store() throws IOException {
        regstat = Files.createDirectory(data.resolve("regstat"));
        host = Plugin.start(data);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private void fillTheStore() throws IOException {
        Files.move(OneArea.store(data).file(), regstat.resolve("regstat.gpkg"));
        host.reload();
    }

    @Test
    void it_is_not_available_while_it_has_nothing_to_publish() throws IOException {
        assertThat(host.moduleStatus().isAvailable()).isFalse();
        fillTheStore();
        assertThat(host.moduleStatus().isAvailable()).isTrue();
        assertThat(host.moduleStatus().isEnabled()).isTrue();
    }

    @Test
    void it_is_not_available_where_it_could_not_publish() throws IOException {
        Files.writeString(regstat.resolve("regstat.gpkg"), "no store");
        host.reload();
        assertThat(host.moduleStatus().isAvailable()).isFalse();
    }

    @Test
    void it_is_not_enabled_where_it_is_to_publish_nothing() throws IOException {
        fillTheStore();
        Files.writeString(regstat.resolve("regstat.yml"), "publish: nothing");
        host.reload();
        assertThat(host.moduleStatus().isEnabled()).isFalse();
        assertThat(host.moduleStatus().isAvailable()).isTrue();
    }

    @Test
    void its_message_names_no_folders_of_the_server() throws IOException {
        assertThat(host.status()).contains("no file regstat/regstat.gpkg").doesNotContain(data.toString());
        Files.writeString(regstat.resolve("regstat.gpkg"), "no store");
        host.reload();
        assertThat(host.status()).contains("regstat.gpkg").doesNotContain(data.toString());
    }
}
