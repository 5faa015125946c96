package se.regstat.standalone.wfs;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.w3c.dom.Element;
import se.regstat.standalone.http.Kvp;
import se.regstat.standalone.http.OgcRequest;
import se.regstat.statistics.format.Xml;

/**
 * A request whose operation and version are known.
 *
 * @param xml the root of a POSTed document; empty where the parameters say it all
 */
record WfsRequest(OgcRequest http, WfsVersion version, String operation, Optional<Element> xml) {

    Kvp kvp() {
        return http.kvp();
    }

    /** A parameter, or the attribute of that name in XML. */
    Optional<String> parameter(String name) {
        return xml.isPresent() ? Xml.attribute(xml.get(), name) : kvp().get(name);
    }

    /** Where this service is, as the client sees it. */
    String serviceUrl() {
        return http.serviceUrl("wfs");
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
