package se.regstat.statistics.overlay;

import org.locationtech.jts.geom.Envelope;

/**
 * The numbers an overlay counts in. Coordinates are metres from a whole-metre origin in the middle of the sources (x =
 * E, y = N in EPSG:3006), rounded to a power of two so fine (2<sup>-31</sup> m for a country) that differences of any
 * two are exact doubles, which makes the sides of lines exact. Areas are whole numbers of a power of two of a square
 * metre, counted modulo 2<sup>64</sup>: sums of them are exact and do not depend on order, and overflow in between
 * does no harm since no result is larger than the largest source.
 *
 * @param reach how far from the origin a coordinate may lie, metres; at least the sources' extent
 * @param grid what coordinates are multiples of, metres
 * @param perSquareMetre units of area in a square metre
 */
public record Frame(double originX, double originY, double reach, double grid, double perSquareMetre) {

    /** Metres. Targets reach further than the sources, and are cut off beyond the frame's reach. */
    private static final double COUNTRY = 0x1p20;

    private static final double WRAP = 0x1p64;

    static Frame around(Envelope bounds, double largestArea) {
        if (bounds.isNull()) return new Frame(0, 0, 1, 0x1p-51, 1);
        double extent = Math.max(COUNTRY, Math.max(bounds.getWidth(), bounds.getHeight()));
        double reach = Math.scalb(1.0, Math.getExponent(extent) + 1);
        return new Frame(
                Math.rint(bounds.centre().x),
                Math.rint(bounds.centre().y),
                reach,
                reach * 0x1p-52,
                Math.scalb(1.0, 60 - Math.getExponent(Math.max(largestArea, 0x1p-40))));
    }

    /** Where coordinates can be told exactly, EPSG:3006 (E, N). */
    Envelope range() {
        return new Envelope(originX - reach, originX + reach, originY - reach, originY + reach);
    }

    public double x(double easting) {
        return Math.rint((easting - originX) / grid) * grid;
    }

    public double y(double northing) {
        return Math.rint((northing - originY) / grid) * grid;
    }

    /** The area between a segment and the line x = 0, positive for segments upwards to the right of it, in units of area; swapped ends give the exact opposite. */
    long strip(double x0, double y0, double x1, double y1) {
        double units = (x0 + x1) * (y1 - y0) * (perSquareMetre / 2);
        if (Math.abs(units) >= 0x1p62) units -= WRAP * Math.rint(units / WRAP);
        return (long) Math.rint(units);
    }

    double squareMetres(long units) {
        return units / perSquareMetre;
    }
}
