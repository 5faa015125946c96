package se.regstat.geoserver.wps;

import java.util.List;
import org.geoserver.platform.ExtensionProvider;

/**
 * Gives GeoServer's WPS the text formats of what comes of operations, in which a count is {@code 200740} as at every other door: GeoServer's own
 * write what stands in a column of doubles as {@code 200740.0}. A bean can name none of the WPS' classes, since a GeoServer without
 * them would not start; so this one asks whether they are there.
 */
public final class ResultFormats implements ExtensionProvider<Object> {

    private static final Class<?> POINT = point();

    private static Class<?> point() {
        try {
            return Class.forName(
                    "org.geoserver.wps.ppio.ProcessParameterIO", false, ResultFormats.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return ResultFormats.class;
        }
    }

    /** The formats of the WPS; without one, a class that nobody asks for. */
    @Override
    @SuppressWarnings("unchecked")
    public Class<Object> getExtensionPoint() {
        return (Class<Object>) POINT;
    }

    @Override
    public List<?> getExtensions(Class<Object> extensionPoint) {
        return POINT == ResultFormats.class ? List.of() : ResultFormat.ALL;
    }
}
