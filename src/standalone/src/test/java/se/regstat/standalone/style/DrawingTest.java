package se.regstat.standalone.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import se.regstat.geotools.style.Drawing;
import se.regstat.geotools.style.DrawnClass;

/** What web maps are told of styles is what the published styles say. */
class DrawingTest {

    private static final String OGC = "http://www.opengis.net/ogc";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{title: Thing, kind: ratio, unit: '%'}; -3 0 1.5 2 7 8.25 11 12 13 14",
                "{title: Thing, kind: ratio, unit: '%', style: {midpoint: 5}}; 1 2 3 4 5 6 7 8 9 30",
                "{title: Thing, kind: index, decimals: 0}; 1 2 2 1 2 1 1 2 1 2",
                "{title: Thing, kind: count}; 0 10 20 30 400 500 6000 70 80 90",
                "{title: Thing, kind: count}; -70 -20 0 3 15 40 80 160 -300 500",
                "{title: Thing, kind: count}; 0 0 0 0 0 0 0 0 0 0",
            })
    void classes_have_the_limits_titles_and_colours_of_the_rules(String indicator, String numbers) throws Exception {
        InventedSeries series = new InventedSeries(directory, 10)
                .year(
                        2024,
                        Arrays.stream(numbers.split(" "))
                                .mapToDouble(Double::parseDouble)
                                .toArray());
        Drawing drawing = series.drawing(indicator);
        Map<String, Element> rules = rules(series.styles(indicator).get(0).document());
        assertThat(rules.keySet().stream().filter(name -> name.startsWith("class_")))
                .containsExactlyElementsOf(
                        drawing.classes().stream().map(DrawnClass::name).toList());
        for (DrawnClass drawn : drawing.classes()) {
            Element rule = rules.get(drawn.name());
            assertThat(text(rule, "*", "Title")).isEqualTo(drawn.title().both());
            assertThat(parameter(rule, "fill")).isEqualTo(drawn.color());
            assertThat(limits(rule)).isEqualTo(limits(drawn));
            assertThat(drawn.size().isPresent()).isEqualTo(drawing.symbols());
            drawn.size().ifPresent(size -> assertThat(Double.parseDouble(text(rule, "*", "Size")))
                    .isEqualTo(size));
        }
        assertThat(drawing.symbols()).isEqualTo(indicator.contains("count"));
    }

    @Test
    void areas_without_a_value_and_outlines_have_the_colours_of_the_rules() throws Exception {
        InventedSeries series = new InventedSeries(directory, 3).year(2024, 1, 2, Double.NaN);
        Map<String, Element> rules =
                rules(series.styles("{title: Thing, kind: ratio}").get(0).document());
        assertThat(parameter(rules.get("no_data"), "stroke")).isEqualTo(Drawing.COLORS.get("missing"));
        assertThat(parameter(rules.get("suppressed"), "stroke")).isEqualTo(Drawing.COLORS.get("suppressed"));
        assertThat(parameter(rules.get("not_applicable"), "stroke")).isEqualTo(Drawing.COLORS.get("not_applicable"));
        assertThat(parameter(rules.get("class_1"), "stroke")).isEqualTo(Drawing.COLORS.get("outline"));
        assertThat(Double.parseDouble(parameter(rules.get("class_1"), "stroke-width")))
                .isEqualTo(series.drawing("{title: Thing, kind: ratio}").outlineWidth());
    }

    private static Map<String, Element> rules(String sld) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        NodeList all = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(sld)))
                .getElementsByTagNameNS("*", "Rule");
        Map<String, Element> rules = new LinkedHashMap<>();
        for (int i = 0; i < all.getLength(); i++) {
            rules.put(text((Element) all.item(i), "*", "Name"), (Element) all.item(i));
        }
        return rules;
    }

    private static String text(Element in, String namespace, String name) {
        return in.getElementsByTagNameNS(namespace, name)
                .item(0)
                .getTextContent()
                .strip();
    }

    private static String parameter(Element rule, String name) {
        NodeList all = rule.getElementsByTagNameNS("*", "CssParameter");
        for (int i = 0; i < all.getLength(); i++) {
            if (((Element) all.item(i)).getAttribute("name").equals(name))
                return all.item(i).getTextContent();
        }
        throw new AssertionError("no " + name);
    }

    /** As in {@code GreaterThan 0.0}. */
    private static List<String> limits(Element rule) {
        List<String> limits = new ArrayList<>();
        for (String how : List.of("GreaterThan", "GreaterThanOrEqualTo", "LessThan", "LessThanOrEqualTo")) {
            if (rule.getElementsByTagNameNS(OGC, "PropertyIs" + how).getLength() == 0) continue;
            Element compared = (Element)
                    rule.getElementsByTagNameNS(OGC, "PropertyIs" + how).item(0);
            limits.add(how + " " + Double.parseDouble(text(compared, OGC, "Literal")));
        }
        return limits;
    }

    private static List<String> limits(DrawnClass drawn) {
        List<String> limits = new ArrayList<>();
        drawn.from()
                .ifPresent(limit ->
                        limits.add((limit.included() ? "GreaterThanOrEqualTo " : "GreaterThan ") + limit.value()));
        drawn.to()
                .ifPresent(
                        limit -> limits.add((limit.included() ? "LessThanOrEqualTo " : "LessThan ") + limit.value()));
        return limits;
    }
}
