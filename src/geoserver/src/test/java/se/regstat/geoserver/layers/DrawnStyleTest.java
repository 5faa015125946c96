package se.regstat.geoserver.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.PropertyIsLessThan;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.filter.visitor.SimplifyingFilterVisitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import se.regstat.statistics.format.Xml;

/** What becomes of the plugin's styles where GeoTools' renderer draws. */
class DrawnStyleTest {

    private static final String RULE = """
            <Rule>
              <ogc:Filter><ogc:PropertyIsLessThan>
                <ogc:PropertyName>%s</ogc:PropertyName><ogc:Literal>%s</ogc:Literal>
              </ogc:PropertyIsLessThan></ogc:Filter>
              <PolygonSymbolizer><Stroke><CssParameter name="stroke-width">%s</CssParameter>
                <CssParameter name="stroke-linejoin">round</CssParameter></Stroke></PolygonSymbolizer>
            </Rule>
            """;

    static Stream<String> bundled() {
        return StyleSheet.BUNDLED.stream();
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void maps_have_fills_and_borders_apart(String name) {
        Element drawn =
                Xml.parse(DrawnStyle.in(StyleSheet.bundled(name).document().get()));
        assertThat(all(drawn, "PolygonSymbolizer"))
                .filteredOn(symbol -> !inclusion(symbol).equals("legendOnly"))
                .allMatch(symbol -> Xml.children(symbol, "Stroke").isEmpty());
        assertThat(all(drawn, "LineSymbolizer"))
                .filteredOn(symbol -> inclusion(symbol).equals("mapOnly"))
                .hasSameSizeAs(all(drawn, "PolygonSymbolizer").stream()
                        .filter(symbol -> inclusion(symbol).equals("legendOnly"))
                        .toList())
                .allSatisfy(line -> {
                    assertThat(all(line, "Function"))
                            .extracting(function -> function.getAttribute("name"))
                            .containsExactly("bordersOnce", "geometry");
                    assertThat(all(line, "PropertyName")).isEmpty();
                    assertThat(all(line, "Stroke")).hasSize(1);
                });
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void legends_show_the_symbols_as_they_were(String name) {
        String plain = StyleSheet.bundled(name).document().get();
        assertThat(all(Xml.parse(DrawnStyle.in(plain)), "PolygonSymbolizer"))
                .filteredOn(symbol -> !inclusion(symbol).equals("mapOnly"))
                .extracting(symbol -> symbol.getTextContent().replaceAll("\\s+|legendOnly", ""))
                .containsExactlyElementsOf(all(Xml.parse(plain), "PolygonSymbolizer").stream()
                        .map(symbol -> symbol.getTextContent().replaceAll("\\s+", ""))
                        .toList());
    }

    @Test
    void thin_lines_have_no_round_joins_in_maps_and_others_keep_theirs() {
        String drawn = DrawnStyle.in(style(RULE.formatted("value", 1, 1) + RULE.formatted("value", 2, 1.5)));
        assertThat(all(Xml.parse(drawn), "LineSymbolizer"))
                .extracting(line -> line.getTextContent().replaceAll("\\s+", ""))
                .containsExactly("1bevelmapOnly", "1.5roundmapOnly");
    }

    /** And GeoTools makes a number of it before it looks at areas. */
    @Test
    void limits_of_decimal_attributes_are_numbers_and_not_texts() {
        String drawn = DrawnStyle.in(style(
                RULE.formatted("value", 10, 1) + RULE.formatted("value", 2.5, 1) + RULE.formatted("year", 2024, 1)));
        assertThat(all(Xml.parse(drawn), "Literal"))
                .extracting(limit -> ((Element) limit.getParentNode()).getAttribute("name") + limit.getTextContent())
                .containsExactly("parseDouble10", "parseDouble2.5", "2024");
        FilterFactory filters = CommonFactoryFinder.getFilterFactory();
        Filter below = filters.less(filters.property("value"), filters.function("parseDouble", filters.literal("2.5")));
        assertThat(((PropertyIsLessThan) SimplifyingFilterVisitor.simplify(below)).getExpression2())
                .isEqualTo(filters.literal(2.5));
    }

    @Test
    void the_first_rule_that_fits_is_enough_unless_circles_are_drawn_too() {
        String rules = RULE.formatted("value", 1, 1) + RULE.formatted("value", 2, 1);
        String circles = "</FeatureTypeStyle><FeatureTypeStyle><Rule><PointSymbolizer/></Rule>";
        assertThat(DrawnStyle.in(style(rules))).contains("name=\"ruleEvaluation\">first<");
        assertThat(DrawnStyle.in(style(rules + circles))).doesNotContain("ruleEvaluation");
        assertThat(DrawnStyle.in(style(RULE.formatted("value", 1, 1)))).doesNotContain("ruleEvaluation");
    }

    private static String style(String rules) {
        return """
                <StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
                  <NamedLayer><UserStyle><FeatureTypeStyle>%s</FeatureTypeStyle></UserStyle></NamedLayer>
                </StyledLayerDescriptor>""".formatted(rules);
    }

    private static String inclusion(Element symbol) {
        return Xml.children(symbol, "VendorOption").stream()
                .filter(option -> option.getAttribute("name").equals("inclusion"))
                .map(Element::getTextContent)
                .findFirst()
                .orElse("normal");
    }

    private static List<Element> all(Element parent, String name) {
        var found = parent.getElementsByTagNameNS("*", name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }
}
