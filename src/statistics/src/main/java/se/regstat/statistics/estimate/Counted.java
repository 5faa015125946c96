package se.regstat.statistics.estimate;

import java.util.Optional;
import se.regstat.statistics.event.PointCounts;
import se.regstat.statistics.indicator.Status;

/**
 * What is counted from points in each target, instead of estimated from its sources.
 *
 * @param values of a count, or the numerator of a quotient
 * @param bases of a quotient
 */
public record Counted(Optional<PointCounts> values, Optional<PointCounts> bases) {

    /** Everything follows from sources. */
    public static final Counted NOTHING = new Counted(Optional.empty(), Optional.empty());

    public boolean isAnything() {
        return values.isPresent() || bases.isPresent();
    }

    /** What is counted of values in a target; if none are, what sources have. */
    double value(int target, double ofSources) {
        return values.isPresent() ? values.get().count(target) : ofSources;
    }

    /** What is counted of bases in a target; if none are, what sources have. */
    double base(int target, double ofSources) {
        return bases.isPresent() ? bases.get().count(target) : ofSources;
    }

    /** Whether what is counted in a target says nothing: there is none, and it is not known where all are known. */
    boolean saysNothing(int target) {
        return values.filter(known -> !known.events().covers().isKnown() && known.count(target) == 0)
                .isPresent();
    }

    /**
     * Where it is not known where all are known, sources without any are known as little as those with some: marks them as estimated.
     *
     * @param numbers of sources, changed
     * @param others of the same sources, null if there are none
     */
    void settle(double[] numbers, double[] others, byte[] statuses) {
        if (values.isEmpty() || values.get().events().covers().isKnown()) return;
        for (int i = 0; i < statuses.length; i++) {
            boolean known = others == null || Double.isFinite(others[i]);
            if (Status.of(statuses[i]) != Status.MISSING || !known) continue;
            numbers[i] = 0;
            statuses[i] = Status.ESTIMATED.code();
        }
    }
}
