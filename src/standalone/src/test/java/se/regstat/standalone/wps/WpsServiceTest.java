package se.regstat.standalone.wps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geotools.api.feature.type.Name;
import org.geotools.api.util.ProgressListener;
import org.geotools.feature.NameImpl;
import org.geotools.process.ProcessException;
import org.geotools.process.Processors;
import org.geotools.process.factory.AnnotatedBeanProcessFactory;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.geotools.util.SimpleInternationalString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.standalone.format.OgcSchemas;
import se.regstat.standalone.host.DemoHost;
import se.regstat.standalone.host.TestHost;
import se.regstat.standalone.http.Kvp;
import se.regstat.statistics.format.Xml;

/** WPS over HTTP, on the demo region. */
class WpsServiceTest {

    private static final String CAPABILITIES = "http://schemas.opengis.net/wps/1.0.0/wpsGetCapabilities_response.xsd";
    private static final String DESCRIPTIONS = "http://schemas.opengis.net/wps/1.0.0/wpsDescribeProcess_response.xsd";
    private static final String RESPONSE = "http://schemas.opengis.net/wps/1.0.0/wpsExecute_response.xsd";

    /** In the demo region, 20 by 20 km. */
    private static final String WEST = "730000,6880000 750000,6880000 750000,6900000 730000,6900000 730000,6880000";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(() -> DemoHost.start(folder));

    @Test
    void capabilities_and_descriptions_are_valid_and_tell_of_reaggregation() throws Exception {
        String capabilities = get("request=GetCapabilities").body();
        OgcSchemas.validate(capabilities, CAPABILITIES);
        assertThat(capabilities).contains("<ows:Identifier>regstat:Reaggregate</ows:Identifier>", "/geoserver/wps\"");
        String description = get("version=1.0.0&request=DescribeProcess&identifier=regstat:Reaggregate")
                .body();
        OgcSchemas.validate(description, DESCRIPTIONS);
        assertThat(description)
                .contains("<ows:Value>population</ows:Value>", "<DefaultValue>auto</DefaultValue>", "application/json");
        OgcSchemas.validate(
                get("version=1.0.0&request=DescribeProcess&identifier=all").body(), DESCRIPTIONS);
    }

    @Test
    void a_get_with_geojson_gives_geojson_or_csv() throws Exception {
        String boundaries =
                "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3006\"}},\"features\":["
                        + "{\"type\":\"Feature\",\"properties\":{\"kod\":\"V1\",\"namn\":\"Västra ängen\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[["
                        + "[730000,6880000],[750000,6880000],[750000,6900000],[730000,6900000],[730000,6880000]]]}}]}";
        String inputs = "boundaries=" + boundaries
                + "@mimeType=application/json;indicators=population;periods=2022/2023;missing=partial";
        HttpResponse<String> json = get("version=1.0.0&request=Execute&identifier=regstat:Reaggregate&DataInputs="
                + encoded(inputs) + "&RawDataOutput=" + encoded("result=@mimetype=application/json"));
        JsonNode features = JSON.readTree(json.body()).path("features");
        assertThat(features).hasSize(2);
        JsonNode first = features.get(0).path("properties");
        assertThat(first.path("target_id").asText()).isEqualTo("V1");
        assertThat(first.path("target_name").asText()).isEqualTo("Västra ängen");
        assertThat(first.path("year").asInt()).isEqualTo(2022);
        assertThat(first.path("value").asDouble()).isPositive();
        assertThat(first.path("lower").asDouble())
                .isLessThanOrEqualTo(first.path("value").asDouble());
        assertThat(first.path("coverage").asDouble()).as("a part is sea").isLessThan(0.99);
        assertThat(first.path("upper").isNull()).isTrue();
        assertThat(first.path("derived_from").asText()).startsWith("deso@2018, 2022");
        HttpResponse<String> csv = get("version=1.0.0&request=Execute&identifier=regstat:Reaggregate&DataInputs="
                + encoded(inputs) + "&RawDataOutput=" + encoded("result=@mimetype=text/csv"));
        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(csv.body().lines()).hasSize(3);
        assertThat(csv.body()).contains("Västra ängen", "MULTIPOLYGON");
    }

