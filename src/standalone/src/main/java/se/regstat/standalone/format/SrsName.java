package se.regstat.standalone.format;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.measure.Unit;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import se.regstat.geotools.reprojection.EpsgAxes;
import se.regstat.geotools.reprojection.SwerefTransforms;
import se.regstat.statistics.crs.CrsName;
import si.uom.NonSI;
import tech.units.indriya.unit.Units;

/**
 * A coordinate reference system as a client writes it. How it is written says which axis comes first: {@link CrsName} tells.
 *
 * @param authority EPSG, or OGC for CRS84
 * @param crs always x = easting or longitude; the horizontal part of one with heights
 * @param text as it is to be written in answers
 * @param northingFirst whether coordinates are written y, x (in GML, WKT and boxes; GeoJSON is always x, y)
 * @param heights whether coordinates have a third axis, which is passed over
 */
public record SrsName(
        String authority,
        String code,
        CoordinateReferenceSystem crs,
        String text,
        boolean northingFirst,
        boolean heights) {

    private static final EpsgAxes AXES = new EpsgAxes();
    private static final Map<String, Definition> DEFINITIONS = new ConcurrentHashMap<>();

    private record Definition(CoordinateReferenceSystem crs, boolean northingFirst, boolean heights) {}

    /** @throws IllegalArgumentException if it is not written in one of the known ways, or there is no such system */
    public static SrsName parse(String text) {
        return of(CrsName.of(text), text.strip().toLowerCase(Locale.ROOT).startsWith("http"));
    }

    /** @throws IllegalArgumentException if there is no such system */
    public static SrsName of(CrsName name) {
        return of(name, false);
    }

    private static SrsName of(CrsName name, boolean http) {
        if (name.equals(CrsName.CRS84)) {
            return new SrsName(
                    "OGC", "CRS84", DefaultGeographicCRS.WGS84, "urn:ogc:def:crs:OGC:1.3:CRS84", false, false);
        }
        String code = name.epsgCode()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "unknown coordinate reference system '" + name
                                        + "'; write it as EPSG:3006, urn:ogc:def:crs:EPSG::3006 or http://www.opengis.net/def/crs/EPSG/0/3006"));
        Definition definition = definition(code, name);
        String written = !name.asDefined()
                ? "http://www.opengis.net/gml/srs/epsg.xml#" + code
                : http ? "http://www.opengis.net/def/crs/EPSG/0/" + code : "urn:ogc:def:crs:EPSG::" + code;
        return new SrsName(
                "EPSG",
                code,
                definition.crs(),
                written,
                name.asDefined() && definition.northingFirst(),
                definition.heights());
    }

    private static Definition definition(String code, CrsName asWritten) {
        Definition known = DEFINITIONS.get(code);
        if (known != null) return known;
        try {
            CoordinateReferenceSystem system = CRS.decode("EPSG:" + code, true);
            boolean heights = system.getCoordinateSystem().getDimension() != 2;
            Definition definition =
                    new Definition(SwerefTransforms.horizontal(system), AXES.northingFirst(asWritten), heights);
            DEFINITIONS.put(code, definition);
            return definition;
        } catch (FactoryException e) {
            throw new IllegalArgumentException(
                    "unknown coordinate reference system '" + asWritten + "': EPSG has no such system of areas, "
                            + code,
                    e);
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
