package se.regstat.statistics.observation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.regstat.statistics.indicator.Origin;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.packed.PackedNumbers;
import se.regstat.statistics.packed.Room;

/** What is told of an indicator's areas in a year, packed: values, and how each came about. Immutable and thread-safe. */
final class Told {

    private final PackedNumbers values;

    /** How each value came about, by number; null if all did alike. */
    private final PackedNumbers how;

    private final How[] hows;
    private final Optional<YearValues.Fraction> fraction;
    private final boolean any;

    /** How values come about; there are few ways in a year. */
    private record How(Status status, Origin origin, Reason reason, String source) {

        static How of(YearValues.Builder builder, int area) {
            return new How(builder.status(area), builder.origin(area), builder.reason(area), builder.sourceOf(area));
        }
    }

    /** @param room where it is to lie */
    Told(YearValues.Builder builder, Room room) {
        int size = builder.size();
        Map<Integer, Integer> numbers = new HashMap<>();
        List<How> distinct = new ArrayList<>();
        double[] each = new double[size];
        boolean some = false;
        for (int area = 0; area < size; area++) {
            some |= builder.status(area).hasValue();
            boolean alike = area > 0 && builder.how(area) == builder.how(area - 1);
            each[area] = alike ? each[area - 1] : numbers.computeIfAbsent(builder.how(area), how -> distinct.size());
            if (numbers.size() > distinct.size()) distinct.add(How.of(builder, area));
        }
        this.values = PackedNumbers.of(builder.values(), room);
        this.how = distinct.size() > 1 ? PackedNumbers.of(each, room) : null;
        this.hows = distinct.toArray(How[]::new);
        this.fraction = builder.fraction(room);
        this.any = some;
    }

    private How how(int area) {
        return hows[how == null ? 0 : (int) how.get(area)];
    }

    double value(int area) {
        return values.get(area);
    }

    Status status(int area) {
        return how(area).status();
    }

    Origin origin(int area) {
        return how(area).origin();
    }

    Reason reason(int area) {
        return how(area).reason();
    }

    String source(int area) {
        return how(area).source();
    }

    Optional<YearValues.Fraction> fraction() {
        return fraction;
    }

    boolean hasAnyValue() {
        return any;
    }
}
