package se.regstat.standalone.style;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** OGC's own schema of SLD 1.0, but for one extension that GeoServer's copy of it has: a function in the place of a geometry's name. */
final class SldSchema {

    private static final String DOCUMENT = "/ogc/sld/1.0.0/StyledLayerDescriptor.xsd";

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

    private static final Schema SCHEMA = known();

    private SldSchema() {}

    /** @throws SAXException that says what does not follow the schema */
    static void validate(String document) throws IOException, SAXException {
        SCHEMA.newValidator().validate(new StreamSource(new StringReader(document)));
    }

    private static Schema known() {
        try {
            return read();
        } catch (ReflectiveOperationException | SAXException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Schema read() throws ReflectiveOperationException, SAXException, IOException {
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
        return factory.newSchema(new StreamSource(
                new StringReader(extended()), "http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd"));
    }

    private static String extended() throws IOException {
        try (InputStream stream = resource(DOCUMENT)) {
            String schema = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            int geometry = schema.indexOf("<xsd:element name=\"Geometry\">");
            String from = schema.substring(geometry);
            return schema.substring(0, geometry)
                    + from.replaceFirst("ref=\"ogc:PropertyName\"", "ref=\"ogc:expression\"");
        }
    }

    private static InputStream resource(String path) {
        InputStream stream = SldSchema.class.getResourceAsStream(path);
        if (stream == null) throw new IllegalStateException("no resource " + path + " in ogc-schemas");
        return stream;
    }
}
