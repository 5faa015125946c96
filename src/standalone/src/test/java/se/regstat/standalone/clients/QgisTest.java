package se.regstat.standalone.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

/** QGIS without its window. */
@Needs(Need.QGIS)
@ForEachSite
class QgisTest {

    private static final List<String> SYSTEMS = List.of("EPSG:3006", "EPSG:3857", "EPSG:4326");
    private static final int GREEN = 0xFF008000;

    private final Site site;

    @TempDir
    static Path folder;

    private static Site done;
    private static JsonNode result;

    QgisTest(Site site) {
        this.site = site;
    }

    /** One run of QGIS for all tests of a site. */
    @BeforeEach
    void run() {
        if (done == site) return;
        String one = "code='" + site.knownCode() + "'";
        List<Map<String, Object>> maps = new ArrayList<>();
        for (String crs : SYSTEMS) {
            for (String version : List.of("1.1.1", "1.3.0")) {
                maps.add(map(file("wms-" + version, crs), version, crs, Map.of("cql", one, "style", Site.FILLED)));
            }
            maps.add(map(file("wfs", crs), "2.0.0", crs, Map.of("cql", one, "wfs", true)));
        }
        maps.add(map(file("whole", "EPSG:3006"), "1.3.0", "EPSG:3006", Map.of()));
        result = Programs.script(
                List.of(
                        Programs.PYTHON,
                        Programs.scripts().resolve("qgis_client.py").toString()),
                Map.of(
                        "url", site.host().url(),
                        "out", folder.toString(),
                        "layer", Site.LAYER,
                        "code", site.knownCode(),
                        "wfsVersions", List.of("1.1.0", "2.0.0"),
                        "maps", maps));
        done = site;
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.0", "2.0.0"})
    void a_wfs_layer_is_valid_and_has_every_area_once(String version) {
        JsonNode layer = result.path("wfs").path(version);
        assertThat(layer.path("valid").asBoolean()).as("valid").isTrue();
        assertThat(layer.path("crs").asText()).isEqualTo("EPSG:3006");
        assertThat(layer.path("count").asInt()).isEqualTo(site.areas().size());
        assertThat(layer.path("read").asInt()).isEqualTo(site.areas().size());
        assertThat(texts(layer.path("codes")))
                .containsExactlyElementsOf(site.areas().keySet());
        assertThat(texts(layer.path("fields"))).contains("code", "area_name", "area_km2", "vintage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.0", "2.0.0"})
    void an_expression_finds_the_one_area_with_its_geometry(String version) {
        JsonNode found = result.path("wfs").path(version).path("one");
        assertThat(found).hasSize(1);
        Envelope box = site.knownArea().getEnvelopeInternal();
        assertThat(found.get(0).get(0).asText()).isEqualTo(site.knownCode());
        double[] expected = {box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()};
        for (int i = 0; i < 4; i++) {
            assertThat(found.get(0).get(1).get(i).asDouble()).isCloseTo(expected[i], within(0.001));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1", "1.3.0"})
    void a_wms_layer_is_valid_and_shows_the_known_area_where_it_is(String version) {
        for (String crs : SYSTEMS) {
            drawn(file("wms-" + version, crs), crs).assertShowsOnly(known(crs), site.knownColour(), 3);
        }
    }

    @Test
    void a_wfs_layer_is_drawn_where_it_is_in_the_colour_chosen_in_qgis() {
        for (String crs : SYSTEMS) {
            drawn(file("wfs", crs), crs).assertShowsOnly(known(crs), GREEN, 3);
        }
    }

    @Test
    void the_layer_as_published_is_not_blank() {
        Picture whole = drawn(file("whole", "EPSG:3006"), "EPSG:3006");
        assertThat(whole.colours())
                .as("colours; QGIS says %s", result.path("maps"))
                .isGreaterThan(2);
        assertThat(whole.painted()).isGreaterThan(0.1);
    }

    private Picture drawn(String file, String crs) {
        JsonNode map = result.path("maps").path(file);
        assertThat(map.path("valid").asBoolean()).as("%s: layer is valid", file).isTrue();
        assertThat(map.path("errors")).as("%s: errors", file).isEmpty();
        return Picture.of(folder.resolve(file), extent(crs));
    }

    private Map<String, Object> map(String file, String version, String crs, Map<String, Object> more) {
        Envelope extent = extent(crs);
        Map<String, Object> map = new HashMap<>(more);
        map.put("file", file);
        map.put("version", version);
        map.put("crs", crs);
        map.put("bbox", List.of(extent.getMinX(), extent.getMinY(), extent.getMaxX(), extent.getMaxY()));
        map.put("width", 400);
        map.put("height", 300);
        return map;
    }

    private Geometry known(String crs) {
        return Ground.in(crs, site.knownArea());
    }

    private Envelope extent(String crs) {
        return Ground.around(known(crs), 400, 300);
    }

    private String file(String kind, String crs) {
        return site + "-" + kind + "-" + crs.substring(5) + ".png";
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
