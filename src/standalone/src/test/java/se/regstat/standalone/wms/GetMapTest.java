package se.regstat.standalone.wms;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.regstat.standalone.http.OgcReply;

/** GetMap as clients see it: where things are and what colour they have. */
class GetMapTest {

    static final String HEAD = """
            <StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
            <NamedLayer><Name>x</Name><UserStyle><Title>T</Title><FeatureTypeStyle>""";
    static final String TAIL = "</FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>";

    static WmsService service;

    @BeforeAll
    static void publish() throws Exception {
        MemoryLayers layers = new MemoryLayers()
                .style("halves", HEAD + """
                                <Rule><ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>class</ogc:PropertyName><ogc:Literal>1</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
                                <PolygonSymbolizer><Fill><CssParameter name="fill">#FF0000</CssParameter></Fill></PolygonSymbolizer></Rule>
                                <Rule><ElseFilter/><PolygonSymbolizer><Fill><CssParameter name="fill">#0000FF</CssParameter></Fill></PolygonSymbolizer></Rule>
                                """ + TAIL)
                .layer(
                        "areas",
                        List.of("halves"),
                        "west",
                        1,
                        "POLYGON((600000 6800000, 610000 6800000, 610000 6820000, 600000 6820000, 600000 6800000))",
                        "east",
                        2,
                        "POLYGON((610000 6800000, 620000 6800000, 620000 6820000, 610000 6820000, 610000 6800000))");
        layers.style("outline", HEAD + """
                                <Rule><Title>Areas</Title><PolygonSymbolizer><Stroke><CssParameter name="stroke">#00FF00</CssParameter><CssParameter name="stroke-width">2</CssParameter></Stroke></PolygonSymbolizer></Rule>
                                """ + TAIL)
                .layer(
                        "lines",
                        List.of("outline", "halves"),
                        "all",
                        1,
                        "POLYGON((600000 6800000, 620000 6800000, 620000 6820000, 600000 6820000, 600000 6800000))")
                .group("both", "areas", "lines")
                .style("glass", HEAD + """
                                <Rule><PolygonSymbolizer><Fill><CssParameter name="fill">#C86400</CssParameter><CssParameter name="fill-opacity">0.5</CssParameter></Fill></PolygonSymbolizer></Rule>
                                """ + TAIL)
                .layer(
                        "pane",
                        List.of("glass"),
                        "all",
                        1,
                        "POLYGON((600000 6800000, 620000 6800000, 620000 6820000, 600000 6820000, 600000 6800000))");
        service = new WmsService(layers, Wms.LIMITS);
    }

    private static BufferedImage map(String query) throws IOException {
        return Wms.image(service, query);
    }

    @Test
    void the_west_is_on_the_left_in_both_versions_though_their_axes_are_swapped() throws IOException {
        String common = "&request=GetMap&layers=areas&styles=&format=image/png&width=200&height=100";
        BufferedImage eastingFirst = map("version=1.1.1&srs=EPSG:3006&bbox=600000,6800000,620000,6810000" + common);
        BufferedImage northingFirst = map("version=1.3.0&crs=EPSG:3006&bbox=6800000,600000,6810000,620000" + common);
        for (BufferedImage map : List.of(eastingFirst, northingFirst)) {
            assertThat(map.getRGB(99, 50)).isEqualTo(0xFFFF0000);
            assertThat(map.getRGB(100, 50)).isEqualTo(0xFF0000FF);
        }
    }

    private static final String WEST_AND_EAST =
            "version=1.1.1&request=GetMap&srs=EPSG:3006&bbox=600000,6800000,620000,6810000&width=200&height=100";

    @Test
    void layers_and_groups_are_drawn_bottom_first() throws IOException {
        for (String layers : List.of("areas,lines", "test:both")) {
            BufferedImage map = map(WEST_AND_EAST + "&format=image/png&styles=&layers=" + layers);
            assertThat(map.getRGB(0, 50)).isEqualTo(0xFF00FF00);
            assertThat(map.getRGB(50, 50)).isEqualTo(0xFFFF0000);
        }
    }

    @Test
    void a_named_style_is_used_for_its_layer_alone() throws IOException {
        BufferedImage map = map(WEST_AND_EAST + "&format=image/png&styles=,halves&layers=areas,lines");
        assertThat(map.getRGB(150, 50)).isEqualTo(0xFFFF0000);
    }

    @Test
    void a_filter_hides_what_it_does_not_match() throws IOException {
        BufferedImage map =
                map(WEST_AND_EAST + "&format=image/png&styles=&layers=areas&cql_filter=code='east'&bgcolor=0x123456");
        assertThat(map.getRGB(50, 50)).isEqualTo(0xFF123456);
        assertThat(map.getRGB(150, 50)).isEqualTo(0xFF0000FF);
    }

    @Test
    void filters_are_separated_by_semicolons_outside_quotes() throws IOException {
        BufferedImage map = map(
                WEST_AND_EAST
                        + "&format=image/png&styles=,halves&layers=areas,lines&cql_filter=code='east';code<>'a;b' AND code='none'");
        assertThat(map.getRGB(50, 50)).isEqualTo(0xFFFFFFFF);
        assertThat(map.getRGB(150, 50)).isEqualTo(0xFF0000FF);
    }

