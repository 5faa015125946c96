package se.regstat.importing.borders;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.coverage.CoverageSimplifier;
import org.locationtech.jts.geom.Geometry;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.store.Generalisation;

/**
 * Makes the less detailed versions of a vintage that maps are drawn from. In each of them:
 *
 * <ul>
 *   <li>neighbours that shared a border share its simplified course, so neither gaps nor overlaps appear;
 *   <li>what was removed are bends of less than tolerance² in area (Visvalingam-Whyatt), and islands and holes smaller than
 *       that which nothing else borders on;
 *   <li>every area is still there.
 * </ul>
 *
 * Areas that overlap keep whatever borders they do not share.
 */
public final class Generalisations {

    /** Metres; each level is drawn until its pixels are twice as large. Coarsest: a map of the country in a thumbnail. */
    private static final double[] TOLERANCES = {2.5, 5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560};

    /** A level that keeps more of the vertices than this is not worth its memory: the finer one serves. */
    private static final double WORTHWHILE = 0.85;

    private Generalisations() {}

    /** @param areas ordered by code @return finest first; geometries in the order of {@code areas} */
    public static List<Generalisation> of(List<Area> areas) {
        List<Generalisation> levels = new ArrayList<>();
        Geometry[] finer = areas.stream().map(Area::geometry).toArray(Geometry[]::new);
        for (double tolerance : TOLERANCES) {
            Geometry[] coarser = CoverageSimplifier.simplify(finer, tolerance);
            for (int i = 0; i < coarser.length; i++) {
                if (coarser[i].isEmpty()) coarser[i] = finer[i];
            }
            if (vertices(coarser) > WORTHWHILE * vertices(finer)) continue;
            levels.add(new Generalisation(tolerance, List.of(coarser)));
            finer = coarser;
        }
        return levels;
    }

    private static long vertices(Geometry[] geometries) {
        long count = 0;
        for (Geometry geometry : geometries) count += geometry.getNumPoints();
        return count;
    }
}
