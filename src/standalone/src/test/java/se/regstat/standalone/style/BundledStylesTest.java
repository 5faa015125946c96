package se.regstat.standalone.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The style sheets of folder styles, held against OGC's own schema of SLD 1.0. */
class BundledStylesTest {

    private static final String SLD = "http://www.opengis.net/sld";

    private static final List<String> ATTRIBUTES = List.of(
            "code",
            "area_name",
            "name_origin",
            "local_name",
            "valid_from",
            "valid_to",
            "area_km2",
            "land_area_km2",
            "vintage");

    static List<Path> sheets() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("regstat.root"), "styles"))) {
            return files.filter(file -> file.toString().endsWith(".sld"))
                    .sorted()
                    .toList();
        }
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
    void follows_the_schema(Path sheet) throws Exception {
        SldSchema.validate(Files.readString(sheet));
    }

    @Test
    void the_schema_would_refuse_a_vendor_element() throws IOException {
        String sheet = Files.readString(sheets().get(0));
        String extended = sheet.replaceFirst(
                "</PolygonSymbolizer>", "<VendorOption name=\"composite\">multiply</VendorOption></PolygonSymbolizer>");
        assertThat(extended).isNotEqualTo(sheet);
        assertThatThrownBy(() -> SldSchema.validate(extended))
                .isInstanceOf(SAXException.class)
                .hasMessageContaining("VendorOption");
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void is_named_as_its_file(Path sheet) throws Exception {
        String name = sheet.getFileName().toString().replace(".sld", "");
        assertThat(elements(document(sheet), SLD, "Name").map(Element::getTextContent))
                .startsWith(name, name);
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void asks_only_for_attributes_that_every_layer_it_is_for_has(Path sheet) throws Exception {
        List<String> there = sheet.endsWith("changes.sld")
                ? List.of("from_code", "to_code")
                : sheet.endsWith("reliability.sld")
                        ? List.of("value", "reliability")
                        : sheet.endsWith("flows.sld") ? List.of("value") : ATTRIBUTES;
        List<String> asked = elements(document(sheet), "http://www.opengis.net/ogc", "PropertyName")
                .map(Element::getTextContent)
                .toList();
        assertThat(asked.isEmpty()).as("places are shown alike").isEqualTo(sheet.endsWith("points.sld"));
        assertThat(asked).allMatch(there::contains);
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void every_rule_has_a_title_for_the_legend(Path sheet) throws Exception {
        Document document = document(sheet);
        assertThat(elements(document, SLD, "Rule"))
                .allMatch(rule -> rule.getElementsByTagNameNS(SLD, "Title").getLength() == 1);
    }

    @Test
    void classes_of_area_cover_every_value_once_and_show_missing_ones_hatched() throws Exception {
        Document document = document(Path.of(System.getProperty("regstat.root"), "styles", "area_classes.sld"));
        assertThat(elements(document, SLD, "Rule")).hasSize(6);
        assertThat(elements(document, "http://www.opengis.net/ogc", "Literal").map(Element::getTextContent))
                .containsExactly("1", "1", "5", "5", "25", "25", "100", "100");
        assertThat(elements(document, SLD, "GraphicFill")).hasSize(1);
    }
}
