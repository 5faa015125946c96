package se.regstat.statistics.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import se.regstat.statistics.format.Xml;

class XmlEscapesTest {

    @Property
    void what_xml_can_hold_comes_back_from_a_parser_as_it_was(
            @ForAll @Chars({'a', 'å', '&', '<', '>', '"', '\'', '\r', '\n', '\t', ' ', ']', '\uFFFD'}) String text) {
        Element element = Xml.parse("<e>" + XmlEscapes.of(text) + "</e>");
        assertThat(element.getTextContent()).isEqualTo(text);
    }

    @Test
    void what_xml_cannot_hold_is_replaced() {
        assertThat(XmlEscapes.of("a\u0000b\u001Fc\uFFFEd\uD83D")).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFD");
        assertThat(XmlEscapes.of("😀")).isEqualTo("😀");
    }
}
