package se.regstat.statistics.commuting;

import se.regstat.statistics.flow.Amount;
import se.regstat.statistics.flow.Flows;
import se.regstat.statistics.indicator.Status;

/**
 * What is known of one area's flows.
 *
 * @param isCovered whether it is known that no others go there or from there
 */
record Sums(Amount living, Amount working, Amount within, Amount out, Amount in, boolean isCovered) {

    /** Of an area that nobody tells of. */
    static final Sums UNKNOWN =
            new Sums(Amount.UNKNOWN, Amount.UNKNOWN, Amount.UNKNOWN, Amount.UNKNOWN, Amount.UNKNOWN, false);

    static Sums of(Flows flows, int area) {
        return new Sums(
                flows.living(area),
                flows.working(area),
                flows.within(area),
                flows.out(area),
                flows.in(area),
                flows.isKnown(area));
    }

    /** The worst of all. */
    Status status() {
        return living.plus(working).status();
    }
}
