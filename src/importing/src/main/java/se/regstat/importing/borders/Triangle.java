package se.regstat.importing.borders;

import org.locationtech.jts.algorithm.CGAlgorithmsDD;

/** Three places, and how far what they enclose reaches to the west and east between two northings. Not thread-safe. */
final class Triangle {

    /** Metres by which what is computed of sides may be wrong. */
    private static final double ROUNDING = 1e-3;

    private final double ax;
    private final double ay;
    private final double bx;
    private final double by;
    private final double cx;
    private final double cy;
    double west;
    double east;

    Triangle(double ax, double ay, double bx, double by, double cx, double cy) {
        this.ax = ax;
        this.ay = ay;
        this.bx = bx;
        this.by = by;
        this.cx = cx;
        this.cy = cy;
    }

    /** Sets {@link #west} and {@link #east}, amply. */
    void between(double south, double north) {
        west = Double.POSITIVE_INFINITY;
        east = Double.NEGATIVE_INFINITY;
        side(ax, ay, bx, by, south, north);
        side(bx, by, cx, cy, south, north);
        side(cx, cy, ax, ay, south, north);
        west -= ROUNDING;
        east += ROUNDING;
    }

    private void side(double x0, double y0, double x1, double y1, double south, double north) {
        double low = Math.max(south, Math.min(y0, y1));
        double high = Math.min(north, Math.max(y0, y1));
        if (low > high) return;
        boolean level = y0 == y1;
        double atLow = level ? x0 : x0 + (x1 - x0) * (low - y0) / (y1 - y0);
        double atHigh = level ? x1 : x0 + (x1 - x0) * (high - y0) / (y1 - y0);
        west = Math.min(west, Math.min(atLow, atHigh));
        east = Math.max(east, Math.max(atLow, atHigh));
    }

    /** Whether a place lies inside or on a side, decided exactly. */
    boolean has(double px, double py) {
        if (px < Math.min(ax, Math.min(bx, cx)) || px > Math.max(ax, Math.max(bx, cx))) return false;
        if (py < Math.min(ay, Math.min(by, cy)) || py > Math.max(ay, Math.max(by, cy))) return false;
        int ab = CGAlgorithmsDD.orientationIndex(ax, ay, bx, by, px, py);
        int bc = CGAlgorithmsDD.orientationIndex(bx, by, cx, cy, px, py);
        int ca = CGAlgorithmsDD.orientationIndex(cx, cy, ax, ay, px, py);
        return (ab >= 0 && bc >= 0 && ca >= 0) || (ab <= 0 && bc <= 0 && ca <= 0);
    }
}
