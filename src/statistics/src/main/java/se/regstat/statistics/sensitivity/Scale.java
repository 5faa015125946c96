package se.regstat.statistics.sensitivity;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.segregation.Grouping;
import se.regstat.statistics.segregation.KnownUnits;

/**
 * A division that figures are computed on, or neighbourhoods of a size.
 *
 * @param sums of every unit
 * @param statuses of every unit's
 * @param groupOf of every unit the area it lies in, -1 for none
 * @param isOfficial whether random divisions are drawn beside it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Scale(String name, Sums sums, Status[] statuses, int[] groupOf, boolean isOfficial) {

    /** The units as they are. */
    static Scale units(String name, UnitsOfYear now) {
        return new Scale(
                name,
                now.sums(),
                now.statuses(),
                IntStream.range(0, now.statuses().length).toArray(),
                false);
    }

    /**
     * What figures come to.
     *
     * @param areas how many there are in the place
     * @param values by figure, NaN for none
     * @param reason why there is none of any; empty if that is not so
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Values(int areas, double[] values, Status status, String reason) {

        /** The same of one figure. */
        Values with(double value) {
            return new Values(areas, new double[] {value}, status, reason);
        }

        /** Of a unit without a figure: why the place has none, else why the unit has none. */
        static Values none(Values place, Status unit) {
            boolean placeHas = place.status().hasValue();
            Status status = placeHas ? unit.hasValue() ? Status.MISSING : unit : place.status();
            return new Values(
                    place.areas(),
                    new double[] {Double.NaN},
                    status,
                    placeHas ? Reason.INCOMPLETE.id() : place.reason());
        }
    }

    Values of(KnownUnits units, List<AskedFigure> figures) {
        double[] values = new double[figures.size()];
        Arrays.fill(values, Double.NaN);
        Grouping grouping = Grouping.of(units.known(), groupOf);
        if (!units.hasFigure()) return new Values(grouping.number(), values, units.status(), units.reason());
        if (grouping.number() == 0) return new Values(0, values, Status.NOT_APPLICABLE, KnownUnits.NOT_NESTED);
        if (grouping.number() == 1) return new Values(1, values, Status.NOT_APPLICABLE, KnownUnits.SINGLE_UNIT);
        Sums joined = sums.joined(units.known(), grouping.into(), grouping.number());
        if (Arrays.stream(units.known()).anyMatch(unit -> !statuses[unit].hasValue())) {
            return new Values(grouping.number(), values, Status.MISSING, Reason.INCOMPLETE.id());
        }
        for (int figure = 0; figure < values.length; figure++)
            values[figure] = figures.get(figure).of(joined);
        boolean estimated = Arrays.stream(units.known()).anyMatch(unit -> statuses[unit] == Status.ESTIMATED);
        return new Values(grouping.number(), values, estimated ? Status.ESTIMATED : units.status(), units.reason());
    }
}
