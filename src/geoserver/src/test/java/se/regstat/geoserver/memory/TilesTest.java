package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.geoserver.catalog.CatalogInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.PublishedInfo;
import org.geoserver.gwc.GWC;
import org.geoserver.gwc.config.GWCConfig;
import org.geoserver.gwc.layer.GeoServerTileLayer;
import org.geoserver.gwc.layer.GeoServerTileLayerInfo;
import org.geowebcache.filter.parameters.ParameterFilter;
import org.geowebcache.filter.parameters.StringParameterFilter;
import org.geowebcache.layer.TileLayer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** The tiles that a GeoServer keeps: of each year its own, and none of data that is no more. */
class TilesTest {

    @TempDir
    Path data;

    private final Cache cache = new Cache();
    private StoreUrl.GeoPackage url;
    private Plugin host;

    @BeforeEach
    void start_with_a_cache() throws IOException {
        url = OneArea.storeOf(data);
        Cache.use(cache);
        host = Plugin.start(data);
    }

    @AfterEach
    void stop() {
        host.close();
        Cache.use(null);
    }

    @Test
    void the_years_of_a_layer_are_values_of_time_and_the_latest_is_the_default() {
        ParameterFilter time = cache.of("population_deso").getParameterFilter("TIME");
        assertThat(time.getLegalValues())
                .contains("2020", "2020-01-01", "2020-01-01T00:00:00.000Z", "2020-01-01T00:00:00Z", "2024");
        assertThat(time.getDefaultValue()).isEqualTo("2024");
        assertThat(cache.of("deso_indicators").getParameterFilter("TIME")).isNotNull();
        assertThat(cache.of("deso_2025").getParameterFilter("TIME")).isNull();
        assertThat(cache.saved).containsExactlyInAnyOrder("population_deso", "deso_indicators");
    }

    /** As GeoServer has not: its cache comes up after the first publication. */
    @Test
    void tiles_are_kept_of_layers_that_are_older_than_the_cache() throws IOException {
        Cache late = restartedBefore(new Cache(Cache.Default.EVERY_LAYER));
        assertThat(late.kept)
                .contains("regstat:population_deso", "regstat:deso_2025", "regstat:divisions_current")
                .doesNotContain("regstat:tree", "regstat:divisions", "regstat:indicators")
                .doesNotHaveDuplicates();
        assertThat(late.of("population_deso").getParameterFilter("TIME")).isNotNull();
        late.kept.clear();
        host.reload();
        assertThat(late.kept).as("an administrator may have taken them away").isEmpty();
    }

    /** In its ledger is what it wrote of the layer's tiles, but not that it asked for them. */
    @Test
    void tiles_that_an_earlier_version_saw_are_not_asked_for() throws IOException {
        host.close();
        Cache.use(null);
        Path ledger = data.resolve("regstat/published.yml");
        String written = Files.readString(ledger);
        assertThat(written).contains("tiles regstat:population_deso:", "kept: asked for");
        Files.writeString(ledger, written.replace("  kept: asked for\n", ""));
        host = Plugin.start(data);
        Cache late = new Cache(Cache.Default.EVERY_LAYER);
        Cache.use(late);
        host.ask();
        assertThat(late.kept)
                .contains("regstat:deso_2025")
                .doesNotContain("regstat:population_deso", "regstat:deso_indicators");
    }

    @Test
    void no_tiles_are_kept_where_the_server_keeps_none_of_new_layers() throws IOException {
        Cache late = restartedBefore(new Cache(Cache.Default.NO_LAYER));
        assertThat(late.kept).isEmpty();
    }

    /** Of another data directory, with the same store. */
    private Cache restartedBefore(Cache late) throws IOException {
        host.close();
        Cache.use(null);
        Path other = Files.createDirectories(data.resolve("other/regstat"));
        Files.copy(url.file(), other.resolve("regstat.gpkg"));
        host = Plugin.start(other.getParent());
        Cache.use(late);
        host.ask();
        return late;
    }

    @Test
    void nothing_is_saved_or_truncated_where_nothing_changed() {
        cache.saved.clear();
        cache.truncated.clear();
        host.reload();
        assertThat(cache.saved).isEmpty();
        assertThat(cache.truncated).isEmpty();
    }

    @Test
    void an_import_truncates_all_layers_and_the_group() {
        try (Store store = url.open(StoreUrl.Mode.READ_WRITE)) {
            store.remove(VintageId.parse("deso@2018"));
        }
        host.reload();
        assertThat(cache.truncated).contains("population_deso", "deso_2025", "divisions_current");
    }

    @Test
    void no_tiles_are_offered_of_what_cannot_be_drawn() {
        assertThat(cache.removed)
                .containsExactlyInAnyOrder("tree", "tree-divisions", "tree-divisions-deso", "tree-indicators");
        host.reload();
        assertThat(cache.removed).hasSize(4);
    }

    @Test
    void a_change_of_the_configuration_truncates() throws IOException {
        Files.writeString(
                data.resolve("regstat/indicators.yml"), "indicators: {population: {kind: count, decimals: 2}}");
        host.reload();
        assertThat(cache.truncated).contains("population_deso");
    }

    @Test
    void a_filter_that_an_administrator_made_or_removed_is_theirs() {
        StringParameterFilter theirs = new StringParameterFilter();
        theirs.setKey("TIME");
        theirs.setValues(List.of("2024"));
        cache.of("population_deso").addParameterFilter(theirs);
        cache.of("deso_indicators").filters.clear();
        host.reload();
        assertThat(cache.of("population_deso").getParameterFilter("TIME")).isSameAs(theirs);
        assertThat(cache.of("deso_indicators").getParameterFilter("TIME")).isNull();
    }