    @Test
    void gml_geojson_and_csv_inputs_give_the_same_numbers() throws Exception {
        String gml =
                "<wps:ComplexData mimeType=\"text/xml; subtype=gml/3.1.1\"><gml:featureMembers xmlns:gml=\"http://www.opengis.net/gml\">"
                        + "<a:omrade xmlns:a=\"urn:a\"><a:kod>1</a:kod><a:geom><gml:Polygon srsName=\"EPSG:3006\"><gml:exterior><gml:LinearRing><gml:posList>"
                        + WEST.replace(',', ' ')
                        + "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></a:geom></a:omrade></gml:featureMembers></wps:ComplexData>";
        String northFirst = gml.replace("srsName=\"EPSG:3006\"", "srsName=\"urn:ogc:def:crs:EPSG::3006\"")
                .replace(
                        WEST.replace(',', ' '),
                        "6880000 730000 6880000 750000 6900000 750000 6900000 730000 6880000 730000");
        String csv = "<wps:ComplexData mimeType=\"text/csv\">kod,wkt\n1,\"POLYGON (("
                + WEST.replace(',', '|').replace(" ", ", ").replace('|', ' ') + "))\"\n</wps:ComplexData>";
        double expected = value(execute(gml, "raw"));
        assertThat(expected).isPositive();
        assertThat(value(execute(northFirst, "raw"))).isEqualTo(expected);
        assertThat(value(execute(csv, "raw"))).isEqualTo(expected);
    }

    @Test
    void a_layer_of_this_server_is_an_input_by_reference() throws Exception {
        String reference = "<wps:Reference xlink:href=\"http://geoserver/wfs\" method=\"POST\"><wps:Body>"
                + "<wfs:GetFeature service=\"WFS\" version=\"1.1.0\" xmlns:wfs=\"http://www.opengis.net/wfs\" xmlns:regstat=\"urn:regstat\">"
                + "<wfs:Query typeName=\"regstat:kommun_2025\"/></wfs:GetFeature></wps:Body></wps:Reference>";
        String body = post(document(input("boundaries", reference), raw("application/json")))
                .body();
        JsonNode features = JSON.readTree(body).path("features");
        assertThat(features).hasSize(6);
        assertThat(features.get(0).path("properties").path("target_id").asText())
                .isEqualTo("9901");
        assertThat(features.get(0).path("properties").path("weighting").asText())
                .isEqualTo("code");
        String elsewhere = "<wps:Reference xlink:href=\"http://192.0.2.1/wfs\"/>";
        assertThat(post(document(input("boundaries", elsewhere), raw("application/json")))
                        .body())
                .contains("ExceptionReport", "locator=\"boundaries\"", "reference_hosts", "192.0.2.1");
    }

    @Test
    void the_response_document_is_valid_with_outputs_and_lineage() throws Exception {
        String form =
                "<wps:ResponseForm><wps:ResponseDocument lineage=\"true\"><wps:Output mimeType=\"application/json\">"
                        + "<ows:Identifier>result</ows:Identifier></wps:Output></wps:ResponseDocument></wps:ResponseForm>";
        String response =
                post(document(literal("targetDivision", "kommun@2025"), form)).body();
        OgcSchemas.validate(response, RESPONSE);
        assertThat(response).contains("ProcessSucceeded", "<wps:LiteralData>kommun@2025</wps:LiteralData>");
        Matcher data = Pattern.compile("(?s)<wps:ComplexData mimeType=\"application/json\">(.*?)</wps:ComplexData>")
                .matcher(response);
        assertThat(data.find()).isTrue();
        String json = data.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        assertThat(JSON.readTree(json).path("features")).hasSize(6);
        String gml = post(document(literal("targetDivision", "lan@2025"), "")).body();
        OgcSchemas.validate(gml.replaceAll("(?s)<wfs:FeatureCollection.*</wfs:FeatureCollection>", ""), RESPONSE);
        assertThat(gml).contains("<wfs:FeatureCollection").containsOnlyOnce("<?xml");
    }

