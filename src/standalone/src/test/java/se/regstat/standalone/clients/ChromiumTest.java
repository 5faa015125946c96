package se.regstat.standalone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** A web map with OpenLayers in Chromium, on a page of another origin, by the pixels on its canvas; and the host's own pages. */
@Needs({Need.CHROMIUM, Need.PLAYWRIGHT})
@ForEachSite
class ChromiumTest {

    private static final List<String> SYSTEMS = List.of("EPSG:3006", "EPSG:3857");
    private static final int GREEN = 0xFF008000;

    private final Site site;

    @TempDir
    static Path folder;

    private static Site done;
    private static JsonNode result;

    ChromiumTest(Site site) {
        this.site = site;
    }

    /** One run of the browser for all tests of a site. */
    @BeforeEach
    void run() {
        if (done == site) return;
        List<Map<String, Object>> maps = new ArrayList<>();
        for (String crs : SYSTEMS) {
            for (String version : List.of("1.1.1", "1.3.0")) {
                maps.add(map("image-" + version, crs, Map.of("version", version)));
                maps.add(map("tiles-" + version, crs, Map.of("version", version, "tiled", true)));
            }
            maps.add(map("features", crs, Map.of("vector", true)));
        }
        result = Programs.script(
                List.of(
                        "node",
                        Programs.scripts().resolve("chromium_client.mjs").toString()),
                Map.of(
                        "url",
                        site.host().url(),
                        "ol",
                        site.host().url() + "/www/ol.js",
                        "modules",
                        Programs.scripts().toString(),
                        "chromium",
                        Programs.CHROMIUM,
                        "out",
                        folder.toString(),
                        "layer",
                        Site.LAYER,
                        "maps",
                        maps,
                        "pages",
                        List.of(
                                Map.of(
                                        "file",
                                        site + "-landing.png",
                                        "url",
                                        site.host().url() + "/"),
                                Map.of(
                                        "file", site + "-preview.png",
                                        "url", site.host().url() + "/preview?layer=deso_2025"))));
        done = site;
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1", "1.3.0"})
    void an_image_of_the_wms_shows_the_known_area_where_it_is(String version) {
        for (String crs : SYSTEMS) drawn("image-" + version, crs).assertShowsOnly(known(crs), site.knownColour(), 2.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1", "1.3.0"})
    void tiles_of_the_wms_show_the_known_area_where_it_is(String version) {
        for (String crs : SYSTEMS) drawn("tiles-" + version, crs).assertShowsOnly(known(crs), site.knownColour(), 3.5);
    }

    @Test
    void features_of_the_wfs_lie_where_they_are() {
        for (String crs : SYSTEMS) {
            drawn("features", crs).assertShowsOnly(known(crs), GREEN, 2.5);
        }
    }

    @Test
    void the_landing_page_lists_the_layers_and_what_it_links_to_is_there() {
        JsonNode page = page("landing");
        assertThat(page.path("text").asText())
                .contains("deso_2025")
                .contains(String.valueOf(site.areas().size()));
        List<String> own = StreamSupport.stream(page.path("links").spliterator(), false)
                .map(JsonNode::asText)
                .filter(link -> link.startsWith(site.host().url()))
                .map(link -> link.replaceAll("#.*", ""))
                .distinct()
                .toList();
        assertThat(own).hasSizeGreaterThan(5);
        for (String link : own) {
            assertThat(Http.get(link).status()).as(link).isEqualTo(200);
        }
    }

    @Test
    void the_preview_draws_the_layer() {
        page("preview");
        Picture picture = Picture.of(folder.resolve(site + "-preview.png"), new Envelope(0, 1, 0, 1));
        assertThat(picture.colours()).isGreaterThan(50);
    }

    private JsonNode page(String name) {
        JsonNode page = result.path("pages").path(site + "-" + name + ".png");
        assertThat(page.path("status").asInt()).isEqualTo(200);
        assertThat(page.path("troubles")).isEmpty();
        return page;
    }

    private Picture drawn(String kind, String crs) {
        String file = file(kind, crs);
        JsonNode map = result.path("maps").path(file);
        assertThat(map.path("troubles"))
                .as("%s: what the browser complains of", file)
                .isEmpty();
        JsonNode extent = map.path("extent");
        return Picture.of(
                folder.resolve(file),
                new Envelope(
                        extent.get(0).asDouble(),
                        extent.get(2).asDouble(),
                        extent.get(1).asDouble(),
                        extent.get(3).asDouble()));
    }

    private Map<String, Object> map(String kind, String crs, Map<String, Object> more) {
        Envelope extent = Ground.around(known(crs), 400, 300);
        Map<String, Object> map = new HashMap<>(more);
        map.put("file", file(kind, crs));
        map.put("projection", crs);
        map.put("center", List.of(extent.centre().x, extent.centre().y));
        map.put("resolution", extent.getWidth() / 400);
        map.put("width", 400);
        map.put("height", 300);
        map.put("style", Site.FILLED);
        map.put("cql", "code='" + site.knownCode() + "'");
        if (crs.equals("EPSG:3006")) {
            map.put("definition", Map.of("axes", "neu", "extent", List.of(-1e6, 4e6, 2e6, 9e6)));
        }
        return map;
    }

    private Geometry known(String crs) {
        return Ground.in(crs, site.knownArea());
    }

    private String file(String kind, String crs) {
        return site + "-" + kind + "-" + crs.substring(5) + ".png";
    }
}
