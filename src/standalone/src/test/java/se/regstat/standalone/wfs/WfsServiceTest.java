package se.regstat.standalone.wfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.geojson.GeoJsonReader;
import se.regstat.standalone.format.OgcSchemas;
import se.regstat.standalone.wfs.WfsClient.Reply;

class WfsServiceTest {

    private static final String DESO = "&typeNames=regstat:deso_2025";
    private static final String JSON = "&outputFormat=application/json";
    private static final String NS =
            "xmlns:wfs='http://www.opengis.net/wfs/2.0' xmlns:fes='http://www.opengis.net/fes/2.0'"
                    + " xmlns:gml='http://www.opengis.net/gml/3.2' xmlns:regstat='" + DemoLayers.NAMESPACE + "'";
    private static final String NS11 = "xmlns:wfs='http://www.opengis.net/wfs' xmlns:ogc='http://www.opengis.net/ogc'"
            + " xmlns:gml='http://www.opengis.net/gml' xmlns:r='" + DemoLayers.NAMESPACE + "'";

    @TempDir
    static Path folder;

    private static DemoLayers layers;
    private static WfsClient wfs;
    private static int count;

    @BeforeAll
    static void start() throws IOException {
        layers = DemoLayers.create(folder);
        wfs = new WfsClient(layers);
        count = layers.layer("deso_2025").orElseThrow().source().getFeatures().size();
    }

    @AfterAll
    static void stop() {
        layers.close();
    }

    private static String deso2(String rest) {
        return "GetFeature" + DESO + rest;
    }

    // ---- documents follow OGC's schemas

