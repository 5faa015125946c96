package se.regstat.standalone.wfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.regstat.standalone.format.OgcSchemas;
import se.regstat.standalone.wfs.WfsClient.Reply;

/** What the standards' own abstract tests ask of a Basic WFS (OGC 09-025r2, annex A; 09-026r1, annex A; 04-094), beyond {@link WfsServiceTest}. */
class ConformanceTest {

    private static final String DESO = "&typeNames=regstat:deso_2025";
    private static final String NS =
            "xmlns:wfs='http://www.opengis.net/wfs/2.0' xmlns:fes='http://www.opengis.net/fes/2.0'"
                    + " xmlns:gml='http://www.opengis.net/gml/3.2' xmlns:regstat='" + DemoLayers.NAMESPACE + "'";
    private static final String BY_ID = "&storedquery_id=urn:ogc:def:query:OGC-WFS::GetFeatureById&id=";

    @TempDir
    static Path folder;

    private static DemoLayers layers;
    private static WfsClient wfs;
    private static String count;
    private static String firstId;

    @BeforeAll
    static void start() throws IOException {
        layers = DemoLayers.create(folder);
        wfs = new WfsClient(layers);
        count = wfs.get2("GetFeature" + DESO + "&resultType=hits").path("/*/@numberMatched");
        firstId = wfs.get2("GetFeature" + DESO + "&count=1").path("//regstat:deso_2025/@gml:id");
    }

    @AfterAll
    static void stop() {
        layers.close();
    }

    private static Reply filtered(String condition) {
        return wfs.get2("GetFeature" + DESO + "&resultType=hits&filter=" + encoded(filter(condition)));
    }

    private static String filter(String condition) {
        return "<fes:Filter " + NS + ">" + condition + "</fes:Filter>";
    }

