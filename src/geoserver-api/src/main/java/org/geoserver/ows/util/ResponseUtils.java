package org.geoserver.ows.util;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.geoserver.ows.URLMangler.URLType;

/** Makes addresses. */
public class ResponseUtils {
    private ResponseUtils() {}

    /**
     * An address below another, as clients see it.
     *
     * @param kvp parameters, or null
     */
    public static String buildURL(String baseURL, String path, Map<String, String> kvp, URLType type) {
        String address = baseURL + (baseURL.endsWith("/") ? "" : "/") + path;
        if (kvp == null || kvp.isEmpty()) return address;
        return address + "?"
                + kvp.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }
}
