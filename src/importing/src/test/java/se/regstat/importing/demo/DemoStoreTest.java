package se.regstat.importing.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.importing.demo.DemoRegion.DemoVintage;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

class DemoStoreTest {

    @TempDir
    Path folder;

    @Test
    void holds_the_whole_region_and_says_that_it_is_a_demo() {
        StoreUrl.GeoPackage url = StoreUrl.of(folder.resolve("demo.gpkg"));
        DemoStore.create(url);
        try (Store store = Store.open(url)) {
            assertThat(store.isDemo()).isTrue();
            for (DemoVintage expected : DemoRegion.create().vintages()) {
                assertThat(store.vintage(expected.vintage().id())).contains(expected.vintage());
                assertThat(attributes(store.areas(expected.vintage().id())))
                        .containsExactlyElementsOf(attributes(expected.areas()));
                assertThat(store.generalisations(expected.vintage().id())).isNotEmpty();
            }
        }
    }

    private static List<String> attributes(List<Area> areas) {
        return areas.stream()
                .map(area -> String.join(
                        " | ",
                        area.code(),
                        area.name(),
                        area.localName().toString(),
                        new TreeMap<>(area.parents()).toString(),
                        area.landAreaKm2().toString()))
                .toList();
    }

    @Test
    void never_replaces_a_file() {
        StoreUrl.GeoPackage url = StoreUrl.of(folder.resolve("demo.gpkg"));
        DemoStore.create(url);
        assertThatThrownBy(() -> DemoStore.create(url))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("demo.gpkg");
    }

    @Test
    void an_earlier_demo_is_outdated_and_nothing_else() {
        StoreUrl.GeoPackage current = StoreUrl.of(folder.resolve("demo.gpkg"));
        DemoStore.create(current);
        assertThat(DemoStore.isOutdated(current)).isFalse();

        DemoVintage lan = DemoRegion.create().vintages().get(0);
        StoreUrl.GeoPackage earlier = StoreUrl.of(folder.resolve("earlier.gpkg"));
        try (Store store = Store.createDemo(earlier)) {
            store.write(lan.vintage(), lan.areas(), List.of());
        }
        assertThat(DemoStore.isOutdated(earlier)).isTrue();

        StoreUrl.GeoPackage own = StoreUrl.of(folder.resolve("own.gpkg"));
        try (Store store = own.open(StoreUrl.Mode.CREATE)) {
            store.write(lan.vintage(), lan.areas(), List.of());
        }
        assertThat(DemoStore.isOutdated(own)).isFalse();
    }
}
