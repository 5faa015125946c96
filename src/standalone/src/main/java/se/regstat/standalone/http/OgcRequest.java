package se.regstat.standalone.http;

import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A request to an OGC service, already routed.
 *
 * @param baseUrl as clients see it, without a trailing slash, ending in {@code /geoserver}
 * @param workspace set for URLs such as {@code /geoserver/regstat/wms}: layer names may then come without prefix
 * @param body the XML of a POST; empty for GET and for form POSTs, whose fields are in {@code kvp}
 * @param locale what the reader prefers, from Accept-Language: Swedish or English
 */
public record OgcRequest(
        String baseUrl, Optional<String> workspace, Kvp kvp, Optional<InputStream> body, Locale locale) {

    /** Where a service of the same workspace is, as the client sees it, such as {@code wfs}. */
    public String serviceUrl(String service) {
        return baseUrl
                + workspace
                        .map(w -> "/" + URLEncoder.encode(w, StandardCharsets.UTF_8))
                        .orElse("")
                + "/" + service;
    }
}