    @Test
    void a_cache_that_comes_up_after_the_plugin_is_tended_at_the_first_request() throws IOException {
        Cache late = restartedBefore(new Cache());
        assertThat(late.saved).containsExactlyInAnyOrder("population_deso", "deso_indicators");
        host.ask();
        host.reload();
        assertThat(late.saved).hasSize(2);
    }

    @Test
    void tiles_of_before_the_first_publication_are_thrown_away() {
        assertThat(cache.truncated).contains("population_deso", "deso_2025", "divisions_current");
    }

    @Test
    void a_cache_that_the_plugin_does_not_fit_fails_no_request_and_is_not_tried_again() throws IOException {
        host.close();
        Cache.use(null);
        host = Plugin.start(data);
        Misfit misfit = new Misfit();
        Cache.use(misfit);
        for (int i = 0; i < 2; i++) host.ask();
        assertThat(misfit.asked).isEqualTo(1);
        host.reload();
        assertThat(host.layers()).hasSize(6);
    }

    @Test
    void what_waits_for_the_first_request_ends_with_the_publication_it_is_of() throws IOException {
        host.close();
        Cache.use(null);
        host = Plugin.start(data);
        Files.writeString(data.resolve("regstat/regstat.yml"), "publish: nothing");
        host.reload();
        Cache late = new Cache();
        Cache.use(late);
        String written = Files.readString(data.resolve("regstat/published.yml"));
        host.ask();
        assertThat(late.saved).isEmpty();
        assertThat(data.resolve("regstat/published.yml")).hasContent(written);
    }

    @Test
    void requests_do_not_wait_for_a_publication() {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        Cache.use(new GWC() {
            @Override
            public GeoServerTileLayer getTileLayer(CatalogInfo source) {
                CompletableFuture.runAsync(() -> host.ask())
                        .orTimeout(20, TimeUnit.SECONDS)
                        .thenAccept(answered::complete)
                        .join();
                return null;
            }
        });
        host.reload();
        assertThat(answered).isCompleted();
    }

    /** Of a version that lacks what the plugin calls. */
    private static final class Misfit extends GWC {
        private int asked;

        @Override
        public GeoServerTileLayer getTileLayer(CatalogInfo source) {
            asked++;
            throw new NoSuchMethodError("getTileLayer");
        }
    }

    @Test
    void layers_without_tiles_are_left_alone() {
        Cache.use(null);
        host.reload();
        assertThat(host.layers()).hasSize(6);
    }

    /** With tiles of every layer, or of none from before it came up. */
    private static final class Cache extends GWC {
        private static final String WORKSPACE = "regstat:";

        enum Default {
            EVERY_LAYER,
            NO_LAYER
        }

        private final Default ofNew;
        private final boolean knowsAll;
        private final List<String> kept = new ArrayList<>();
        private final Map<String, Info> layers = new HashMap<>();
        private final List<String> saved = new ArrayList<>();
        private final List<String> truncated = new ArrayList<>();
        private final List<String> removed = new ArrayList<>();

        Cache() {
            this.ofNew = Default.EVERY_LAYER;
            this.knowsAll = true;
        }

        Cache(Default ofNew) {
            this.ofNew = ofNew;
            this.knowsAll = false;
        }

        static void use(GWC cache) {
            set(cache);
        }

        @Override
        public GWCConfig getConfig() {
            return new GWCConfig() {
                @Override
                public boolean isCacheLayersByDefault() {
                    return ofNew == Default.EVERY_LAYER;
                }

                @Override
                public boolean isSane() {
                    return true;
                }
            };
        }

        @Override
        public void autoConfigureLayers(List<String> names, GWCConfig config) {
            kept.addAll(names);
        }

        Info of(String layer) {
            return layers.computeIfAbsent(layer, l -> new Info());
        }

        @Override
        public GeoServerTileLayer getTileLayer(CatalogInfo source) {
            String name = source instanceof LayerInfo layer
                    ? layer.getResource().getName()
                    : ((PublishedInfo) source).getName();
            if (removed.contains(name) || !(knowsAll || kept.contains(WORKSPACE + name))) return null;
            return new GeoServerTileLayer() {
                @Override
                public String getName() {
                    return WORKSPACE + name;
                }

                @Override
                public GeoServerTileLayerInfo getInfo() {
                    return of(name);
                }

                @Override
                public void resetParameterFilters() {}
            };
        }

        @Override
        public void save(TileLayer layer) {
            saved.add(bare(layer.getName()));
        }

        @Override
        public void truncate(String layerName) {
            truncated.add(bare(layerName));
        }

        @Override
        public void removeTileLayers(List<String> layerNames) {
            layerNames.forEach(name -> removed.add(bare(name)));
        }

        private static String bare(String name) {
            assertThat(name).startsWith(WORKSPACE);
            return name.substring(WORKSPACE.length());
        }
    }

    private static final class Info implements GeoServerTileLayerInfo {
        private final Map<String, ParameterFilter> filters = new HashMap<>();

        @Override
        public ParameterFilter getParameterFilter(String key) {
            return filters.get(key);
        }

        @Override
        public boolean addParameterFilter(ParameterFilter filter) {
            return filters.put(filter.getKey(), filter) != null;
        }
    }
}
