package se.regstat.statistics.estimate;

import se.regstat.statistics.weights.ExactSum;
import se.regstat.statistics.weights.Weights;

/** How much land targets have: where none is registered, that of a source may be all in or all outside of a target's part of it, as far as there is room. */
final class LandBounds {

    private LandBounds() {}

    /** @param density whose bases are the land of sources */
    static double most(Weights weights, int target, Variable density) {
        return land(weights, target, density, true);
    }

    /** See {@link #most}. */
    static double least(Weights weights, int target, Variable density) {
        return land(weights, target, density, false);
    }

    private static double land(Weights weights, int target, Variable density, boolean most) {
        ExactSum sum = new ExactSum();
        for (int entry = weights.first(target); entry < weights.first(target + 1); entry++) {
            int source = weights.source(entry);
            if (!density.status(source).hasValue()) continue;
            double land = density.base(source);
            double share = weights.landShare(entry);
            if (!weights.isWhole(entry) && !weights.knowsLand()) {
                double room = density.whole(source);
                land = most ? Math.min(land, share * room) : Math.max(0, land - (1 - share) * room);
                share = 1;
            }
            sum.add(share * land);
        }
        return sum.value();
    }
}