    private static Reply posted(String condition) {
        return wfs.post("<wfs:GetFeature service='WFS' version='2.0.0' resultType='hits' " + NS
                + "><wfs:Query typeNames='regstat:deso_2025'>" + filter(condition) + "</wfs:Query></wfs:GetFeature>");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void assertRefused(Reply reply, String code, String locator) throws Exception {
        assertThat(reply.exceptionCode()).as(reply.text()).isEqualTo(code);
        assertThat(reply.locator()).isEqualToIgnoringCase(locator);
        OgcSchemas.validate(reply.text(), OgcSchemas.OWS_1_1);
    }

    // ---- schemas (09-025r2, 11.3; 04-094, 9.3)

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version=2.0.0&request=GetFeature&typeNames=regstat:deso_2025&count=3",
                "version=2.0.0&request=GetFeature&typeNames=regstat:divisions",
                "version=2.0.0&request=GetFeature&typeNames=regstat:lan_2025,regstat:kommun_2025&count=3",
                "version=2.0.0&request=GetFeature&typeNames=regstat:deso_2025&count=3&outputFormat=gml3",
                "version=2.0.0&request=GetFeature&typeNames=regstat:deso_2025&resultType=hits",
                "version=2.0.0&request=GetFeature" + BY_ID + "lan_2025.99",
                "version=2.0.0&request=GetPropertyValue&typeNames=regstat:deso_2025&count=3&valueReference=kommun",
                "version=2.0.0&request=GetPropertyValue&typeNames=regstat:deso_2025&count=3&valueReference=regstat:geom",
                "version=2.0.0&request=GetPropertyValue&typeNames=regstat:deso_2025&count=3&valueReference=@gml:id",
                "version=1.1.0&request=GetFeature&typeName=regstat:deso_2025&maxFeatures=3",
                "version=1.1.0&request=GetFeature&typeName=regstat:deso_2025&maxFeatures=3&outputFormat=gml32",
                "version=1.1.0&request=GetFeature&typeName=regstat:divisions",
            })
    void answers_are_valid_by_the_schemas_they_name(String query) throws Exception {
        Reply reply = wfs.get("service=WFS&" + query);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        OgcSchemas.validateByLocations(reply.text(), address -> wfs.get(address.substring(address.indexOf('?') + 1))
                .text());
    }

    // ---- capabilities (09-025r2, 8.3 and A.1.1, A.1.2)

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "1.1.0"})
    void capabilities_name_a_provider_also_where_none_is_configured(String version) throws Exception {
        Reply reply = wfs.get("service=WFS&request=GetCapabilities&version=" + version);
        assertThat(reply.path("//*[local-name()='ServiceProvider']/*[local-name()='ProviderName']"))
                .isNotBlank();
        OgcSchemas.validate(reply.text(), version.equals("2.0.0") ? OgcSchemas.WFS_2 : OgcSchemas.WFS_1_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetFeature", "GetPropertyValue"})
    void local_references_are_resolved_since_there_are_none(String operation) throws Exception {
        Reply capabilities = wfs.get("service=WFS&request=GetCapabilities");
        assertThat(capabilities.path(
                        "//ows:Operation[@name='" + operation + "']/ows:Parameter[@name='resolve']//ows:Value='local'"))
                .isEqualTo("true");
        assertThat(wfs.get2(operation + DESO + "&count=1&valueReference=code&resolve=local")
                        .status())
                .isEqualTo(200);
        assertRefused(
                wfs.get2(operation + DESO + "&count=1&valueReference=code&resolve=remote"),
                "InvalidParameterValue",
                "resolve");
    }

    @Test
    void what_a_basic_wfs_must_claim_is_claimed() {
        Reply capabilities = wfs.get("service=WFS&request=GetCapabilities");
        for (String name : new String[] {
            "ImplementsQuery",
            "ImplementsAdHocQuery",
            "ImplementsResourceId",
            "ImplementsMinStandardFilter",
            "ImplementsStandardFilter",
            "ImplementsMinSpatialFilter",
            "ImplementsSorting",
            "ImplementsMinimumXPath"
        }) {
            assertThat(capabilities.path("//*[@name='" + name + "']/ows:DefaultValue"))
                    .as(name)
                    .isEqualTo("TRUE");
        }
    }

    @Test
    void capabilities_of11_name_both_kinds_of_identifiers() throws Exception {
        Reply reply = wfs.get11("GetCapabilities");
        assertThat(reply.path("count(//*[local-name()='Id_Capabilities']/*[local-name()='EID'])"))
                .isEqualTo("1");
        assertThat(reply.path("count(//*[local-name()='Id_Capabilities']/*[local-name()='FID'])"))
                .isEqualTo("1");
        OgcSchemas.validate(reply.text(), OgcSchemas.WFS_1_1);
        Reply found = wfs.post("<wfs:GetFeature service='WFS' version='1.1.0' xmlns:wfs='http://www.opengis.net/wfs'"
                + " xmlns:ogc='http://www.opengis.net/ogc' xmlns:gml='http://www.opengis.net/gml' xmlns:r='"
                + DemoLayers.NAMESPACE
                + "'><wfs:Query typeName='r:deso_2025'><ogc:Filter><ogc:GmlObjectId gml:id='" + firstId
                + "'/></ogc:Filter></wfs:Query></wfs:GetFeature>");
        assertThat(found.path("//regstat:deso_2025/@gml31:id")).isEqualTo(firstId);
    }

    // ---- what every request must say (06-121r3, 7.2 and 9.2; 09-025r2, table 4)

    @ParameterizedTest
    @CsvSource({
        "request=GetCapabilities, service",
        "version=2.0.0&request=GetFeature&typeNames=regstat:deso_2025&count=1, service",
        "service=WFS&request=GetFeature&typeNames=regstat:deso_2025&count=1, version",
        "service=WFS&request=DescribeFeatureType, version",
        "service=WFS&request=ListStoredQueries, version",
        "service=WFS&version=2.0.0, request",
    })
    void a_parameter_that_every_request_has_is_missed(String query, String parameter) throws Exception {
        Reply reply = wfs.get(query);
        assertThat(reply.status()).isEqualTo(400);
        assertRefused(reply, "MissingParameterValue", parameter);
    }

    @ParameterizedTest
    @CsvSource({
        "<wfs:GetCapabilities xmlns:wfs='http://www.opengis.net/wfs/2.0'/>, service",
        "<wfs:ListStoredQueries version='2.0.0' xmlns:wfs='http://www.opengis.net/wfs/2.0'/>, service",
        "<wfs:ListStoredQueries service='WFS' xmlns:wfs='http://www.opengis.net/wfs/2.0'/>, version",
    })
    void an_attribute_that_every_document_has_is_missed(String document, String attribute) throws Exception {
        assertRefused(wfs.post(document), "MissingParameterValue", attribute);
    }

    @Test
    void documents_of11_have_defaults_for_both() {
        assertThat(wfs.post("<wfs:DescribeFeatureType xmlns:wfs='http://www.opengis.net/wfs'/>")
                        .status())
                .isEqualTo(200);
    }

    // ---- values of properties (09-025r2, 10.2.4.3 and 10.4)

    @Test
    void gml_ids_are_values_too() {
        Reply reply = wfs.get2("GetPropertyValue" + DESO + "&count=4&valueReference=@gml:id");
        assertThat(reply.path("count(/wfs:ValueCollection/wfs:member)")).isEqualTo("4");
        assertThat(reply.path("/*/wfs:member[1]")).isEqualTo(firstId);
        assertThat(reply.path("/*/@numberMatched")).isEqualTo(count);
    }

    @Test
    void an_empty_value_reference_is_invalid() throws Exception {
        assertRefused(
                wfs.get2("GetPropertyValue" + DESO + "&valueReference="), "InvalidParameterValue", "valueReference");
        assertRefused(
                wfs.post("<wfs:GetPropertyValue service='WFS' version='2.0.0' valueReference='' " + NS
                        + "><wfs:Query typeNames='regstat:deso_2025'/></wfs:GetPropertyValue>"),
                "InvalidParameterValue",
                "valueReference");
    }

    // ---- XPath as far as a filter must take it (09-026r1, 7.4.4)

    @ParameterizedTest
    @ValueSource(
            strings = {
                "code",
                "regstat:code",
                "deso_2025/code",
                "regstat:deso_2025/regstat:code",
                "regstat:code[1]",
                "regstat:deso_2025[1]/regstat:code[1]"
            })
    void a_property_is_reached_by_every_relative_path(String path) {
        Reply reply = wfs.get2("GetPropertyValue" + DESO + "&count=1&valueReference=" + encoded(path));
        assertThat(reply.path("/*/wfs:member[1]")).as(reply.text()).isEqualTo(firstId.substring("deso_2025.".length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"regstat:code[2]", "gml:name", "gml:description", "gml:identifier"})
    void what_the_schema_allows_and_no_feature_has_has_no_values(String path) {
        Reply reply = wfs.get2("GetPropertyValue" + DESO + "&valueReference=" + encoded(path));
        assertThat(reply.path("/*/@numberMatched")).as(reply.text()).isEqualTo("0");
        assertThat(reply.path("count(/*/wfs:member)")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "regstat:kommun_2025/regstat:code",
                "regstat:geom/gml:MultiSurface",
                "//regstat:code",
                "regstat:code[last()]",
                "@regstat:id",
                "regstat:name",
                "nosuch"
            })
    void other_paths_are_refused_and_named(String path) throws Exception {
        assertRefused(
                wfs.get2("GetPropertyValue" + DESO + "&valueReference=" + encoded(path)),
                "InvalidParameterValue",
                path);
    }

    @Test
    void filters_compare_properties_that_no_feature_has() {
        String isNull = "<fes:PropertyIsNull><fes:ValueReference>gml:name</fes:ValueReference></fes:PropertyIsNull>";
        assertThat(filtered(isNull).path("/*/@numberMatched")).isEqualTo(count);
        assertThat(posted(isNull).path("/*/@numberMatched")).isEqualTo(count);
        assertThat(posted(isNull.replace("gml:name", "g:name")
                                .replace(
                                        "ValueReference>g",
                                        "ValueReference xmlns:g='http://www.opengis.net/gml/3.2'>g"))
                        .path("/*/@numberMatched"))
                .isEqualTo(count);
        assertThat(posted("<fes:Not>" + isNull + "</fes:Not>").path("/*/@numberMatched"))
                .isEqualTo("0");
        assertThat(posted(
                                "<fes:PropertyIsEqualTo><fes:ValueReference>gml:name</fes:ValueReference><fes:Literal>x</fes:Literal></fes:PropertyIsEqualTo>")
                        .path("/*/@numberMatched"))
                .isEqualTo("0");
    }

    /** A property without a value is left out, not written as nil; the two are told apart (09-026r1, 7.7.3.5 and 7.7.3.6). */
    @Test
    void what_is_left_out_is_null_and_not_nil() throws Exception {
        String isNull = "<fes:PropertyIsNull><fes:ValueReference>local_name</fes:ValueReference></fes:PropertyIsNull>";
        assertThat(Integer.parseInt(posted(isNull).path("/*/@numberMatched"))).isPositive();
        assertThat(posted(isNull.replace("IsNull", "IsNil")).path("/*/@numberMatched"))
                .isEqualTo("0");
        assertRefused(
                posted(isNull.replace("IsNull", "IsNil").replace("local_name", "nosuch")),
                "InvalidParameterValue",
                "nosuch");
    }

    @Test
    void filters_compare_gml_ids() {
        String condition = "<fes:PropertyIsEqualTo><fes:ValueReference>@gml:id</fes:ValueReference><fes:Literal>"
                + firstId + "</fes:Literal></fes:PropertyIsEqualTo>";
        assertThat(posted(condition).path("/*/@numberMatched")).isEqualTo("1");
        assertThat(posted("<fes:Not>" + condition + "</fes:Not>").path("/*/@numberMatched"))
                .isEqualTo(Integer.toString(Integer.parseInt(count) - 1));
        assertThat(posted(
                                "<fes:PropertyIsLike wildCard='*' singleChar='.' escapeChar='!'><fes:ValueReference>@gml:id</fes:ValueReference><fes:Literal>deso_2025.9902*</fes:Literal></fes:PropertyIsLike>")
                        .path("/*/@numberMatched"))
                .isEqualTo(wfs.get2("GetFeature" + DESO + "&resultType=hits&cql_filter=kommun='9902'")
                        .path("/*/@numberMatched"));
    }

    // ---- exceptions of filters (09-025r2, 11.4 and table D.2; 09-026r1, 8.3)

    @Test
    void a_box_is_not_smaller_than_another() throws Exception {
        Reply reply = posted(
                "<fes:PropertyIsLessThanOrEqualTo><fes:Literal><gml:Envelope srsName='urn:ogc:def:crs:EPSG::4326'>"
                        + "<gml:lowerCorner>0 0</gml:lowerCorner><gml:upperCorner>1 1</gml:upperCorner></gml:Envelope></fes:Literal>"
                        + "<fes:ValueReference>gml:boundedBy</fes:ValueReference></fes:PropertyIsLessThanOrEqualTo>");
        assertThat(reply.status()).isEqualTo(403);
        assertRefused(reply, "OperationProcessingFailed", "PropertyIsLessThanOrEqualTo");
        Reply table = wfs.post("<wfs:GetFeature service='WFS' version='2.0.0' " + NS
                + "><wfs:Query typeNames='regstat:divisions'><fes:Filter><fes:PropertyIsLessThan>"
                + "<fes:ValueReference>gml:boundedBy</fes:ValueReference><fes:Literal><gml:Point><gml:pos>1 1</gml:pos></gml:Point></fes:Literal>"
                + "</fes:PropertyIsLessThan></fes:Filter></wfs:Query></wfs:GetFeature>");
        assertRefused(table, "OperationProcessingFailed", "PropertyIsLessThan");
    }

    @Test
    void a_box_meets_no_description() throws Exception {
        Reply reply = posted(
                "<fes:BBOX><fes:ValueReference>gml:description</fes:ValueReference><gml:Envelope>"
                        + "<gml:lowerCorner>0 0</gml:lowerCorner><gml:upperCorner>1 1</gml:upperCorner></gml:Envelope></fes:BBOX>");
        assertThat(reply.status()).isEqualTo(400);
        assertRefused(reply, "InvalidParameterValue", "gml:description");
        assertRefused(
                posted(
                        "<fes:BBOX><fes:ValueReference>code</fes:ValueReference><gml:Envelope>"
                                + "<gml:lowerCorner>0 0</gml:lowerCorner><gml:upperCorner>1 1</gml:upperCorner></gml:Envelope></fes:BBOX>"),
                "InvalidParameterValue",
                "code");
    }

    @Test
    void coordinates_in_a_system_that_is_not_there_are_refused() throws Exception {
        assertRefused(
                wfs.get2("GetFeature" + DESO + "&srsName=urn:ogc:def:crs:EPSG::32690"),
                "InvalidParameterValue",
                "srsName");
    }

    // ---- identifiers (09-025r2, 7.9.2.4.1)

    @Test
    void an_id_of_another_type_than_the_one_asked_for_is_invalid() throws Exception {
        Reply reply = wfs.get2("GetFeature" + DESO + "&resourceId=lan_2025.99");
        assertThat(reply.status()).isEqualTo(400);
        assertRefused(reply, "InvalidParameterValue", "resourceId");
        assertThat(wfs.get11("GetFeature&typeName=regstat:deso_2025&featureId=lan_2025.99")
                        .locator())
                .isEqualTo("featureId");
        assertThat(wfs.get2("GetFeature" + DESO + ",regstat:lan_2025&resourceId=lan_2025.99")
                        .path("/*/@numberMatched"))
                .isEqualTo("1");
    }

    @Test
    void an_id_that_nothing_has_finds_nothing() {
        assertThat(wfs.get2("GetFeature" + DESO + "&resourceId=test-1").path("/*/@numberMatched"))
                .isEqualTo("0");
    }

    // ---- paging (09-025r2, 7.7.4.4.1)

    @Test
    void counting_leads_to_the_first_page() {
        Reply hits = wfs.get2("GetFeature" + DESO + "&resultType=hits&count=1");
        assertThat(hits.path("/*/@numberReturned")).isEqualTo("0");
        assertThat(hits.path("/*/@previous")).isEmpty();
        String next = hits.path("/*/@next");
        Reply first = wfs.get(next.substring(next.indexOf('?') + 1));
        assertThat(first.path("/*/@numberReturned")).isEqualTo("1");
        assertThat(first.path("//regstat:deso_2025/@gml:id")).isEqualTo(firstId);
        assertThat(wfs.get2("GetFeature" + DESO + "&resultType=hits&count=1&cql_filter=code='none'")
                        .path("/*/@next"))
                .isEmpty();
    }
}