    @Test
    void a_transparent_map_is_transparent_outside_the_data() throws IOException {
        String wide =
                "version=1.1.1&request=GetMap&srs=EPSG:3006&bbox=600000,6800000,640000,6820000&width=200&height=100";
        for (String format : List.of("image/png", "image/png8", "image/png; mode=8bit")) {
            BufferedImage map = map(wide + "&styles=&layers=areas&transparent=true&format=" + format);
            assertThat(map.getRGB(150, 50) >>> 24).as(format).isZero();
            assertThat(map.getRGB(25, 50)).as(format).isEqualTo(0xFFFF0000);
        }
    }

    @Test
    void who_asks_for_a_palette_gets_all_colours() throws IOException {
        OgcReply reply = Wms.get(service, WEST_AND_EAST + "&styles=&layers=areas&format=image/png8");
        assertThat(reply.contentType()).isEqualTo("image/png");
        assertThat(Wms.text(service, "service=WMS&version=1.3.0&request=GetCapabilities"))
                .doesNotContain("png8", "8bit");
    }

    @Test
    void jpeg_is_opaque_and_nearly_the_same() throws IOException {
        OgcReply reply = Wms.get(service, WEST_AND_EAST + "&styles=&layers=areas&format=image/jpeg&transparent=true");
        assertThat(reply.contentType()).isEqualTo("image/jpeg");
        BufferedImage map = map(WEST_AND_EAST + "&styles=&layers=areas&format=image/jpeg");
        assertThat(map.getRGB(50, 50) >> 16 & 255).isGreaterThan(240);
        assertThat(map.getRGB(50, 50) & 255).isLessThan(20);
    }

    @ParameterizedTest
    @CsvSource({
        "1.1.1, EPSG:3006",
        "1.1.1, EPSG:3857",
        "1.1.1, EPSG:4326",
        "1.1.1, EPSG:4258",
        "1.1.1, EPSG:3035",
        "1.3.0, EPSG:3006",
        "1.3.0, EPSG:3857",
        "1.3.0, EPSG:4326",
        "1.3.0, EPSG:4258",
        "1.3.0, EPSG:3035",
        "1.3.0, CRS:84"
    })
    void a_known_place_is_on_its_pixel_in_every_crs(String version, String srs) throws Exception {
        // The border between west and east, half-way up, computed by the projection itself.
        double[] place = {610000, 6810000};
        MapCrs crs = MapCrs.of(srs);
        MathTransform transform = CRS.findMathTransform(CRS.decode("EPSG:3006", true), crs.crs(), true);
        transform.transform(place, 0, place, 0, 1);
        ReferencedEnvelope box = Wms.around(crs, place[0], place[1], 4000);
        double[] bbox = crs.bbox(box, version.equals("1.1.1") ? WmsVersion.V1_1_1 : WmsVersion.V1_3_0);
        BufferedImage map = map("version=" + version + "&request=GetMap&styles=&layers=areas&format=image/png"
                + "&width=401&height=401&" + (version.equals("1.1.1") ? "srs=" : "crs=") + srs + "&bbox="
                + bbox[0] + "," + bbox[1] + "," + bbox[2] + "," + bbox[3]);
        assertThat(map.getRGB(200 - 1, 200)).isEqualTo(0xFFFF0000);
        assertThat(map.getRGB(200 + 2, 200)).isEqualTo(0xFF0000FF);
        assertThat(Arrays.stream(new int[] {10, 390})
                        .map(y -> map.getRGB(200, y))
                        .allMatch(c -> c == 0xFFFFFFFF))
                .isFalse();
    }

    @Test
    void a_map_of_the_whole_world_is_drawn() throws IOException {
        BufferedImage map = map("version=1.3.0&request=GetMap&crs=EPSG:4326&bbox=-90,-180,90,180&width=1440&height=720"
                + "&styles=&layers=lines&format=image/png");
        assertThat(map.getRGB(0, 0)).isEqualTo(0xFFFFFFFF);
        long green = Arrays.stream(map.getRGB(780, 100, 30, 30, null, 0, 30))
                .filter(c -> (c >> 8 & 255) > (c & 255) + 30)
                .count();
        assertThat(green).isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "EPSG:3006 609999.9999999,6809999.9999999,610000.0000001,6810000.0000001",
                "EPSG:3006 -1e300,-1e300,1e300,1e300",
                "EPSG:3006 0,0,1,1",
                "EPSG:3857 -1e12,-1e12,1e12,1e12",
                "EPSG:4326 -1e6,-1e6,1e6,1e6",
                "EPSG:4326 170,-80,179,-70",
                "EPSG:3035 0,0,10,10"
            })
    void any_extent_is_answered_with_a_map(String srs, String bbox) throws IOException {
        BufferedImage map = map("version=1.1.1&request=GetMap&srs=" + srs + "&bbox=" + bbox
                + "&width=100&height=100&styles=&layers=both&format=image/png");
        assertThat(map.getWidth()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "image/png8"})
    void translucent_fills_stay_translucent_on_a_transparent_map(String format) throws IOException {
        BufferedImage map = map(WEST_AND_EAST + "&layers=pane&styles=&transparent=true&format=" + format);
        Color color = new Color(map.getRGB(50, 50), true);
        assertThat(color.getAlpha()).isBetween(127, 128);
        assertThat(color.getRed()).isBetween(199, 201);
        assertThat(color.getGreen()).isBetween(99, 101);
        assertThat(color.getBlue()).isZero();
    }
}
