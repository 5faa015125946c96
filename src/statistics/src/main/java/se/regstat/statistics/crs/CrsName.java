package se.regstat.statistics.crs;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a coordinate reference system, and what the way it is written says of the order of coordinates:
 *
 * <ul>
 *   <li>{@code EPSG:3006}, {@code http://www.opengis.net/gml/srs/epsg.xml#3006}, the bare number {@code 3006}, and everything of
 *       CRS84: easting or longitude first, whatever the authority says;
 *   <li>{@code urn:ogc:def:crs:EPSG::3006}, with a version ({@code EPSG:6.18:3006}) or without the place for one ({@code
 *       urn:x-ogc:def:crs:EPSG:3006}), and {@code http://www.opengis.net/def/crs/EPSG/0/3006}: as the authority defines it, which
 *       for EPSG:3006 is northing first (OGC 09-048r5, 07-092r3).
 * </ul>
 *
 * <p>In files the way of writing says nothing: GeoJSON, GeoPackage and WKT in CSV hold easting or longitude first. Of well-known
 * text (WKT 1 and 2) only the EPSG code is read that its outermost element gives. Whether there is a system of that code is for
 * others to find out.
 *
 * @param name {@code EPSG:nnnn}, {@link #CRS84}, or what was written if it is neither
 * @param asDefined whether protocols that heed it have coordinates in the order of axes that the authority defines, else easting
 *     or longitude comes first
 */
public record CrsName(String name, boolean asDefined) {

    /** SWEREF 99 TM, easting first. */
    public static final CrsName SWEREF99_TM = ofEpsg(3006);

    /** Longitude, latitude in WGS 84. */
    public static final CrsName CRS84 = new CrsName("OGC:CRS84", false);

    private static final String NUMBER = "0*(\\d{1,6})";

    private static final List<Pattern> EASTING_FIRST = List.of(
            pattern("(?:EPSG:+)?" + NUMBER), pattern("https?://www\\.opengis\\.net/gml/srs/epsg\\.xml#" + NUMBER));

    private static final List<Pattern> AS_DEFINED = List.of(
            pattern("urn:(?:x-)?ogc:def:crs:EPSG:(?:[\\w.]*:)?" + NUMBER),
            pattern("https?://www\\.opengis\\.net/def/crs/EPSG/[\\w.]+/" + NUMBER));

    private static final Pattern LONGITUDE_LATITUDE = pattern(
            "(?:urn:(?:x-)?ogc:def:crs:OGC:(?:[\\w.]*:)?|https?://www\\.opengis\\.net/def/crs/OGC/[\\w.]+/|OGC:|)CRS:?84");

    private static final Pattern WKT_AUTHORITY = Pattern.compile(
            "\\s*+(?:AUTHORITY|ID)\\s*+[\\[(]\\s*+\"EPSG\"\\s*+,\\s*+\"?" + NUMBER, Pattern.CASE_INSENSITIVE);

    /** Characters; far more than any system has, in well-known text too. */
    private static final int LONGEST = 10_000;

    /** From any of the usual ways of writing it. Of what is longer than any name is kept only the beginning, which names nothing. */
    public static CrsName of(String text) {
        String written = text.strip();
        if (written.length() > LONGEST) return new CrsName(written.substring(0, LONGEST) + "…", false);
        for (Pattern form : EASTING_FIRST) {
            Matcher matcher = form.matcher(written);
            if (matcher.matches()) return new CrsName("EPSG:" + matcher.group(1), false);
        }
        for (Pattern form : AS_DEFINED) {
            Matcher matcher = form.matcher(written);
            if (matcher.matches()) return new CrsName("EPSG:" + matcher.group(1), true);
        }
        if (LONGITUDE_LATITUDE.matcher(written).matches()) return CRS84;
        return authorityOfWkt(written)
                .map(code -> new CrsName("EPSG:" + code, false))
                .orElseGet(() -> new CrsName(written, false));
    }

    /** As {@code EPSG:nnnn} writes it. */
    public static CrsName ofEpsg(int code) {
        return new CrsName("EPSG:" + code, false);
    }

    /** The number in EPSG's database; 4326 for CRS84, which has the same coordinates the other way round. Empty if none is known. */
    public Optional<String> epsgCode() {
        if (equals(CRS84)) return Optional.of("4326");
        return name.matches("EPSG:\\d+") ? Optional.of(name.substring("EPSG:".length())) : Optional.empty();
    }

    /** Whether places in both have the same coordinates, whichever comes first. */
    public boolean isSameSystemAs(CrsName other) {
        return epsgCode().isPresent() ? epsgCode().equals(other.epsgCode()) : name.equals(other.name);
    }

    public boolean isSweref99Tm() {
        return isSameSystemAs(SWEREF99_TM);
    }

    /** Whether it is well-known text, not a name. */
    public boolean isWkt() {
        return name.indexOf('[') > 0 || name.indexOf('(') > 0;
    }

    /** For messages: on one line, and of well-known text the beginning, which names it. */
    @Override
    public String toString() {
        String line = name.replaceAll("\\s+", " ");
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    /** The authority directly inside the outermost brackets; those further in are of the datum, the units and so on. */
    private static Optional<String> authorityOfWkt(String wkt) {
        Matcher authority = WKT_AUTHORITY.matcher(wkt);
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < wkt.length(); i++) {
            char c = wkt.charAt(i);
            if (c == '"') quoted = !quoted;
            if (quoted) continue;
            if (c == '[' || c == '(') depth++;
            if (c == ']' || c == ')') depth--;
            if (depth == 1 && c == ',' && authority.region(i + 1, wkt.length()).lookingAt()) {
                return Optional.of(authority.group(1));
            }
        }
        return Optional.empty();
    }
}
