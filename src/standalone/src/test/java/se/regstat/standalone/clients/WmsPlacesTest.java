package se.regstat.standalone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** The axis order of every version and reference system, by where a known area is in the map and what is found there. */
@ForEachSite
class WmsPlacesTest {

    private static final String EVERY_ORDER = """
            1.1.1, EPSG:3006, false
            1.1.1, EPSG:4326, false
            1.1.1, EPSG:3857, false
            1.1.1, EPSG:3035, false
            1.1.1, EPSG:4258, false
            1.3.0, EPSG:3006, true
            1.3.0, EPSG:4326, true
            1.3.0, EPSG:3857, false
            1.3.0, EPSG:3035, true
            1.3.0, EPSG:4258, true
            """;

    private final Site site;

    WmsPlacesTest(Site site) {
        this.site = site;
    }

    @ParameterizedTest
    @CsvSource(textBlock = EVERY_ORDER)
    void a_known_area_is_where_it_should_be(String version, String crs, boolean northFirst) {
        Geometry area = Ground.in(crs, site.knownArea());
        Envelope extent = Ground.around(area, 400, 300);
        Map<String, Object> map = map(version, crs, extent, northFirst);
        map.put("REQUEST", "GetMap");
        map.put("CQL_FILTER", "code='" + site.knownCode() + "'");
        Http.Answer answer = site.host().get("/wms", map);
        assertThat(answer.type()).isEqualTo("image/png");
        Picture.of(version + " " + crs, answer.body(), extent).assertShowsOnly(area, site.knownColour(), 2.5);
    }

    @ParameterizedTest
    @CsvSource(textBlock = EVERY_ORDER)
    void what_is_found_at_a_point_of_it_is_that_area(String version, String crs, boolean northFirst) throws Exception {
        Geometry area = Ground.in(crs, site.knownArea());
        Envelope extent = Ground.around(area, 400, 300);
        Coordinate inside = area.getInteriorPoint().getCoordinate();
        Map<String, Object> query = map(version, crs, extent, northFirst);
        query.put("REQUEST", "GetFeatureInfo");
        query.put("QUERY_LAYERS", Site.LAYER);
        query.put("INFO_FORMAT", "application/json");
        boolean newer = version.equals("1.3.0");
        query.put(newer ? "I" : "X", (int) ((inside.x - extent.getMinX()) / extent.getWidth() * 400));
        query.put(newer ? "J" : "Y", (int) ((extent.getMaxY() - inside.y) / extent.getHeight() * 300));
        JsonNode found =
                new ObjectMapper().readTree(site.host().get("/wms", query).body());
        assertThat(found.findValuesAsText("code")).containsExactly(site.knownCode());
    }

    private static Map<String, Object> map(String version, String crs, Envelope extent, boolean northFirst) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("SERVICE", "WMS");
        parameters.put("VERSION", version);
        parameters.put("LAYERS", Site.LAYER);
        parameters.put("STYLES", Site.FILLED);
        parameters.put(version.equals("1.3.0") ? "CRS" : "SRS", crs);
        parameters.put(
                "BBOX",
                northFirst
                        ? extent.getMinY() + "," + extent.getMinX() + "," + extent.getMaxY() + "," + extent.getMaxX()
                        : extent.getMinX() + "," + extent.getMinY() + "," + extent.getMaxX() + "," + extent.getMaxY());
        parameters.put("WIDTH", 400);
        parameters.put("HEIGHT", 300);
        parameters.put("FORMAT", "image/png");
        parameters.put("TRANSPARENT", "TRUE");
        return parameters;
    }
}
