package se.regstat.standalone.wms;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import se.regstat.standalone.http.OgcReply;
import se.regstat.statistics.text.XmlEscapes;

/** A service exception in the format of its version: 1.1.1 annex A.3, 1.3.0 annex E.2. */
final class ExceptionReport {

    private ExceptionReport() {}

    static OgcReply reply(WmsVersion version, WmsException e) {
        String head = version == WmsVersion.V1_1_1 ? """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE ServiceExceptionReport SYSTEM "http://schemas.opengis.net/wms/1.1.1/exception_1_1_1.dtd">
                <ServiceExceptionReport version="1.1.1">
                """ : """
                <?xml version="1.0" encoding="UTF-8"?>
                <ServiceExceptionReport version="1.3.0" xmlns="http://www.opengis.net/ogc" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.opengis.net/ogc http://schemas.opengis.net/wms/1.3.0/exceptions_1_3_0.xsd">
                """;
        // The DTD of 1.1.1 knows no locator.
        String locator = e.locator().isEmpty() || version == WmsVersion.V1_1_1
                ? ""
                : " locator=\"" + XmlEscapes.of(e.locator()) + "\"";
        String code = e.code().equals("NoApplicableCode") ? "" : " code=\"" + XmlEscapes.of(e.code()) + "\"";
        String document = head + "  <ServiceException" + code + locator + ">" + XmlEscapes.of(e.getMessage())
                + "</ServiceException>\n</ServiceExceptionReport>\n";
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return new OgcReply(200, version.exceptionType + ";charset=UTF-8", Map.of(), out -> out.write(bytes));
    }
}
