package se.regstat.statistics.format;

import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
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
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import se.regstat.statistics.format.ReadLimits.Budget;

/** XML that others wrote. Document types, and with them all entities, are refused, and so is what is nested very deeply. */
public final class Xml {

    /** Far more than any document has; the parser's time grows with its square, and its readers' stacks with it. */
    public static final int MAX_DEPTH = 500;

    private static final String DEPTH = "jdk.xml.maxElementDepth";

    private Xml() {}

    /** The root element. @throws FormatException if it is not well-formed, or has a document type */
    public static Element parse(InputStream document) throws IOException {
        return parse(document, MAX_DEPTH);
    }

    /**
     * The root element.
     *
     * @param depth of elements in elements, at most {@link #MAX_DEPTH}
     * @throws FormatException if it is not well-formed, or has a document type
     */
    public static Element parse(InputStream document, int depth) throws IOException {
        return parse(new InputSource(document), depth);
    }

    /** The root element. @throws FormatException if it is not well-formed, or has a document type */
    public static Element parse(String document) {
        try {
            return parse(new InputSource(new StringReader(document)), MAX_DEPTH);
        } catch (IOException e) {
            throw new FormatException("XML cannot be read: " + e.getMessage());
        }
    }

    /**
     * The root element.
     *
     * @param limits of bytes, and of what takes memory; counted before the elements are made
     * @throws FormatException if it is not well-formed, has a document type, or is more than the limits
     */
    public static Element parse(InputStream document, ReadLimits limits) throws IOException {
        Budget budget = new Budget(limits);
        byte[] bytes = budget.counted(document).readAllBytes();
        count(new StreamSource(new ByteArrayInputStream(bytes)), budget);
        return parse(new ByteArrayInputStream(bytes));
    }

    /** The same of text, with limits of what takes memory. */
    public static Element parse(String document, ReadLimits limits) {
        count(new StreamSource(new StringReader(document)), new Budget(limits));
        return parse(document);
    }

    private static void count(StreamSource document, Budget budget) {
        try {
            XMLStreamReader in = factory().createXMLStreamReader(document);
            while (in.hasNext()) {
                int event = in.next();
                if (event == XMLStreamReader.START_ELEMENT) {
                    budget.items(1L + in.getAttributeCount() + in.getNamespaceCount());
                } else if (event != XMLStreamReader.END_ELEMENT) {
                    budget.items(1);
                }
            }
        } catch (XMLStreamException e) {
            // It ends here for who makes the elements too, and they have better words for why.
        }
    }

    private static Element parse(InputSource source, int depth) throws IOException {
        try {
            return builder(depth).parse(source).getDocumentElement();
        } catch (CharConversionException e) {
            throw malformed(Optional.empty(), e, depth);
        } catch (SAXParseException e) {
            throw malformed(place(e.getLineNumber(), e.getColumnNumber()), e, depth);
        } catch (SAXException e) {
            throw malformed(Optional.empty(), e, depth);
        }
    }

    private static Optional<String> place(int line, int column) {
        return line < 0 ? Optional.empty() : Optional.of("line " + line + ", column " + column);
    }

    private static FormatException malformed(Optional<String> place, Exception e, int depth) {
        String said = String.valueOf(e.getMessage()).replaceFirst("(?s)^ParseError at .*?Message: ", "");
        boolean deep = said.contains("maxElementDepth");
        return new FormatException(
                place, deep ? "XML nested deeper than " + depth + " elements" : "not well-formed XML: " + said, e);
    }

    private static DocumentBuilder builder(int depth) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(DEPTH, depth);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Throwing());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A document element by element, at its root. */
    static XMLStreamReader stream(InputStream document) throws XMLStreamException {
        XMLStreamReader reader = factory().createXMLStreamReader(document);
        while (!reader.isStartElement()) {
            if (reader.next() == XMLStreamReader.DTD) {
                throw new FormatException(line(reader), "a document type (DOCTYPE) is not read; leave it out", null);
            }
        }
        return reader;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(DEPTH, MAX_DEPTH);
        return factory;
    }

    static Optional<String> line(XMLStreamReader in) {
        int line = in.getLocation().getLineNumber();
        return line < 0 ? Optional.empty() : Optional.of("line " + line);
    }

    /** What is wrong, or why the bytes cannot be had. */
    static FormatException malformed(XMLStreamException e) throws IOException {
        if (e.getNestedException() instanceof IOException io && !(io instanceof CharConversionException)) throw io;
        return malformed(
                e.getLocation() == null
                        ? Optional.empty()
                        : place(e.getLocation().getLineNumber(), e.getLocation().getColumnNumber()),
                e,
                MAX_DEPTH);
    }

    /**
     * The element that the reader is at, whole; the reader is at its end afterwards.
     *
     * @param budget charged with each node
     */
    static Element element(XMLStreamReader in, Budget budget) throws XMLStreamException {
        Document document = builder(MAX_DEPTH).newDocument();
        Node parent = document;
        while (true) {
            if (in.isStartElement()) {
                budget.items(1 + in.getAttributeCount());
                Element element =
                        document.createElementNS(in.getNamespaceURI(), qualified(in.getPrefix(), in.getLocalName()));
                for (int i = 0; i < in.getAttributeCount(); i++) {
                    element.setAttributeNS(
                            in.getAttributeNamespace(i),
                            qualified(in.getAttributePrefix(i), in.getAttributeLocalName(i)),
                            in.getAttributeValue(i));
                }
                parent.appendChild(element);
                parent = element;
            } else if (in.isEndElement()) {
                parent = parent.getParentNode();
                if (parent == document) return document.getDocumentElement();
            } else if (in.isCharacters()) {
                budget.items(1);
                parent.appendChild(document.createTextNode(in.getText()));
            }
            in.next();
        }
    }

    private static String qualified(String prefix, String name) {
        return prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
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
