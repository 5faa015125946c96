package se.regstat.standalone.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;
import se.regstat.statistics.text.XmlEscapes;

/** OGC's own schemas, from Maven artifacts instead of the network. */
public final class OgcSchemas {

    /** Imports WMS 1.3.0's own, whose GetLegendGraphic it is. */
    public static final String WMS_1_3 = "http://schemas.opengis.net/sld/1.1.0/sld_capabilities.xsd";

    public static final String WMS_1_3_EXCEPTIONS = "http://schemas.opengis.net/wms/1.3.0/exceptions_1_3_0.xsd";
    public static final String WFS_2 = "http://schemas.opengis.net/wfs/2.0/wfs.xsd";
    public static final String WFS_1_1 = "http://schemas.opengis.net/wfs/1.1.0/wfs.xsd";
    public static final String OWS_1_1 = "http://schemas.opengis.net/ows/1.1.0/owsExceptionReport.xsd";
    public static final String OWS_1_0 = "http://schemas.opengis.net/ows/1.0.0/owsExceptionReport.xsd";

    /** ISO 19139 as the national metadata profile has it, with anchors (gmx) and services (srv). */
    public static final String ISO_19139 = "memory:/iso19139.xsd";

    private static final String ISO = "http://schemas.opengis.net/iso/19139/20060504/";

    private static final Map<String, Schema> LOADED = new HashMap<>();

    private OgcSchemas() {}

    /** Fails with the parser's message if the document is not valid. */
    public static void validate(String document, String schema) throws IOException, SAXException {
        Schema loaded = LOADED.get(schema);
        if (loaded == null) {
            loaded = schema(schema.equals(ISO_19139) ? iso() : new StreamSource(resource(URI.create(schema)), schema));
            LOADED.put(schema, loaded);
        }
        loaded.newValidator().validate(new StreamSource(new StringReader(document)));
    }

    /** Validates against the DTD that the document itself names, which must be one of OGC's. */
    public static void validateByDtd(String document) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setValidating(true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setEntityResolver((publicId, systemId) -> {
            InputSource dtd = new InputSource(resource(URI.create(systemId)));
            dtd.setSystemId(systemId);
            return dtd;
        });
        builder.setErrorHandler(new DefaultHandler() {
            @Override
            public void error(SAXParseException e) throws SAXException {
                throw e;
            }
        });
        builder.parse(new InputSource(new StringReader(document)));
    }

    /** Validates against the collection's schema and the application schema of its features, in their namespace, together. */
    public static void validate(String document, String schema, String applicationSchema, String namespace)
            throws IOException, SAXException {
        String together = "<xsd:schema xmlns:xsd='http://www.w3.org/2001/XMLSchema'>"
                + "<xsd:import namespace='" + targetNamespace(schema) + "' schemaLocation='" + schema + "'/>"
                + "<xsd:import namespace='" + namespace + "' schemaLocation='memory:/application.xsd'/>"
                + "</xsd:schema>";
        factory(Map.of("memory:/application.xsd", applicationSchema))
                .newSchema(new StreamSource(new StringReader(together), "memory:/together.xsd"))
                .newValidator()
                .validate(new StreamSource(new StringReader(document)));
    }

    /**
     * Validates against the schemas that the document itself names in {@code xsi:schemaLocation}, and no others.
     *
     * @param own gives the schema at an address that is not OGC's
     */
    public static void validateByLocations(String document, UnaryOperator<String> own) throws Exception {
        DocumentBuilderFactory documents = DocumentBuilderFactory.newDefaultNSInstance();
        String locations = documents
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(document)))
                .getDocumentElement()
                .getAttributeNS(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "schemaLocation");
        String[] pairs = locations.strip().split("\\s+", -1);
        if (pairs.length < 2)
            throw new IllegalArgumentException(
                    "names no schema: " + document.lines().findFirst());
        StringBuilder together = new StringBuilder("<xsd:schema xmlns:xsd='http://www.w3.org/2001/XMLSchema'>");
        Map<String, String> inMemory = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            String address = pairs[i + 1];
            if (!address.startsWith("http://schemas.opengis.net/")) inMemory.put(address, own.apply(address));
            together.append("<xsd:import namespace='" + XmlEscapes.of(pairs[i]) + "' schemaLocation='"
                    + XmlEscapes.of(address) + "'/>");
        }
        factory(inMemory)
                .newSchema(new StreamSource(new StringReader(together + "</xsd:schema>"), "memory:/together.xsd"))
                .newValidator()
                .validate(new StreamSource(new StringReader(document)));
    }

    private static Source iso() {
        String together = "<xsd:schema xmlns:xsd='http://www.w3.org/2001/XMLSchema'>"
                + "<xsd:import namespace='http://www.isotc211.org/2005/gmx' schemaLocation='" + ISO + "gmx/gmx.xsd'/>"
                + "<xsd:import namespace='http://www.isotc211.org/2005/srv' schemaLocation='" + ISO + "srv/srv.xsd'/>"
                + "</xsd:schema>";
        return new StreamSource(new StringReader(together), ISO_19139);
    }

    private static String targetNamespace(String schema) {
        return schema.equals(WFS_2) ? "http://www.opengis.net/wfs/2.0" : "http://www.opengis.net/wfs";
    }

    private static Schema schema(Source source) throws SAXException {
        return factory(Map.of()).newSchema(source);
    }

    private static SchemaFactory factory(Map<String, String> inMemory) throws SAXException {
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, false);
        factory.setResourceResolver((type, namespace, publicId, systemId, baseUri) -> {
            LSInput input = newInput();
            URI address =
                    baseUri == null ? URI.create(systemId) : URI.create(baseUri).resolve(systemId);
            input.setSystemId(address.toString());
            input.setByteStream(
                    inMemory.containsKey(address.toString())
                            ? new ByteArrayInputStream(
                                    inMemory.get(address.toString()).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                            : resource(address));
            return input;
        });
        return factory;
    }

    private static LSInput newInput() {
        try {
            return ((DOMImplementationLS)
                            DOMImplementationRegistry.newInstance().getDOMImplementation("LS"))
                    .createLSInput();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream resource(URI address) {
        String path = "schemas.opengis.net".equals(address.getHost())
                ? "/ogc" + address.getPath()
                : "/w3c" + address.getPath();
        // OGC's own copy of W3C's XLink, withdrawn in favour of the original.
        if (path.endsWith("/xlinks.xsd") || path.equals("/w3c/1999/xlink.xsd")) path = "/w3c/1999/xlink.xsd";
        InputStream stream = OgcSchemas.class.getResourceAsStream(path);
        if (stream == null) throw new IllegalStateException("no schema at " + address + " (" + path + ")");
        return stream;
    }
}
