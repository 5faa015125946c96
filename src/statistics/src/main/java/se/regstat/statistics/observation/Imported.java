package se.regstat.statistics.observation;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.ValueSet;
import se.regstat.statistics.snapshot.VintageAreas;

/** What a snapshot has that indicators are made of: values from tables, and points of those that are counted from them. Thread-safe. */
final class Imported {

    private final Map<String, Map<Key, ValueSet>> values = new LinkedHashMap<>();

    /** Of areas in lists of codes, by which list it is: sets of values share them, and there are few. */
    private final IdentityHashMap<List<String>, Map<VintageId, int[]>> places = new IdentityHashMap<>();

    private final Map<List<Object>, Events> events = new LinkedHashMap<>();
    private final Set<String> indicators;

    private record Key(VintageId vintage, int year) {}

    Imported(Snapshot snapshot, Configuration configuration) {
        for (ValueSet set : snapshot.values()) {
            if (configuration.indicator(set.indicator()).flow().isPresent()) continue;
            values.computeIfAbsent(set.indicator(), id -> new HashMap<>()).put(new Key(set.vintage(), set.year()), set);
            snapshot.vintage(set.vintage())
                    .ifPresent(areas -> places.computeIfAbsent(set.codes(), list -> new HashMap<>())
                            .computeIfAbsent(set.vintage(), id -> places(areas, set.codes())));
        }
        indicators = new LinkedHashSet<>(values.keySet());
        for (Events year : snapshot.events()) {
            if (configuration.indicator(year.indicator()).events().isEmpty()) continue;
            indicators.add(year.indicator());
            events.put(List.of(year.indicator(), year.year()), year);
        }
    }

    private static int[] places(VintageAreas areas, List<String> codes) {
        int[] places = new int[areas.areas().size()];
        Arrays.fill(places, -1);
        for (int i = 0; i < codes.size(); i++) {
            OptionalInt area = areas.indexOf(codes.get(i));
            if (area.isPresent()) places[area.getAsInt()] = i;
        }
        return places;
    }

    /** Ids of all there are. */
    Set<String> indicators() {
        return indicators;
    }

    /** All years with anything of some indicators, in any division, ascending. */
    Set<Integer> years(Collection<String> ids) {
        Set<Integer> years = new TreeSet<>();
        for (String id : ids) {
            for (Key key : values.getOrDefault(id, Map.of()).keySet()) years.add(key.year());
        }
        for (Events year : events.values()) {
            if (ids.contains(year.indicator())) years.add(year.year());
        }
        return years;
    }

    /** Values for the areas of a vintage. */
    Optional<ValueSet> values(String indicator, VintageId vintage, int year) {
        return Optional.ofNullable(values.get(indicator)).map(known -> known.get(new Key(vintage, year)));
    }

    /** Where each area of their vintage stands among values; below 0 if it is not there. Not to be changed. */
    int[] places(ValueSet of) {
        return places.get(of.codes()).get(of.vintage());
    }

    Optional<Events> events(String indicator, int year) {
        return Optional.ofNullable(events.get(List.of(indicator, year)));
    }

    /** By indicator and year. */
    Collection<Events> events() {
        return events.values();
    }

    /** Where what there is for a vintage and a year comes from. */
    Stream<Provenance> provenance(String indicator, VintageId vintage, int year) {
        return Stream.concat(
                values(indicator, vintage, year).map(ValueSet::provenance).stream(),
                events(indicator, year).map(Events::provenance).stream());
    }
}
