package se.regstat.statistics.crs;

import org.locationtech.jts.geom.Geometry;

/** Brings geometries to EPSG:3006 (x = easting, y = northing, metres). Supplied by whoever has a projection library. Thread-safe. */
public interface Reprojection {

    /** A copy in EPSG:3006, or the same geometry if nothing is to be done. @throws IllegalArgumentException if a coordinate cannot be projected */
    Geometry toSweref99Tm(Geometry geometry);

    /** Whether the source's system has heights too, which are left out. */
    default boolean leavesOutHeights() {
        return false;
    }

    /** Knows coordinate reference systems by name. */
    interface Provider {

        /**
         * From a system to EPSG:3006. Coordinates of the source are x = easting or longitude, y = northing or latitude, as files hold them.
         *
         * @param crs {@code EPSG:nnnn}, an OGC URN, or WKT
         * @throws IllegalArgumentException if the system is unknown; the message names it
         */
        Reprojection from(String crs);
    }
}
