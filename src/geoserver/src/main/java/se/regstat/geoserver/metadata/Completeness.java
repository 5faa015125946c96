package se.regstat.geoserver.metadata;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;

/**
 * How many values there are of each status, of all areas and years with any value.
 *
 * @param cells by status; a status without any is absent
 */
public record Completeness(Map<Status, Long> cells) {

    /** Of what has no values. */
    public static final Completeness NONE = new Completeness(Map.of());

    public Completeness {
        cells = Map.copyOf(cells);
    }

    /** Of all of some series, counted by the first who asks: it takes all their values. */
    static Supplier<Completeness> later(List<Series> series) {
        return new Supplier<>() {
            private Completeness counted;

            @Override
            public synchronized Completeness get() {
                if (counted == null) {
                    counted = series.stream().map(Completeness::of).reduce(NONE, Completeness::and);
                }
                return counted;
            }
        };
    }

    private static Completeness of(Series series) {
        long[] counts = new long[Status.values().length];
        for (YearValues year : series.years()) {
            if (!year.hasAnyValue()) continue;
            for (int area = 0; area < year.size(); area++)
                counts[year.status(area).code()]++;
        }
        Map<Status, Long> cells = new EnumMap<>(Status.class);
        for (Status status : Status.values()) {
            if (counts[status.code()] > 0) cells.put(status, counts[status.code()]);
        }
        return new Completeness(cells);
    }

    /** Areas times years. */
    public long all() {
        return cells.values().stream().mapToLong(Long::longValue).sum();
    }

    public long of(Status status) {
        return cells.getOrDefault(status, 0L);
    }

    /** Those with a value, published or estimated. */
    public long withValue() {
        return cells.entrySet().stream()
                .filter(entry -> entry.getKey().hasValue())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    Completeness and(Completeness other) {
        Map<Status, Long> sum = new EnumMap<>(Status.class);
        sum.putAll(cells);
        other.cells.forEach((status, count) -> sum.merge(status, count, Long::sum));
        return new Completeness(sum);
    }
}
