package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A name of a reference system means the same at every door that takes one: the same system, and the same order of coordinates. */
class CrsNamesTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** In the demo region: easting and northing of two corners. */
    private static final double[] BOX = {730000, 6880000, 750000, 6900000};

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(() -> DemoHost.start(folder));

    private static String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> reply = CLIENT.send(request.build(), BodyHandlers.ofString());
            return reply.body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String get(String path) {
        return send(HttpRequest.newBuilder(URI.create(host.baseUrl() + path)));
    }

    private static String post(String path, String xml) {
        return send(HttpRequest.newBuilder(URI.create(host.baseUrl() + path))
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofString(xml)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private static List<String> codes(String geoJson) {
        List<String> codes = new ArrayList<>();
        json(geoJson)
                .path("features")
                .forEach(f -> codes.add(f.at("/properties/code").asText()));
        assertThat(codes).isNotEmpty();
        return codes;
    }

    private static String corners(boolean northingFirst, String between, String separator) {
        int first = northingFirst ? 1 : 0;
        return BOX[first] + between + BOX[1 - first] + separator + BOX[2 + first] + between + BOX[3 - first];
    }

    /** Names of SWEREF 99 TM, and whether northing comes first. */
    @ParameterizedTest
    @CsvSource({
        "EPSG:3006, false",
        "epsg:3006, false",
        "http://www.opengis.net/gml/srs/epsg.xml#3006, false",
        "urn:ogc:def:crs:EPSG::3006, true",
        "urn:ogc:def:crs:EPSG:3006, true",
        "urn:ogc:def:crs:EPSG:6.18:3006, true",
        "urn:x-ogc:def:crs:EPSG:3006, true",
        "urn:x-ogc:def:crs:EPSG::3006, true",
        "http://www.opengis.net/def/crs/EPSG/0/3006, true",
        "https://www.opengis.net/def/crs/EPSG/0/3006, true",
    })
    void every_name_of_sweref99_tm_means_it_at_every_door(String name, boolean northingFirst) {
        String features = "/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=regstat:deso_2025";
        String asJson = "&outputFormat=application/json&propertyName=code";
        List<String> expected = codes(get(features + asJson + "&bbox=" + corners(false, ",", ",") + ",EPSG:3006"));

        assertThat(codes(get(features + asJson + "&bbox=" + corners(northingFirst, ",", ",") + "," + encoded(name))))
                .as("bbox")
                .isEqualTo(expected);

        String filter = "<fes:BBOX><fes:ValueReference>geom</fes:ValueReference><gml:Envelope srsName='" + name
                + "'><gml:lowerCorner>" + corners(northingFirst, " ", "</gml:lowerCorner><gml:upperCorner>")
                + "</gml:upperCorner></gml:Envelope></fes:BBOX>";
        assertThat(codes(post(
                        "/wfs",
                        "<wfs:GetFeature service='WFS' version='2.0.0' outputFormat='application/json'"
                                + " xmlns:wfs='http://www.opengis.net/wfs/2.0' xmlns:fes='http://www.opengis.net/fes/2.0'"
                                + " xmlns:gml='http://www.opengis.net/gml/3.2' xmlns:regstat='urn:regstat'>"
                                + "<wfs:Query typeNames='regstat:deso_2025'><fes:Filter>" + filter
                                + "</fes:Filter></wfs:Query></wfs:GetFeature>")))
                .as("filter of a POST")
                .isEqualTo(expected);

        String gml = get(features + "&count=1&srsName=" + encoded(name));
        double first = Double.parseDouble(gml.replaceFirst("(?s).*?<gml:posList>([^ ]+) .*", "$1"));
        assertThat(first > 6_000_000).as("srsName, northing first").isEqualTo(northingFirst);

        assertThat(value("application/json", geoJson(name))).as("GeoJSON").isEqualTo(value("text/csv", csv()));
        assertThat(value("text/xml; subtype=gml/3.1.1", gml(name, northingFirst)))
                .as("GML")
                .isEqualTo(value("text/csv", csv()));

        // In maps the version says which comes first, not the name.
        String map = "/wms?service=WMS&request=GetFeatureInfo&layers=regstat:deso_2025&query_layers=regstat:deso_2025"
                + "&styles=&width=100&height=100&info_format=application/json&propertyName=code";
        String info = get(map + "&version=1.3.0&i=50&j=50&bbox=" + corners(true, ",", ",") + "&crs=" + encoded(name));
        assertThat(codes(info)).hasSize(1);
        assertThat(codes(get(
                        map + "&version=1.1.1&x=50&y=50&bbox=" + corners(false, ",", ",") + "&srs=" + encoded(name))))
                .isEqualTo(codes(info));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"EPSG\",\"properties\":{\"code\":3006}}",
                "{\"type\":\"EPSG\",\"properties\":{\"code\":\"3006\"}}",
                "{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::5845\"}}",
            })
    void the_old_form_of_a_files_system_and_one_with_heights_are_read_by_wps(String crs) {
        String document = geoJson("EPSG:3006").replaceFirst("\\{\"type\":\"name\".*?}}", crs);
        assertThat(document).contains(crs);
        assertThat(value("application/json", document)).isEqualTo(value("text/csv", csv()));
    }

    @Test
    void a_name_of_nothing_is_refused_at_every_door() {
        for (String name : List.of("SWEREF99_TM", "EPSG:1", "urn:ogc:def:crs:EPSG::abc")) {
            String features = "/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=regstat:deso_2025&count=1";
            assertThat(get(features + "&srsName=" + encoded(name))).contains("locator=\"srsName\"", name);
            assertThat(get(features + "&bbox=0,0,1,1," + encoded(name))).contains("locator=\"bbox\"", name);
            assertThat(execute("application/json", geoJson(name))).contains("locator=\"boundaries\"", name);
            assertThat(execute("text/xml; subtype=gml/3.1.1", gml(name, false)))
                    .contains("locator=\"boundaries\"", name);
            assertThat(get(
                            "/wms?service=WMS&version=1.3.0&request=GetMap&layers=regstat:deso_2025&styles=&width=9&height=9"
                                    + "&format=image/png&bbox=0,0,1,1&crs=" + encoded(name)))
                    .contains("InvalidCRS", name);
        }
    }

    @Test
    void areas_do_not_come_in_a_system_with_heights() {
        assertThat(get("/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=regstat:deso_2025&count=1"
                        + "&srsName=EPSG:5845"))
                .contains("InvalidParameterValue", "locator=\"srsName\"", "heights");
    }

    // ---- one square in several formats

    private static String csv() {
        return "kod,wkt\nA,\"POLYGON (("
                + ring(false).replace(' ', '|').replace(",", ", ").replace('|', ' ') + "))\"";
    }

    private static String geoJson(String name) {
        return "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"" + name
                + "\"}},\"features\":[{\"type\":\"Feature\",\"properties\":{\"kod\":\"A\"},\"geometry\":"
                + "{\"type\":\"Polygon\",\"coordinates\":[[["
                + ring(false).replace(",", "],[").replace(' ', ',')
                + "]]]}}]}";
    }

    private static String gml(String name, boolean northingFirst) {
        return "<gml:featureMember xmlns:gml=\"http://www.opengis.net/gml\"><a:area xmlns:a=\"urn:a\"><a:kod>A</a:kod><a:geom>"
                + "<gml:Polygon srsName=\"" + name + "\"><gml:exterior><gml:LinearRing><gml:posList>"
                + ring(northingFirst).replace(',', ' ')
                + "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></a:geom></a:area></gml:featureMember>";
    }

    private static String ring(boolean northingFirst) {
        String[] places = {"730000 6880000", "750000 6880000", "750000 6900000", "730000 6900000", "730000 6880000"};
        if (northingFirst) {
            for (int i = 0; i < places.length; i++) places[i] = places[i].replaceFirst("(\\S+) (\\S+)", "$2 $1");
        }
        return String.join(",", places);
    }

    private static double value(String mimeType, String boundaries) {
        String answer = execute(mimeType, boundaries);
        double value = json(answer).at("/features/0/properties/value").asDouble();
        assertThat(value).as(answer).isPositive();
        return value;
    }

    private static String execute(String mimeType, String boundaries) {
        return post(
                "/wps",
                "<wps:Execute service=\"WPS\" version=\"1.0.0\" xmlns:wps=\"http://www.opengis.net/wps/1.0.0\" xmlns:ows=\"http://www.opengis.net/ows/1.1\">"
                        + "<ows:Identifier>regstat:Reaggregate</ows:Identifier><wps:DataInputs>"
                        + "<wps:Input><ows:Identifier>boundaries</ows:Identifier><wps:Data><wps:ComplexData mimeType=\""
                        + mimeType + "\"><![CDATA[" + boundaries
                        + "]]></wps:ComplexData></wps:Data></wps:Input>" + literal("indicators", "population")
                        + literal("periods", "2023") + literal("missing", "partial")
                        + "</wps:DataInputs><wps:ResponseForm><wps:RawDataOutput mimeType=\"application/json\">"
                        + "<ows:Identifier>result</ows:Identifier></wps:RawDataOutput></wps:ResponseForm></wps:Execute>");
    }

    private static String literal(String name, String value) {
        return "<wps:Input><ows:Identifier>" + name + "</ows:Identifier><wps:Data><wps:LiteralData>" + value
                + "</wps:LiteralData></wps:Data></wps:Input>";
    }
}
