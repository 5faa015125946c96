package se.regstat.standalone.wms;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.regstat.standalone.host.Kvp;
import se.regstat.standalone.host.OgcReply;
import se.regstat.standalone.host.OgcRequest;
import se.regstat.statistics.config.Limits;

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
        service = new WmsService(layers, new Limits(4000, 4000, 1000, 0, Duration.ofSeconds(30)));
    }

    static OgcReply get(String query) {
        Map<String, List<String>> kvp = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            kvp.put(parts[0], List.of(parts[1]));
        }
        return service.handle(new OgcRequest(
                "http://localhost/geoserver", Optional.empty(), new Kvp(kvp), Optional.empty(), Locale.ENGLISH));
    }

    static byte[] bytes(OgcReply reply) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        reply.body().writeTo(out);
        return out.toByteArray();
    }

    static BufferedImage map(String query) throws IOException {
        OgcReply reply = get(query);
        assertThat(reply.contentType())
                .as(() -> {
                    try {
                        return new String(bytes(reply), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        return e.toString();
                    }
                })
                .startsWith("image/");
        return ImageIO.read(new ByteArrayInputStream(bytes(reply)));
    }

    @Test
    void theWestIsOnTheLeftInBothVersionsThoughTheirAxesAreSwapped() throws IOException {
        String common = "&request=GetMap&layers=areas&styles=&format=image/png&width=200&height=100";
        BufferedImage eastingFirst = map("version=1.1.1&srs=EPSG:3006&bbox=600000,6800000,620000,6810000" + common);
        BufferedImage northingFirst = map("version=1.3.0&crs=EPSG:3006&bbox=6800000,600000,6810000,620000" + common);
        for (BufferedImage map : List.of(eastingFirst, northingFirst)) {
            assertThat(map.getRGB(99, 50)).isEqualTo(0xFFFF0000);
            assertThat(map.getRGB(100, 50)).isEqualTo(0xFF0000FF);
        }
    }
}
