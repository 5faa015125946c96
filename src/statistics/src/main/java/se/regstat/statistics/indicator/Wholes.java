package se.regstat.statistics.indicator;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which counts are wholes of others, as far as indicators are described: by their parts, and by numerators and denominators. Immutable. */
public final class Wholes {

    private final Map<String, Set<String>> parts = new HashMap<>();

    /** @param indicators as they are described */
    public Wholes(Collection<Indicator> indicators) {
        for (Indicator one : indicators) {
            add(one.id(), one.parts());
            if (one.measure() instanceof Measure.Ratio ratio
                    && ratio.numerator().isPresent()) {
                add(ratio.denominator().orElseThrow(), List.of(ratio.numerator().get()));
            }
        }
    }

    private void add(String whole, Collection<String> more) {
        if (!more.isEmpty())
            parts.computeIfAbsent(whole, first -> new HashSet<>()).addAll(more);
    }

    /** Whether all that one counts another counts too, directly or by parts of parts; not so of one and itself. */
    public boolean holds(String whole, String part) {
        return !whole.equals(part) && within(whole).contains(part);
    }

    /** Whether somebody is counted by both: one holds the other, or both hold a third. */
    public boolean overlap(String one, String other) {
        Set<String> common = within(one);
        common.retainAll(within(other));
        return !common.isEmpty();
    }

    /** An indicator with all that it holds. */
    private Set<String> within(String whole) {
        Set<String> found = new HashSet<>();
        collect(whole, found);
        return found;
    }

    private void collect(String whole, Set<String> found) {
        if (found.add(whole)) parts.getOrDefault(whole, Set.of()).forEach(part -> collect(part, found));
    }
}
