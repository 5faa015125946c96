package se.regstat.standalone.wfs;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import se.regstat.geotools.document.XmlDocument;
import se.regstat.standalone.http.ExceptionReport;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.http.OgcRequest;

/** What a client is told when its request cannot be answered: the report of its version, or JSON where that is asked for. */
final class WfsReport {

    private static final XmlDocument JSON = new XmlDocument(WfsReport.class, "ExceptionReport.json.ftl");

    private WfsReport() {}

    /** @param version 2.0.0 if it is not known */
    static OgcReply reply(WfsException e, Optional<WfsVersion> version, OgcRequest request) {
        boolean json = request.kvp()
                .get("exceptions")
                .map(format -> format.toLowerCase(Locale.ROOT).contains("json"))
                .orElse(false);
        boolean ows10 = version.equals(Optional.of(WfsVersion.V1_1_0));
        if (!json) {
            return (ows10 ? ExceptionReport.WFS_1_1_0 : ExceptionReport.WFS_2_0_0)
                    .reply(e.status(), e.code().name(), e.locator(), e.getMessage());
        }
        byte[] body = JSON.bytes(Map.of(
                "version", ows10 ? "1.0.0" : "2.0.0",
                "code", e.code().name(),
                "locator", e.locator(),
                "message", e.getMessage()));
        return new OgcReply(e.status(), "application/json", Map.of(), out -> out.write(body));
    }
}
