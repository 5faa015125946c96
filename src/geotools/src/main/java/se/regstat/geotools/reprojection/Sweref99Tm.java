package se.regstat.geotools.reprojection;

import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;

/** EPSG:3006 with x = easting, y = northing, which all geometry here is in. */
public final class Sweref99Tm {

    public static final String CODE = "EPSG:3006";

    private Sweref99Tm() {}

    /**
     * The system, axes easting, northing. Opens the EPSG database at the first call.
     *
     * @throws IllegalStateException if there is no EPSG database
     */
    public static CoordinateReferenceSystem crs() {
        return Decoded.CRS;
    }

    /** Decoding waits for the first use, since it takes a second and must not happen while plugins are discovered. */
    private static final class Decoded {
        static final CoordinateReferenceSystem CRS = decode();

        private static CoordinateReferenceSystem decode() {
            try {
                return org.geotools.referencing.CRS.decode(CODE, true);
            } catch (FactoryException e) {
                throw new IllegalStateException(
                        CODE + " cannot be decoded: is the EPSG database (gt-epsg-hsql) there?", e);
            }
        }
    }
}
