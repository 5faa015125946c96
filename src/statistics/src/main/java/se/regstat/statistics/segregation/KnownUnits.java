package se.regstat.statistics.segregation;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.request.MissingParts;

/**
 * The units of a place whose values are known, and what a figure of them is worth.
 *
 * @param known numbers of those with a value
 * @param leftOut how many have none
 * @param status of a figure of the known ones, unless it shows that there is nothing to measure
 * @param reason why there is no figure; empty if there is one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record KnownUnits(int[] known, int leftOut, Status status, String reason) {

    /** Why there is no figure of a place that is a single unit, or has people in one alone. */
    public static final String SINGLE_UNIT = "single_unit";

    /** Why there is no figure where a unit lies in no area of a division. */
    public static final String NOT_NESTED = "not_nested";

    /** Why there is no figure of a place in which no unit has most of its people. */
    private static final String NO_UNIT = "no_unit";

    /**
     * @param statuses by unit, those of other places too
     * @param people how many each unit has that has a value
     */
    public static KnownUnits of(
            AskedPlaces.Place place, Status[] statuses, IntToDoubleFunction people, MissingParts missing) {
        int[] known = Arrays.stream(place.units())
                .filter(unit -> statuses[unit].hasValue())
                .toArray();
        int leftOut = place.units().length - known.length;
        boolean strict = missing == MissingParts.STRICT;
        Set<Status> all = Arrays.stream(place.units())
                .mapToObj(unit -> statuses[unit])
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Status.class)));
        Status status;
        String reason = Reason.NONE.id();
        if (place.coverage() == AskedPlaces.Coverage.NONE) {
            status = Status.OUTSIDE;
        } else if (place.coverage() == AskedPlaces.Coverage.LITTLE) {
            status = Status.MISSING;
            reason = Reason.LOW_COVERAGE.id();
        } else if (place.units().length == 0) {
            status = Status.NOT_APPLICABLE;
            reason = NO_UNIT;
        } else if ((strict && leftOut > 0) || known.length == 0) {
            status = all.contains(Status.SUPPRESSED) ? Status.SUPPRESSED : Status.MISSING;
            reason = Reason.INCOMPLETE.id();
        } else if (strict && !place.complete()) {
            status = Status.MISSING;
            reason = Reason.INCOMPLETE.id();
        } else if (known.length == 1
                || Arrays.stream(known)
                                .filter(unit -> people.applyAsDouble(unit) > 0)
                                .count()
                        == 1) {
            status = Status.NOT_APPLICABLE;
            reason = SINGLE_UNIT;
        } else {
            boolean exact = leftOut == 0 && place.isExact();
            status = exact && !all.contains(Status.ESTIMATED) ? Status.NORMAL : Status.ESTIMATED;
        }
        return new KnownUnits(known, leftOut, status, reason);
    }

    /** Whether there is enough for one. */
    public boolean hasFigure() {
        return status.hasValue();
    }
}
