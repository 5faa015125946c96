package se.regstat.statistics.importing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names a coordinate reference system: {@code EPSG:nnnn} where that can be told, else what the file says. */
record CrsName(String name) {

    static final CrsName SWEREF99_TM = new CrsName("EPSG:3006");
    static final CrsName WGS84 = new CrsName("EPSG:4326");

    private static final Pattern EPSG = Pattern.compile(
            "(?i)(?:EPSG:|urn:(?:x-)?ogc:def:crs:EPSG:[^:]*:|https?://www\\.opengis\\.net/def/crs/EPSG/[^/]+/|https?://www\\.opengis\\.net/gml/srs/epsg\\.xml#)?(\\d{4,6})");
    private static final Pattern CRS84 = Pattern.compile("(?i).*\\bCRS:?84");

    /** From any of the usual spellings. */
    static CrsName of(String text) {
        Matcher epsg = EPSG.matcher(text.strip());
        if (epsg.matches()) return new CrsName("EPSG:" + epsg.group(1));
        if (CRS84.matcher(text.strip()).matches()) return WGS84;
        return new CrsName(text.strip());
    }

    boolean isSweref99Tm() {
        return equals(SWEREF99_TM);
    }

    @Override
    public String toString() {
        return name.length() > 60 ? name.substring(0, 60) + "…" : name;
    }
}
