package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.geoserver.catalog.DataStoreInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.catalog.HostGeoServer;
import se.regstat.geoserver.Publisher;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;
import se.regstat.statistics.store.copy.LastCopy;

/** What serves goes on serving while files are broken or missing; GeoServer disposes of data stores at will. */
class OutageTest {

    private static final Locale SWEDISH = Locale.forLanguageTag("sv");
    private static final String TYPO = "publishing:\n  titel: Fel\n";

    /** Nobody listens there. */
    private static final String NOWHERE = "jdbc:postgresql://127.0.0.1:1/statistics?user=regstat_server";

    @TempDir
    Path data;

    private Path regstat;
    private StoreUrl.GeoPackage url;
    private Plugin host;

    @BeforeEach
    void fill_a_store() throws IOException {
        url = OneArea.storeOf(data);
        regstat = url.file().getParent();
    }

    @AfterEach
    void stop() {
        if (host != null) host.close();
    }

    @Test
    void a_typo_takes_no_layer_down_and_is_told_once_with_file_line_and_key() throws IOException {
        host = Plugin.start(data);
        Files.writeString(regstat.resolve("regstat.yml"), TYPO);
        try (Log log = Log.open()) {
            host.reload();
            disposeOfTheDataStores();
            assertThat(features("deso_2025")).isEqualTo(1);
            disposeOfTheDataStores();
            assertThat(features("population_deso")).isEqualTo(4);
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains("the last good configuration", regstat.resolve("regstat.yml") + ", line 2", "titel");
        }
        assertThat(host.status())
                .contains(": regstat/regstat.yml, line 2", "titel", "publishes 6 layers")
                .doesNotContain(data.toString());
    }

    @Test
    void a_typo_that_nobody_reloaded_is_told_once_when_a_data_store_meets_it() throws IOException {
        host = Plugin.start(data);
        Files.writeString(regstat.resolve("regstat.yml"), TYPO);
        try (Log log = Log.open()) {
            for (int i = 0; i < 3; i++) {
                disposeOfTheDataStores();
                assertThat(features("deso_2025")).isEqualTo(1);
            }
            assertThat(log.warnings()).singleElement().asString().contains("titel");
        }
    }

    @Test
    void a_mended_file_is_in_force_after_the_next_reload() throws IOException {
        host = Plugin.start(data);
        Path divisions = regstat.resolve("divisions.yml");
        Files.writeString(divisions, "divisions: {deso: {titel: Ny}}");
        host.reload();
        Files.writeString(divisions, "divisions: {deso: {title: Ny}}");
        host.reload();
        assertThat(host.layer("deso_2025").orElseThrow().title(SWEDISH)).isEqualTo("Ny 2025");
        assertThat(host.status()).startsWith("Regstat publishes");
    }

    @Test
    void what_was_imported_is_published_also_while_the_configuration_is_broken() throws IOException {
        host = Plugin.start(data);
        Files.writeString(regstat.resolve("regstat.yml"), TYPO);
        Files.delete(url.file());
        Files.copy(OneArea.store(Files.createDirectory(data.resolve("new"))).file(), url.file());
        host.reload();
        assertThat(features("deso_2025")).isEqualTo(1);
    }

    /** A new folder stands for a new process, which has nothing in memory. */
    @Test
    void a_start_over_a_typo_goes_by_the_last_good_files() throws IOException {
        Files.writeString(regstat.resolve("divisions.yml"), "divisions: {deso: {title: Ny}}");
        host = Plugin.start(data);
        host.close();
        Path copy = data.resolve("copy/regstat");
        copy(regstat, copy);
        Files.writeString(copy.resolve("divisions.yml"), "divisions: {deso: {titel: Nyare}}");
        try (Log log = Log.open()) {
            host = Plugin.start(copy.getParent());
            assertThat(host.layer("deso_2025").orElseThrow().title(SWEDISH)).isEqualTo("Ny 2025");
            assertThat(features("deso_2025")).isEqualTo(1);
            assertThat(log.warnings()).singleElement().asString().contains(copy.resolve("divisions.yml") + ", line 1");
        }
    }

