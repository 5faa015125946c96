package se.regstat.statistics.observation;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Reason;

/**
 * An indicator's values for the areas of one division, year by year, each year in the vintage that is valid then.
 *
 * @param division its id
 * @param years ascending; only years for which something is known of some area
 */
public record Series(Indicator indicator, String division, List<YearValues> years) {

    public Series {
        years = List.copyOf(years);
    }

    public Optional<YearValues> year(int year) {
        // Asked for with every sum, so without streams.
        for (YearValues values : years) {
            if (values.year() == year) return Optional.of(values);
        }
        return Optional.empty();
    }

    /** The newest year with a value. */
    public Optional<YearValues> latest() {
        return years.stream().filter(YearValues::hasAnyValue).reduce((earlier, later) -> later);
    }

    public boolean hasAnyValue() {
        return years.stream().anyMatch(YearValues::hasAnyValue);
    }

    /** Why no area has a value in any year, where that is one reason; else {@link Reason#NONE}. */
    public Reason reason() {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        for (YearValues values : years) {
            for (int area = 0; area < values.size(); area++) reasons.add(values.reason(area));
        }
        return reasons.size() == 1 ? reasons.iterator().next() : Reason.NONE;
    }

    /** Whether the values are re-aggregated to boundaries that are not the producer's. */
    public boolean isDerived() {
        return years.stream().anyMatch(year -> year.quality().isPresent());
    }

    /** Whether a layer may be made of it. */
    public boolean isPublished() {
        return isDerived() ? indicator.publishDerived(division) : indicator.publish();
    }

    /** The year that change is told since: the indicator's, or the first one with a value. */
    public Optional<YearValues> base() {
        OptionalInt wanted = indicator.baseYear();
        // Asked for with every change, so without streams.
        for (YearValues values : years) {
            boolean candidate = wanted.isEmpty() || values.year() == wanted.getAsInt();
            if (candidate && values.hasAnyValue()) return Optional.of(values);
        }
        return Optional.empty();
    }
}
