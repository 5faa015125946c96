package se.regstat.geotools.reprojection;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.geotools.api.referencing.FactoryException;
import org.geotools.referencing.CRS;
import org.geotools.referencing.CRS.AxisOrder;
import se.regstat.statistics.crs.CrsName;

/** Which axis comes first, by EPSG's database. Thread-safe. */
public final class EpsgAxes implements se.regstat.statistics.crs.AxisOrder {

    private static final Map<String, Boolean> NORTHING_FIRST = new ConcurrentHashMap<>();

    @Override
    public boolean northingFirst(CrsName crs) {
        if (crs.equals(CrsName.CRS84)) return false;
        String code = crs.epsgCode()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "unknown coordinate reference system '" + crs
                                        + "'; write it as EPSG:3006, urn:ogc:def:crs:EPSG::3006 or http://www.opengis.net/def/crs/EPSG/0/3006"));
        Boolean known = NORTHING_FIRST.get(code);
        if (known != null) return known;
        try {
            boolean northingFirst =
                    CRS.getAxisOrder(CRS.getHorizontalCRS(CRS.decode("EPSG:" + code, false))) == AxisOrder.NORTH_EAST;
            NORTHING_FIRST.put(code, northingFirst);
            return northingFirst;
        } catch (FactoryException e) {
            throw new IllegalArgumentException(
                    "unknown coordinate reference system '" + crs + "': EPSG has no such system of areas, " + code, e);
        }
    }
}
