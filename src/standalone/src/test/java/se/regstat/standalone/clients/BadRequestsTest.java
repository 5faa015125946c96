package se.regstat.standalone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What a client may get wrong: each is answered as the version's own exception report that names it, and the host goes on. */
class BadRequestsTest {

    private static final Site SITE = Site.DEMO;
    private static final String SECRET = "not for readers";

    /** A report, by its root and namespace. */
    private record Report(String root, String namespace, String exception) {}

    private static final Map<String, Report> REPORTS = Map.of(
            "WMS 1.1.1", new Report("ServiceExceptionReport", null, "ServiceException"),
            "WMS 1.3.0", new Report("ServiceExceptionReport", "http://www.opengis.net/ogc", "ServiceException"),
            "WFS 1.1.0", new Report("ExceptionReport", "http://www.opengis.net/ows", "ExceptionText"),
            "WFS 2.0.0", new Report("ExceptionReport", "http://www.opengis.net/ows/1.1", "ExceptionText"));

    /** Name, what is changed in a good request (null: left out), what the report names. */
    private static final List<Arguments> MAPS = List.of(
            Arguments.of("unknown layer", Map.of("LAYERS", "regstat:atlantis"), "LayerNotDefined", "atlantis"),
            Arguments.of(
                    "one unknown layer of two",
                    Map.of("LAYERS", Site.LAYER + ",atlantis", "STYLES", ""),
                    "LayerNotDefined",
                    "atlantis"),
            Arguments.of("unknown style", Map.of("STYLES", "polkadots"), "StyleNotDefined", "polkadots"),
            Arguments.of("more styles than layers", Map.of("STYLES", ",,,"), "", "STYLES"),
            Arguments.of("unknown CRS", Map.of("CRS", "EPSG:99999"), "InvalidCRS", "99999"),
            Arguments.of("CRS that is none", Map.of("CRS", "banana"), "InvalidCRS", "banana"),
            Arguments.of("unknown format", Map.of("FORMAT", "image/x-crayon"), "InvalidFormat", "crayon"),
            Arguments.of("no BBOX", without("BBOX"), "", "BBOX"),
            Arguments.of("BBOX of three", Map.of("BBOX", "1,2,3"), "", "BBOX"),
            Arguments.of("BBOX of words", Map.of("BBOX", "a,b,c,d"), "", "BBOX"),
            Arguments.of("BBOX inside out", Map.of("BBOX", "700000,7000000,600000,6900000"), "", "BBOX"),
            Arguments.of("BBOX of no size", Map.of("BBOX", "700000,7000000,700000,7000000"), "", "BBOX"),
            Arguments.of("BBOX without end", Map.of("BBOX", "NaN,0,Infinity,1e999"), "", "BBOX"),
            Arguments.of("no WIDTH", without("WIDTH"), "", "WIDTH"),
            Arguments.of("WIDTH of zero", Map.of("WIDTH", "0"), "", "WIDTH"),
            Arguments.of("WIDTH below zero", Map.of("WIDTH", "-100"), "", "WIDTH"),
            Arguments.of("WIDTH of a word", Map.of("WIDTH", "wide"), "", "WIDTH"),
            Arguments.of("absurd WIDTH", Map.of("WIDTH", "1000000"), "", "WIDTH"),
            Arguments.of("WIDTH past integers", Map.of("WIDTH", "99999999999999"), "", "WIDTH"),
            Arguments.of("absurd HEIGHT", Map.of("HEIGHT", "1000000"), "", "HEIGHT"),
            Arguments.of("BGCOLOR that is none", Map.of("BGCOLOR", "mauve-ish"), "", "BGCOLOR"),
            Arguments.of("broken CQL", Map.of("CQL_FILTER", "code = = 'x"), "", "CQL"),
            Arguments.of("CQL of another property", Map.of("CQL_FILTER", "nonsense = 1"), "", "nonsense"),
            Arguments.of(
                    "unknown request", Map.of("REQUEST", "GetTreasureMap"), "OperationNotSupported", "GetTreasureMap"),
            Arguments.of("no layers", without("LAYERS"), "", "LAYERS"));

