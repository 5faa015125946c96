package se.regstat.statistics.topology;

import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * Points at whole steps from an origin.
 *
 * @param x of the origin, as {@code y} a multiple of the step, and no larger than any x there is
 * @param step metres, or whatever coordinates are in
 */
record Grid(double x, double y, double step) {

    /** Around areas; of none, around nothing. */
    static Grid around(List<? extends Geometry> areas, double step) {
        Envelope all = new Envelope();
        areas.forEach(area -> all.expandToInclude(area.getEnvelopeInternal()));
        return all.isNull()
                ? new Grid(0, 0, step)
                : new Grid(below(all.getMinX(), step), below(all.getMinY(), step), step);
    }

    private static double below(double coordinate, double step) {
        return Math.floor(coordinate / step) * step;
    }

    int x(double of) {
        return Math.toIntExact(Math.round((of - x) / step));
    }

    int y(double of) {
        return Math.toIntExact(Math.round((of - y) / step));
    }
}
