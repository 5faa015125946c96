package se.regstat.standalone.wms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import se.regstat.standalone.format.OgcSchemas;
import se.regstat.standalone.http.OgcReply;
import se.regstat.statistics.config.Organisation;
import se.regstat.statistics.config.Publishing;
import se.regstat.statistics.division.LocalText;

/** Capabilities, feature information, legends and exceptions. */
class WmsServiceTest {

    private static final String GOOD_111 =
            "version=1.1.1&request=GetMap&layers=areas&styles=&format=image/png&width=200&height=100&srs=EPSG:3006&bbox=600000,6800000,620000,6810000";
    private static final String GOOD_130 =
            "version=1.3.0&request=GetMap&layers=areas&styles=&format=image/png&width=200&height=100&crs=EPSG:3006&bbox=6800000,600000,6810000,620000";

    private static MemoryLayers layers;
    private static WmsService service;

    @BeforeAll
    static void publish() throws Exception {
        layers = new MemoryLayers()
                .style("classes", GetMapTest.HEAD + """
                                        <Rule><Title>Class one</Title><ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>class</ogc:PropertyName><ogc:Literal>1</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
                                        <PolygonSymbolizer><Fill><CssParameter name="fill">#FF0000</CssParameter></Fill></PolygonSymbolizer></Rule>
                                        <Rule><Title>All others</Title><MaxScaleDenominator>1000000</MaxScaleDenominator><ElseFilter/><PolygonSymbolizer><Fill><CssParameter name="fill">#0000FF</CssParameter></Fill></PolygonSymbolizer></Rule>
                                        """ + GetMapTest.TAIL)
                .style("ones", GetMapTest.HEAD + """
                                        <Rule><ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>class</ogc:PropertyName><ogc:Literal>1</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
                                        <PolygonSymbolizer><Fill/></PolygonSymbolizer></Rule>
                                        """ + GetMapTest.TAIL)
                .style("unseen", GetMapTest.HEAD + """
                                        <Rule><MinScaleDenominator>1000000</MinScaleDenominator><PolygonSymbolizer><Fill/></PolygonSymbolizer></Rule>
                                        """ + GetMapTest.TAIL)
                .style("broken", "<StyledLayerDescriptor>")
                .layer(
                        "areas",
                        List.of("classes", "broken", "ones", "unseen"),
                        "w&st",
                        1,
                        "POLYGON((600000 6800000, 610000 6800000, 610000 6820000, 600000 6820000, 600000 6800000))",
                        "east",
                        2,
                        "POLYGON((610000 6800000, 620000 6800000, 620000 6820000, 610000 6820000, 610000 6800000))")
                .layer("points", List.of("classes"), "p", 1, "POINT(605000 6805000)")
                .yearly("yearly", List.of("classes"), "p", 2023, "POINT(605000 6805000)")
                .group("all", "areas", "points");
        service = new WmsService(layers, Wms.LIMITS);
    }