    private static final List<Arguments> POINTS = List.of(
            Arguments.of("layer not asked for", Map.of("QUERY_LAYERS", "atlantis"), "LayerNotDefined", "atlantis"),
            Arguments.of("point outside", Map.of("I", "5000", "X", "5000"), "InvalidPoint", ""),
            Arguments.of("point of a word", Map.of("I", "here", "X", "here"), "InvalidPoint", ""),
            Arguments.of("unknown format", Map.of("INFO_FORMAT", "audio/speech"), "InvalidFormat", "audio/speech"));

    private static final List<Arguments> FEATURES = List.of(
            Arguments.of("unknown type", Map.of("TYPENAMES", "regstat:atlantis"), "atlantis"),
            Arguments.of("no type", without("TYPENAMES"), "TYPENAME"),
            Arguments.of("unknown format", Map.of("OUTPUTFORMAT", "stone/tablet"), "stone/tablet"),
            Arguments.of("unknown CRS", Map.of("SRSNAME", "urn:ogc:def:crs:EPSG::99999"), "99999"),
            Arguments.of("CRS that is none", Map.of("SRSNAME", "banana"), "banana"),
            Arguments.of("unknown property", Map.of("PROPERTYNAME", "colour"), "colour"),
            Arguments.of("unknown sort property", Map.of("SORTBY", "colour"), "colour"),
            Arguments.of("COUNT of a word", Map.of("COUNT", "many"), "many"),
            Arguments.of("COUNT below zero", Map.of("COUNT", "-5"), "-5"),
            Arguments.of("STARTINDEX below zero", Map.of("STARTINDEX", "-5"), "-5"),
            Arguments.of("STARTINDEX of a word", Map.of("STARTINDEX", "later"), "later"),
            Arguments.of("BBOX of three", Map.of("BBOX", "1,2,3"), "BBOX"),
            Arguments.of("BBOX of words", Map.of("BBOX", "a,b,c,d"), "BBOX"),
            Arguments.of("BBOX with unknown CRS", Map.of("BBOX", "1,2,3,4,EPSG:99999"), "99999"),
            Arguments.of("unknown RESULTTYPE", Map.of("RESULTTYPE", "gist"), "gist"),
            Arguments.of("broken CQL", Map.of("CQL_FILTER", "code = = 'x"), "CQL"),
            Arguments.of("CQL of another property", Map.of("CQL_FILTER", "nonsense = 1"), "nonsense"),
            Arguments.of("filter that is no XML", Map.of("FILTER", "<Filter><oops"), "FILTER"),
            Arguments.of("filter that is another document", Map.of("FILTER", "<recipe/>"), "FILTER"),
            Arguments.of("unknown request", Map.of("REQUEST", "GetTreasure"), "GetTreasure"));

    static Stream<Arguments> badMaps() {
        return Stream.of("1.1.1", "1.3.0").flatMap(v -> MAPS.stream().map(a -> with(v, a)));
    }

    static Stream<Arguments> badPoints() {
        return Stream.of("1.1.1", "1.3.0").flatMap(v -> POINTS.stream().map(a -> with(v, a)));
    }

    static Stream<Arguments> badFeatures() {
        return Stream.of("1.1.0", "2.0.0").flatMap(v -> FEATURES.stream().map(a -> with(v, a)));
    }

    @ParameterizedTest(name = "WMS {0}: {1}")
    @MethodSource("badMaps")
    void a_bad_map_request_is_reported(
            String version, String what, Map<String, String> change, String code, String named) {
        Map<String, Object> request = mapRequest(version);
        change(request, change);
        if (version.equals("1.1.1") && request.containsKey("CRS")) request.put("SRS", request.remove("CRS"));
        Element exception = assertReport("WMS " + version, SITE.host().get("/wms", request), named);
        // 06-042 table E.1; 1.1.1 has SRS in place of CRS
        String expected = version.equals("1.1.1") ? code.replace("CRS", "SRS") : code;
        if (!expected.isEmpty()) assertThat(exception.getAttribute("code")).isEqualTo(expected);
        assertStillServes();
    }

