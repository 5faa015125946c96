package se.regstat.geotools.reprojection;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the EPSG code in the many ways files write a coordinate reference system. */
final class CrsName {

    private static final Pattern CODE = Pattern.compile(
            "(?:EPSG:+"
                    + "|urn:(?:x-)?ogc:def:crs:EPSG:(?:[^:]*:)?"
                    + "|https?://www\\.opengis\\.net/def/crs/EPSG/[^/]*/"
                    + "|https?://www\\.opengis\\.net/gml/srs/epsg\\.xml#)(\\d{4,6})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LONGITUDE_LATITUDE = Pattern.compile(
            "(?:urn:(?:x-)?ogc:def:crs:OGC:[^:]*:|https?://www\\.opengis\\.net/def/crs/OGC/[^/]*/|OGC:|)CRS:?84",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WKT_AUTHORITY = Pattern.compile(
            "(?:AUTHORITY|ID)\\s*[\\[(]\\s*\"EPSG\"\\s*,\\s*\"?(\\d+)\"?.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private CrsName() {}

    /** The code a name or the outermost element of a WKT gives; WGS 84 for CRS84, whose order of axes files use anyway. */
    static Optional<String> epsgCode(String crs) {
        String text = crs.strip();
        Matcher code = CODE.matcher(text);
        if (code.matches()) return Optional.of(code.group(1));
        if (LONGITUDE_LATITUDE.matcher(text).matches()) return Optional.of("4326");
        return isWkt(text) ? authorityOfWkt(text) : Optional.empty();
    }

    static boolean isWkt(String text) {
        return text.indexOf('[') > 0 || text.indexOf('(') > 0;
    }

    /** The authority directly inside the outermost brackets; those further in are of the datum, the units and so on. */
    private static Optional<String> authorityOfWkt(String wkt) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < wkt.length(); i++) {
            char c = wkt.charAt(i);
            if (c == '"') quoted = !quoted;
            if (quoted) continue;
            if (c == '[' || c == '(') depth++;
            if (c == ']' || c == ')') depth--;
            if (depth == 1 && c == ',') {
                Matcher authority = WKT_AUTHORITY.matcher(wkt.substring(i + 1).stripLeading());
                if (authority.matches()) return Optional.of(authority.group(1));
            }
        }
        return Optional.empty();
    }
}
