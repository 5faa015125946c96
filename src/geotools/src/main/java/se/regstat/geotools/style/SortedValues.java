package se.regstat.geotools.style;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import se.regstat.statistics.indicator.MapStyle;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;

/**
 * The values of a series over all its years, in ascending order. Only real values count: what is missing, suppressed or not
 * applicable is not there.
 *
 * <p>Of more than {@value #MOST} values only about so many are kept, spread evenly and always the same ones, with the smallest and
 * the largest: class limits are rounded anyway, and nobody should wait for a national series to be sorted.
 */
final class SortedValues {

    static final int MOST = 4096;

    private final double[] sorted;
    private final Optional<List<Double>> few;

    private SortedValues(double[] sorted, Optional<List<Double>> few) {
        this.sorted = sorted;
        this.few = few;
    }

    static SortedValues of(Cells cells) {
        Collector collector = new Collector(cells.count(Integer.MIN_VALUE));
        for (YearValues year : cells.series().years()) {
            for (int area = 0; area < year.size(); area++) {
                double value = year.value(area);
                if (!Double.isNaN(value)) collector.add(value);
            }
        }
        return collector.distribution();
    }

    /** Of the changes since the series' base year, as {@link Observations#change} tells them. */
    static SortedValues ofChanges(Observations observations, Cells cells, int baseYear) {
        Series series = cells.series();
        Collector collector = new Collector(cells.count(baseYear + 1));
        for (YearValues year : series.years()) {
            if (year.year() <= baseYear) continue;
            for (int area = 0; area < year.size(); area++) {
                // Which ones are told is decided before they are computed.
                if (!Double.isNaN(year.value(area)) && collector.takesNext()) {
                    collector.keep(observations.change(series, year, area));
                }
            }
        }
        return collector.distribution();
    }

    static SortedValues of(double... values) {
        Collector collector = new Collector(values.length);
        for (double value : values) collector.add(value);
        return collector.distribution();
    }

    /** How far the values are from a number. */
    SortedValues distancesFrom(double middle) {
        double[] distances = new double[sorted.length];
        for (int i = 0; i < sorted.length; i++) distances[i] = Math.abs(sorted[i] - middle);
        return of(distances);
    }

    boolean contains(double value) {
        return Arrays.binarySearch(sorted, value) >= 0;
    }

    /** Those above zero. */
    SortedValues positive() {
        return of(Arrays.stream(sorted).filter(value -> value > 0).toArray());
    }

    boolean isEmpty() {
        return sorted.length == 0;
    }

    double min() {
        return sorted[0];
    }

    double max() {
        return sorted[sorted.length - 1];
    }

    /** All the different values in ascending order, where they are no more than a map can have classes. */
    Optional<List<Double>> few() {
        return few;
    }

    /** Not to be changed. */
    double[] sorted() {
        return sorted;
    }

    private static final class Collector {

        private static final long ALL = 1L << 32;

        private final double[] kept;
        private final long share;
        private int size;
        private long number;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;
        private final List<Double> different = new ArrayList<>();

        /** @param count of values to come */
        Collector(int count) {
            kept = new double[count <= MOST ? count : 2 * MOST];
            share = count <= MOST ? ALL : ALL * MOST / count;
        }

        void add(double value) {
            if (!Double.isFinite(value)) return;
            min = Math.min(min, value);
            max = Math.max(max, value);
            distinguish(value);
            if (takesNext()) append(value);
        }

        /** A value that {@link #takesNext} asked for. */
        void keep(double value) {
            if (!Double.isFinite(value)) return;
            distinguish(value);
            append(value);
        }

        private void append(double value) {
            // Minus zero would be another value than zero.
            if (size < kept.length) kept[size++] = value + 0.0;
        }

        /** Multiples of the golden section are spread evenly, whatever the order of areas and years. */
        boolean takesNext() {
            return ((number++ * 0x9E3779B97F4A7C15L) >>> 32) < share;
        }

        private void distinguish(double value) {
            if (different.size() > MapStyle.MOST_CLASSES) return;
            double plain = value + 0.0;
            if (!different.contains(plain)) different.add(plain);
        }

        SortedValues distribution() {
            if (share < ALL && min <= max) {
                append(min);
                append(max);
            }
            double[] sorted = Arrays.copyOf(kept, size);
            Arrays.sort(sorted);
            Collections.sort(different);
            return new SortedValues(
                    sorted,
                    different.isEmpty() || different.size() > MapStyle.MOST_CLASSES
                            ? Optional.empty()
                            : Optional.of(List.copyOf(different)));
        }
    }
}