    @Test
    void a_store_that_is_gone_is_answered_for_from_memory_and_told_once() throws IOException {
        host = Plugin.start(data);
        Files.move(url.file(), data.resolve("away"));
        try (Log log = Log.open()) {
            for (int i = 0; i < 3; i++) {
                disposeOfTheDataStores();
                assertThat(features("population_deso")).isEqualTo(4);
            }
            assertThat(log.warnings()).singleElement().asString().contains("from memory", url.toString());
        }
        Files.move(data.resolve("away"), url.file());
        host.reload();
        Files.move(url.file(), data.resolve("away"));
        try (Log log = Log.open()) {
            host.reload();
            disposeOfTheDataStores();
            assertThat(features("population_deso")).isEqualTo(4);
            assertThat(log.warnings())
                    .as("another outage")
                    .singleElement()
                    .asString()
                    .contains("from memory");
        }
        assertThat(host.status()).contains("from memory");
    }

    @Test
    void a_start_without_the_store_switches_the_layers_off_until_it_is_back() throws IOException {
        host = Plugin.start(data);
        Files.move(url.file(), data.resolve("away"));
        forgetTheSnapshot();
        try (Log log = Log.open()) {
            host.publisher().initialize(new HostGeoServer(host.catalog()));
            assertThat(store().isEnabled()).isFalse();
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains("switched off", url.file().toString());
        }
        Files.move(data.resolve("away"), url.file());
        host.reload();
        assertThat(store().isEnabled()).isTrue();
        assertThat(features("population_deso")).isEqualTo(4);
    }

    @Test
    void a_store_that_is_away_is_told_of_once_however_often_it_is_looked_at_and_is_published_when_it_is_back()
            throws IOException {
        host = Plugin.start(data);
        Files.move(url.file(), data.resolve("away"));
        try (Log log = Log.open()) {
            for (int i = 0; i < 3; i++) {
                host.watch();
                assertThat(features("population_deso")).isEqualTo(4);
            }
            assertThat(log.warnings()).singleElement().asString().contains("from memory", url.toString());
            assertThat(host.publisher().standing().orElseThrow().state().problem())
                    .isPresent();
        }
        Files.move(data.resolve("away"), url.file());
        try (Log log = Log.open()) {
            for (int i = 0; i < 3; i++) host.watch();
            assertThat(log.lines(Level.INFO)).singleElement().asString().startsWith("Regstat publishes 6 layers");
        }
        assertThat(host.status()).startsWith("Regstat publishes");
        assertThat(host.publisher().standing().orElseThrow().state().problem()).isEmpty();
    }

    @Test
    void a_store_that_comes_after_the_start_is_published_when_it_is_there() throws IOException {
        Files.move(url.file(), data.resolve("away"));
        host = Plugin.start(data);
        host.watch();
        assertThat(host.layers()).isEmpty();
        Files.move(data.resolve("away"), url.file());
        host.watch();
        assertThat(features("population_deso")).isEqualTo(4);
    }

    @Test
    void a_store_that_could_not_be_read_at_the_start_is_published_as_soon_as_it_can_be() throws IOException {
        Path good = Files.move(url.file(), data.resolve("good"));
        Files.writeString(url.file(), "not a GeoPackage");
        host = Plugin.start(data);
        host.watch();
        assertThat(host.layers()).isEmpty();
        Files.move(good, url.file(), StandardCopyOption.REPLACE_EXISTING);
        host.watch();
        assertThat(features("population_deso")).isEqualTo(4);
    }

