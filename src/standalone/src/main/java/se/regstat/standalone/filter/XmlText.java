package se.regstat.standalone.filter;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** XML that clients send. Document types, and with them all entities, are refused, and so is what is nested very deeply. */
public final class XmlText {

    /** Far more than any request has; the parser's time grows with its square, and its readers' stacks with it. */
    static final int MAX_DEPTH = 500;

    private static final String DEPTH = "jdk.xml.maxElementDepth";

    private XmlText() {}

    /** The root element. @throws FilterException if it is not well-formed, or has a document type */
    public static Element parse(InputStream document) throws IOException {
        return parse(new InputSource(document));
    }

    /** The root element. @throws FilterException if it is not well-formed, or has a document type */
    public static Element parse(String document) {
        try {
            return parse(new InputSource(new StringReader(document)));
        } catch (IOException e) {
            throw new FilterException("XML cannot be read: " + e.getMessage());
        }
    }

    private static Element parse(InputSource source) throws IOException {
        try {
            return builder().parse(source).getDocumentElement();
        } catch (SAXParseException e) {
            if (String.valueOf(e.getMessage()).contains("maxElementDepth")) {
                throw new FilterException(
                        "request", "XML nested deeper than " + MAX_DEPTH + " elements, line " + e.getLineNumber());
            }
            throw new FilterException(
                    "request",
                    "not well-formed XML, line " + e.getLineNumber() + ", column " + e.getColumnNumber() + ": "
                            + e.getMessage());
        } catch (SAXException e) {
            throw new FilterException("request", "not well-formed XML: " + e.getMessage());
        }
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(DEPTH, MAX_DEPTH);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Throwing());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An element as text, with the namespaces it uses and without a declaration. */
    public static String written(Element element) {
        StringWriter text = new StringWriter();
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            transformer.transform(new DOMSource(element), new StreamResult(text));
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    public static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e) children.add(e);
        }
        return children;
    }

    public static List<Element> children(Element element, String localName) {
        return children(element).stream()
                .filter(e -> e.getLocalName().equals(localName))
                .toList();
    }

    /** An attribute without namespace; empty if absent or blank. */
    public static Optional<String> attribute(Element element, String name) {
        return Optional.of(element.getAttribute(name)).filter(v -> !v.isBlank());
    }

    /** The parser's own handler writes to standard error. */
    private static final class Throwing implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {
            // Not worth refusing a document for.
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
