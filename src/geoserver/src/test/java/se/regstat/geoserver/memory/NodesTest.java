package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.event.CatalogPostModifyEvent;
import org.geoserver.security.SecuredResourceNameChangeListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.catalog.HostLayers;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** Two GeoServers on one data directory, whose catalogs in memory do not know of each other. */
class NodesTest {

    private static final Locale SWEDISH = Locale.forLanguageTag("sv");

    @TempDir
    Path data;

    private StoreUrl url;
    private Plugin one;
    private Plugin other;

    @BeforeEach
    void start_two() throws IOException {
        url = OneArea.storeOf(data);
        one = Plugin.writing(data);
        other = Plugin.writing(data);
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void two_that_start_at_once_publish_the_same_and_write_each_file_once() {
        CompletableFuture.allOf(CompletableFuture.runAsync(one::publish), CompletableFuture.runAsync(other::publish))
                .join();
        assertThat(contents(one)).hasSizeGreaterThan(20).isEqualTo(contents(other));
        List<Plugin> wrote = List.of(one, other).stream()
                .filter(node -> !node.written().isEmpty())
                .toList();
        assertThat(wrote).as("one of them did").hasSize(1);
        assertThat(wrote.get(0).written()).contains("regstat/regstat/deso_2025/layer.xml");
    }

    @Test
    void an_import_shows_at_both_after_a_look_and_one_of_them_writes() {
        publishBoth();
        write(2025);
        one.written().clear();
        one.watch();
        assertThat(one.written()).contains("regstat/regstat/population_deso/featuretype.xml");
        other.watch();
        for (Plugin node : List.of(one, other)) {
            HostLayers.Layer layer = node.layer("population_deso").orElseThrow();
            assertThat(layer.description(SWEDISH)).contains("2025");
            assertThat(node.publisher()
                            .published()
                            .orElseThrow()
                            .observations()
                            .snapshot()
                            .revision())
                    .isEqualTo(revision());
        }
        assertThat(other.written()).isEmpty();
    }

    @Test
    void what_an_administrator_edits_at_one_shows_at_the_other_which_keeps_it() {
        publishBoth();
        FeatureTypeInfo type = type(one);
        type.setTitle("Mina områden");
        one.catalog().save(type);
        one.watch();
        other.watch();
        assertThat(type(other).getTitle()).isEqualTo("Mina områden");
        write(2025);
        other.watch();
        one.watch();
        assertThat(type(other).getTitle()).isEqualTo("Mina områden");
        assertThat(type(one).getTitle()).isEqualTo("Mina områden");
    }

    @Test
    void a_layer_that_goes_at_one_goes_at_the_other() {
        publishBoth();
        try (Store store = Store.open(url)) {
            store.remove(VintageId.parse("deso@2018"));
        }
        one.watch();
        other.watch();
        assertThat(other.layer("deso_2018")).isEmpty();
        assertThat(other.layer("deso_2025")).isPresent();
        assertThat(contents(other)).isEqualTo(contents(one));
        assertThat(other.written()).isEmpty();
    }

    @Test
    void access_rules_of_a_layer_that_goes_at_another_are_not_removed_here() {
        publishBoth();
        SecuredResourceNameChangeListener rules = new SecuredResourceNameChangeListener();
        other.catalog().addListener(rules);
        try (Store store = Store.open(url)) {
            store.remove(VintageId.parse("deso@2018"));
        }
        one.watch();
        other.watch();
        assertThat(other.layer("deso_2018")).isEmpty();
        assertThat(rules.removed()).isEmpty();
        assertThat(other.catalog().getListeners()).contains(rules);
    }

    @Test
    void a_ledger_that_is_gone_for_a_while_takes_nothing_down_and_is_told_of_once() throws IOException {
        publishBoth();
        List<String> before = contents(other);
        Path ledger = data.resolve("regstat/published.yml");
        for (Step gone : List.<Step>of(
                () -> Files.move(ledger, data.resolve("away")),
                () -> Files.writeString(ledger, ""),
                () -> Files.writeString(ledger, "{}"),
                () -> Files.writeString(ledger, "workspace: [}"))) {
            String whole = Files.readString(ledger);
            gone.take();
            try (Log log = Log.open()) {
                for (int i = 0; i < 3; i++) other.watch();
                assertThat(log.warnings()).singleElement().asString().contains("published.yml");
            }
            assertThat(contents(other)).isEqualTo(before);
            assertThat(other.publisher().problems()).singleElement().asString().contains("published.yml");
            Files.writeString(ledger, whole);
            other.watch();
            assertThat(other.publisher().problems()).isEmpty();
            assertThat(contents(other)).isEqualTo(before);
        }
        assertThat(other.written()).isEmpty();
    }

    @Test
    void a_folder_that_is_gone_for_a_while_is_not_made_anew() throws IOException {
        publishBoth();
        List<String> before = contents(other);
        one.written().clear();
        Path away = Files.move(data.resolve("regstat"), data.resolve("away"));
        for (int i = 0; i < 3; i++) {
            one.watch();
            other.watch();
        }
        assertThat(data.resolve("regstat")).doesNotExist();
        Files.move(away, data.resolve("regstat"));
        for (Plugin node : List.of(one, other)) {
            node.watch();
            assertThat(contents(node)).isEqualTo(before);
            assertThat(node.publisher().problems()).isEmpty();
            assertThat(node.written()).isEmpty();
        }
    }

    @Test
    void what_one_takes_back_goes_at_the_other() throws IOException {
        publishBoth();
        one.reload("publish: nothing");
        other.watch();
        assertThat(contents(other)).isEqualTo(contents(one));
        assertThat(other.layer("deso_2025")).isEmpty();
        assertThat(other.publisher().problems()).isEmpty();
    }

    @Test
    void what_cannot_be_published_is_told_of_once_and_published_when_it_can() throws IOException {
        publishBoth();
        Path ledger = data.resolve("regstat/published.yml");
        String whole = Files.readString(ledger);
        Files.writeString(ledger, "workspace: [}");
        write(2025);
        try (Log log = Log.open()) {
            for (int i = 0; i < 3; i++) one.watch();
            assertThat(log.warnings()).singleElement().asString().contains("published.yml is damaged");
        }
        Files.writeString(ledger, whole);
        one.watch();
        assertThat(one.publisher().problems()).isEmpty();
        assertThat(one.layer("population_deso").orElseThrow().description(SWEDISH))
                .contains("2025");
    }

    @Test
    void an_edit_at_one_that_it_has_not_told_of_stays_when_another_publishes() {
        publishBoth();
        FeatureTypeInfo type = type(one, "population_deso");
        type.setTitle("Min befolkning");
        one.catalog().save(type);
        write(2025);
        other.watch();
        one.watch();
        for (Plugin node : List.of(one, other)) {
            assertThat(type(node, "population_deso").getTitle()).isEqualTo("Min befolkning");
            assertThat(node.layer("population_deso").orElseThrow().description(SWEDISH))
                    .contains("2025");
        }
        assertThat(contents(one)).isEqualTo(contents(other));
    }

    @Test
    void an_edit_at_one_while_another_publishes_comes_there_afterwards() {
        publishBoth();
        other.catalog().addListener(new ModificationListener() {
            @Override
            public void handlePostModifyEvent(CatalogPostModifyEvent event) {
                FeatureTypeInfo type = type(one);
                if (type.getTitle().equals("Mina områden")) return;
                type.setTitle("Mina områden");
                one.catalog().save(type);
            }
        });
        write(2025);
        other.watch();
        assertThat(type(one).getTitle()).isEqualTo("Mina områden");
        for (int i = 0; i < 2; i++) {
            one.watch();
            other.watch();
        }
        assertThat(type(other).getTitle()).isEqualTo("Mina områden");
        assertThat(contents(other)).isEqualTo(contents(one));
    }

    @Test
    void a_group_that_one_makes_of_our_layers_is_there_at_the_other() {
        publishBoth();
        LayerGroupInfo group = one.catalog().getFactory().createLayerGroup();
        group.setName("mine");
        group.setWorkspace(one.catalog().getWorkspaceByName("regstat"));
        group.setMode(LayerGroupInfo.Mode.SINGLE);
        group.getLayers().add(one.catalog().getLayerByName("regstat:deso_2025"));
        group.getStyles().add(null);
        one.catalog().add(group);
        one.watch();
        other.watch();
        assertThat(other.group("mine")).isPresent();
    }

    @Test
    void what_was_published_by_one_that_died_before_it_noted_so_follows_the_configuration() throws IOException {
        one.publish();
        Files.delete(data.resolve("regstat/published.yml"));
        Files.writeString(data.resolve("regstat/divisions.yml"), "divisions: {deso: {title: Ny}}");
        one.reload();
        assertThat(one.layer("deso_2025").orElseThrow().title(SWEDISH)).isEqualTo("Ny 2025");
    }

    @Test
    void another_configuration_is_in_force_at_both_when_one_is_reloaded() throws IOException {
        publishBoth();
        Files.writeString(data.resolve("regstat/divisions.yml"), "divisions: {deso: {title: Ny}}");
        one.reload();
        other.watch();
        assertThat(other.layer("deso_2025").orElseThrow().title(SWEDISH)).isEqualTo("Ny 2025");
        assertThat(other.written()).isEmpty();
    }

    @Test
    void a_look_that_finds_nothing_new_writes_nothing() throws IOException {
        publishBoth();
        String ledger = Files.readString(data.resolve("regstat/published.yml"));
        one.written().clear();
        for (int i = 0; i < 3; i++) {
            one.watch();
            other.watch();
        }
        assertThat(one.written()).isEmpty();
        assertThat(other.written()).isEmpty();
        assertThat(data.resolve("regstat/published.yml")).hasContent(ledger);
    }

    /** All objects by kind, name and, where they have one, title. */
    private static List<String> contents(Plugin node) {
        return node.catalog().contents().stream()
                .map(line -> line.replace("metadata={}, ", ""))
                .map(line -> line.replaceAll(
                        "(?s)^(\\w+) .*?\\b(?:name|prefix)=([\\w-]+)(?:.*\\b(title=[^,}]*))?.*$", "$1 $2 $3"))
                .sorted()
                .toList();
    }

    private void publishBoth() {
        one.publish();
        other.publish();
        one.watch();
        other.watch();
    }

    private static FeatureTypeInfo type(Plugin node) {
        return type(node, "deso_2025");
    }

    private static FeatureTypeInfo type(Plugin node, String layer) {
        return (FeatureTypeInfo)
                node.catalog().getLayerByName("regstat:" + layer).getResource();
    }

    private interface Step {
        void take() throws IOException;
    }

    private long revision() {
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            return store.revision();
        }
    }

    /** A year more. */
    private void write(int year) {
        OneArea.write(url, year);
    }
}
