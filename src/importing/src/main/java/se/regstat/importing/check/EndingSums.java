package se.regstat.importing.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.CodeList;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Observations.Uncovered;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.store.Store;

/** Which sums a code list would end, by naming parts that a store lacks, or by placing those that it has elsewhere. */
public final class EndingSums {

    private EndingSums() {}

    /** A line for each vintage, and each that it is summed from; empty if no sum ends. */
    public static List<String> by(CodeList list, Store store, Configuration configuration) {
        Snapshot snapshot = Snapshot.of(store);
        Set<List<Object>> before = unsummed(snapshot, configuration).keySet();
        Map<String, List<String>> ending = new TreeMap<>();
        unsummed(snapshot.with(list), configuration).forEach((key, area) -> {
            if (before.contains(key)) return;
            ending.computeIfAbsent(area.whole() + " from " + area.part(), pair -> new ArrayList<>())
                    .add(area.code());
        });
        return ending.entrySet().stream()
                .map(pair -> "the sums of " + pair.getValue().size() + " areas of " + pair.getKey() + ": "
                        + StoreCheck.few(pair.getValue()).orElseThrow())
                .toList();
    }

    private static Map<List<Object>, Uncovered> unsummed(Snapshot snapshot, Configuration configuration) {
        return Observations.of(snapshot, configuration).uncovered().stream()
                .filter(area -> !area.summed())
                .collect(Collectors.toMap(
                        area -> List.of(area.whole(), area.part(), area.code()),
                        area -> area,
                        (one, same) -> one,
                        LinkedHashMap::new));
    }
}
