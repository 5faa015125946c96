package se.regstat.standalone.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.geotools.api.data.Query;
import org.geotools.api.filter.Filter;
import org.geotools.data.DataUtilities;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.catalog.HostLayers;
import se.regstat.importing.demo.DemoStore;
import se.regstat.standalone.http.Kvp;
import se.regstat.standalone.http.Limits;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.http.OgcRequest;
import se.regstat.standalone.wms.WmsService;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.store.StoreUrl;

/** Every published layer with every style of its own, on a store with all kinds of layers. */
class StylesFitTest {

    private static final Pattern ATTRIBUTE = Pattern.compile("<(?:ogc:)?PropertyName>([^<]+)<");

    @TempDir
    static Path data;

    private static PluginHost host;

    @BeforeAll
    static void start() throws IOException {
        StoreUrl.GeoPackage url =
                StoreUrl.of(Files.createDirectory(data.resolve("regstat")).resolve("regstat.gpkg"));
        DemoStore.create(url);
        host = PluginHost.start(data);
        assertThat(host.layers())
                .extracting(HostLayers.Layer::name)
                .anyMatch(name -> name.matches("[a-z]+_changes_\\d+_\\d+"))
                .anyMatch(name -> name.endsWith("_indicators"))
                .anyMatch(name -> name.startsWith("population_"));
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    /** As GeoServer's renderer asks: for the geometry and what the style's filters and symbolizers name. */
    @Test
    void a_layer_has_the_attributes_that_its_styles_name() throws IOException {
        List<String> failures = new ArrayList<>();
        for (HostLayers.Layer layer : host.layers()) {
            if (layer.nativeBounds().isEmpty()) continue;
            for (String style : layer.styles()) {
                TreeSet<String> asked = new TreeSet<>();
                ATTRIBUTE
                        .matcher(document(style))
                        .results()
                        .map((MatchResult r) -> r.group(1))
                        .forEach(asked::add);
                asked.add("geom");
                try {
                    Query query = new Query(layer.name(), Filter.INCLUDE, asked.toArray(String[]::new));
                    DataUtilities.count(layer.source().getFeatures(query));
                    layer.source().getFeatures(query).features().close();
                } catch (IllegalArgumentException e) {
                    failures.add(layer.name() + " as " + style + ": " + e.getMessage());
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void every_layer_is_drawn_with_every_style_of_its_own() throws IOException {
        WmsService wms =
                new WmsService(host, Limits.of(Configuration.load(data.resolve("regstat"))), () -> Configuration.load(
                                data.resolve("regstat"))
                        .publishing());
        int drawn = 0;
        for (HostLayers.Layer layer : host.layers()) {
            if (layer.nativeBounds().isEmpty()) continue;
            for (String style : layer.styles()) {
                OgcReply reply = wms.handle(new OgcRequest(
                        "http://localhost/geoserver",
                        Optional.empty(),
                        new Kvp(map(layer, style)),
                        Optional.empty(),
                        Locale.ENGLISH));
                assertThat(reply.contentType())
                        .as(layer.name() + " as " + style)
                        .startsWith("image/png");
                drawn++;
            }
        }
        assertThat(drawn).isGreaterThan(50);
    }

    private static Map<String, List<String>> map(HostLayers.Layer layer, String style) {
        ReferencedEnvelope b = layer.nativeBounds().orElseThrow();
        Map<String, List<String>> kvp = new HashMap<>();
        Map.of(
                        "service", "WMS",
                        "version", "1.1.1",
                        "request", "GetMap",
                        "layers", layer.name(),
                        "styles", style,
                        "srs", "EPSG:3006",
                        "bbox",
                                b.getMinX() + "," + b.getMinY() + "," + (b.getMinX() + 5000) + ","
                                        + (b.getMinY() + 5000),
                        "width", "64",
                        "height", "64",
                        "format", "image/png")
                .forEach((name, value) -> kvp.put(name, List.of(value)));
        return kvp;
    }

    /** GeoServer shows no other title to who asks for a language. */
    @Test
    void styles_have_titles_in_both_languages() throws IOException {
        assertThat(document("area_classes"))
                .contains(
                        "<Title>Areal i fem klasser / Area in five classes<Localized lang=\"sv\">Areal i fem klasser</Localized>"
                                + "<Localized lang=\"en\">Area in five classes</Localized></Title>");
        for (HostLayers.Layer layer : host.layers()) {
            for (String style : layer.styles()) {
                assertThat(document(style)).as(style).contains("<Localized lang=\"sv\">", "<Localized lang=\"en\">");
            }
        }
    }

    private static String document(String style) throws IOException {
        try (InputStream in = host.style(style).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
