package se.regstat.standalone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** OWSLib, the Python library of harvesters and notebooks. */
@Needs(Need.OWSLIB)
@ForEachSite
class OwslibTest {

    private static final List<String> SYSTEMS = List.of("EPSG:3006", "EPSG:4326", "EPSG:3857");

    private final Site site;

    @TempDir
    static Path folder;

    private static Site done;
    private static JsonNode result;

    OwslibTest(Site site) {
        this.site = site;
    }

    /** One run of the script for all tests of a site. */
    @BeforeEach
    void run() {
        if (done == site) return;
        List<Map<String, Object>> maps = new ArrayList<>();
        for (String version : List.of("1.1.1", "1.3.0")) {
            for (String crs : SYSTEMS) {
                maps.add(Map.of(
                        "file",
                        file(version, crs),
                        "version",
                        version,
                        "crs",
                        crs,
                        "bbox",
                        numbers(extent(crs)),
                        "width",
                        400,
                        "height",
                        300,
                        "style",
                        Site.FILLED,
                        "cql",
                        "code='" + site.knownCode() + "'"));
            }
        }
        result = Programs.script(
                List.of(
                        Programs.PYTHON,
                        Programs.scripts().resolve("owslib_client.py").toString()),
                Map.of(
                        "url",
                        site.host().url() + "/ows",
                        "out",
                        folder.toString(),
                        "layer",
                        Site.LAYER,
                        "code",
                        site.knownCode(),
                        "bbox",
                        numbers(aroundInteriorPoint()),
                        "maps",
                        maps));
        done = site;
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1", "1.3.0"})
    void maps_show_the_known_area_where_it_is(String version) {
        for (String crs : SYSTEMS) {
            Picture.of(folder.resolve(file(version, crs)), extent(crs))
                    .assertShowsOnly(Ground.in(crs, site.knownArea()), site.knownColour(), 2.5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1", "1.3.0"})
    void wms_capabilities_describe_the_layer(String version) {
        JsonNode layer = result.path("wms").path(version);
        assertThat(layer.path("title").asText()).isNotBlank();
        assertThat(texts(layer.path("crs"))).contains("EPSG:3006", "EPSG:3857", "EPSG:4326", "EPSG:4258", "EPSG:3035");
        assertThat(texts(layer.path("formats"))).contains("image/png", "image/jpeg");
        assertThat(texts(layer.path("styles"))).isNotEmpty();
        assertCovers(layer.path("bbox84"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1", "1.3.0"})
    void feature_info_at_a_point_names_the_area_there(String version) {
        assertThat(result.path("wms").path(version).path("info").findValuesAsText("code"))
                .containsExactly(site.knownCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1", "1.3.0"})
    void an_unknown_layer_is_reported_by_name(String version) {
        assertThat(result.path("wms").path(version).path("error").asText())
                .startsWith("ServiceException")
                .contains("no_such_layer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.0", "2.0.0"})
    void wfs_capabilities_and_schema_describe_the_layer(String version) {
        JsonNode layer = result.path("wfs").path(version);
        assertThat(layer.path("title").asText()).isNotBlank();
        assertThat(texts(layer.path("crs")).get(0)).endsWith("3006");
        assertThat(texts(layer.path("crs")))
                .anyMatch(crs -> crs.endsWith(":3857"))
                .anyMatch(crs -> crs.endsWith(":4326"));
        assertThat(layer.path("schema").path("geometryColumn").asText()).isEqualTo("geom");
        assertThat(layer.path("schema").path("code").asText()).isEqualTo("string");
        assertThat(layer.path("schema").has("area_km2")).isTrue();
        assertCovers(layer.path("bbox84"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.0", "2.0.0"})
    void a_filter_or_a_stored_query_finds_the_one_area(String version) {
        assertThat(texts(result.path("wfs").path(version).path("filtered"))).containsExactly(site.knownCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.0", "2.0.0"})
    void a_box_finds_what_it_touches(String version) {
        Geometry box = site.knownArea().getFactory().toGeometry(aroundInteriorPoint());
        Set<String> expected = new LinkedHashSet<>();
        site.areas().forEach((code, area) -> {
            if (area.intersects(box)) expected.add(code);
        });
        assertThat(texts(result.path("wfs").path(version).path("boxed"))).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.0", "2.0.0"})
    void pages_follow_each_other_in_the_order_of_codes(String version) {
        List<String> paged = new ArrayList<>();
        for (JsonNode page : result.path("wfs").path(version).path("pages")) {
            assertThat(page).hasSize(3);
            paged.addAll(texts(page));
        }
        assertThat(paged)
                .containsExactlyElementsOf(
                        site.areas().keySet().stream().limit(9).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.0", "2.0.0"})
    void only_the_asked_for_properties_come(String version) {
        assertThat(texts(result.path("wfs").path(version).path("properties"))).containsExactly("code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.0", "2.0.0"})
    void gml_is_what_comes_by_default(String version) {
        assertThat(result.path("wfs").path(version).path("gmlMembers").asInt()).isEqualTo(2);
    }

    @Test
    void an_unknown_type_is_reported_by_name() {
        for (JsonNode version : result.path("wfs")) {
            assertThat(version.path("error").asText()).contains("no_such_layer");
        }
    }

    private void assertCovers(JsonNode bbox) {
        Envelope all = new Envelope();
        site.areas().values().forEach(area -> all.expandToInclude(area.getEnvelopeInternal()));
        Envelope expected = Ground.in("EPSG:4326", site.knownArea().getFactory().toGeometry(all))
                .getEnvelopeInternal();
        assertThat(bbox).hasSize(4);
        Envelope found = new Envelope(
                bbox.get(0).asDouble(),
                bbox.get(2).asDouble(),
                bbox.get(1).asDouble(),
                bbox.get(3).asDouble());
        expected.expandBy(-0.02);
        assertThat(found.contains(expected))
                .as("%s contains %s", found, expected)
                .isTrue();
        expected.expandBy(0.2);
        assertThat(expected.contains(found))
                .as("%s contains %s", expected, found)
                .isTrue();
    }

    private Envelope aroundInteriorPoint() {
        Envelope point = new Envelope(site.knownArea().getInteriorPoint().getCoordinate());
        point.expandBy(50);
        return point;
    }

    private Envelope extent(String crs) {
        return Ground.around(Ground.in(crs, site.knownArea()), 400, 300);
    }

    private String file(String version, String crs) {
        return site + "-" + version + "-" + crs.substring(5) + ".png";
    }

    private static List<Double> numbers(Envelope envelope) {
        return List.of(envelope.getMinX(), envelope.getMinY(), envelope.getMaxX(), envelope.getMaxY());
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
