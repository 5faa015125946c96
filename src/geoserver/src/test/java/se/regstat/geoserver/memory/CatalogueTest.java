package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.Keyword;
import org.geotools.util.GrowableInternationalString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.catalog.HostLayers;
import se.regstat.geoserver.VisibleLayers;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.Identities;
import se.regstat.geoserver.metadata.Layer;
import se.regstat.importing.demo.DemoStore;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.store.StoreUrl;

/** Datasets are what is published, whoever asks sees theirs, and their names stay. */
class CatalogueTest {

    private static final String NUMBERED = "publishing: {organisation: Staden, organisation_number: 212000-1355}\n";
    private static final String DEMO_TOO = "harvesting: {demo: true}\n";

    @TempDir
    Path data;

    private Plugin demo(String settings) throws IOException {
        StoreUrl.GeoPackage store = StoreUrl.of(data.resolve("demo.gpkg"));
        DemoStore.create(store);
        return Plugin.start(data, config(settings), store);
    }

    private Plugin one(Path folder, String settings) throws IOException {
        Path config = OneArea.configuration(Files.createDirectories(folder));
        Files.writeString(config.resolve("regstat.yml"), settings);
        return Plugin.start(folder, config, OneArea.store(folder));
    }

    private Path config(String settings) throws IOException {
        Path config = Files.createDirectories(data.resolve("config"));
        Files.writeString(config.resolve("regstat.yml"), settings);
        Files.writeString(config.resolve("derived.yml"), "derived: {kommun: {indicators: [population]}}\n");
        return config;
    }

    private static Catalogue catalogue(Plugin plugin) {
        return new VisibleLayers(plugin.catalog(), plugin.publisher())
                .catalogue()
                .orElseThrow();
    }

    private static Map<String, UUID> ids(Catalogue catalogue) {
        Map<String, UUID> ids = new TreeMap<>();
        catalogue.datasets().forEach(dataset -> ids.put(dataset.name(), dataset.id()));
        return ids;
    }

    @Test
    void every_published_layer_belongs_to_one_dataset() throws IOException {
        for (String settings : List.of(DEMO_TOO, "harvesting: {demo: true, datasets: layers}\n")) {
            try (Plugin plugin = demo(settings)) {
                Catalogue catalogue = catalogue(plugin);
                List<String> layers = catalogue.datasets().stream()
                        .flatMap(dataset -> dataset.layers().stream())
                        .map(Layer::name)
                        .toList();
                assertThat(layers)
                        .doesNotHaveDuplicates()
                        .containsExactlyInAnyOrderElementsOf(plugin.layers().stream()
                                .map(HostLayers.Layer::name)
                                .map(name -> name.substring(name.indexOf(':') + 1))
                                // Flows are shown beside what they are of, and are no datasets.
                                .filter(name -> !name.endsWith("_flows"))
                                .toList());
                Set<UUID> ids = catalogue.datasets().stream().map(Dataset::id).collect(Collectors.toSet());
                assertThat(ids).hasSameSizeAs(catalogue.datasets());
            }
            Files.delete(data.resolve("demo.gpkg"));
        }
    }

    @Test
    void an_indicator_is_one_dataset_with_all_its_divisions_or_a_series_of_them() throws IOException {
        try (Plugin plugin = demo(DEMO_TOO)) {
            Dataset population = catalogue(plugin).named("population").orElseThrow();
            assertThat(population.layers()).extracting(Layer::name).contains("population_deso", "population_kommun");
            assertThat(population.kind()).isEqualTo(Dataset.Kind.INDICATOR);
            assertThat(catalogue(plugin).series())
                    .filteredOn(series -> series.name().equals("deso"))
                    .singleElement()
                    .satisfies(series -> assertThat(series.datasets())
                            .extracting(Dataset::name)
                            .containsExactly("deso_2018", "deso_2025"));
        }
        Files.delete(data.resolve("demo.gpkg"));
        try (Plugin plugin = demo("harvesting: {demo: true, datasets: layers}\n")) {
            assertThat(catalogue(plugin).series())
                    .filteredOn(series -> series.name().equals("population"))
                    .singleElement()
                    .satisfies(series -> assertThat(series.datasets())
                            .extracting(Dataset::name)
                            .contains("population_deso", "population_kommun"));
        }
    }

    @Test
    void names_follow_from_the_publisher_and_from_no_store_or_folder() throws IOException {
        try (Plugin here = one(data.resolve("here"), NUMBERED);
                Plugin there = one(data.resolve("there"), NUMBERED)) {
            assertThat(ids(catalogue(here)))
                    .isEqualTo(ids(catalogue(there)))
                    // As Python's uuid.uuid5 has it, of the publisher's URI and dataset:vintage:deso_2025.
                    .containsEntry("deso_2025", UUID.fromString("010bd8b9-d503-5020-be77-4d769e4cd8ab"));
            assertThat(catalogue(here).identities().arePublishers()).isTrue();
            here.reload();
            assertThat(ids(catalogue(here))).isEqualTo(ids(catalogue(there)));
        }
    }

    @Test
    void without_the_publisher_s_number_they_follow_from_the_store() throws IOException {
        try (Plugin here = one(data.resolve("here"), "");
                Plugin there = one(data.resolve("there"), "")) {
            Identities identities = catalogue(here).identities();
            assertThat(identities.arePublishers()).isFalse();
            assertThat(ids(catalogue(here)).values())
                    .doesNotContainAnyElementsOf(ids(catalogue(there)).values());
        }
    }

