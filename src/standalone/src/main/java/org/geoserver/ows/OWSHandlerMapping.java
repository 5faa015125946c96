package org.geoserver.ows;

import java.util.Properties;
import java.util.Set;
import org.geoserver.catalog.Catalog;

/** Says which paths lead to the dispatcher. */
public class OWSHandlerMapping {

    private Set<String> paths = Set.of();

    public OWSHandlerMapping(Catalog catalog) {}

    /** Nothing else is done here. */
    public void setAlwaysUseFullPath(boolean full) {}

    /** @param mappings paths, {@code *} for any last part, {@code **} for any parts, and the bean's name */
    public void setMappings(Properties mappings) {
        paths = Set.copyOf(mappings.stringPropertyNames());
    }

    /** @param path without workspace, as in {@code /regstat-info/series.svg} */
    public boolean matches(String path) {
        return paths.stream().anyMatch(pattern -> matches(pattern, path));
    }

    private static boolean matches(String pattern, String path) {
        if (pattern.endsWith("/**")) return path.startsWith(pattern.substring(0, pattern.length() - 2));
        if (pattern.endsWith("/*"))
            return path.substring(0, path.lastIndexOf('/') + 1).concat("*").equals(pattern);
        return path.equals(pattern);
    }
}
