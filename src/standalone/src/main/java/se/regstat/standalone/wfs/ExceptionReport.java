package se.regstat.standalone.wfs;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import se.regstat.standalone.format.XmlTemplate;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.http.OgcRequest;

/** What a client is told when its request cannot be answered: OWS 1.1 for WFS 2.0, OWS 1.0 for WFS 1.1, or JSON where that is asked for. */
final class ExceptionReport {

    private static final XmlTemplate XML = new XmlTemplate(ExceptionReport.class, "ExceptionReport.ftl");
    private static final XmlTemplate JSON = new XmlTemplate(ExceptionReport.class, "ExceptionReport.json.ftl");

    private ExceptionReport() {}

    static OgcReply reply(WfsException e, Optional<WfsVersion> version, OgcRequest request) {
        boolean json = request.kvp()
                .get("exceptions")
                .map(format -> format.toLowerCase(Locale.ROOT).contains("json"))
                .orElse(false);
        boolean ows11 = version.orElse(WfsVersion.V2_0_0) == WfsVersion.V2_0_0;
        byte[] body = (json ? JSON : XML)
                .fill(Map.of(
                        "ows", ows11 ? "http://www.opengis.net/ows/1.1" : "http://www.opengis.net/ows",
                        "schema",
                                ows11
                                        ? "http://schemas.opengis.net/ows/1.1.0/owsAll.xsd"
                                        : "http://schemas.opengis.net/ows/1.0.0/owsExceptionReport.xsd",
                        "version", ows11 ? "2.0.0" : "1.0.0",
                        "language", ows11 ? "xml:lang" : "language",
                        "code", e.code().name(),
                        "locator", clean(e.locator()),
                        "message", clean(e.getMessage())));
        String type = json ? "application/json" : ows11 ? "application/xml" : "text/xml";
        return new OgcReply(e.status(), type, Map.of(), out -> out.write(body));
    }

    /** What a client sent comes back in messages, and may hold characters that XML cannot. */
    private static String clean(String text) {
        return text.codePoints()
                .map(c ->
                        (c < ' ' && c != '\n' && c != '\t') || (c >= 0xD800 && c < 0xE000) || c == 0xFFFE || c == 0xFFFF
                                ? 0xFFFD
                                : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
