package se.regstat.geoserver.map;

import se.regstat.statistics.snapshot.Snapshot;

/** Figures as the map's documents tell them. */
final class Told {

    private static final double LARGEST_WHOLE = 1e15;

    private Told() {}

    /** Whole numbers without a point, as in all other documents; null for NaN. */
    static Number number(double value) {
        if (Double.isNaN(value)) return null;
        boolean whole = value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE;
        return whole ? (Number) (long) value : (Number) value;
    }

    /** As text: it has more digits than numbers have in browsers. */
    static String revision(Snapshot snapshot) {
        return Long.toString(snapshot.revision());
    }
}
