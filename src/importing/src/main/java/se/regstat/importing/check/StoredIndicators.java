package se.regstat.importing.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.store.Store;

/** What there is of indicators in a store, for people to read. */
public final class StoredIndicators {

    /**
     * An indicator's values for one vintage.
     *
     * @param years as in {@code 2011-2014, 2020}
     * @param imported the day of the latest import
     * @param files they came from, the latest last
     */
    public record Line(
            String indicator, VintageId vintage, String years, int areas, String imported, List<String> files) {}

    private StoredIndicators() {}

    /** By indicator and vintage. */
    public static List<Line> of(Store store) {
        TreeMap<String, TreeMap<VintageId, List<Year>>> sets = new TreeMap<>();
        store.readValues(values -> sets.computeIfAbsent(values.indicator(), id -> new TreeMap<>())
                .computeIfAbsent(values.vintage(), id -> new ArrayList<>())
                .add(new Year(values.year(), values.codes().size(), values.provenance())));
        List<Line> lines = new ArrayList<>();
        sets.forEach((indicator, byVintage) ->
                byVintage.forEach((vintage, values) -> lines.add(line(indicator, vintage, values))));
        return lines;
    }

    private record Year(int year, int areas, Provenance provenance) {}

    private static Line line(String indicator, VintageId vintage, List<Year> values) {
        TreeSet<Integer> years = new TreeSet<>();
        Set<String> files = new LinkedHashSet<>();
        int areas = 0;
        String imported = "";
        for (Year set : values.stream()
                .sorted(java.util.Comparator.comparing(v -> v.provenance().imported()))
                .toList()) {
            years.add(set.year());
            areas = Math.max(areas, set.areas());
            files.add(set.provenance().file());
            imported = set.provenance().imported().toString().substring(0, 10);
        }
        return new Line(indicator, vintage, IndicatorCheck.years(years), areas, imported, List.copyOf(files));
    }
}
