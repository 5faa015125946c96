package se.regstat.statistics.flow;

import se.regstat.statistics.indicator.Status;

/**
 * How many persons go from somewhere to somewhere.
 *
 * @param persons NaN where the status has no value
 */
public record Amount(double persons, Status status) {

    static final Amount NOBODY = new Amount(0, Status.NORMAL);

    /** Of flows that nobody has told of. */
    public static final Amount UNKNOWN = new Amount(Double.NaN, Status.MISSING);

    static Amount of(double persons, Status status) {
        return new Amount(status.hasValue() ? persons : Double.NaN, status);
    }

    /** Both together: not known if either is not, and withheld if either is. */
    public Amount plus(Amount other) {
        return new Amount(persons + other.persons, worse(status, other.status));
    }

    /** As a share of a whole; NaN of nobody, and where either is not known. */
    public double shareOf(Amount whole) {
        return whole.persons > 0 ? persons / whole.persons : Double.NaN;
    }

    private static Status worse(Status a, Status b) {
        if (a == Status.SUPPRESSED || b == Status.SUPPRESSED) return Status.SUPPRESSED;
        if (!a.hasValue() || !b.hasValue()) return Status.MISSING;
        return a == Status.ESTIMATED ? a : b;
    }
}
