package se.regstat.statistics.observation;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import se.regstat.statistics.snapshot.VintageAreas;

/** When and where any of some series has a value. What the first of a thousand series tells, the others are not asked for. */
public final class Reach {

    private Reach() {}

    /** The years with a value, in any division. */
    public static SortedSet<Integer> years(Collection<Series> series) {
        return new TreeSet<>(told(series, YearValues::year));
    }

    /** Vintages with a value of any of their areas, in any year. */
    public static Set<VintageAreas> areas(Collection<Series> series) {
        return told(series, YearValues::areas);
    }

    /**
     * Years with a value, and the areas that they are told for.
     *
     * @param series of one division
     */
    public static SortedMap<Integer, VintageAreas> areasByYear(Collection<Series> series) {
        SortedMap<Integer, VintageAreas> years = new TreeMap<>();
        told(series, values -> Map.entry(values.year(), values.areas()))
                .forEach(known -> years.put(known.getKey(), known.getValue()));
        return years;
    }

    private static <T> Set<T> told(Collection<Series> series, Function<YearValues, T> what) {
        Set<T> told = new LinkedHashSet<>();
        for (Series one : series) {
            for (YearValues values : one.years()) {
                T thing = what.apply(values);
                if (!told.contains(thing) && values.hasAnyValue()) told.add(thing);
            }
        }
        return told;
    }
}