    @ParameterizedTest
    @CsvSource({
        "2.0.0, http://schemas.opengis.net/wfs/2.0/wfs.xsd",
        "1.1.0, http://schemas.opengis.net/wfs/1.1.0/wfs.xsd"
    })
    void capabilities_follow_the_schema(String version, String schema) throws Exception {
        Reply reply = wfs.get("service=WFS&request=GetCapabilities&version=" + version);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.path("/*/@version")).isEqualTo(version);
        OgcSchemas.validate(reply.text(), schema);
    }

    @ParameterizedTest
    @CsvSource({
        "2.0.0, http://schemas.opengis.net/wfs/2.0/wfs.xsd",
        "1.1.0, http://schemas.opengis.net/wfs/1.1.0/wfs.xsd"
    })
    void features_follow_the_schema_that_describe_feature_type_gives(String version, String schema) throws Exception {
        String described = wfs.get("service=WFS&request=DescribeFeatureType&version=" + version)
                .text();
        Reply features =
                wfs.get("service=WFS&request=GetFeature&typeName=regstat:deso_2025&count=20&version=" + version);
        OgcSchemas.validate(features.text(), schema, described, DemoLayers.NAMESPACE);
        Reply table = wfs.get("service=WFS&request=GetFeature&typeName=regstat:divisions&version=" + version);
        OgcSchemas.validate(table.text(), schema, described, DemoLayers.NAMESPACE);
    }

    @Test
    void the_schema_would_refuse_a_feature_with_an_unknown_element() {
        String described = wfs.get2("DescribeFeatureType").text();
        String wrong = wfs.get2(deso2("&count=1")).text().replace("regstat:code>", "regstat:kod>");
        assertThatThrownBy(() -> OgcSchemas.validate(wrong, OgcSchemas.WFS_2, described, DemoLayers.NAMESPACE))
                .hasMessageContaining("kod");
    }

    @Test
    void several_queries_give_nested_collections_that_follow_the_schema() throws Exception {
        String described = wfs.get2("DescribeFeatureType").text();
        Reply reply = wfs.get2("GetFeature&typeNames=regstat:lan_2025,regstat:kommun_2025");
        OgcSchemas.validate(reply.text(), OgcSchemas.WFS_2, described, DemoLayers.NAMESPACE);
        assertThat(reply.path("count(/*/wfs:member/wfs:FeatureCollection)")).isEqualTo("2");
    }

    @Test
    void stored_queries_follow_the_schema() throws Exception {
        OgcSchemas.validate(wfs.get2("ListStoredQueries").text(), OgcSchemas.WFS_2);
        OgcSchemas.validate(wfs.get2("DescribeStoredQueries").text(), OgcSchemas.WFS_2);
    }

    @Test
    void exception_reports_follow_the_schema_of_the_version() throws Exception {
        Reply v2 = wfs.get2("GetFeature&typeNames=no<such>&type");
        assertThat(v2.status()).isEqualTo(400);
        assertThat(v2.path("namespace-uri(/*)")).isEqualTo("http://www.opengis.net/ows/1.1");
        OgcSchemas.validate(v2.text(), OgcSchemas.OWS_1_1);
        Reply v11 = wfs.get11("GetFeature&typeName=nosuch");
        assertThat(v11.path("namespace-uri(/*)")).isEqualTo("http://www.opengis.net/ows");
        OgcSchemas.validate(v11.text(), OgcSchemas.OWS_1_0);
    }

    // ---- axis order

    @ParameterizedTest
    @CsvSource({
        "2.0.0, '', true",
        "1.1.0, '', true",
        "2.0.0, urn:ogc:def:crs:EPSG::3006, true",
        "2.0.0, http://www.opengis.net/def/crs/EPSG/0/3006, true",
        "2.0.0, EPSG:3006, false",
        "1.1.0, EPSG:3006, false",
        "2.0.0, http://www.opengis.net/gml/srs/epsg.xml%233006, false",
    })
    void gml_axis_order_is_what_the_name_of_the_crs_says(String version, String srsName, boolean northingFirst) {
        Reply reply = wfs.get("service=WFS&request=GetFeature&typeName=regstat:deso_2025&count=1&version=" + version
                + (srsName.isEmpty() ? "" : "&srsName=" + srsName));
        String[] first = reply.path("//*[local-name()='posList'][1]").split(" ", 3);
        double northing = Double.parseDouble(first[northingFirst ? 0 : 1]);
        double easting = Double.parseDouble(first[northingFirst ? 1 : 0]);
        assertThat(northing).isBetween(6_800_000.0, 7_000_000.0);
        assertThat(easting).isBetween(690_000.0, 800_000.0);
        assertThat(reply.path("//*[local-name()='MultiSurface']/@srsName"))
                .isEqualTo(
                        northingFirst
                                ? srsName.startsWith("http") ? srsName : "urn:ogc:def:crs:EPSG::3006"
                                : "http://www.opengis.net/gml/srs/epsg.xml#3006");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPSG:4326", "urn:ogc:def:crs:EPSG::4326", "urn:ogc:def:crs:OGC:1.3:CRS84"})
    void geo_json_is_easting_first_whatever_the_name_of_the_crs(String srsName) throws Exception {
        JsonNode json = wfs.get2(deso2(JSON + "&count=1&srsName=" + srsName)).json();
        JsonNode vertex = json.at("/features/0/geometry/coordinates/0/0/0");
        assertThat(vertex.get(0).asDouble()).isBetween(18.0, 21.0);
        assertThat(vertex.get(1).asDouble()).isBetween(61.0, 63.0);
        assertThat(json.has("crs")).isFalse();
    }

    @Test
    void geo_json_in_another_crs_says_which() {
        assertThat(wfs.get2(deso2(JSON + "&count=1"))
                        .json()
                        .at("/crs/properties/name")
                        .asText())
                .isEqualTo("urn:ogc:def:crs:EPSG::3006");
        assertThat(wfs.get2(deso2(JSON + "&count=1&srsName=EPSG:3857"))
                        .json()
                        .at("/crs/properties/name")
                        .asText())
                .isEqualTo("urn:ogc:def:crs:EPSG::3857");
    }

    @Test
    void csv_writes_wkt_in_the_axis_order_of_the_crs() {
        Reply reply = wfs.get2(deso2("&count=1&outputFormat=csv&propertyName=code,geom"));
        assertThat(reply.text()).startsWith("FID,geom,code\r\ndeso_2025.").contains("\"MULTIPOLYGON (((6");
        assertThat(reply.headers()).containsEntry("Content-Disposition", "attachment; filename=\"deso_2025.csv\"");
        Reply eastingFirst = wfs.get2(deso2("&count=1&outputFormat=csv&srsName=EPSG:3006"));
        assertThat(eastingFirst.text()).contains("\"MULTIPOLYGON (((7");
    }

    // ---- which features

    /** The bounds of one area, and the codes of all areas whose bounds meet it, which is what BBOX selects at most. */
    private record Place(Envelope box, List<String> near) {}

    private static Place place() throws IOException {
        var source = layers.layer("deso_2025").orElseThrow().source();
        Envelope box = null;
        List<String> near = new ArrayList<>();
        try (var features = source.getFeatures().features()) {
            box = ((Geometry) features.next().getDefaultGeometry()).getEnvelopeInternal();
        }
        box.expandBy(-box.getWidth() / 4, -box.getHeight() / 4);
        Geometry square = new org.locationtech.jts.geom.GeometryFactory().toGeometry(box);
        try (var features = source.getFeatures().features()) {
            while (features.hasNext()) {
                var feature = features.next();
                if (((Geometry) feature.getDefaultGeometry()).intersects(square)) {
                    near.add((String) feature.getAttribute("code"));
                }
            }
        }
        return new Place(box, near);
    }

    @Test
    void a_box_selects_the_same_features_however_it_is_written() throws IOException {
        Place place = place();
        Envelope b = place.box();
        String eastingFirst = b.getMinX() + "," + b.getMinY() + "," + b.getMaxX() + "," + b.getMaxY();
        String northingFirst = b.getMinY() + "," + b.getMinX() + "," + b.getMaxY() + "," + b.getMaxX();
        String lower = b.getMinY() + " " + b.getMinX();
        String upper = b.getMaxY() + " " + b.getMaxX();
        assertThat(place.near()).isNotEmpty().hasSizeLessThan(count / 4);
        List<Reply> replies = List.of(
                wfs.get2(deso2(JSON + "&bbox=" + eastingFirst + ",EPSG:3006")),
                wfs.get2(deso2(JSON + "&bbox=" + northingFirst + ",urn:ogc:def:crs:EPSG::3006")),
                wfs.get2(deso2(JSON + "&bbox=" + northingFirst)),
                wfs.get11("GetFeature&typeName=regstat:deso_2025" + JSON + "&bbox=" + northingFirst),
                wfs.get2(deso2(JSON + "&cql_filter=BBOX(geom," + eastingFirst + ",'EPSG:3006')")),
                wfs.get2(deso2(JSON + "&cql_filter=BBOX(geom," + northingFirst + ")")),
                wfs.post("<wfs:GetFeature service='WFS' version='2.0.0' outputFormat='application/json' " + NS
                        + "><wfs:Query typeNames='regstat:deso_2025'><fes:Filter><fes:BBOX><fes:ValueReference>regstat:geom"
                        + "</fes:ValueReference><gml:Envelope srsName='urn:ogc:def:crs:EPSG::3006'><gml:lowerCorner>"
                        + lower + "</gml:lowerCorner><gml:upperCorner>" + upper
                        + "</gml:upperCorner></gml:Envelope></fes:BBOX></fes:Filter></wfs:Query></wfs:GetFeature>"),
                wfs.post("<wfs:GetFeature service='WFS' version='1.1.0' outputFormat='json' " + NS11
                        + "><wfs:Query typeName='r:deso_2025'><ogc:Filter><ogc:BBOX><ogc:PropertyName>r:geom"
                        + "</ogc:PropertyName><gml:Envelope srsName='EPSG:3006'><gml:lowerCorner>" + b.getMinX() + " "
                        + b.getMinY() + "</gml:lowerCorner><gml:upperCorner>" + b.getMaxX() + " " + b.getMaxY()
                        + "</gml:upperCorner></gml:Envelope></ogc:BBOX></ogc:Filter></wfs:Query></wfs:GetFeature>"));
        for (Reply reply : replies) assertThat(reply.codes()).isEqualTo(place.near());
    }

    @Test
    void a_box_of_the_whole_world_selects_everything_and_one_elsewhere_nothing() {
        assertThat(wfs.get2(deso2("&resultType=hits&bbox=-90,-180,90,180,urn:ogc:def:crs:EPSG::4326"))
                        .path("/*/@numberMatched"))
                .isEqualTo(Integer.toString(count));
        assertThat(wfs.get2(deso2("&resultType=hits&bbox=-75,-80,-70,-60,EPSG:4326"))
                        .path("/*/@numberMatched"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<fes:PropertyIsEqualTo><fes:ValueReference>kommun</fes:ValueReference><fes:Literal>9902</fes:Literal></fes:PropertyIsEqualTo>",
                "<fes:PropertyIsLike wildCard='*' singleChar='.' escapeChar='!'><fes:ValueReference>regstat:code</fes:ValueReference><fes:Literal>9902*</fes:Literal></fes:PropertyIsLike>",
                "<fes:And><fes:PropertyIsGreaterThanOrEqualTo><fes:ValueReference>code</fes:ValueReference><fes:Literal>9902</fes:Literal></fes:PropertyIsGreaterThanOrEqualTo><fes:Not><fes:PropertyIsGreaterThan><fes:ValueReference>code</fes:ValueReference><fes:Literal>9903</fes:Literal></fes:PropertyIsGreaterThan></fes:Not></fes:And>",
                "<fes:PropertyIsBetween><fes:ValueReference>kommun</fes:ValueReference><fes:LowerBoundary><fes:Literal>9902</fes:Literal></fes:LowerBoundary><fes:UpperBoundary><fes:Literal>9902</fes:Literal></fes:UpperBoundary></fes:PropertyIsBetween>",
            })
    void filters_select_the_areas_of_a_kommun_by_get_and_post(String condition) {
        List<String> expected =
                wfs.get2(deso2(JSON + "&cql_filter=kommun='9902'")).codes();
        assertThat(expected).isNotEmpty().allMatch(c -> c.startsWith("9902"));
        String filter = "<fes:Filter " + NS + ">" + condition + "</fes:Filter>";
        assertThat(wfs.get2(deso2(JSON + "&filter=" + java.net.URLEncoder.encode(filter, StandardCharsets.UTF_8)))
                        .codes())
                .isEqualTo(expected);
        assertThat(wfs.post("<wfs:GetFeature service='WFS' version='2.0.0' outputFormat='application/json' " + NS
                                + "><wfs:Query typeNames='regstat:deso_2025'>" + filter
                                + "</wfs:Query></wfs:GetFeature>")
                        .codes())
                .isEqualTo(expected);
        String old = filter.replace("fes:", "ogc:")
                .replace("ValueReference", "PropertyName")
                .replace("http://www.opengis.net/fes/2.0", "http://www.opengis.net/ogc")
                .replace("xmlns:fes", "xmlns:ogc");
        assertThat(wfs.post("<wfs:GetFeature service='WFS' version='1.1.0' outputFormat='json' " + NS11
                                + "><wfs:Query typeName='r:deso_2025'>" + old + "</wfs:Query></wfs:GetFeature>")
                        .codes())
                .isEqualTo(expected);
    }

    @Test
    void pages_are_the_whole_in_order_and_link_to_each_other() {
        List<String> all = wfs.get2(deso2(JSON)).codes();
        assertThat(all).hasSize(count).isSortedAccordingTo(Comparator.naturalOrder());
        List<String> paged = new ArrayList<>();
        Reply page = wfs.get2(deso2(JSON + "&count=100"));
        while (true) {
            paged.addAll(page.codes());
            assertThat(page.json().get("numberMatched").asInt()).isEqualTo(count);
            JsonNode links = page.json().path("links");
            String next = null;
            for (JsonNode link : links) {
                if (link.get("rel").asText().equals("next"))
                    next = link.get("href").asText();
            }
            if (next == null) break;
            page = wfs.get(next.substring(next.indexOf('?') + 1));
        }
        assertThat(paged).isEqualTo(all);
        assertThat(page.json().at("/links/0/rel").asText()).isEqualTo("previous");
    }

    @Test
    void numbers_are_those_of_the_page() {
        Reply page = wfs.get2(deso2("&count=7&startIndex=" + (count - 3)));
        assertThat(page.path("/*/@numberMatched")).isEqualTo(Integer.toString(count));
        assertThat(page.path("/*/@numberReturned")).isEqualTo("3");
        assertThat(page.path("count(/*/wfs:member)")).isEqualTo("3");
        assertThat(wfs.get2(deso2("&startIndex=" + (count + 5))).path("/*/@numberReturned"))
                .isEqualTo("0");
        assertThat(wfs.get11("GetFeature&typeName=regstat:deso_2025&maxFeatures=4")
                        .path("/*/@numberOfFeatures"))
                .isEqualTo("4");
        assertThat(wfs.get11("GetFeature&typeName=regstat:deso_2025&resultType=hits")
                        .path("/*/@numberOfFeatures"))
                .isEqualTo(Integer.toString(count));
    }

    @Test
    void the_configured_limit_holds() {
        Reply reply = new WfsClient(layers, 5).get2(deso2("&count=100"));
        assertThat(reply.path("count(/*/wfs:member)")).isEqualTo("5");
        assertThat(reply.path("/*/@next")).contains("startIndex=5");
        assertThat(new WfsClient(layers, 5).get2("GetCapabilities").text()).contains("CountDefault");
    }

    @Test
    void features_come_sorted_as_asked() {
        JsonNode features = wfs.get2(deso2(JSON + "&sortBy=area_km2%20DESC&count=50"))
                .json()
                .get("features");
        List<Double> areas = new ArrayList<>();
        features.forEach(f -> areas.add(f.at("/properties/area_km2").asDouble()));
        assertThat(areas).hasSize(50).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void only_the_properties_asked_for_come() {
        Reply gml = wfs.get2(deso2("&count=1&propertyName=code,regstat:kommun"));
        assertThat(gml.path("count(//regstat:deso_2025/*)")).isEqualTo("2");
        JsonNode json =
                wfs.get2(deso2(JSON + "&count=1&propertyName=code,geom")).json();
        assertThat(json.at("/features/0/properties")).hasSize(1);
        assertThat(json.at("/features/0/geometry/type").asText()).isEqualTo("MultiPolygon");
    }

    @Test
    void a_feature_is_found_by_its_id() {
        String id = wfs.get2(deso2(JSON + "&count=1&startIndex=9"))
                .json()
                .at("/features/0/id")
                .asText();
        Reply stored = wfs.get2("GetFeature&storedquery_id=urn:ogc:def:query:OGC-WFS::GetFeatureById&id=" + id);
        assertThat(stored.path("local-name(/*)")).isEqualTo("deso_2025");
        assertThat(stored.path("/*/@gml:id")).isEqualTo(id);
        assertThat(wfs.get2("GetFeature&resourceId=" + id).path("//regstat:deso_2025/@gml:id"))
                .isEqualTo(id);
        assertThat(wfs.get11("GetFeature&featureId=" + id).path("//regstat:deso_2025/@gml31:id"))
                .isEqualTo(id);
        assertThat(wfs.post("<wfs:GetFeature service='WFS' version='2.0.0' " + NS
                                + "><wfs:StoredQuery id='urn:ogc:def:query:OGC-WFS::GetFeatureById'><wfs:Parameter name='ID'>"
                                + id + "</wfs:Parameter></wfs:StoredQuery></wfs:GetFeature>")
                        .path("/*/@gml:id"))
                .isEqualTo(id);
    }

    @Test
    void an_id_that_is_not_there_is_not_found() {
        Reply reply =
                wfs.get2("GetFeature&storedquery_id=urn:ogc:def:query:OGC-WFS::GetFeatureById&id=deso_2025.nosuch");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.exceptionCode()).isEqualTo("NotFound");
    }

    @Test
    void values_of_one_property() throws Exception {
        Reply reply = wfs.get2("GetPropertyValue" + DESO + "&valueReference=kommun&count=3&sortBy=code");
        assertThat(reply.path("count(/wfs:ValueCollection/wfs:member/regstat:kommun)"))
                .isEqualTo("3");
        assertThat(reply.path("/*/wfs:member[1]")).isEqualTo("9901");
        assertThat(reply.path("/*/@numberReturned")).isEqualTo("3");
        assertThat(wfs.get2("GetPropertyValue" + DESO + "&valueReference=nosuch")
                        .exceptionCode())
                .isEqualTo("InvalidParameterValue");
    }

    @Test
    void a_table_comes_without_geometry() {
        JsonNode json =
                wfs.get2("GetFeature&typeNames=regstat:divisions" + JSON).json();
        assertThat(json.get("features")).isNotEmpty();
        assertThat(json.at("/features/0/geometry").isNull()).isTrue();
        assertThat(wfs.get2("GetFeature&typeNames=regstat:divisions&bbox=0,0,1,1")
                        .status())
                .isEqualTo(400);
    }

    // ---- geometry survives

    @Test
    void every_vertex_is_within_a_tenth_of_a_millimetre_and_the_coverage_stays_valid()
            throws IOException, ParseException {
        JsonNode json = wfs.get2(deso2(JSON)).json();
        var reader = new GeoJsonReader();
        List<Geometry> read = new ArrayList<>();
        for (JsonNode feature : json.get("features")) {
            read.add(reader.read(feature.get("geometry").toString()));
        }
        int i = 0;
        try (var features =
                layers.layer("deso_2025").orElseThrow().source().getFeatures().features()) {
            while (features.hasNext()) {
                var original = ((Geometry) features.next().getDefaultGeometry()).getCoordinates();
                var back = read.get(i++).getCoordinates();
                assertThat(back).hasSameSizeAs(original);
                for (int v = 0; v < back.length; v++) {
                    assertThat(back[v].distance(original[v])).isCloseTo(0, within(1e-4));
                }
            }
        }
        assertThat(CoverageValidator.hasInvalidResult(CoverageValidator.validate(read.toArray(Geometry[]::new))))
                .isFalse();
    }

    // ---- what is wrong is said

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GetFeature                                            | MissingParameterValue  | typeNames",
                "GetFeature&typeNames=regstat:nosuch                   | InvalidParameterValue  | typeNames",
                "GetFeature&typeNames=regstat:deso_2025&count=-1       | InvalidParameterValue  | count",
                "GetFeature&typeNames=regstat:deso_2025&count=many     | InvalidParameterValue  | count",
                "GetFeature&typeNames=regstat:deso_2025&startIndex=-1  | InvalidParameterValue  | startIndex",
                "GetFeature&typeNames=regstat:deso_2025&srsName=EPSG:1 | InvalidParameterValue  | srsName",
                "GetFeature&typeNames=regstat:deso_2025&srsName=huh    | InvalidParameterValue  | srsName",
                "GetFeature&typeNames=regstat:deso_2025&bbox=1,2,3     | InvalidParameterValue  | bbox",
                "GetFeature&typeNames=regstat:deso_2025&bbox=1,2,3,NaN | InvalidParameterValue  | bbox",
                "GetFeature&typeNames=regstat:deso_2025&bbox=9,9,1,1   | InvalidParameterValue  | bbox",
                "GetFeature&typeNames=regstat:deso_2025&bbox=1,1,9,9,EPSG:0 | InvalidParameterValue | bbox",
                "GetFeature&typeNames=regstat:deso_2025&bbox=1,1,9,9&resourceId=deso_2025.1 | InvalidParameterValue | bbox",
                "GetFeature&typeNames=regstat:deso_2025&bbox=1,1,9,9&featureId=deso_2025.1 | InvalidParameterValue | bbox",
                "GetFeature&typeNames=regstat:deso_2025&bbox=1,1,9,9&filter=%3CFilter/%3E | InvalidParameterValue | bbox",
                "GetFeature&typeNames=regstat:deso_2025&filter=%3CFilter/%3E&resourceId=deso_2025.1 | InvalidParameterValue | resourceId",
                "GetFeature&typeNames=regstat:deso_2025&outputFormat=x | InvalidParameterValue  | outputFormat",
                "GetFeature&typeNames=regstat:deso_2025&resultType=x   | InvalidParameterValue  | resultType",
                "GetFeature&typeNames=regstat:deso_2025&sortBy=nosuch  | InvalidParameterValue  | nosuch",
                "GetFeature&typeNames=regstat:deso_2025&sortBy=geom    | InvalidParameterValue  | sortBy",
                "GetFeature&typeNames=regstat:deso_2025&propertyName=nosuch | InvalidParameterValue | nosuch",
                "GetFeature&typeNames=regstat:deso_2025&cql_filter=nosuch=1 | InvalidParameterValue | nosuch",
                "GetFeature&typeNames=regstat:deso_2025&cql_filter=code=( | InvalidParameterValue | cql_filter",
                "GetFeature&typeNames=regstat:deso_2025&filter=%3CFilter | InvalidParameterValue | filter",
                "GetFeature&typeNames=regstat:deso_2025&filter=%3CFilter%3E%3CNope/%3E%3C/Filter%3E | InvalidParameterValue | filter",
                "GetFeature&storedquery_id=nosuch                      | InvalidParameterValue  | STOREDQUERY_ID",
                "DescribeFeatureType&typeNames=nosuch                  | InvalidParameterValue  | typeNames",
                "GetPropertyValue&typeNames=regstat:deso_2025          | MissingParameterValue  | valueReference",
                "Transaction                                           | OperationNotSupported  | Transaction",
                "LockFeature                                           | OperationNotSupported  | LockFeature",
                "Nonsense                                              | OperationNotSupported  | Nonsense",
                "GetCapabilities&acceptVersions=3.0.0                  | VersionNegotiationFailed | AcceptVersions",
            })
    void mistakes_are_named(String query, String code, String locator) throws Exception {
        Reply reply = wfs.get2(query);
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.exceptionCode()).isEqualTo(code);
        assertThat(reply.locator()).isEqualTo(locator);
        assertThat(reply.text()).doesNotContain("Exception:").doesNotContain("\tat ");
        OgcSchemas.validate(reply.text(), OgcSchemas.OWS_1_1);
    }

    @Test
    void a_version_that_is_not_spoken_is_refused() {
        Reply reply = wfs.get("service=WFS&request=GetFeature&version=9.9&typeNames=regstat:deso_2025");
        assertThat(reply.exceptionCode()).isEqualTo("VersionNegotiationFailed");
        assertThat(reply.text()).contains("2.0.0 and 1.1.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not xml",
                "<wfs:GetFeature",
                "<GetFeature/>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><wfs:GetFeature xmlns:wfs='http://www.opengis.net/wfs/2.0'>&e;</wfs:GetFeature>",
                "<!DOCTYPE wfs:GetCapabilities><wfs:GetCapabilities xmlns:wfs='http://www.opengis.net/wfs/2.0'/>",
            })
    void malformed_xml_and_document_types_are_refused(String xml) {
        Reply reply = wfs.post(xml);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.exceptionCode()).isEqualTo("OperationParsingFailed");
        assertThat(reply.text()).doesNotContain("root:").doesNotContain("\tat ");
    }

    @Test
    void filters_nested_beyond_reason_are_refused() {
        assertThat(postedWithNots(300).exceptionCode()).isEqualTo("InvalidParameterValue");
        Reply deeper = postedWithNots(5_000);
        assertThat(deeper.status()).isEqualTo(400);
        assertThat(deeper.exceptionCode()).isEqualTo("OperationParsingFailed");
        assertThat(deeper.text()).contains("nested deeper than 500 elements");
        Reply cql = wfs.get2(deso2("&cql_filter=" + "(".repeat(20_000) + "code='1'" + ")".repeat(20_000)));
        assertThat(cql.exceptionCode()).isEqualTo("InvalidParameterValue");
    }

    private static Reply postedWithNots(int depth) {
        return wfs.post("<wfs:GetFeature service='WFS' version='2.0.0' " + NS
                + "><wfs:Query typeNames='regstat:deso_2025'><fes:Filter>" + "<fes:Not>".repeat(depth)
                + "<fes:PropertyIsNull><fes:ValueReference>code</fes:ValueReference></fes:PropertyIsNull>"
                + "</fes:Not>".repeat(depth) + "</fes:Filter></wfs:Query></wfs:GetFeature>");
    }

    @Test
    void exceptions_come_as_json_where_asked_for() {
        Reply reply = wfs.get2("GetFeature&typeNames=no\"such&exceptions=application/json");
        assertThat(reply.type()).isEqualTo("application/json");
        assertThat(reply.json().at("/exceptions/0/code").asText()).isEqualTo("InvalidParameterValue");
    }

    @Test
    void a_request_of_nothing_but_elements_is_refused_before_they_are_made() {
        Reply reply = wfs.post("<wfs:GetFeature service='WFS' version='2.0.0' " + NS + ">" + "<x/>".repeat(70_000)
                + "</wfs:GetFeature>");
        assertThat(reply.exceptionCode()).isEqualTo("OperationParsingFailed");
        assertThat(reply.text()).contains("more than 65536 elements, attributes and values");
    }

    @Test
    void a_failure_midway_neither_ends_the_document_nor_is_swallowed() {
        var failing = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                if (size() > 0) throw new java.io.UncheckedIOException(new IOException("the disk is gone"));
                super.write(bytes, offset, length);
            }
        };
        var reply = wfs.raw("service=WFS&version=2.0.0&request=" + deso2(JSON));
        assertThatThrownBy(() -> reply.body().writeTo(failing)).hasRootCauseMessage("the disk is gone");
        assertThat(failing.toString(StandardCharsets.UTF_8)).doesNotContain("numberReturned");
    }
}
