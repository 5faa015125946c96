package se.regstat.standalone.access;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a document in XML says at its beginning of what it is for.
 *
 * @param root its name without namespace, as in {@code GetFeature}
 * @param service the root's attribute of that name; empty if it has none
 * @param layers or the process that it names, by commas; empty if it names none
 */
public record SentDocument(String root, Optional<String> service, String layers) {

    /** More than a request has before its last query, but for one with a filter as long as a book. */
    private static final int MOST_EVENTS = 2000;

    /** Of a query, in WFS 2.0 and 1.1. */
    private static final Set<String> NAMING_TYPES = Set.of("typeNames", "typeName");

    /** Empty for what is not XML, which its service will say better. */
    public static Optional<SentDocument> of(byte[] document) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
            while (reader.hasNext()) {
                if (reader.next() != XMLStreamReader.START_ELEMENT) continue;
                String root = reader.getLocalName();
                Optional<String> service = Optional.ofNullable(reader.getAttributeValue(null, "service"))
                        .filter(s -> !s.isBlank());
                return Optional.of(new SentDocument(root, service, layers(root, reader)));
            }
            return Optional.empty();
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    /** Of WFS the types, wherever they stand; of WPS the process, which comes before its inputs' names. */
    private static String layers(String root, XMLStreamReader reader) {
        boolean process = root.equals("Execute");
        StringJoiner layers = new StringJoiner(",");
        try {
            for (int events = 0; events < MOST_EVENTS && reader.hasNext(); events++) {
                if (reader.next() != XMLStreamReader.START_ELEMENT) continue;
                String name = reader.getLocalName();
                if (process && name.equals("Identifier"))
                    return reader.getElementText().strip();
                if (name.equals("TypeName")) layers.add(reader.getElementText().strip());
                if (name.equals("Query")) add(layers, reader);
            }
        } catch (XMLStreamException e) {
            // Its service will say better what is wrong with the rest.
        }
        return layers.toString();
    }

    private static void add(StringJoiner layers, XMLStreamReader query) {
        for (int i = 0; i < query.getAttributeCount(); i++) {
            if (NAMING_TYPES.contains(query.getAttributeLocalName(i)))
                layers.add(query.getAttributeValue(i).strip());
        }
    }
}
