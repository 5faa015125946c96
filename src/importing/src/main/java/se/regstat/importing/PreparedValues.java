package se.regstat.importing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;

/**
 * Values that passed every check and are ready to be stored.
 *
 * @param summary what there is, a line for each vintage
 * @param notes what was done or assumed that the user did not ask for in so many words
 * @param warnings what a careful user would look into: parts that miss their totals
 */
public record PreparedValues(
        List<PublishedValues> values, List<String> summary, List<String> notes, List<String> warnings)
        implements Prepared {

    public PreparedValues {
        values = List.copyOf(values);
        summary = List.copyOf(summary);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    @Override
    public boolean isIn(Store store) {
        Map<List<Object>, PublishedValues> held = new HashMap<>();
        store.values(indicators(values)).forEach(set -> held.put(key(set), set));
        return values.stream().allMatch(set -> isSame(set, held.get(key(set))));
    }

    /** Of which indicators they are. */
    static Set<String> indicators(List<PublishedValues> values) {
        return values.stream().map(PublishedValues::indicator).collect(Collectors.toUnmodifiableSet());
    }

    /** The same of these. */
    public Set<String> indicators() {
        return indicators(values);
    }

    private static List<Object> key(PublishedValues set) {
        return List.of(set.indicator(), set.vintage(), set.year());
    }

    private static boolean isSame(PublishedValues set, PublishedValues held) {
        return held != null
                && held.codes().equals(set.codes())
                && Arrays.equals(held.values(), set.values())
                && Arrays.equals(held.statuses(), set.statuses());
    }

    @Override
    public void writeTo(Store store) {
        DivisionImport.refuseDemo(store);
        store.writeValues(values);
    }

    @Override
    public Stored stored() {
        Set<String> indicators = indicators();
        Set<List<Object>> keys = values.stream().map(PreparedValues::key).collect(Collectors.toUnmodifiableSet());
        return (from, to) -> to.writeValues(from.values(indicators).stream()
                .filter(set -> keys.contains(key(set)))
                .toList());
    }
}
