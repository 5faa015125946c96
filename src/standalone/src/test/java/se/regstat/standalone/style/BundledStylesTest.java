package se.regstat.standalone.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** The style sheets of folder styles, held against OGC's own schema of SLD 1.0. */
class BundledStylesTest {

    private static final String SLD = "http://www.opengis.net/sld";

    private static final List<String> ATTRIBUTES = List.of(
            "code", "area_name", "local_name", "valid_from", "valid_to", "area_km2", "land_area_km2", "vintage");

    /** What OGC's schemas use of W3C's XLink schema, which is not among them. */
    private static final String XLINK = """
            <schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xlink"
                    xmlns:xlink="http://www.w3.org/1999/xlink">
              <attribute name="type" type="string"/>
              <attribute name="href" type="anyURI"/>
              <attribute name="role" type="anyURI"/>
              <attribute name="arcrole" type="anyURI"/>
              <attribute name="title" type="string"/>
              <attribute name="show" type="string"/>
              <attribute name="actuate" type="string"/>
              <attributeGroup name="simpleAttrs">
                <attribute ref="xlink:type" fixed="simple"/>
                <attribute ref="xlink:href"/>
                <attribute ref="xlink:role"/>
                <attribute ref="xlink:arcrole"/>
                <attribute ref="xlink:title"/>
                <attribute ref="xlink:show"/>
                <attribute ref="xlink:actuate"/>
              </attributeGroup>
            </schema>
            """;

    private static Schema schema;

    static List<Path> sheets() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("regstat.root"), "styles"))) {
            return files.filter(file -> file.toString().endsWith(".sld"))
                    .sorted()
                    .toList();
        }
    }

    @BeforeAll
    static void readSchema() throws ReflectiveOperationException, SAXException {
        DOMImplementationLS dom =
                (DOMImplementationLS) DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setResourceResolver((type, namespace, publicId, systemId, baseUri) -> {
            LSInput input = dom.createLSInput();
            input.setSystemId(systemId.contains(":") ? systemId : baseUri.replaceAll("[^/]*$", "") + systemId);
            if (systemId.endsWith("xlink.xsd")) {
                input.setStringData(XLINK);
            } else {
                input.setByteStream(resource(input.getSystemId().replaceAll("^.*?schemas.opengis.net/", "/ogc/")));
            }
            return input;
        });
        schema = factory.newSchema(new StreamSource(
                resource("/ogc/sld/1.0.0/StyledLayerDescriptor.xsd"),
                "http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd"));
    }

    private static InputStream resource(String path) {
        InputStream stream = BundledStylesTest.class.getResourceAsStream(path);
        if (stream == null) throw new IllegalStateException("no resource " + path + " in ogc-schemas");
        return stream;
    }

    private static Document document(Path sheet) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(sheet.toFile());
    }

    private static Stream<Element> elements(Document document, String namespace, String name) {
        NodeList nodes = document.getElementsByTagNameNS(namespace, name);
        return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1).map(i -> (Element) nodes.item(i));
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void followsTheSchema(Path sheet) throws Exception {
        schema.newValidator().validate(new StreamSource(sheet.toFile()));
    }

    @Test
    void theSchemaWouldRefuseAVendorElement() throws IOException {
        String sheet = Files.readString(sheets().get(0));
        String extended = sheet.replaceFirst(
                "</PolygonSymbolizer>", "<VendorOption name=\"composite\">multiply</VendorOption></PolygonSymbolizer>");
        assertThat(extended).isNotEqualTo(sheet);
        assertThatThrownBy(() -> schema.newValidator()
                        .validate(
                                new StreamSource(new ByteArrayInputStream(extended.getBytes(StandardCharsets.UTF_8)))))
                .isInstanceOf(SAXException.class)
                .hasMessageContaining("VendorOption");
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void isNamedAsItsFile(Path sheet) throws Exception {
        String name = sheet.getFileName().toString().replace(".sld", "");
        assertThat(elements(document(sheet), SLD, "Name").map(Element::getTextContent))
                .startsWith(name, name);
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void asksOnlyForAttributesThatEveryDivisionHas(Path sheet) throws Exception {
        assertThat(elements(document(sheet), "http://www.opengis.net/ogc", "PropertyName")
                        .map(Element::getTextContent))
                .isNotEmpty()
                .allMatch(ATTRIBUTES::contains);
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void everyRuleHasATitleForTheLegend(Path sheet) throws Exception {
        Document document = document(sheet);
        assertThat(elements(document, SLD, "Rule"))
                .allMatch(rule -> rule.getElementsByTagNameNS(SLD, "Title").getLength() == 1);
    }

    @Test
    void classesOfAreaCoverEveryValueOnceAndShowMissingOnesHatched() throws Exception {
        Document document = document(Path.of(System.getProperty("regstat.root"), "styles", "area_classes.sld"));
        assertThat(elements(document, SLD, "Rule")).hasSize(6);
        assertThat(elements(document, "http://www.opengis.net/ogc", "Literal").map(Element::getTextContent))
                .containsExactly("1", "1", "5", "5", "25", "25", "100", "100");
        assertThat(elements(document, SLD, "GraphicFill")).hasSize(1);
    }
}
