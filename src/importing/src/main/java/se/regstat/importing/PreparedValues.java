package se.regstat.importing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;

/**
 * Values that passed every check and are ready to be stored.
 *
 * @param withdrawn values in the store that came from the same place once and are not there any more: they go
 * @param summary what there is, a line for each vintage
 * @param notes what was done or assumed that the user did not ask for in so many words
 * @param warnings what a careful user would look into: parts that miss their totals
 */
public record PreparedValues(
        List<PublishedValues> values,
        List<PublishedValues> withdrawn,
        List<String> summary,
        List<String> notes,
        List<String> warnings)
        implements Prepared {

    public PreparedValues {
        values = List.copyOf(values);
        withdrawn = List.copyOf(withdrawn);
        summary = List.copyOf(summary);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /** The same, with which others go. */
    public PreparedValues withdrawing(List<PublishedValues> held) {
        List<String> told = new ArrayList<>(notes);
        held.forEach(set -> told.add("it takes away " + set.indicator() + " " + set.year() + " of " + set.vintage()
                + ", which " + set.provenance().file() + " does not have any more; where that came from is kept"));
        return new PreparedValues(values, held, summary, told, warnings);
    }

    @Override
    public boolean isIn(Store store) {
        if (!withdrawn.isEmpty()) return false;
        Map<List<Object>, PublishedValues> held = new HashMap<>();
        store.values(indicators(values)).forEach(set -> held.put(key(set), set));
        return values.stream().allMatch(set -> isSame(set, held.get(key(set))));
    }

    /** Of which indicators they are. */
    static Set<String> indicators(List<PublishedValues> values) {
        return values.stream().map(PublishedValues::indicator).collect(Collectors.toUnmodifiableSet());
    }

    /** Of which indicators these are, those that go among them. */
    public Set<String> indicators() {
        Set<String> all = new HashSet<>(indicators(values));
        all.addAll(indicators(withdrawn));
        return all;
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
        store.together(() -> {
            store.writeValues(values);
            withdrawn.forEach(set -> store.removeValues(set.indicator(), set.vintage(), set.year()));
        });
    }

    @Override
    public Stored stored() {
        Set<String> indicators = indicators();
        Set<List<Object>> keys = values.stream().map(PreparedValues::key).collect(Collectors.toUnmodifiableSet());
        record Gone(String indicator, VintageId vintage, int year) {}
        List<Gone> gone = withdrawn.stream()
                .map(set -> new Gone(set.indicator(), set.vintage(), set.year()))
                .toList();
        return (from, to) -> {
            to.writeValues(from.values(indicators).stream()
                    .filter(set -> keys.contains(key(set)))
                    .toList());
            gone.forEach(set -> to.removeValues(set.indicator(), set.vintage(), set.year()));
        };
    }
}
