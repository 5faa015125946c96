package org.geoserver.ows.util;

import java.util.Map;
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
        return baseURL + (baseURL.endsWith("/") ? "" : "/") + path;
    }
}
