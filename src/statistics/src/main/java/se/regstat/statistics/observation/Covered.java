package se.regstat.statistics.observation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * How much of the areas of one vintage is covered by those of another that name them as parent: evidence of whether all parts are
 * there. Published polygons are generalised and reach elsewhere than their parts do, out to sea or not: complete parts leave a
 * sixth of them uncovered, and more where there are islands. Less than half is no matter of drawing, but can be one of the sea.
 */
final class Covered {

    /** Parts that cover less of an area than this do not make it up. */
    static final double INCOMPLETE = 0.5;

    /** From this on nothing is to be said of it. */
    static final double ENOUGH = 0.8;

    /** An area is looked at in as much detail as a hundredth of it asks for. */
    private static final double DETAIL = 0.02;

    /** In less detail first: what covers so much of it then, covers enough of it in any. */
    private static final double COARSE = 0.1;

    private static final double CLEARLY = 0.9;

    private Covered() {}

    /**
     * By the number of each area of {@code whole}, the share of its own that is covered as far as it matters: looked at no further where
     * it is {@link #ENOUGH}, which a few large parts tell most often.
     *
     * @param parts for each area of {@code whole} the numbers of its parts
     */
    static double[] enough(VintageAreas whole, VintageAreas part, int[][] parts) {
        double[] covered = new double[parts.length];
        IntStream.range(0, parts.length).parallel().forEach(i -> {
            covered[i] = of(whole, i, part, parts[i], COARSE, CLEARLY);
            if (covered[i] < CLEARLY) covered[i] = of(whole, i, part, parts[i], DETAIL, ENOUGH);
        });
        return covered;
    }

    /** Of one area by whatever lies in it. */
    static double of(VintageAreas whole, int area, VintageAreas part) {
        return of(
                whole, area, part, part.query(whole.areas().get(area).geometry().getEnvelopeInternal()));
    }

    /** Of one area by some of the others, 0 to 1; by little wrong, since borders are taken generalised. */
    static double of(VintageAreas whole, int area, VintageAreas part, int[] parts) {
        return of(whole, area, part, parts, DETAIL, 1);
    }

    /** @param enough the share from which on nobody wants to know more */
    private static double of(
            VintageAreas whole, int area, VintageAreas part, int[] parts, double detail, double enough) {
        double tolerance = detail * Math.sqrt(whole.areas().get(area).geometry().getArea());
        Geometry ground = whole.geometry(area, tolerance);
        double size = ground.getArea();
        if (size == 0) return 1;
        List<Geometry> largestFirst = Arrays.stream(parts)
                .mapToObj(child -> part.geometry(child, tolerance))
                .filter(piece -> piece.getEnvelopeInternal().intersects(ground.getEnvelopeInternal()))
                .sorted(Comparator.comparingDouble(piece -> -piece.getArea()))
                .toList();
        PreparedGeometry prepared = PreparedGeometryFactory.prepare(ground);
        double covered = 0;
        for (Geometry piece : largestFirst) {
            if (covered >= enough * size) break;
            covered += (prepared.covers(piece) ? piece : OverlayNGRobust.overlay(ground, piece, OverlayNG.INTERSECTION))
                    .getArea();
        }
        return Math.min(1, covered / size);
    }
}
