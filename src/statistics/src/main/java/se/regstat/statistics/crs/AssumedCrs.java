package se.regstat.statistics.crs;

import java.util.Optional;
import org.locationtech.jts.geom.Envelope;

/**
 * What coordinates are in where nobody says: degrees are longitude and latitude in WGS 84, all else is EPSG:3006, easting first.
 *
 * @param note in words; empty for GeoJSON in degrees, which is in WGS 84 by its standard
 */
public record AssumedCrs(CrsName crs, Optional<String> note) {

    private static final Envelope DEGREES = new Envelope(-180, 180, -90, 90);

    /**
     * @param geoJson whether the format has a standard that says degrees
     * @param bounds of all coordinates, easting or longitude first
     */
    public static AssumedCrs of(boolean geoJson, Envelope bounds) {
        if (!bounds.isNull() && !areDegrees(bounds)) {
            return new AssumedCrs(
                    CrsName.SWEREF99_TM,
                    Optional.of("coordinates were taken as EPSG:3006 (SWEREF 99 TM), easting first, since they are no"
                            + " degrees and nothing says which system they are in"));
        }
        return new AssumedCrs(
                CrsName.CRS84,
                geoJson
                        ? Optional.empty()
                        : Optional.of("coordinates were taken as longitude, latitude in WGS 84, since they look so and"
                                + " nothing says which system they are in"));
    }

    /** Whether all coordinates can be degrees. */
    public static boolean areDegrees(Envelope bounds) {
        return DEGREES.covers(bounds);
    }

    /** Whether none can be. */
    public static boolean areNoDegrees(Envelope bounds) {
        return !DEGREES.intersects(bounds);
    }
}
