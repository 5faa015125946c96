package se.regstat.standalone.host;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The root of a document that was sent.
 *
 * @param name without namespace, as in {@code GetFeature}
 * @param service its attribute of that name; empty if it has none
 */
record XmlRoot(String name, Optional<String> service) {

    /** Empty for what is not XML, which its service will say better. */
    static Optional<XmlRoot> of(byte[] document) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT) {
                    Optional<String> service = Optional.ofNullable(reader.getAttributeValue(null, "service"))
                            .filter(s -> !s.isBlank());
                    return Optional.of(new XmlRoot(reader.getLocalName(), service));
                }
            }
            return Optional.empty();
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }
}
