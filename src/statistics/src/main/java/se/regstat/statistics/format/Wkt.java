package se.regstat.statistics.format;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import se.regstat.statistics.crs.CrsName;

/**
 * A geometry as well-known text, easting or longitude first; PostGIS's prefix {@code SRID=nnnn;} allowed.
 *
 * @param crs by the prefix
 */
public record Wkt(Optional<CrsName> crs, Geometry geometry) {

    /** Without a way back: what somebody sends may have blanks without end. */
    private static final Pattern FORM = Pattern.compile(
            "(?is)\\s*+(?:SRID\\s*+=\\s*+(\\d{1,6})\\s*+;\\s*+)?([A-Z]++)\\s*+(?:ZM?|M)?\\s*+(?:\\(.*+|EMPTY\\s*+)");

    private static final Set<String> CURVES =
            Set.of("CURVEPOLYGON", "MULTISURFACE", "COMPOUNDCURVE", "CIRCULARSTRING", "MULTICURVE");

    /** The reader calls itself for each level. */
    private static final int MAX_DEPTH = 50;

    /** Whether a text looks like it. */
    static boolean is(String text) {
        return FORM.matcher(text).matches();
    }

    /** @throws IllegalArgumentException if it cannot be read; the message says why, as the end of a sentence about a feature */
    public static Wkt read(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) throw new IllegalArgumentException("'" + Text.shortened(text) + "' is not WKT");
        String type = matcher.group(2).toUpperCase(Locale.ROOT);
        if (CURVES.stream().anyMatch(type::startsWith)) throw new IllegalArgumentException(Polygons.CURVE);
        String plain = text.substring(matcher.start(2));
        if (isDeep(plain)) {
            throw new IllegalArgumentException("its WKT is nested deeper than " + MAX_DEPTH + " levels");
        }
        try {
            return new Wkt(
                    Optional.ofNullable(matcher.group(1)).map(srid -> CrsName.ofEpsg(Integer.parseInt(srid))),
                    new WKTReader(Polygons.READ).read(plain));
        } catch (ParseException | IllegalArgumentException e) {
            throw new IllegalArgumentException("its WKT cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isDeep(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '(') depth++;
            if (text.charAt(i) == ')') depth--;
            if (depth > MAX_DEPTH) return true;
        }
        return false;
    }

    boolean hasHeights() {
        return !geometry.isEmpty() && !Double.isNaN(geometry.getCoordinate().getZ());
    }
}
