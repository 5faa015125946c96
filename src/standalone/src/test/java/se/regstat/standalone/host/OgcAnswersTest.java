package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import se.regstat.standalone.format.OgcSchemas;

/** What the standards ask of WMS and WPS and the services' tests do not, over HTTP, on the demo region. */
class OgcAnswersTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String EXECUTE =
            "/wps?service=WPS&version=1.0.0&request=Execute&identifier=regstat:Reaggregate";

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(() -> DemoHost.start(folder));

    private static HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(host.baseUrl() + path)));
    }

    private static HttpResponse<String> post(String path, String xml) {
        return send(HttpRequest.newBuilder(URI.create(host.baseUrl() + path))
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofString(xml)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String schemaAt(String address) {
        HttpResponse<String> schema = send(HttpRequest.newBuilder(URI.create(address)));
        assertThat(schema.statusCode()).as(schema.body()).isEqualTo(200);
        return schema.body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Document xml(String text) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    // ---- WMS

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1", "1.3.0"})
    void every_layer_and_group_has_one_geographic_box(String version) throws Exception {
        boolean old = version.equals("1.1.1");
        Document capabilities = xml(get("/wms?service=WMS&request=GetCapabilities&version=" + version)
                .body());
        NodeList boxes = capabilities.getElementsByTagNameNS("*", "BoundingBox");
        int compared = 0;
        for (int i = 0; i < boxes.getLength(); i++) {
            Element box = (Element) boxes.item(i);
            String crs = box.getAttribute(old ? "SRS" : "CRS");
            if (!crs.equals("EPSG:4326") && !crs.equals("CRS:84")) continue;
            boolean latitudeFirst = !old && crs.equals("EPSG:4326");
            String[] told = {
                box.getAttribute(latitudeFirst ? "miny" : "minx"), box.getAttribute(latitudeFirst ? "minx" : "miny"),
                box.getAttribute(latitudeFirst ? "maxy" : "maxx"), box.getAttribute(latitudeFirst ? "maxx" : "maxy")
            };
            assertThat(told)
                    .as(name((Element) box.getParentNode()))
                    .isEqualTo(geographic((Element) box.getParentNode(), old));
            compared++;
        }
        assertThat(compared).isGreaterThan(5);
    }

    private static String name(Element layer) {
        return layer.getElementsByTagNameNS("*", "Name").item(0).getTextContent();
    }

    private static String[] geographic(Element layer, boolean old) {
        if (old) {
            Element box = (Element)
                    layer.getElementsByTagNameNS("*", "LatLonBoundingBox").item(0);
            return new String[] {
                box.getAttribute("minx"), box.getAttribute("miny"), box.getAttribute("maxx"), box.getAttribute("maxy")
            };
        }
        return new String[] {
            text(layer, "westBoundLongitude"),
            text(layer, "southBoundLatitude"),
            text(layer, "eastBoundLongitude"),
            text(layer, "northBoundLatitude")
        };
    }

    private static String text(Element layer, String element) {
        return layer.getElementsByTagNameNS("*", element).item(0).getTextContent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/vnd.ogc.gml", "application/vnd.ogc.gml/3.1.1", "text/xml"})
    void feature_information_in_gml_is_valid_by_the_schemas_it_names(String format) throws Exception {
        String info =
                get("/wms?service=WMS&version=1.3.0&request=GetFeatureInfo&layers=regstat:deso_2025&styles=&crs=EPSG:3006"
                                + "&bbox=6880000,730000,6900000,750000&width=100&height=100&query_layers=regstat:deso_2025&i=50&j=50"
                                + "&info_format=" + encoded(format))
                        .body();
        assertThat(info).contains("<regstat:deso_2025 ");
        OgcSchemas.validateByLocations(info, OgcAnswersTest::schemaAt);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "request=GetCapabilities | SERVICE",
                "service=WMS&request=GetMap&layers=regstat:deso_2025&styles=&crs=EPSG:3006&bbox=6880000,730000,6900000,750000&width=100&height=100&format=image/png | VERSION",
                "service=WMS&version=1.3.0 | REQUEST",
            })
    void wms_misses_what_a_request_must_say(String query, String parameter) throws Exception {
        String report = get("/wms?" + query).body();
        OgcSchemas.validate(report, OgcSchemas.WMS_1_3_EXCEPTIONS);
        assertThat(report).contains("MissingParameterValue", "locator=\"" + parameter + "\"");
    }

    // ---- WPS

    @ParameterizedTest
    @ValueSource(strings = {"text/xml; subtype=gml/3.1.1", "application/gml+xml; version=3.2"})
    void a_result_in_gml_is_valid_by_the_schemas_it_names(String format) throws Exception {
        for (String layout : new String[] {"long", "wide"}) {
            String result = get(EXECUTE + "&DataInputs="
                            + encoded("targetDivision=lan@2025;indicators=population;layout=" + layout)
                            + "&RawDataOutput=" + encoded("result=@mimeType=" + format))
                    .body();
            assertThat(result).contains("<regstat:result ", "<regstat:target_id>");
            OgcSchemas.validateByLocations(result, OgcAnswersTest::schemaAt);
            String described = result.replace("target_id>", "targetid>");
            assertThat(failure(described)).contains("targetid");
        }
    }

    private static String failure(String document) {
        try {
            OgcSchemas.validateByLocations(document, OgcAnswersTest::schemaAt);
            return "";
        } catch (Exception e) {
            return e.getMessage();
        }
    }

    @Test
    void the_response_document_names_the_same_schema() throws Exception {
        String response = get(EXECUTE + "&DataInputs=" + encoded("targetDivision=lan@2025;indicators=population"))
                .body();
        Document document = xml(response);
        Element data =
                (Element) document.getElementsByTagNameNS("*", "ComplexData").item(0);
        Element features =
                (Element) data.getElementsByTagNameNS("*", "FeatureCollection").item(0);
        assertThat(data.getAttribute("schema")).isNotEmpty();
        assertThat(features.getAttributeNS("http://www.w3.org/2001/XMLSchema-instance", "schemaLocation"))
                .endsWith(" " + data.getAttribute("schema"));
    }

    @ParameterizedTest
    @CsvSource({
        "properties=a:double&name=r&namespace=u, outputFormat",
        "outputFormat=text/xml%3B%20subtype%3Dgml/3.1.1&name=r&namespace=u, properties",
        "outputFormat=text/xml%3B%20subtype%3Dgml/3.1.1&name=r&namespace=u&properties=a:b, properties",
        "outputFormat=text/xml%3B%20subtype%3Dgml/3.1.1&name=r&namespace=u&properties=%3Ca:double, properties",
        "outputFormat=text/xml%3B%20subtype%3Dgml/3.1.1&name=%3C&namespace=u&properties=a:double, name",
    })
    void a_schema_address_that_is_none_is_refused(String query, String parameter) {
        HttpResponse<String> reply = get("/wps?service=WPS&version=1.0.0&request=DescribeResult&" + query);
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("locator=\"" + parameter + "\"");
    }

    /** As written in an address: the at sign as it is, encoded once, and encoded twice, which is the one that GeoServer takes too. */
    @ParameterizedTest
    @ValueSource(strings = {"lan@2025", "lan%402025", "lan%25402025", "lan_2025"})
    void a_division_is_named_with_its_vintage_in_a_get(String division) {
        HttpResponse<String> reply = get(EXECUTE + "&DataInputs=indicators=population%3BtargetDivision=" + division
                + "&RawDataOutput=result=@mimeType=text/csv");
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body().lines().skip(1)).isNotEmpty().allMatch(line -> line.startsWith("99,"));
    }

    @Test
    void a_value_that_is_encoded_by_itself_is_read_like_one_that_is_not() {
        String wkt = "kod,wkt\nA%,\"POLYGON ((730000 6880000, 750000 6880000, 750000 6900000, 730000 6880000))\"";
        String rest = "@mimeType=text/csv;indicators=population;missing=partial";
        String plain = get(EXECUTE + "&DataInputs=" + encoded("boundaries=" + wkt + rest)
                        + "&RawDataOutput=result=@mimeType=text/csv")
                .body();
        assertThat(plain).contains("A%");
        assertThat(get(EXECUTE + "&DataInputs=" + encoded("boundaries=" + encoded(wkt) + rest)
                                + "&RawDataOutput=result=@mimeType=text/csv")
                        .body())
                .isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({
        "request=GetCapabilities, service",
        "version=1.0.0&request=DescribeProcess&identifier=all, service",
        "service=WPS&request=DescribeProcess&identifier=all, version",
        "service=WPS&request=Execute&identifier=regstat:Reaggregate, version",
    })
    void wps_misses_what_a_request_must_say(String query, String parameter) throws Exception {
        HttpResponse<String> reply = get("/wps?" + query);
        assertThat(reply.statusCode()).isEqualTo(400);
        OgcSchemas.validate(reply.body(), OgcSchemas.OWS_1_1);
        assertThat(reply.body()).contains("MissingParameterValue", "locator=\"" + parameter + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "<wps:GetCapabilities xmlns:wps='http://www.opengis.net/wps/1.0.0'/>, service",
        "<wps:DescribeProcess service='WPS' xmlns:wps='http://www.opengis.net/wps/1.0.0'/>, version",
    })
    void wps_misses_what_a_document_must_say(String document, String attribute) {
        assertThat(post("/wps", document).body()).contains("MissingParameterValue", "locator=\"" + attribute + "\"");
    }
}
