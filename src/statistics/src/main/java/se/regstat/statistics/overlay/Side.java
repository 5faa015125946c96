package se.regstat.statistics.overlay;

/**
 * On which side of a line a point lies, exactly, and never on the line itself: targets count as moved by (ε, ε²) with an
 * infinitely small ε &gt; 0, so a source and a target have no point of their borders in common that is not a clean crossing,
 * wherever borders are shared. The area of an intersection is continuous, so the move does not change it (symbolic
 * perturbation: Edelsbrunner and Mücke, Simulation of Simplicity, ACM Transactions on Graphics 9, 1990). Coordinates are those
 * of a {@link Frame}.
 */
final class Side {

    /** Relative error of a determinant of exact differences, with room to spare. */
    private static final double ROUNDING = 0x1p-50;

    private Side() {}

    /** Twice the signed area of the triangle (0, p, q), correct in sign and to the last digits; 0 only if it is. */
    static double determinant(double px, double py, double qx, double qy) {
        double left = px * qy;
        double right = py * qx;
        double difference = left - right;
        if (Math.abs(difference) > ROUNDING * (Math.abs(left) + Math.abs(right))) return difference;
        return difference + (Math.fma(px, qy, -left) - Math.fma(py, qx, -right));
    }

    /** Whether a target's vertex lies left of a source's segment, given the determinant of the two. */
    static boolean targetIsLeft(double determinant, double dx, double dy) {
        if (determinant != 0) return determinant > 0;
        return dy != 0 ? dy < 0 : dx > 0;
    }

    /** Whether a source's vertex lies left of a target's segment, given the determinant of the two. */
    static boolean sourceIsLeft(double determinant, double dx, double dy) {
        if (determinant != 0) return determinant > 0;
        return dy != 0 ? dy > 0 : dx < 0;
    }
}