    @Test
    void a_stored_execution_is_followed_and_its_result_fetched() throws Exception {
        String form =
                "<wps:ResponseForm><wps:ResponseDocument storeExecuteResponse=\"true\" status=\"true\"><wps:Output mimeType=\"text/csv\" asReference=\"true\">"
                        + "<ows:Identifier>result</ows:Identifier></wps:Output></wps:ResponseDocument></wps:ResponseForm>";
        String accepted =
                post(document(literal("targetDivision", "regso@2025"), form)).body();
        OgcSchemas.validate(accepted, RESPONSE);
        Matcher location = Pattern.compile("statusLocation=\"([^\"]+)\"").matcher(accepted);
        assertThat(location.find()).as(accepted).isTrue();
        String status = until(location.group(1).replace("&amp;", "&"), body -> body.contains("ProcessSucceeded"));
        OgcSchemas.validate(status, RESPONSE);
        Matcher href = Pattern.compile("<wps:Reference href=\"([^\"]+)\"").matcher(status);
        assertThat(href.find()).as(status).isTrue();
        HttpResponse<String> result =
                send(HttpRequest.newBuilder(URI.create(href.group(1).replace("&amp;", "&"))));
        assertThat(result.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(result.body()).startsWith("target_id,");
        String dismissed = send(HttpRequest.newBuilder(
                        URI.create(location.group(1).replace("&amp;", "&").replace("GetExecutionStatus", "Dismiss"))))
                .body();
        OgcSchemas.validate(dismissed, RESPONSE);
        assertThat(send(HttpRequest.newBuilder(URI.create(location.group(1).replace("&amp;", "&"))))
                        .body())
                .contains("ExceptionReport", "locator=\"executionId\"");
    }

    @Test
    void a_dismissed_execution_stops() throws Exception {
        Waiting waiting = new Waiting();
        Waiting.Factory factory = new Waiting.Factory(waiting);
        Processors.addProcessFactory(factory);
        try {
            String accepted = get("version=1.0.0&request=Execute&identifier=test:Wait&storeExecuteResponse=1&status=1")
                    .body();
            Matcher location = Pattern.compile("statusLocation=\"([^\"]+)\"").matcher(accepted);
            assertThat(location.find()).as(accepted).isTrue();
            String url = location.group(1).replace("&amp;", "&");
            String running = until(url, body -> body.contains("percentCompleted=\"42\""));
            OgcSchemas.validate(running, RESPONSE);
            String dismissed = send(HttpRequest.newBuilder(URI.create(url.replace("GetExecutionStatus", "Dismiss"))))
                    .body();
            assertThat(dismissed).contains("ProcessFailed", "the execution was stopped");
            OgcSchemas.validate(dismissed, RESPONSE);
            assertThat(waiting.stopped.await(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            Processors.removeProcessFactory(factory);
        }
    }

    /** As the host does with what takes longer than {@code request_seconds}. */
    @Test
    void an_execution_whose_thread_is_interrupted_stops() throws Exception {
        Waiting.Factory factory = new Waiting.Factory(new Waiting());
        Processors.addProcessFactory(factory);
        try {
            Execution execution =
                    new Execution(ExecuteRequestReader.read(new Kvp(Map.of("identifier", List.of("test:Wait")))));
            Thread worker = new Thread(() -> execution.run(Map.of()));
            worker.start();
            worker.interrupt();
            worker.join(Duration.ofMinutes(1).toMillis());
            assertThat(execution.failure().orElseThrow()).hasMessageContaining("the execution was stopped");
        } finally {
            Processors.removeProcessFactory(factory);
        }
    }

    @Test
    void a_stored_execution_that_fails_says_so_in_a_valid_document() throws Exception {
        String form =
                "<wps:ResponseForm><wps:ResponseDocument storeExecuteResponse=\"true\" status=\"true\"/></wps:ResponseForm>";
        String accepted =
                post(document(literal("targetDivision", "kommun@1999"), form)).body();
        Matcher location = Pattern.compile("statusLocation=\"([^\"]+)\"").matcher(accepted);
        assertThat(location.find()).as(accepted).isTrue();
        String failed = until(location.group(1).replace("&amp;", "&"), body -> body.contains("ProcessFailed"));
        OgcSchemas.validate(failed, RESPONSE);
        assertThat(failed).contains("there is no kommun@1999", "locator=\"targetDivision\"");
    }

    @Test
    void formats_and_outputs_that_there_are_not_are_refused_before_anything_is_computed() throws Exception {
        AtomicInteger computed = new AtomicInteger();
        Waiting.Factory factory = new Waiting.Factory(new Waiting()) {
            @Override
            protected Object createProcessBean(Name name) {
                computed.incrementAndGet();
                return super.createProcessBean(name);
            }
        };
        Processors.addProcessFactory(factory);
        try {
            assertThat(get("version=1.0.0&request=Execute&identifier=test:Wait&ResponseDocument=nothing")
                            .body())
                    .contains("locator=\"nothing\"", "it has result");
            assertThat(computed).hasValue(0);
        } finally {
            Processors.removeProcessFactory(factory);
        }
        for (String form : new String[] {
            "<wps:ResponseForm><wps:ResponseDocument><wps:Output mimeType=\"image/x\"><ows:Identifier>result</ows:Identifier></wps:Output></wps:ResponseDocument></wps:ResponseForm>",
            raw("image/x")
        }) {
            HttpResponse<String> answer = post(document(literal("targetDivision", "kommun@1999"), form));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("locator=\"result\"", "do not come as 'image/x'");
        }
    }

    @Test
    void what_is_nested_very_deeply_is_refused_by_the_name_of_its_parameter() throws Exception {
        int deep = 12_000;
        String elements = "<x>".repeat(deep) + "</x>".repeat(deep);
        String gml = "<gml:MultiGeometry xmlns:gml=\"http://www.opengis.net/gml\"><gml:geometryMember>".repeat(deep)
                + "</gml:geometryMember></gml:MultiGeometry>".repeat(deep);
        String wkt = "id,wkt\n1,\"" + "GEOMETRYCOLLECTION (".repeat(deep) + ")".repeat(deep) + "\"";
        String json = "{\"type\":\"GeometryCollection\",\"geometries\":[".repeat(deep) + "]}".repeat(deep);
        Map<String, String> requests = Map.of(
                document(literal("targetDivision", elements), ""),
                "locator=\"request\"",
                document(
                        input("boundaries", "<wps:Data><wps:ComplexData>" + gml + "</wps:ComplexData></wps:Data>"), ""),
                "locator=\"request\"",
                document(complex("text/xml; subtype=gml/3.1.1", gml), ""),
                "locator=\"boundaries\"",
                document(complex("text/csv", wkt), ""),
                "locator=\"boundaries\"",
                document(complex("application/json", json), ""),
                "locator=\"boundaries\"");
        for (Map.Entry<String, String> request : requests.entrySet()) {
            HttpResponse<String> answer = post(request.getKey());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("InvalidParameterValue", request.getValue(), "nest");
        }
    }

    @Test
    void what_takes_many_times_its_length_in_memory_is_refused_in_every_format() throws Exception {
        int more = 1_100_000;
        String lines = "a,b,wkt\n" + "1,1,\n".repeat(more / 2);
        Map<String, String> requests = Map.of(
                document(literal("targetDivision", "<x/>".repeat(more)), ""), "locator=\"request\"",
                document(complex("text/xml; subtype=gml/3.1.1", "<x>" + "<y/>".repeat(more) + "</x>"), ""),
                        "locator=\"boundaries\"",
                document(complex("text/csv", lines), ""), "locator=\"boundaries\"",
                document(complex("application/json", "{\"links\":[" + "[],".repeat(more) + "[]]}"), ""),
                        "locator=\"boundaries\"");
        for (Map.Entry<String, String> request : requests.entrySet()) {
            HttpResponse<String> answer = post(request.getKey());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains(request.getValue(), "more than 1000000 elements, attributes and values");
        }
    }

    private static String complex(String mimeType, String text) {
        return input(
                "boundaries",
                "<wps:Data><wps:ComplexData mimeType=\"" + mimeType + "\"><![CDATA[" + text
                        + "]]></wps:ComplexData></wps:Data>");
    }

    @Test
    void the_response_document_says_what_was_repaired() throws Exception {
        String bow =
                "id,wkt\n7,\"POLYGON ((730000 6880000, 750000 6900000, 750000 6880000, 730000 6900000, 730000 6880000))\"";
        String form = "<wps:ResponseForm><wps:ResponseDocument><wps:Output mimeType=\"text/csv\">"
                + "<ows:Identifier>result</ows:Identifier></wps:Output></wps:ResponseDocument></wps:ResponseForm>";
        String response = post(document(complex("text/csv", bow), form)).body();
        OgcSchemas.validate(response, RESPONSE);
        assertThat(response).containsPattern("ProcessSucceeded>regstat:Reaggregate succeeded; .*repaired: 7</wps");
    }

    @Test
    void a_reference_to_this_server_as_csv_gives_the_same_as_gml() throws Exception {
        String gml =
                "<wps:Reference xlink:href=\"http://geoserver/wfs?service=WFS&amp;version=2.0.0&amp;request=GetFeature"
                        + "&amp;typeNames=regstat:kommun_2025\"/>";
        String csv = gml.replace("\"/>", "&amp;outputFormat=csv\" mimeType=\"text/csv\"/>");
        assertThat(post(document(input("boundaries", csv), raw("text/csv"))).body())
                .startsWith("target_id,")
                .isEqualTo(post(document(input("boundaries", gml), raw("text/csv")))
                        .body());
    }

    @Test
    void a_reference_that_is_not_encoded_is_refused() throws Exception {
        String query = "version=1.0.0&request=Execute&identifier=regstat:Reaggregate&DataInputs=";
        for (String href : new String[] {"http://geoserver/wfs?cql=a%", "http://geoserver/wfs?cql=a%2525%zz"}) {
            HttpResponse<String> answer = get(query + encoded("indicators=population;boundaries=@xlink:href=" + href));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("InvalidParameterValue", "locator=\"boundaries\"");
        }
        HttpResponse<String> answer =
                post(document(input("boundaries", "<wps:Reference xlink:href=\"http://geoserver/wfs?cql=a%\"/>"), ""));
        assertThat(answer.body()).contains("InvalidParameterValue", "locator=\"boundaries\"");
    }

    @Test
    void an_output_by_reference_can_be_fetched_without_storing_the_response() throws Exception {
        String form = "<wps:ResponseForm><wps:ResponseDocument><wps:Output mimeType=\"text/csv\" asReference=\"true\">"
                + "<ows:Identifier>result</ows:Identifier></wps:Output></wps:ResponseDocument></wps:ResponseForm>";
        String response =
                post(document(literal("targetDivision", "kommun@2025"), form)).body();
        OgcSchemas.validate(response, RESPONSE);
        Matcher href = Pattern.compile("<wps:Reference href=\"([^\"]+)\"").matcher(response);
        assertThat(href.find()).as(response).isTrue();
        assertThat(send(HttpRequest.newBuilder(URI.create(href.group(1).replace("&amp;", "&"))))
                        .body())
                .startsWith("target_id,");
    }

    @Test
    void lineage_tells_inline_gml_and_the_body_of_a_reference() throws Exception {
        String form = "<wps:ResponseForm><wps:ResponseDocument lineage=\"true\"><wps:Output mimeType=\"text/csv\">"
                + "<ows:Identifier>result</ows:Identifier></wps:Output></wps:ResponseDocument></wps:ResponseForm>";
        String inline = post(document(input("boundaries", "<wps:Data>" + gml2("") + "</wps:Data>"), form))
                .body();
        assertThat(inline).contains("<gml:coordinates>" + WEST + "</gml:coordinates>", "ProcessSucceeded");
        Xml.parse(inline);
        String reference = "<wps:Reference xlink:href=\"http://geoserver/wfs\" method=\"POST\"><wps:Body>"
                + "<wfs:GetFeature service=\"WFS\" version=\"1.1.0\" xmlns:wfs=\"http://www.opengis.net/wfs\" xmlns:regstat=\"urn:regstat\">"
                + "<wfs:Query typeName=\"regstat:kommun_2025\"/></wfs:GetFeature></wps:Body></wps:Reference>";
        String referred = post(document(input("boundaries", reference), form)).body();
        assertThat(referred).contains("method=\"POST\"", "typeName=\"regstat:kommun_2025\"", "ProcessSucceeded");
        OgcSchemas.validate(referred.replaceAll("(?s)<wps:Body>.*</wps:Body>", "<wps:Body/>"), RESPONSE);
    }

    @Test
    void gml_2_is_read_by_all_the_names_that_geoserver_has_for_it_inline_or_as_text() throws Exception {
        double expected = value(execute(gml2(""), "raw"));
        assertThat(expected).isPositive();
        for (String mimeType : new String[] {
            "text/xml; subtype=gml/2.1.2",
            "application/gml+xml",
            "text/xml; subtype=wfs-collection/1.0",
            "application/wfs-collection-1.0",
            "application/wfs-collection-1.1",
            "text/xml; subtype=wfs-collection/2.0"
        }) {
            String inline = gml2(" mimeType=\"" + mimeType + "\"");
            int start = inline.indexOf('>') + 1;
            int end = inline.lastIndexOf("</wps:ComplexData>");
            String inside = inline.substring(start, end);
            String cdata = inline.substring(0, start) + "<![CDATA[" + inside + "]]>" + inline.substring(end);
            String escaped = inline.substring(0, start) + inside.replace("<", "&lt;") + inline.substring(end);
            for (String each : new String[] {inline, cdata, escaped}) {
                assertThat(value(execute(each, "raw"))).as(mimeType).isEqualTo(expected);
            }
        }
    }

    private static String gml2(String attribute) {
        return "<wps:ComplexData" + attribute + ">"
                + "<wfs:FeatureCollection xmlns:wfs=\"http://www.opengis.net/wfs\" xmlns:gml=\"http://www.opengis.net/gml\">"
                + "<gml:boundedBy><gml:Box srsName=\"EPSG:3006\"><gml:coordinates>0,0 1,1</gml:coordinates></gml:Box></gml:boundedBy>"
                + "<gml:featureMember><a:omrade xmlns:a=\"urn:a\" fid=\"o.1\"><a:kod>1</a:kod><a:geom>"
                + "<gml:MultiPolygon srsName=\"http://www.opengis.net/gml/srs/epsg.xml#3006\"><gml:polygonMember><gml:Polygon>"
                + "<gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>" + WEST
                + "</gml:coordinates></gml:LinearRing>"
                + "</gml:outerBoundaryIs></gml:Polygon></gml:polygonMember></gml:MultiPolygon></a:geom></a:omrade>"
                + "</gml:featureMember></wfs:FeatureCollection></wps:ComplexData>";
    }

    @Test
    void long_numbers_in_geojson_stay_as_they_are_and_heights_are_left_out() throws Exception {
        String json =
                "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3006\"}},"
                        + "\"features\":[{\"type\":\"Feature\",\"properties\":{\"id\":1234567890123456789},\"geometry\":"
                        + "{\"type\":\"Polygon\",\"coordinates\":[[[730000,6880000],[750000,6880000],[750000,6900000],[730000,6880000]]]}}]}";
        String answer = post(document(complex("application/json", json), raw("application/json")))
                .body();
        assertThat(JSON.readTree(answer)
                        .path("features")
                        .get(0)
                        .path("properties")
                        .path("target_id")
                        .asText())
                .isEqualTo("1234567890123456789");
        String withHeights = json.replace("EPSG:3006", "EPSG:5845").replace("[730000,6880000]", "[730000,6880000,17]");
        assertThat(value(post(document(complex("application/json", withHeights), raw("application/json")))
                        .body()))
                .isEqualTo(value(answer));
        HttpResponse<String> refused = post(
                document(complex("application/json", json.replace("EPSG:3006", "EPSG:4978")), raw("application/json")));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("locator=\"boundaries\"", "EPSG:4978");
    }

    /** Goes on until it is cancelled. */
    @DescribeProcess(title = "Wait", description = "Waits")
    public static final class Waiting {
        private final CountDownLatch stopped = new CountDownLatch(1);

        @DescribeResult(name = "result", type = String.class)
        public String execute(ProgressListener monitor) {
            monitor.progress(42);
            while (!monitor.isCanceled()) Thread.onSpinWait();
            stopped.countDown();
            throw new ProcessException("cancelled");
        }

        static class Factory extends AnnotatedBeanProcessFactory {
            private final Waiting bean;

            Factory(Waiting bean) {
                super(new SimpleInternationalString("Test"), "test", Waiting.class);
                this.bean = bean;
            }

            @Override
            public Set<Name> getNames() {
                return Set.of(new NameImpl("test", "Wait"));
            }

            @Override
            protected DescribeProcess getProcessDescription(Name name) {
                return Waiting.class.getAnnotation(DescribeProcess.class);
            }

            @Override
            protected Method method(String className) {
                return Arrays.stream(Waiting.class.getMethods())
                        .filter(m -> m.getName().equals("execute"))
                        .findFirst()
                        .orElseThrow();
            }

            @Override
            protected Object createProcessBean(Name name) {
                return bean;
            }
        }
    }

    @Test
    void mistakes_are_told_in_an_exception_report_that_names_the_parameter() throws Exception {
        Map<String, String> mistakes = Map.ofEntries(
                Map.entry("request=Undo&version=1.0.0", "locator=\"request\""),
                Map.entry("version=1.0.0", "locator=\"request\""),
                Map.entry("request=DescribeProcess&version=1.0.0", "locator=\"Identifier\""),
                Map.entry("request=DescribeProcess&version=2.0.0&identifier=all", "locator=\"version\""),
                Map.entry("request=GetCapabilities&acceptVersions=3.0.0", "VersionNegotiationFailed"),
                Map.entry("request=Execute&version=1.0.0&identifier=regstat:No", "regstat:No"),
                Map.entry("request=Execute&version=1.0.0&identifier=regstat:Reaggregate", "locator=\"indicators\""),
                Map.entry(
                        "request=Execute&version=1.0.0&identifier=regstat:Reaggregate&DataInputs="
                                + encoded("indicators=population;targetDivision=kommun@2025;weighting=best"),
                        "locator=\"weighting\""),
                Map.entry(
                        "request=Execute&version=1.0.0&identifier=regstat:Reaggregate&DataInputs="
                                + encoded("indicators=population;weighting=best"),
                        "locator=\"weighting\""),
                Map.entry(
                        "request=Execute&version=1.0.0&identifier=regstat:Reaggregate&DataInputs="
                                + encoded("indicators=population;tolerance=en"),
                        "locator=\"tolerance\""),
                Map.entry(
                        "request=Execute&version=1.0.0&identifier=regstat:Reaggregate&DataInputs="
                                + encoded("indicators=population;boundaries={\"type\":"),
                        "locator=\"boundaries\""),
                Map.entry(
                        "request=Execute&version=1.0.0&identifier=regstat:Reaggregate&DataInputs="
                                + encoded("indicators=population;boundaries=wkt"),
                        "locator=\"boundaries\""),
                Map.entry(
                        "request=Execute&version=1.0.0&identifier=regstat:Reaggregate&DataInputs="
                                + encoded("indicators=population;nonsense=1"),
                        "locator=\"nonsense\""),
                Map.entry("request=GetExecutionStatus&version=1.0.0&executionId=x", "locator=\"executionId\""));
        for (Map.Entry<String, String> mistake : mistakes.entrySet()) {
            HttpResponse<String> answer = get(mistake.getKey());
            assertThat(answer.body()).as(mistake.getKey()).contains("ExceptionReport", mistake.getValue());
            assertThat(answer.body()).doesNotContain("Exception in", "\tat ", "java.lang");
            OgcSchemas.validate(answer.body(), OgcSchemas.OWS_1_1);
            assertThat(answer.statusCode()).isBetween(400, 499);
        }
        for (String body :
                new String[] {"<a", "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>", "<a/>"}) {
            assertThat(post(body).body()).contains("ExceptionReport").doesNotContain("root:");
        }
    }

    // ---- how it is asked

    private static double value(String geoJson) throws IOException {
        return JSON.readTree(geoJson)
                .path("features")
                .get(0)
                .path("properties")
                .path("value")
                .asDouble();
    }

    private static String execute(String boundaries, String form) throws Exception {
        assertThat(form).isEqualTo("raw");
        String body = post(document(
                        input("boundaries", "<wps:Data>" + boundaries + "</wps:Data>"), raw("application/json")))
                .body();
        assertThat(body).startsWith("{");
        return body;
    }

    private static String document(String inputs, String form) {
        return "<wps:Execute service=\"WPS\" version=\"1.0.0\" xmlns:wps=\"http://www.opengis.net/wps/1.0.0\" xmlns:ows=\"http://www.opengis.net/ows/1.1\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">"
                + "<ows:Identifier>regstat:Reaggregate</ows:Identifier><wps:DataInputs>" + inputs
                + literal("indicators", "population")
                + literal("periods", "2023") + literal("missing", "partial") + "</wps:DataInputs>" + form
                + "</wps:Execute>";
    }

    private static String input(String identifier, String content) {
        return "<wps:Input><ows:Identifier>" + identifier + "</ows:Identifier>" + content + "</wps:Input>";
    }

    private static String literal(String identifier, String value) {
        return input(identifier, "<wps:Data><wps:LiteralData>" + value + "</wps:LiteralData></wps:Data>");
    }

    private static String raw(String mimeType) {
        return "<wps:ResponseForm><wps:RawDataOutput mimeType=\"" + mimeType
                + "\"><ows:Identifier>result</ows:Identifier></wps:RawDataOutput></wps:ResponseForm>";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String until(String url, Predicate<String> done) throws Exception {
        Instant giveUp = Instant.now().plus(Duration.ofMinutes(2));
        String body = "";
        while (Instant.now().isBefore(giveUp)) {
            body = send(HttpRequest.newBuilder(URI.create(url))).body();
            if (done.test(body)) return body;
            Thread.onSpinWait();
        }
        throw new AssertionError("still not: " + body);
    }

    private static HttpResponse<String> get(String query) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(host.baseUrl() + "/wps?service=WPS&" + query)));
    }

    private static HttpResponse<String> post(String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(host.baseUrl() + "/wps"))
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