    @Test
    void a_start_without_the_database_answers_from_the_copy_that_was_made_of_it() throws IOException {
        long revision;
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            revision = store.revision();
            new LastCopy(regstat.resolve("last-store"))
                    .make(new LastCopy.Key(NOWHERE, revision, ""), store, indicator -> true);
        }
        Files.writeString(regstat.resolve("regstat.yml"), "store: " + NOWHERE);
        try (Log log = Log.open()) {
            host = Plugin.start(data);
            host.watch();
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains("from the copy", "without what is restricted", NOWHERE);
        }
        assertThat(features("population_deso")).isEqualTo(4);
        assertThat(host.publisher().standing().orElseThrow().revision()).isEqualTo(revision);
        assertThat(host.publisher().standing().orElseThrow().state().problem()).isPresent();
    }

    @Test
    void a_copy_that_stands_in_for_the_database_has_the_layers_that_were_published() throws IOException {
        a_start_without_the_database_answers_from_the_copy_that_was_made_of_it();
        try (Publisher restarted = new Publisher()) {
            restarted.initialize(new HostGeoServer(host.catalog()));
            assertThat(restarted.standing().orElseThrow().layers()).isEqualTo(6);
            assertThat(restarted.problems()).singleElement().asString().contains("from the copy");
        }
    }

    @Test
    void another_store_that_is_not_there_yet_is_published_when_it_is() throws IOException {
        host = Plugin.start(data);
        host.reload("store: other.gpkg");
        assertThat(host.publisher().problems()).isNotEmpty();
        try (Log log = Log.open()) {
            for (int i = 0; i < 3; i++) host.watch();
            assertThat(log.warnings()).isEmpty();
        }
        assertThat(features("population_deso")).isEqualTo(4);
        Files.move(OneArea.store(data).file(), regstat.resolve("other.gpkg"));
        host.watch();
        assertThat(host.publisher().storeUrl()).contains(StoreUrl.of(regstat.resolve("other.gpkg")));
        assertThat(host.publisher().problems()).isEmpty();
        assertThat(features("population_deso")).isEqualTo(4);
    }

    @Test
    void a_start_without_the_database_and_with_a_damaged_copy_publishes_nothing_and_says_so() throws IOException {
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            new LastCopy(regstat.resolve("last-store"))
                    .make(new LastCopy.Key(NOWHERE, store.revision(), ""), store, indicator -> true);
        }
        try (Stream<Path> files = Files.list(regstat.resolve("last-store"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".gpkg")).toList()) {
                Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
            }
        }
        Files.writeString(regstat.resolve("regstat.yml"), "store: " + NOWHERE);
        try (Log log = Log.open()) {
            host = Plugin.start(data);
            assertThat(log.warnings()).anyMatch(line -> line.contains("is not as it was written, and is not used"));
        }
        assertThat(host.layers()).isEmpty();
    }

    @Test
    void a_start_over_a_store_that_cannot_be_read_switches_the_layers_off() throws IOException {
        host = Plugin.start(data);
        forgetTheSnapshot();
        Files.writeString(url.file(), "not a GeoPackage");
        host.publisher().initialize(new HostGeoServer(host.catalog()));
        assertThat(store().isEnabled()).isFalse();
    }

    @Test
    void a_data_store_that_an_administrator_switched_off_stays_off() throws IOException {
        host = Plugin.start(data);
        DataStoreInfo store = store();
        store.setEnabled(false);
        host.catalog().save(store);
        Files.move(url.file(), data.resolve("away"));
        forgetTheSnapshot();
        host.publisher().initialize(new HostGeoServer(host.catalog()));
        Files.move(data.resolve("away"), url.file());
        host.reload();
        assertThat(store().isEnabled()).isFalse();
    }

    @Test
    void success_is_told_in_one_line_with_layers_store_revision_and_time() {
        try (Log log = Log.open()) {
            host = Plugin.start(data);
            assertThat(log.lines(Level.INFO))
                    .singleElement()
                    .asString()
                    .matches("Regstat publishes 6 layers in the workspace regstat, from \\Q" + url
                            + "\\E, revision \\d+\\. That took \\d+\\.\\d s\\.");
            assertThat(host.status()).isEqualTo(log.lines(Level.INFO).get(0).replace(data + "/", ""));
        }
    }

    @Test
    void a_folder_that_cannot_be_written_to_is_served_by_the_defaults_and_told_of() throws IOException {
        try (Log log = Log.open()) {
            host = Plugin.start(readOnly());
            assertThat(log.warnings()).anyMatch(line -> line.contains("defaults"));
            assertThat(features("deso_2025")).isEqualTo(1);
        }
    }

    /** A data directory whose folder regstat takes no new files, for whoever runs this. */
    private Path readOnly() throws IOException {
        Path other = Files.createDirectory(data.resolve("other"));
        Path folder = Files.createDirectory(other.resolve("regstat"));
        Files.copy(url.file(), folder.resolve("regstat.gpkg"));
        // A link to nowhere: the file does not exist and cannot be made.
        Files.createSymbolicLink(folder.resolve("regstat.yml"), data.resolve("nowhere/regstat.yml"));
        return other;
    }

    // ----

    private void disposeOfTheDataStores() {
        host.catalog().getResourcePool().dispose();
    }

    private void forgetTheSnapshot() {
        disposeOfTheDataStores();
        host.publisher().close();
    }

    private DataStoreInfo store() {
        return host.catalog().all(DataStoreInfo.class).get(0);
    }

    private int features(String layer) throws IOException {
        return host.layer(layer).orElseThrow().source().getFeatures().size();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(target);
                else Files.copy(file, target);
            }
        }
    }
}