    @ParameterizedTest(name = "WMS {0}: {1}")
    @MethodSource("badPoints")
    void a_bad_feature_info_request_is_reported(
            String version, String what, Map<String, String> change, String code, String named) {
        Map<String, Object> request = mapRequest(version);
        request.putAll(Map.of("REQUEST", "GetFeatureInfo", "QUERY_LAYERS", Site.LAYER, "INFO_FORMAT", "text/plain"));
        request.putAll(version.equals("1.3.0") ? Map.of("I", "5", "J", "5") : Map.of("X", "5", "Y", "5"));
        change(request, change);
        request.remove(version.equals("1.3.0") ? "X" : "I");
        if (version.equals("1.1.1")) request.put("SRS", request.remove("CRS"));
        Element exception = assertReport("WMS " + version, SITE.host().get("/wms", request), named);
        if (version.equals("1.3.0") || !code.equals("InvalidPoint")) {
            assertThat(exception.getAttribute("code")).isEqualTo(code);
        }
        assertStillServes();
    }

    @ParameterizedTest(name = "WFS {0}: {1}")
    @MethodSource("badFeatures")
    void a_bad_feature_request_is_reported(String version, String what, Map<String, String> change, String named) {
        Map<String, Object> request = new LinkedHashMap<>(Map.of(
                "SERVICE", "WFS", "VERSION", version, "REQUEST", "GetFeature", "TYPENAMES", Site.LAYER, "COUNT", "1"));
        change(request, change);
        if (version.equals("1.1.0")) {
            if (request.containsKey("TYPENAMES")) request.put("TYPENAME", request.remove("TYPENAMES"));
            if (request.containsKey("COUNT")) request.put("MAXFEATURES", request.remove("COUNT"));
        }
        assertReport("WFS " + version, SITE.host().get("/wfs", request), named);
        assertStillServes();
    }

    static Stream<Arguments> badDocuments() {
        String entity = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file://%s\">]>";
        String bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaaaaaaaaaaaa\">"
                + Stream.iterate('b', c -> (char) (c + 1))
                        .limit(12)
                        .map(c -> "<!ENTITY " + c + " \"" + ("&" + (char) (c - 1) + ";").repeat(20) + "\">")
                        .reduce("", String::concat)
                + "]>";
        String parameterEntity = "<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/x.dtd\"> %p;]>";
        return Stream.of("1.1.0", "2.0.0")
                .flatMap(version -> Stream.of(
                        Arguments.of(
                                version,
                                "cut off",
                                getFeature(version, "", "code", "x").replaceAll("</.*$", "")),
                        Arguments.of(version, "not XML", "SELECT * FROM areas"),
                        Arguments.of(version, "empty", ""),
                        Arguments.of(version, "another document", "<recipe/>"),
                        Arguments.of(version, "external entity", getFeature(version, entity, "code", "&e;")),
                        Arguments.of(version, "external subset", getFeature(version, parameterEntity, "code", "x")),
                        Arguments.of(version, "entities of entities", getFeature(version, bomb, "code", "&m;")),
                        Arguments.of(version, "unknown property", getFeature(version, "", "colour", "x")),
                        Arguments.of(
                                version,
                                "unknown operator",
                                getFeature(version, "", "code", "x")
                                        .replace("PropertyIsEqualTo", "PropertyIsPrettierThan")),
                        Arguments.of(
                                version,
                                "comparison without a value",
                                getFeature(version, "", "code", "x")
                                        .replaceAll("<[a-z]+:Literal>x</[a-z]+:Literal>", ""))));
    }

    @ParameterizedTest(name = "WFS {0}: {1}")
    @MethodSource("badDocuments")
    void a_bad_document_is_reported(String version, String what, String document) throws Exception {
        Path file = Files.createTempFile("secret", ".txt");
        Files.writeString(file, SECRET);
        try {
            Http.Answer answer = Http.post(
                    SITE.host().url() + "/wfs?service=WFS&version=" + version,
                    "text/xml",
                    document.replace("%s", file.toString()));
            assertReport("WFS " + version, answer, "");
            assertThat(answer.text()).doesNotContain(SECRET);
        } finally {
            Files.delete(file);
        }
        assertStillServes();
    }

