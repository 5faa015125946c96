package se.regstat.standalone.host;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import se.regstat.standalone.http.OgcReply;
import se.regstat.statistics.text.XmlEscapes;

/** What the host itself has to say against a request, in the form the asked-for service and version prescribes. */
final class ExceptionReport {

    private static final String OWS_10 = "http://www.opengis.net/ows";
    private static final String OWS_11 = "http://www.opengis.net/ows/1.1";
    private static final String OGC = "http://www.opengis.net/ogc";

    private ExceptionReport() {}

    /**
     * @param service as asked for; WMS gets a ServiceExceptionReport, WFS 1.x the one of OWS Common 1.0, everything else that of OWS Common 1.1
     * @param code of OWS Common, such as {@code InvalidParameterValue}
     * @param locator the parameter that is wrong
     */
    static OgcReply of(
            int status, Optional<String> service, Optional<String> version, String code, String locator, String text) {
        boolean wms = service.filter("WMS"::equalsIgnoreCase).isPresent();
        boolean old = version.filter(v -> v.startsWith("1.")).isPresent();
        byte[] document;
        String type = "application/xml;charset=UTF-8";
        try {
            if (wms) {
                boolean wms11 = version.filter(v -> v.startsWith("1.1") || v.startsWith("1.0"))
                        .isPresent();
                document = serviceExceptionReport(wms11, code, locator, text);
                type = wms11 ? "application/vnd.ogc.se_xml;charset=UTF-8" : "text/xml;charset=UTF-8";
            } else if (service.filter("WFS"::equalsIgnoreCase).isPresent()) {
                document = old
                        ? owsReport(OWS_10, "1.0.0", code, locator, text)
                        : owsReport(OWS_11, "2.0.0", code, locator, text);
            } else {
                document = owsReport(OWS_11, "1.1.0", code, locator, text);
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return new OgcReply(status, type, Map.of(), out -> out.write(document));
    }

    private static byte[] serviceExceptionReport(boolean wms11, String code, String locator, String text)
            throws XMLStreamException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("ServiceExceptionReport");
        xml.writeAttribute("version", wms11 ? "1.1.1" : "1.3.0");
        if (!wms11) xml.writeDefaultNamespace(OGC);
        xml.writeStartElement("ServiceException");
        if (!code.equals("NoApplicableCode")) xml.writeAttribute("code", code);
        if (!locator.isEmpty()) xml.writeAttribute("locator", locator);
        xml.writeCharacters(XmlEscapes.legal(text));
        xml.writeEndDocument();
        xml.close();
        return bytes.toByteArray();
    }

    private static byte[] owsReport(String namespace, String version, String code, String locator, String text)
            throws XMLStreamException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("ows", "ExceptionReport", namespace);
        xml.writeNamespace("ows", namespace);
        xml.writeAttribute("version", version);
        xml.writeStartElement("ows", "Exception", namespace);
        xml.writeAttribute("exceptionCode", code);
        if (!locator.isEmpty()) xml.writeAttribute("locator", locator);
        xml.writeStartElement("ows", "ExceptionText", namespace);
        xml.writeCharacters(XmlEscapes.legal(text));
        xml.writeEndDocument();
        xml.close();
        return bytes.toByteArray();
    }
}
