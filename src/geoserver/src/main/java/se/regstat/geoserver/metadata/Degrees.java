package se.regstat.geoserver.metadata;

import org.geotools.geometry.jts.ReferencedEnvelope;
import org.locationtech.jts.geom.Envelope;
import se.regstat.geoserver.ledger.Properties;
import se.regstat.geotools.reprojection.Sweref99Tm;

/** Bounds as harvesters want them. */
public final class Degrees {

    private Degrees() {}

    /**
     * In WGS 84, longitude before latitude; what layers have as their geographic bounds.
     *
     * @param bounds in EPSG:3006, easting before northing
     */
    public static Envelope of(Envelope bounds) {
        return Properties.geographic(new ReferencedEnvelope(bounds, Sweref99Tm.crs()));
    }
}
