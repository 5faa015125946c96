package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.geoserver.catalog.StyleInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.catalog.CatalogLayers;
import se.regstat.catalog.HostCatalog;
import se.regstat.catalog.HostResourceLoader;

/** A request sees the styles that there were when it began, whatever a publication does meanwhile. */
class StylesOfOneMomentTest {

    @TempDir
    Path folder;

    @Test
    void a_style_that_is_replaced_or_removed_is_there_for_those_who_began_before() throws IOException {
        HostCatalog catalog = new HostCatalog(new HostResourceLoader(folder));
        StyleInfo style = catalog.getFactory().createStyle();
        style.setName("red");
        style.setFilename("red.sld");
        write(catalog, style, "first");
        catalog.add(style);
        CatalogLayers before = new CatalogLayers(catalog);

        write(catalog, style, "second");
        CatalogLayers between = new CatalogLayers(catalog);
        catalog.remove(style);
        catalog.getResourcePool().deleteStyle(style, true);
        CatalogLayers after = new CatalogLayers(catalog);

        assertThat(text(before)).isEqualTo("first");
        assertThat(text(between)).isEqualTo("second");
        assertThat(after.style("red")).isEmpty();
    }

    private static void write(HostCatalog catalog, StyleInfo style, String document) throws IOException {
        catalog.getResourcePool()
                .writeStyle(style, new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(CatalogLayers layers) throws IOException {
        try (InputStream in = layers.style("red").orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
