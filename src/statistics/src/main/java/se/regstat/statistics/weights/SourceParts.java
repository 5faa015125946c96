package se.regstat.statistics.weights;

/** One source's parts, in the targets it meets. */
final class SourceParts {
    static final int AREA = -1;

    final int[] targets;
    final double[] overlaid;
    final double[] areas;
    final double[] land;
    final double[] weights;
    final boolean[] kept;
    final boolean[] ruledOut;
    double[] least;
    double[] most;
    boolean overlapping;

    /** The number of what it is divided by; {@link #AREA} where that is area. */
    int dividedBy = AREA;

    boolean byChangeLog;

    SourceParts(int[] targets, double[] overlaid) {
        this.targets = targets;
        this.overlaid = overlaid;
        areas = overlaid.clone();
        land = new double[targets.length];
        weights = new double[targets.length];
        kept = new boolean[targets.length];
        ruledOut = new boolean[targets.length];
    }

    boolean snapped(int k) {
        if (byChangeLog || ruledOut[k]) return false;
        return !kept[k] || (areas[k] == 1 && overlaid[k] < 1);
    }

    /** Share of the source by which a part was snapped. */
    double moved(int k) {
        return Math.abs((kept[k] ? 1 : 0) - overlaid[k]);
    }

    boolean isCut(int k) {
        return kept[k] && areas[k] < 1;
    }
}
