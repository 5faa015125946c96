package se.regstat.standalone.wms;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import se.regstat.geotools.reprojection.EpsgAxes;
import se.regstat.statistics.crs.CrsName;

/**
 * A CRS that a map can be asked for in.
 *
 * @param name as in {@code EPSG:3006} or {@code CRS:84}
 * @param crs x is easting or longitude, whatever the authority says
 * @param northingFirst whether its authority puts northing or latitude first: WMS 1.3.0 does as it says, 1.1.1 never
 */
record MapCrs(String name, CoordinateReferenceSystem crs, boolean northingFirst) {

    private static final Map<String, MapCrs> KNOWN = new ConcurrentHashMap<>();

    /**
     * However it is written; here the way says nothing of the order of coordinates.
     *
     * @throws FactoryException if there is no such CRS
     */
    static MapCrs of(String written) throws FactoryException {
        String name = CrsName.of(written).name();
        MapCrs known = KNOWN.get(name);
        if (known != null) return known;
        MapCrs found = find(name);
        KNOWN.put(name, found);
        return found;
    }

    private static MapCrs find(String name) throws FactoryException {
        if (name.equals(CrsName.CRS84.name())) return new MapCrs("CRS:84", DefaultGeographicCRS.WGS84, false);
        if (!name.startsWith("EPSG:")) throw new FactoryException(name + " is not like EPSG:3006 or CRS:84");
        CoordinateReferenceSystem crs = CRS.decode(name, true);
        return new MapCrs(name, crs, new EpsgAxes().northingFirst(CrsName.of(name)));
    }

    /** Whether coordinates are longitude and latitude in WGS 84, in either order. */
    boolean isWgs84() {
        return name.equals("CRS:84") || name.equals("EPSG:4326");
    }

    /** An extent of WMS, in the order of coordinates that the version demands. */
    ReferencedEnvelope envelope(double[] bbox, WmsVersion version) {
        return version == WmsVersion.V1_3_0 && northingFirst
                ? new ReferencedEnvelope(bbox[1], bbox[3], bbox[0], bbox[2], crs)
                : new ReferencedEnvelope(bbox[0], bbox[2], bbox[1], bbox[3], crs);
    }

    /** The reverse of {@link #envelope}: minimum and maximum of the first, then of the second coordinate. */
    double[] bbox(ReferencedEnvelope e, WmsVersion version) {
        return version == WmsVersion.V1_3_0 && northingFirst
                ? new double[] {e.getMinY(), e.getMinX(), e.getMaxY(), e.getMaxX()}
                : new double[] {e.getMinX(), e.getMinY(), e.getMaxX(), e.getMaxY()};
    }
}