    static Stream<Arguments> otherVersions() {
        return Stream.of(
                Arguments.of("WFS", "7.0.0", "GetFeature", "WFS 2.0.0"),
                Arguments.of("WFS", "banana", "GetFeature", "WFS 2.0.0"),
                Arguments.of("WMS", "7.0.0", "GetMap", "WMS 1.3.0"),
                Arguments.of("WMS", "banana", "GetMap", "WMS 1.3.0"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("otherVersions")
    void an_unknown_version_is_reported(String service, String version, String request, String report) {
        Map<String, Object> parameters =
                service.equals("WMS") ? mapRequest("1.3.0") : new LinkedHashMap<>(Map.of("TYPENAMES", Site.LAYER));
        parameters.putAll(Map.of("SERVICE", service, "VERSION", version, "REQUEST", request));
        assertReport(report, SITE.host().get("/ows", parameters), version);
        assertStillServes();
    }

    private static String getFeature(String version, String doctype, String property, String value) {
        boolean newer = version.equals("2.0.0");
        String wfs = newer ? "http://www.opengis.net/wfs/2.0" : "http://www.opengis.net/wfs";
        String filter = newer ? "http://www.opengis.net/fes/2.0" : "http://www.opengis.net/ogc";
        String reference = newer ? "f:ValueReference" : "f:PropertyName";
        return "<?xml version=\"1.0\"?>" + doctype + "<wfs:GetFeature service=\"WFS\" version=\"" + version
                + "\" xmlns:wfs=\"" + wfs + "\" xmlns:f=\"" + filter
                + "\" xmlns:regstat=\"https://regstat.se\"><wfs:Query "
                + (newer ? "typeNames" : "typeName") + "=\"" + Site.LAYER + "\"><f:Filter><f:PropertyIsEqualTo><"
                + reference + ">" + property + "</" + reference + "><f:Literal>" + value
                + "</f:Literal></f:PropertyIsEqualTo></f:Filter></wfs:Query></wfs:GetFeature>";
    }

    private static Map<String, Object> mapRequest(String version) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("SERVICE", "WMS");
        request.put("VERSION", version);
        request.put("REQUEST", "GetMap");
        request.put("LAYERS", Site.LAYER);
        request.put("STYLES", "");
        request.put("CRS", "EPSG:3857");
        request.put("BBOX", "2000000,8000000,2100000,8100000");
        request.put("WIDTH", "100");
        request.put("HEIGHT", "100");
        request.put("FORMAT", "image/png");
        return request;
    }

    private static Map<String, String> without(String parameter) {
        return Map.of(parameter, "");
    }

    private static void change(Map<String, Object> request, Map<String, String> change) {
        change.forEach((name, value) -> {
            if (value.isEmpty() && !name.equals("STYLES")) request.remove(name);
            else request.put(name, value);
        });
    }

    private static Arguments with(String version, Arguments arguments) {
        return Arguments.of(
                Stream.concat(Stream.of(version), Stream.of(arguments.get())).toArray());
    }

    /** @return the first exception, whose text or locator names what is wrong */
    private static Element assertReport(String kind, Http.Answer answer, String named) {
        Report report = REPORTS.get(kind);
        String text = answer.text();
        assertThat(answer.status()).as(text).isLessThan(500);
        assertThat(answer.type()).as(text).contains("xml");
        Document document;
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(answer.body()));
        } catch (Exception e) {
            throw new AssertionError("not XML: " + text, e);
        }
        assertThat(document.getDocumentElement().getLocalName()).as(text).isEqualTo(report.root);
        assertThat(document.getDocumentElement().getNamespaceURI()).as(text).isEqualTo(report.namespace);
        Element exception =
                (Element) document.getElementsByTagNameNS("*", report.exception).item(0);
        assertThat(exception.getTextContent()).as(text).isNotBlank();
        assertThat(text.toLowerCase(Locale.ROOT)).contains(named.toLowerCase(Locale.ROOT));
        assertThat(text).doesNotContain("\tat ").doesNotContain("java.lang.").doesNotContain("Exception:");
        return exception;
    }

    private static void assertStillServes() {
        Map<String, Object> good = mapRequest("1.3.0");
        assertThat(SITE.host().get("/wms", good).type()).isEqualTo("image/png");
    }
}