    @Test
    void invented_data_is_in_no_catalogue_unless_asked_for_and_says_what_it_is_there() throws IOException {
        try (Plugin plugin = demo("")) {
            assertThat(catalogue(plugin).datasets()).isEmpty();
            assertThat(catalogue(plugin).series()).isEmpty();
            assertThat(catalogue(plugin).ofLayer("population_deso")).isPresent();
        }
        Files.delete(data.resolve("demo.gpkg"));
        try (Plugin plugin = demo(DEMO_TOO)) {
            assertThat(catalogue(plugin).datasets()).isNotEmpty().allSatisfy(dataset -> {
                assertThat(dataset.title().sv()).startsWith("DEMO");
                assertThat(dataset.title().en()).startsWith("DEMO");
                assertThat(dataset.creators()).isEmpty();
                assertThat(dataset.licence()).isEmpty();
            });
        }
    }

    @Test
    void what_is_derived_here_is_nobody_else_s_and_says_from_what() throws IOException {
        try (Plugin plugin = demo(DEMO_TOO)) {
            Dataset derived = catalogue(plugin).named("population_derived").orElseThrow();
            assertThat(derived.creators()).isEmpty();
            assertThat(derived.title().en()).endsWith("(derived)");
            assertThat(derived.lineage().sv()).contains("Härlett ur: kommun@2025");
            assertThat(derived.lineage().en())
                    .contains("Derived from: kommun@2025")
                    .hasSizeLessThan(2500);
        }
    }

    @Test
    void a_dataset_tells_its_years_values_and_origin() throws IOException {
        try (Plugin plugin = one(data, NUMBERED)) {
            Dataset population = catalogue(plugin).named("population").orElseThrow();
            assertThat(population.years().orElseThrow()).hasToString("2020-2024");
            assertThat(population.creators()).containsExactly("SCB");
            // The year without any value is not in the layer.
            assertThat(population.completeness().all()).isEqualTo(4);
            assertThat(population.completeness().withValue()).isEqualTo(4);
            assertThat(population.completeness().of(Status.ESTIMATED)).isEqualTo(1);
            assertThat(population.lineage().sv()).contains("Inläst 1970-01-01 ur one.csv (SHA-256 00)");
            assertThat(population.bounds().orElseThrow().getWidth()).isEqualTo(15_000);
            assertThat(catalogue(plugin).named("deso_2018").orElseThrow().licence())
                    .isEqualTo("CC0-1.0");
        }
    }

    @Test
    void what_an_administrator_says_of_a_layer_shows() throws IOException {
        try (Plugin plugin = one(data, NUMBERED)) {
            FeatureTypeInfo type = type(plugin, "deso_2025");
            type.setTitle("Egen titel");
            type.setInternationalTitle(new GrowableInternationalString("Egen titel"));
            type.getKeywords().add(new Keyword("egen"));
            plugin.catalog().save(type);
            FeatureTypeInfo values = type(plugin, "population_deso");
            values.getKeywords().add(new Keyword("mer"));
            plugin.catalog().save(values);
            Catalogue catalogue = catalogue(plugin);
            Dataset vintage = catalogue.named("deso_2025").orElseThrow();
            assertThat(vintage.title()).isEqualTo(LocalText.of("Egen titel"));
            assertThat(vintage.keywords()).contains(LocalText.of("egen"));
            Dataset population = catalogue.named("population").orElseThrow();
            assertThat(population.title()).isEqualTo(new LocalText("Folkmängd <&>", "Population"));
            assertThat(population.keywords()).contains(LocalText.of("mer"));
        }
    }

    @Test
    void a_layer_that_is_off_leaves_its_dataset_and_the_last_one_takes_it_along() throws IOException {
        try (Plugin plugin = one(data, NUMBERED)) {
            FeatureTypeInfo type = type(plugin, "population_deso");
            type.setEnabled(false);
            plugin.catalog().save(type);
            Catalogue catalogue = catalogue(plugin);
            assertThat(catalogue.named("population")).isEmpty();
            assertThat(catalogue.ofLayer("population_deso")).isEmpty();
            assertThat(catalogue.named("deso_2025")).isPresent();
        }
    }

    @Test
    void of_a_layer_that_is_hidden_no_word_is_left_in_its_dataset() throws IOException {
        try (Plugin plugin = demo(DEMO_TOO)) {
            Dataset before = catalogue(plugin).named("population").orElseThrow();
            assertThat(before.text().sv()).contains("(DeSO 2018)");
            FeatureTypeInfo type = type(plugin, "population_deso");
            type.setEnabled(false);
            plugin.catalog().save(type);
            Dataset after = catalogue(plugin).named("population").orElseThrow();
            assertThat(after.layers()).hasSize(before.layers().size() - 1);
            assertThat(after.title()).isEqualTo(before.title());
            assertThat(after.text().sv()).doesNotContain("DeSO");
            assertThat(after.keywords()).noneMatch(keyword -> keyword.sv().contains("DeSO"));
        }
    }

    @Test
    void a_layer_that_capabilities_do_not_list_is_in_no_catalogue() throws IOException {
        try (Plugin plugin = one(data, NUMBERED)) {
            FeatureTypeInfo type = type(plugin, "deso_2025");
            type.setAdvertised(false);
            plugin.catalog().save(type);
            assertThat(catalogue(plugin).named("deso_2025")).isEmpty();
            assertThat(catalogue(plugin).named("deso_2018")).isPresent();
        }
    }

    @Test
    void configurations_that_say_the_same_share_what_is_computed() throws IOException {
        try (Plugin plugin = one(data, NUMBERED)) {
            Observations shown = plugin.published().orElseThrow().observations();
            Configuration again = Configuration.load(data.resolve("config"));
            assertThat(Observations.of(shown.snapshot(), again)).isSameAs(shown);
        }
    }

    private static FeatureTypeInfo type(Plugin plugin, String layer) {
        return (FeatureTypeInfo)
                plugin.catalog().getLayerByName("regstat:" + layer).getResource();
    }
}
