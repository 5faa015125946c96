package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.geoserver.catalog.DataStoreInfo;
import org.geoserver.catalog.LayerInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start with files that cannot be used, and no last good ones. */
class BrokenStartTest {

    @TempDir
    Path data;

    @Test
    void layers_of_an_earlier_start_are_switched_off_with_one_error_until_the_files_are_mended() throws IOException {
        Path good = OneArea.configuration(data);
        Path broken = Files.createDirectory(data.resolve("broken"));
        Files.writeString(broken.resolve("regstat.yml"), "titel: x");
        try (Plugin plugin = Plugin.start(data, good, OneArea.store(data))) {
            // As a new process starts, with a catalog read from disk and nothing in memory.
            plugin.publisher().close();
            plugin.catalog().getResourcePool().dispose();
            plugin.publisher().setConfigurationDirectory(broken);
            try (Log log = Log.open()) {
                plugin.publish();
                assertThat(log.warnings()).singleElement().asString().contains("regstat.yml", "titel", "switched off");
            }
            assertThat(plugin.catalog().all(DataStoreInfo.class))
                    .singleElement()
                    .matches(s -> !s.isEnabled());
            assertThat(plugin.catalog().all(LayerInfo.class)).isNotEmpty();
            assertThat(plugin.moduleStatus().isAvailable()).isFalse();
            plugin.publisher().setConfigurationDirectory(good);
            plugin.reload();
            assertThat(plugin.catalog().all(DataStoreInfo.class))
                    .singleElement()
                    .matches(DataStoreInfo::isEnabled);
            assertThat(plugin.layers()).hasSize(6);
        }
    }

    @Test
    void nothing_is_published_where_nothing_was() throws IOException {
        Path regstat = Files.createDirectory(data.resolve("regstat"));
        Files.move(OneArea.store(data).file(), regstat.resolve("regstat.gpkg"));
        Files.writeString(regstat.resolve("regstat.yml"), "titel: x");
        try (Log log = Log.open();
                Plugin plugin = Plugin.start(data)) {
            assertThat(log.warnings()).singleElement().asString().contains("regstat.yml", "titel");
            assertThat(plugin.catalog().contents()).isEmpty();
        }
    }
}
