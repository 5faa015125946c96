package se.regstat.statistics.observation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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

    /** In less detail first: where so much of it is covered then, enough of it is in any. */
    private static final double COARSE = 0.1;

    private static final double CLEARLY = 0.9;

    /** Of an area's size: a drawing that is off by more, for want of islands or bays, tells nothing of the area. */
    private static final double OFF = 0.02;

    private Covered() {}

    /**
     * The share of an area that is covered as far as it matters, 0 to 1: looked at no further where it is {@link #ENOUGH}, which a few
     * large parts tell most often.
     *
     * @param parts numbers of its parts
     */
    static double enough(VintageAreas whole, int area, VintageAreas part, int[] parts) {
        double covered = of(whole, area, part, parts, tolerance(whole, area, COARSE, DETAIL), CLEARLY);
        return covered >= CLEARLY ? covered : of(whole, area, part, parts, tolerance(whole, area, DETAIL), ENOUGH);
    }

    /** Of one area by whatever lies in it. */
    static double of(VintageAreas whole, int area, VintageAreas part) {
        return of(
                whole, area, part, part.query(whole.areas().get(area).geometry().getEnvelopeInternal()));
    }

    /** Of one area by some of the others, 0 to 1; by little wrong, since borders are taken generalised. */
    static double of(VintageAreas whole, int area, VintageAreas part, int[] parts) {
        return of(whole, area, part, parts, tolerance(whole, area, DETAIL), 1);
    }

    /** In metres, of the first of these details in which the area is as large as it is; 0, which is all detail, if it is in none. */
    private static double tolerance(VintageAreas whole, int area, double... details) {
        double size = whole.areas().get(area).geometry().getArea();
        for (double detail : details) {
            double tolerance = detail * Math.sqrt(size);
            if (Math.abs(whole.geometry(area, tolerance).getArea() - size) <= OFF * size) return tolerance;
        }
        return 0;
    }

    /** @param size in square metres, of which it covers no more, however it is drawn */
    private record Piece(Geometry drawn, double size) {}

    /** @param enough the share from which on nobody wants to know more */
    private static double of(
            VintageAreas whole, int area, VintageAreas part, int[] parts, double tolerance, double enough) {
        Geometry ground = whole.geometry(area, tolerance);
        double size = ground.getArea();
        if (size == 0) return 1;
        List<Piece> largestFirst = Arrays.stream(parts)
                .mapToObj(child -> new Piece(
                        part.geometry(child, tolerance),
                        part.areas().get(child).geometry().getArea()))
                .filter(piece -> piece.drawn().getEnvelopeInternal().intersects(ground.getEnvelopeInternal()))
                .sorted(Comparator.comparingDouble(piece -> -piece.size()))
                .toList();
        PreparedGeometry prepared = PreparedGeometryFactory.prepare(ground);
        double covered = 0;
        for (Piece piece : largestFirst) {
            if (covered >= enough * size) break;
            Geometry drawn = piece.drawn();
            // Whether one that touches the border is covered takes as long to tell as to cut it.
            Geometry cut = prepared.containsProperly(drawn)
                    ? drawn
                    : OverlayNGRobust.overlay(ground, drawn, OverlayNG.INTERSECTION);
            covered += Math.min(cut.getArea(), piece.size());
        }
        return Math.min(1, covered / size);
    }
}
