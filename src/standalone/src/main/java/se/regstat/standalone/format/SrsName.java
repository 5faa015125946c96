package se.regstat.standalone.format;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.measure.Unit;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;
import org.geotools.referencing.CRS.AxisOrder;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import si.uom.NonSI;
import tech.units.indriya.unit.Units;

/**
 * A coordinate reference system as a client writes it. How it is written says which axis comes first:
 *
 * <ul>
 *   <li>{@code EPSG:3006} and {@code http://www.opengis.net/gml/srs/epsg.xml#3006}: easting or longitude;
 *   <li>{@code urn:ogc:def:crs:EPSG::3006}, {@code urn:x-ogc:def:crs:EPSG:3006} and
 *       {@code http://www.opengis.net/def/crs/EPSG/0/3006}: as the authority defines it, northing first for 3006.
 * </ul>
 *
 * @param authority EPSG, or OGC for CRS84
 * @param crs always x = easting or longitude
 * @param text as it is to be written in answers
 * @param northingFirst whether coordinates are written y, x (in GML, WKT and boxes; GeoJSON is always x, y)
 */
public record SrsName(
        String authority, String code, CoordinateReferenceSystem crs, String text, boolean northingFirst) {

    private static final Pattern SHORT = Pattern.compile("EPSG:(\\d{1,6})", Pattern.CASE_INSENSITIVE);
    private static final Pattern EPSG_XML =
            Pattern.compile("http://www\\.opengis\\.net/gml/srs/epsg\\.xml#(\\d{1,6})", Pattern.CASE_INSENSITIVE);
    private static final Pattern URN =
            Pattern.compile("urn:(?:x-)?ogc:def:crs:EPSG:[0-9.]{0,10}:?(\\d{1,6})", Pattern.CASE_INSENSITIVE);
    private static final Pattern HTTP = Pattern.compile(
            "https?://www\\.opengis\\.net/def/crs/EPSG/[0-9.]{1,10}/(\\d{1,6})", Pattern.CASE_INSENSITIVE);
    private static final Pattern CRS84 = Pattern.compile(
            "CRS:84|urn:ogc:def:crs:OGC:[0-9.]{0,10}:CRS84|https?://www\\.opengis\\.net/def/crs/OGC/[0-9.]{1,10}/CRS84",
            Pattern.CASE_INSENSITIVE);

    private static final Map<String, Definition> DEFINITIONS = new ConcurrentHashMap<>();

    private record Definition(CoordinateReferenceSystem crs, boolean northingFirst) {}

    /** @throws IllegalArgumentException if it is not written in one of the known ways, or there is no such system */
    public static SrsName parse(String name) {
        String text = name.strip();
        if (CRS84.matcher(text).matches()) {
            return new SrsName("OGC", "CRS84", DefaultGeographicCRS.WGS84, "urn:ogc:def:crs:OGC:1.3:CRS84", false);
        }
        for (Pattern eastingFirst : new Pattern[] {SHORT, EPSG_XML}) {
            Matcher matcher = eastingFirst.matcher(text);
            if (matcher.matches()) {
                String code = matcher.group(1);
                return new SrsName(
                        "EPSG",
                        code,
                        definition(code, text).crs(),
                        "http://www.opengis.net/gml/srs/epsg.xml#" + code,
                        false);
            }
        }
        for (Pattern official : new Pattern[] {URN, HTTP}) {
            Matcher matcher = official.matcher(text);
            if (matcher.matches()) {
                String code = matcher.group(1);
                Definition definition = definition(code, text);
                String written = official == HTTP
                        ? "http://www.opengis.net/def/crs/EPSG/0/" + code
                        : "urn:ogc:def:crs:EPSG::" + code;
                return new SrsName("EPSG", code, definition.crs(), written, definition.northingFirst());
            }
        }
        throw new IllegalArgumentException("unknown coordinate reference system '" + text
                + "'; write it as EPSG:3006, urn:ogc:def:crs:EPSG::3006 or http://www.opengis.net/def/crs/EPSG/0/3006");
    }

    private static Definition definition(String code, String asWritten) {
        Definition known = DEFINITIONS.get(code);
        if (known != null) return known;
        try {
            Definition definition = new Definition(
                    CRS.decode("EPSG:" + code, true),
                    CRS.getAxisOrder(CRS.decode("EPSG:" + code, false)) == AxisOrder.NORTH_EAST);
            DEFINITIONS.put(code, definition);
            return definition;
        } catch (FactoryException e) {
            throw new IllegalArgumentException(
                    "unknown coordinate reference system '" + asWritten + "': EPSG has no system " + code, e);
        }
    }

    /** The same system, axes as the authority defines them. */
    public SrsName official() {
        return "EPSG".equals(authority) ? parse("urn:ogc:def:crs:EPSG::" + code) : this;
    }

    /** As in {@code urn:ogc:def:crs:EPSG::3006}. */
    public String urn() {
        return "EPSG".equals(authority) ? "urn:ogc:def:crs:EPSG::" + code : "urn:ogc:def:crs:OGC:1.3:CRS84";
    }

    public boolean isWgs84() {
        return code.equals("4326") || code.equals("CRS84");
    }

    /** Enough to tell tenths of a millimetre: 4 for metres, 9 for degrees. */
    public int decimals() {
        Unit<?> unit = crs.getCoordinateSystem().getAxis(0).getUnit();
        return unit.equals(Units.METRE) ? 4 : unit.equals(NonSI.DEGREE_ANGLE) || isWgs84() ? 9 : 6;
    }

    @Override
    public String toString() {
        return authority.toUpperCase(Locale.ROOT) + ":" + code;
    }
}
