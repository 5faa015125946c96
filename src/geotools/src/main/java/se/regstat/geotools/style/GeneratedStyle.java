package se.regstat.geotools.style;

/**
 * A style that was made for a layer.
 *
 * @param name in the workspace: {@code <indicator>_<division>} or {@code <indicator>_<division>_change}
 * @param document SLD 1.0 that follows GeoServer's schema; the same for the same values
 */
public record GeneratedStyle(String name, String document) {}
