package se.regstat.statistics.division;

import java.util.OptionalInt;

/**
 * The reference years a vintage is valid for: both ends inclusive, either end may be open.
 *
 * @param from first year, or empty for "since ever"
 * @param to last year, or empty for "until further notice"
 */
public record YearRange(OptionalInt from, OptionalInt to) {

    public static final YearRange ALWAYS = new YearRange(OptionalInt.empty(), OptionalInt.empty());

    public YearRange {
        if (from.isPresent() && to.isPresent() && from.getAsInt() > to.getAsInt()) {
            throw new IllegalArgumentException("valid-from " + from.getAsInt() + " is after valid-to " + to.getAsInt()
                    + "; give the earlier year first");
        }
    }

    public boolean contains(int year) {
        return (from.isEmpty() || from.getAsInt() <= year) && (to.isEmpty() || year <= to.getAsInt());
    }

    public boolean overlaps(YearRange other) {
        return startsBeforeEndOf(other) && other.startsBeforeEndOf(this);
    }

    private boolean startsBeforeEndOf(YearRange other) {
        return from.isEmpty() || other.to.isEmpty() || from.getAsInt() <= other.to.getAsInt();
    }

    /** As in {@code open-2023}. */
    @Override
    public String toString() {
        return (from.isPresent() ? from.getAsInt() : "open") + "-" + (to.isPresent() ? to.getAsInt() : "open");
    }
}
