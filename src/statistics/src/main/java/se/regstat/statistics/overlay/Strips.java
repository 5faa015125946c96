package se.regstat.statistics.overlay;

/**
 * How much of a cut source's value a part of it can hold that is no more than a strip along the source's border, as where two
 * digitisations of one border differ by metres. Hard bounds would say anything from none to all. What they hold is taken to be no less
 * spread out than houses are: of what stands within {@code d} metres of the border, {@code d / 20} of the source at most. Beyond
 * 5 metres that says little, and anything may be there. Not thread-safe.
 */
public final class Strips {

    /** Metres, ascending. */
    static final double[] DEPTHS = {1.5, 5};

    /** Across a house, in metres. */
    private static final double HOUSE = 20;

    /** Of a source's width: what is small beside that is a matter of its border. */
    private static final double SLIGHT = 0.01;

    private final Sources sources;
    private final PackedAreas targets;

    public Strips(Sources sources, PackedAreas targets) {
        this.sources = sources;
        this.targets = targets;
    }

    /** The most that a target's part can hold, as a share of the source. */
    public double most(int source, int target, double share) {
        return held(source, target, share, false);
    }

    /** The least that a target's part must hold, as a share of the source. */
    public double least(int source, int target, double share) {
        return 1 - held(source, target, 1 - share, true);
    }

    /** @param beside whether the strip is what the target leaves of the source, rather than its part */
    private double held(int source, int target, double share, boolean beside) {
        double area = sources.area(source);
        for (int level = 0; level < DEPTHS.length; level++) {
            double depth = DEPTHS[level];
            if (depth > SLIGHT * Math.sqrt(area)) return 1;
            // A strip so deep has no more room.
            if (share * area > depth * sources.perimeter(source)) continue;
            PackedAreas core = sources.core(source, level);
            long inside = core.isEmpty(0) ? 0 : new CommonArea(core, targets).of(0, target);
            if (inside == (beside && !core.isEmpty(0) ? core.area(0) : 0)) return depth / HOUSE;
        }
        return 1;
    }
}
