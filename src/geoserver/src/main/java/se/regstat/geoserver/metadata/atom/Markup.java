package se.regstat.geoserver.metadata.atom;

import java.util.ArrayDeque;
import java.util.Deque;
import se.regstat.statistics.text.XmlEscapes;

/** XML, written element by element; texts and attributes are escaped. */
final class Markup {

    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final Deque<String> open = new ArrayDeque<>();

    /** @param attributes names and values by turns */
    Markup open(String element, String... attributes) {
        start(element, attributes).append(">\n");
        open.push(element);
        return this;
    }

    Markup text(String element, String text, String... attributes) {
        start(element, attributes).append('>').append(XmlEscapes.of(text));
        out.append("</").append(element).append(">\n");
        return this;
    }

    Markup empty(String element, String... attributes) {
        start(element, attributes).append("/>\n");
        return this;
    }

    Markup close() {
        String element = open.pop();
        indent().append("</").append(element).append(">\n");
        return this;
    }

    private StringBuilder start(String element, String... attributes) {
        indent().append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"").append(XmlEscapes.of(attributes[i + 1]));
            out.append('"');
        }
        return out;
    }

    private StringBuilder indent() {
        return out.append("  ".repeat(open.size()));
    }

    /** All that was written. */
    String written() {
        return out.toString();
    }
}
