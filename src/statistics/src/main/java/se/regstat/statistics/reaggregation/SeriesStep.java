package se.regstat.statistics.reaggregation;

import java.util.BitSet;
import java.util.function.Function;
import se.regstat.statistics.estimate.Estimate;
import se.regstat.statistics.estimate.EstimateRow;
import se.regstat.statistics.observation.Comparability;
import se.regstat.statistics.weights.Weights;

/**
 * Where an indicator's series passes from one vintage of the sources to the next.
 *
 * @param before the last period of the earlier vintage, directly
 * @param beforeVariable its variable there
 * @param through the same period through the later vintage's areas
 * @param throughVariable its variable there
 * @param broken targets that cut areas whose borders changed, so that the periods before and after cannot be compared
 */
record SeriesStep(Estimate before, int beforeVariable, Estimate through, int throughVariable, BitSet broken) {

    /**
     * What the borders alone make of a target's value; NaN where that is not known, or the series goes on.
     *
     * @param rows the target's row of an estimate
     */
    double size(int target, Function<Estimate, EstimateRow> rows) {
        if (!broken.get(target)) return Double.NaN;
        return rows.apply(through).value(throughVariable) - rows.apply(before).value(beforeVariable);
    }

    /** Targets that cut an area of either vintage which is not the same one in the other. */
    static BitSet broken(Weights earlier, Weights later, Comparability comparability) {
        BitSet same = new BitSet();
        for (int area = 0; area < later.sources().size(); area++) {
            if (comparability.isSame(area)) same.set(comparability.earlier(area));
        }
        BitSet broken = new BitSet();
        for (int target = 0; target < later.targets().size(); target++) {
            boolean cutsChanged = false;
            for (int entry = earlier.first(target); entry < earlier.first(target + 1); entry++) {
                cutsChanged |= !earlier.isWhole(entry) && !same.get(earlier.source(entry));
            }
            for (int entry = later.first(target); entry < later.first(target + 1); entry++) {
                cutsChanged |= !later.isWhole(entry) && !comparability.isSame(later.source(entry));
            }
            broken.set(target, cutsChanged);
        }
        return broken;
    }
}
