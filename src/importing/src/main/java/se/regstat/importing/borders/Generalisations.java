package se.regstat.importing.borders;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
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

    /** Metres. Coarsest: a map of the country in a thumbnail. */
    private static final double[] TOLERANCES = {2.5, 5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560};

    /** A level that keeps more of the vertices than this is not worth its memory: the finer one serves. */
    private static final double WORTHWHILE = 0.85;

    private Generalisations() {}

    /** @param areas ordered by code @return finest first; geometries in the order of {@code areas} */
    public static List<Generalisation> of(List<Area> areas) {
        List<Generalisation> levels = new ArrayList<>();
        List<MultiPolygon> geometries = areas.stream().map(Area::geometry).toList();
        long finer = geometries.stream().mapToLong(Geometry::getNumPoints).sum();
        BorderLines borders = new BorderLines(geometries);
        for (double tolerance : TOLERANCES) {
            borders.simplify(tolerance);
            List<Geometry> coarser = borders.areas();
            long vertices = coarser.stream().mapToLong(Geometry::getNumPoints).sum();
            if (vertices > WORTHWHILE * finer) continue;
            levels.add(new Generalisation(tolerance, coarser));
            finer = vertices;
        }
        return levels;
    }
}
