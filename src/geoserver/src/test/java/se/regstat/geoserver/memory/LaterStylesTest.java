package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.geoserver.catalog.StyleInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.catalog.CatalogLayers;
import se.regstat.catalog.HostCatalog;
import se.regstat.catalog.HostResourceLoader;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** Styles of hosts, which are made when somebody asks for them, and GeoServer's, which are made when they are published. */
class LaterStylesTest {

    @TempDir
    Path folder;

    @Test
    void styles_are_the_same_whenever_they_are_made_and_follow_the_values() throws IOException {
        StoreUrl.GeoPackage store = OneArea.store(folder);
        Path configuration = OneArea.configuration(folder);
        try (Plugin host = Plugin.startHosted(Files.createDirectory(folder.resolve("host")), configuration, store);
                Plugin geoServer = Plugin.start(Files.createDirectory(folder.resolve("gs")), configuration, store)) {
            Map<String, String> before = styles(host);
            assertThat(before).isEqualTo(styles(geoServer)).containsKeys("outline", "population_deso_change");
            assertThat(folder.resolve("host/workspaces/regstat/styles")).doesNotExist();
            try (Store writing = Store.open(store)) {
                writing.writeValues(List.of(new PublishedValues(
                        "population",
                        VintageId.parse("deso@2025"),
                        2024,
                        List.of(OneArea.CODE),
                        new double[] {-7},
                        new byte[1],
                        new Provenance(Instant.EPOCH, "f.csv", "00", "SCB"))));
            }
            refresh(host, geoServer);
            assertThat(styles(host)).isEqualTo(styles(geoServer)).isNotEqualTo(before);
            try (Store writing = Store.open(store)) {
                writing.removeIndicator("population", OptionalInt.empty());
            }
            refresh(host, geoServer);
            assertThat(styles(host)).isEqualTo(styles(geoServer)).doesNotContainKey("population_deso");
        }
    }

    private static void refresh(Plugin... plugins) {
        for (Plugin plugin : plugins) plugin.reload();
    }

    private static Map<String, String> styles(Plugin plugin) throws IOException {
        Map<String, String> documents = new TreeMap<>();
        for (StyleInfo style : plugin.catalog().getStyles()) {
            byte[] document = plugin.style(style.getName()).orElseThrow().readAllBytes();
            documents.put(style.getName(), new String(document, StandardCharsets.UTF_8));
        }
        return documents;
    }

    @Test
    void a_document_is_made_once_and_for_those_too_who_began_before_it_was_replaced() throws IOException {
        HostCatalog catalog = new HostCatalog(new HostResourceLoader(folder));
        StyleInfo style = catalog.getFactory().createStyle();
        style.setName("red");
        style.setFilename("red.sld");
        AtomicInteger made = new AtomicInteger();
        Supplier<byte[]> document = () -> ("document " + made.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
        catalog.getResourcePool().writeLater(style, document);
        catalog.add(style);
        CatalogLayers before = new CatalogLayers(catalog);
        catalog.getResourcePool().writeLater(style, document);
        CatalogLayers after = new CatalogLayers(catalog);
        assertThat(made).hasValue(0);
        for (int i = 0; i < 2; i++) {
            assertThat(after.style("red").orElseThrow()).hasContent("document 1");
            assertThat(before.style("red").orElseThrow()).hasContent("document 2");
        }
        catalog.remove(style);
        catalog.getResourcePool().deleteStyle(style, true);
        assertThat(new CatalogLayers(catalog).style("red")).isEmpty();
    }
}