    private static Document xml(String text) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        var builder = factory.newDocumentBuilder();
        builder.setEntityResolver((publicId, systemId) -> new InputSource(new ByteArrayInputStream(new byte[0])));
        return builder.parse(new ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "layers=areas; layers=nowhere; LayerNotDefined",
                "layers=areas; layers=; MissingParameterValue",
                "styles=; styles=nothing; StyleNotDefined",
                "styles=; styles=,; StyleNotDefined",
                "format=image/png; format=image/tiff; InvalidFormat",
                "format=image/png; x=y; MissingParameterValue",
                "width=200; width=100000; InvalidParameterValue",
                "width=200; width=-1; InvalidParameterValue",
                "width=200; width=1e3; InvalidParameterValue",
                "height=100; x=y; MissingParameterValue",
                "bbox=; bbox=1,2,3&old=; InvalidParameterValue",
                "bbox=; bbox=3,3,1,1&old=; InvalidParameterValue",
                "bbox=; bbox=NaN,0,1,1&old=; InvalidParameterValue",
                "bbox=; old=; MissingParameterValue",
                "styles=; styles=&cql_filter=code=; InvalidParameterValue",
                "styles=; styles=&cql_filter=nothing='a'; InvalidParameterValue",
                "styles=; styles=&sld_body=<a/>; OperationNotSupported",
                "styles=; styles=&bgcolor=red; InvalidParameterValue",
                "request=GetMap; request=GetNothing; OperationNotSupported",
                "EPSG:3006; EPSG:2154; Invalid?RS",
                "EPSG:3006; nonsense; Invalid?RS",
            })
    void what_is_wrong_is_said_in_the_versions_own_format(String good, String bad, String code) throws Exception {
        Document old = xml(Wms.text(service, GOOD_111.replace(good, bad)));
        assertThat(old.getDocumentElement().getNodeName()).isEqualTo("ServiceExceptionReport");
        assertThat(old.getDocumentElement().getNamespaceURI()).isNull();
        assertThat(old.getDoctype().getSystemId()).endsWith("exception_1_1_1.dtd");
        var oldException = (org.w3c.dom.Element)
                old.getElementsByTagName("ServiceException").item(0);
        assertThat(oldException.getAttribute("code")).isEqualTo(code.replace('?', 'S'));

        Document report = xml(Wms.text(service, GOOD_130.replace(good, bad)));
        assertThat(report.getDocumentElement().getNamespaceURI()).isEqualTo("http://www.opengis.net/ogc");
        var exception = (org.w3c.dom.Element)
                report.getElementsByTagNameNS("*", "ServiceException").item(0);
        assertThat(exception.getAttribute("code")).isEqualTo(code.replace('?', 'C'));
        assertThat(exception.getTextContent()).doesNotContain("Exception").doesNotContain("\tat ");
    }

    @Test
    void exceptions_have_the_content_type_of_their_version() {
        assertThat(Wms.get(service, GOOD_111.replace("areas", "x")).contentType())
                .startsWith("application/vnd.ogc.se_xml");
        assertThat(Wms.get(service, GOOD_130.replace("areas", "x")).contentType())
                .startsWith("text/xml");
    }

    @Test
    void an_unknown_version_is_refused_for_maps() throws IOException {
        assertThat(Wms.text(service, GOOD_130.replace("1.3.0", "9.9"))).contains("1.1.1 and 1.3.0");
    }

    @Test
    void a_broken_style_is_said_to_be() throws IOException {
        assertThat(Wms.text(service, GOOD_130.replace("styles=", "styles=broken")))
                .contains("style broken");
    }

    @Test
    void a_client_that_only_shows_images_gets_the_message_in_one() throws IOException {
        BufferedImage image =
                Wms.image(service, GOOD_111.replace("areas", "x") + "&exceptions=application/vnd.ogc.se_inimage");
        assertThat(image.getWidth()).isEqualTo(200);
        assertThat(colors(image)).hasSizeGreaterThan(1);
        BufferedImage blank = Wms.image(service, GOOD_130.replace("areas", "x") + "&exceptions=BLANK");
        assertThat(colors(blank)).containsExactly(0xFFFFFFFF);
    }

    private static Set<Integer> colors(BufferedImage image) {
        Set<Integer> colors = new java.util.HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) colors.add(image.getRGB(x, y));
        }
        return colors;
    }

    @ParameterizedTest
    @CsvSource({"1.3.0, 1.3.0", "1.1.1, 1.1.1", "1.1.0, 1.1.1", "1.0.0, 1.1.1", "2.0.0, 1.3.0", "nonsense, 1.3.0"})
    void capabilities_come_in_the_nearest_version_spoken(String asked, String got) throws Exception {
        Document document = xml(Wms.text(service, "service=WMS&request=GetCapabilities&version=" + asked));
        assertThat(document.getDocumentElement().getAttribute("version")).isEqualTo(got);
    }

    @Test
    void bounds_are_northing_first_where_the_version_and_the_crs_say_so() throws IOException {
        assertThat(Wms.text(service, "service=WMS&request=GetCapabilities&version=1.3.0"))
                .contains("CRS=\"EPSG:3006\" minx=\"6800000\" miny=\"600000\" maxx=\"6820000\" maxy=\"620000\"")
                .containsPattern("CRS=\"EPSG:4326\" minx=\"61\\.[0-9]+\" miny=\"16\\.")
                .containsPattern("CRS=\"CRS:84\" minx=\"16\\.[0-9]+\" miny=\"61\\.")
                .containsPattern("CRS=\"EPSG:3857\" minx=\"18[0-9.]+\" miny=\"87");
        assertThat(Wms.text(service, "service=WMS&request=GetCapabilities&version=1.1.1"))
                .contains("SRS=\"EPSG:3006\" minx=\"600000\" miny=\"6800000\" maxx=\"620000\" maxy=\"6820000\"")
                .containsPattern("SRS=\"EPSG:4326\" minx=\"16\\.[0-9]+\" miny=\"61\\.")
                .doesNotContain("CRS:84");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void capabilities_and_exceptions_are_valid_by_their_own_schemas(boolean layersAndPublisher) throws Exception {
        WmsService some = layersAndPublisher ? published() : new WmsService(new MemoryLayers(), Wms.LIMITS);
        OgcSchemas.validate(Wms.text(some, "service=WMS&request=GetCapabilities&version=1.3.0"), OgcSchemas.WMS_1_3);
        OgcSchemas.validateByDtd(Wms.text(some, "service=WMS&request=GetCapabilities&version=1.1.1"));
        OgcSchemas.validate(Wms.text(some, GOOD_130.replace("areas", "<\">")), OgcSchemas.WMS_1_3_EXCEPTIONS);
        OgcSchemas.validateByDtd(Wms.text(some, GOOD_111.replace("areas", "<\">")));
    }

    @Test
    void schemas_refuse_capabilities_in_another_order() throws Exception {
        String v13 = Wms.text(published(), "service=WMS&request=GetCapabilities&version=1.3.0");
        assertThatThrownBy(() -> OgcSchemas.validate(
                        v13.replaceFirst("<Fees>.*?</Fees>", "<Charge>0</Charge>"), OgcSchemas.WMS_1_3))
                .hasMessageContaining("Charge");
        String v11 = Wms.text(published(), "service=WMS&request=GetCapabilities&version=1.1.1");
        assertThatThrownBy(() -> OgcSchemas.validateByDtd(v11.replaceFirst("<Fees>.*?</Fees>", "<Charge>0</Charge>")))
                .hasMessageContaining("Charge");
    }

    private static WmsService published() {
        return new WmsService(
                layers,
                Wms.LIMITS,
                () -> new Publishing(
                        new LocalText("Områden", "Areas"),
                        new LocalText("Prov & test", "Test & trial"),
                        new Organisation(
                                new LocalText("Provkommun", "Test municipality"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("https://www.example.se/?a=1&b=2"),
                                Optional.of("gis@example.se"),
                                Optional.empty()),
                        "",
                        new LocalText("Avtal <krävs>", "By agreement"),
                        Optional.empty(),
                        new LocalText("100 kr", "SEK 100"),
                        Optional.empty(),
                        List.of("statistik", "statistics")));
    }

    @Test
    void capabilities_tell_fees_and_constraints_and_that_there_are_none() throws IOException {
        for (String version : List.of("1.1.1", "1.3.0")) {
            String capabilities = "service=WMS&request=GetCapabilities&version=" + version;
            assertThat(Wms.text(published(), capabilities))
                    .contains("<Fees>SEK 100</Fees>", "<AccessConstraints>By agreement</AccessConstraints>");
            assertThat(Wms.text(service, capabilities))
                    .contains("<Fees>NONE</Fees>", "<AccessConstraints>NONE</AccessConstraints>");
        }
    }

    @Test
    void capabilities_name_layers_groups_styles_and_legends() throws IOException {
        String text = Wms.text(service, "service=WMS&request=GetCapabilities&version=1.3.0");
        assertThat(text)
                .contains("<Name>test:areas</Name>", "<Name>test:all</Name>", "<Title>The layer areas</Title>")
                .contains("<Name>classes</Name>", "request=GetLegendGraphic&amp;format=image/png&amp;layer=test:areas")
                .contains("Areas &amp; &lt;borders&gt;", "Test &amp; co", "id=1&amp;x=2", "<Keyword>areas</Keyword>");
        assertThat(new String(
                        Wms.bytes(Wms.get(service, "service=WMS&request=GetCapabilities", Locale.forLanguageTag("sv"))),
                        java.nio.charset.StandardCharsets.UTF_8))
                .contains("<Title>Lagret areas</Title>");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, application/json",
        "text/plain, text/plain",
        "text/html, text/html",
        "application/vnd.ogc.gml, application/vnd.ogc.gml",
        "application/vnd.ogc.gml/3.1.1, application/vnd.ogc.gml/3.1.1"
    })
    void the_pixel_asked_about_lies_in_the_area_that_answers(String format, String type) throws IOException {
        String info = GOOD_130.replace("GetMap", "GetFeatureInfo") + "&query_layers=areas&info_format=" + format;
        assertThat(Wms.text(service, info + "&i=99&j=50"))
                .contains("w&" + (format.matches(".*(html|gml).*") ? "amp;" : "") + "st");
        assertThat(Wms.text(service, info + "&i=100&j=50")).contains("east").doesNotContain("st,");
        assertThat(Wms.get(service, info + "&i=100&j=50").contentType()).startsWith(type);
    }

    @Test
    void points_answer_within_a_few_pixels_and_the_uppermost_layer_first() throws IOException {
        // The point is at pixel 50, 50 of the 200 x 100.
        String info = GOOD_111.replace("GetMap", "GetFeatureInfo").replace("layers=areas", "layers=areas,points")
                + "&query_layers=points,areas&info_format=text/plain&x=53&y=";
        assertThat(Wms.text(service, info + "50")).contains("points.p").doesNotContain("areas");
        assertThat(Wms.text(service, info + "50&feature_count=10")).containsSubsequence("points.p", "areas.w&st");
        assertThat(Wms.text(service, info + "60")).doesNotContain("points.p");
        assertThat(Wms.text(service, info + "60&buffer=12")).contains("points.p");
    }

    @Test
    void what_the_style_does_not_draw_at_the_maps_scale_does_not_answer() throws IOException {
        // The ElseFilter's rule, which draws the area in the east, ends at 1:1 000 000; this map is at 1:357 143.
        String info = GOOD_130.replace("GetMap", "GetFeatureInfo") + "&query_layers=areas&info_format=text/plain&j=50";
        assertThat(Wms.text(service, info + "&i=150")).contains("areas.east");
        String far = info.replace("width=200&height=100", "width=20&height=10").replace("j=50", "j=5");
        assertThat(Wms.text(service, far + "&i=15")).doesNotContain("areas.");
        assertThat(Wms.text(service, far + "&i=5")).contains("areas.w&st");

        String few = info.replace("styles=", "styles=ones");
        assertThat(Wms.text(service, few + "&i=50")).contains("areas.w&st");
        assertThat(Wms.text(service, few + "&i=150")).doesNotContain("areas.");
        assertThat(Wms.text(service, info.replace("styles=", "styles=unseen") + "&i=50"))
                .doesNotContain("areas.");
    }

    @Test
    void a_pixel_outside_the_map_is_an_invalid_point() throws IOException {
        String info = GOOD_130.replace("GetMap", "GetFeatureInfo") + "&query_layers=areas&info_format=text/plain";
        assertThat(Wms.text(service, info + "&i=200&j=50")).contains("InvalidPoint");
        assertThat(Wms.text(service, info + "&j=50")).contains("MissingParameterValue");
        assertThat(Wms.text(service, info.replace("query_layers=areas", "query_layers=points") + "&i=1&j=1"))
                .contains("LayerNotDefined");
    }

    @Test
    void the_legend_has_a_sample_for_each_rule_of_the_scale() throws IOException {
        String legend = "request=GetLegendGraphic&version=1.1.1&format=image/png&layer=areas&width=20&height=20";
        BufferedImage all = Wms.image(service, legend);
        assertThat(all.getRGB(10, 10)).isEqualTo(0xFFFF0000);
        assertThat(all.getRGB(10, 34)).isEqualTo(0xFF0000FF);
        assertThat(all.getWidth()).isGreaterThan(60);
        BufferedImage far = Wms.image(service, legend + "&scale=5000000");
        assertThat(far.getHeight()).isLessThan(all.getHeight());
    }

    @Test
    void posted_xml_is_refused() throws IOException {
        OgcReply reply = service.handle(new se.regstat.standalone.http.OgcRequest(
                "http://localhost/geoserver",
                java.util.Optional.empty(),
                new se.regstat.standalone.http.Kvp(java.util.Map.of()),
                java.util.Optional.of(
                        new ByteArrayInputStream("<GetMap/>".getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                Locale.ENGLISH));
        assertThat(new String(Wms.bytes(reply), java.nio.charset.StandardCharsets.UTF_8))
                .contains("OperationNotSupported");
    }
}
