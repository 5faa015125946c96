package se.regstat.standalone.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import se.regstat.statistics.text.XmlEscapes;

/** What a client is told when its request cannot be answered, in the form that its service and version prescribe. */
public enum ExceptionReport {
    /** OGC 01-068r3, annex A.3; its DTD knows no locator. */
    WMS_1_1_1("application/vnd.ogc.se_xml;charset=UTF-8", """
            <!DOCTYPE ServiceExceptionReport SYSTEM "http://schemas.opengis.net/wms/1.1.1/exception_1_1_1.dtd">
            <ServiceExceptionReport version="1.1.1">
            """),
    /** OGC 06-042, annex E.2. */
    WMS_1_3_0("text/xml;charset=UTF-8", """
            <ServiceExceptionReport version="1.3.0" xmlns="http://www.opengis.net/ogc" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.opengis.net/ogc http://schemas.opengis.net/wms/1.3.0/exceptions_1_3_0.xsd">
            """),
    /** OWS Common 1.0. */
    WFS_1_1_0(
            "text/xml",
            ows("http://www.opengis.net/ows", "1.0.0/owsExceptionReport.xsd", "version=\"1.0.0\" language=\"en\"")),
    /** OWS Common 1.1. */
    WFS_2_0_0(
            "application/xml",
            ows("http://www.opengis.net/ows/1.1", "1.1.0/owsAll.xsd", "version=\"2.0.0\" xml:lang=\"en\"")),
    /** OWS Common 1.1: WPS, and whatever service it is that somebody meant. */
    OWS(
            "application/xml;charset=UTF-8",
            ows("http://www.opengis.net/ows/1.1", "1.1.0/owsAll.xsd", "version=\"1.1.0\" xml:lang=\"en\""));

    private static final String NO_CODE = "NoApplicableCode";

    private final String contentType;
    private final String head;

    ExceptionReport(String contentType, String head) {
        this.contentType = contentType;
        this.head = head;
    }

    private static String ows(String namespace, String schema, String attributes) {
        return "<ows:ExceptionReport xmlns:ows=\"" + namespace
                + "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"" + namespace
                + " http://schemas.opengis.net/ows/" + schema + "\" " + attributes + ">\n";
    }

    /** @param service as asked for, and its version; either may be unknown, and the newest version is meant then */
    public static ExceptionReport of(Optional<String> service, Optional<String> version) {
        String asked = version.orElse("");
        if (service.filter("WMS"::equalsIgnoreCase).isPresent()) {
            return asked.startsWith("1.1") || asked.startsWith("1.0") ? WMS_1_1_1 : WMS_1_3_0;
        }
        if (service.filter("WFS"::equalsIgnoreCase).isPresent()) {
            return asked.startsWith("1.") ? WFS_1_1_0 : WFS_2_0_0;
        }
        return OWS;
    }

    /**
     * @param status of HTTP
     * @param code of the service or of OWS Common, such as {@code InvalidParameterValue}
     * @param locator the parameter that is wrong; empty if none is
     */
    public OgcReply reply(int status, String code, String locator, String message) {
        boolean wms = this == WMS_1_1_1 || this == WMS_1_3_0;
        String document = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + head
                + (wms ? serviceException(code, locator, message) : exception(code, locator, message));
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return new OgcReply(status, contentType, Map.of(), out -> out.write(bytes));
    }

    private String serviceException(String code, String locator, String message) {
        return "  <ServiceException" + attribute("code", code.equals(NO_CODE) ? "" : code)
                + attribute("locator", this == WMS_1_1_1 ? "" : locator) + ">" + XmlEscapes.of(message)
                + "</ServiceException>\n</ServiceExceptionReport>\n";
    }

    private static String exception(String code, String locator, String message) {
        return "  <ows:Exception" + attribute("exceptionCode", code) + attribute("locator", locator)
                + ">\n    <ows:ExceptionText>" + XmlEscapes.of(message)
                + "</ows:ExceptionText>\n  </ows:Exception>\n</ows:ExceptionReport>\n";
    }

    private static String attribute(String name, String value) {
        return value.isEmpty() ? "" : " " + name + "=\"" + XmlEscapes.of(value) + '"';
    }
}
