package se.regstat.importing.borders;

import java.util.Collection;
import java.util.List;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import se.regstat.statistics.format.Polygons;

/**
 * Joins geometries into one, without the borders between them. Where they form a valid coverage, the outer border keeps the
 * vertices of the parts exactly.
 */
public final class Dissolve {

    private Dissolve() {}

    /** Whether neighbours match edge by edge and nothing overlaps. */
    public static boolean isCoverage(Collection<? extends Geometry> geometries) {
        return CoverageValidator.isValid(geometries.toArray(Geometry[]::new));
    }

    public static MultiPolygon of(List<? extends Geometry> parts) {
        return of(parts, parts.size() > 1 && isCoverage(parts));
    }

    /** @param coverage whether the parts are known to be a valid coverage */
    public static MultiPolygon of(List<? extends Geometry> parts, boolean coverage) {
        if (parts.size() == 1) {
            return parts.get(0) instanceof MultiPolygon whole ? whole : Polygons.multiPolygon(parts.get(0));
        }
        if (coverage) {
            Geometry joined = CoverageUnion.union(parts.toArray(Geometry[]::new));
            // Where parts touch in a point around something else, its rings may touch themselves.
            if (joined.isValid()) return Polygons.multiPolygon(joined);
        }
        return Polygons.multiPolygon(OverlayNGRobust.union(List.copyOf(parts)));
    }
}
