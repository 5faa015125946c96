package se.regstat.geoserver.table;

import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Reliability;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Figures;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * What a layer of indicators shows of the areas of one vintage: a cell for each area, indicator and year, also where there is no
 * value. Immutable.
 *
 * @param series of one division, not none
 * @param years ascending, all in the vintage's
 */
record Cube(VintageAreas areas, List<Series> series, List<Integer> years) {

    Cube {
        series = List.copyOf(series);
        years = List.copyOf(years);
    }

    /** In which years any of the series has a value, by the vintage that they are told in, in the order of these. */
    static NavigableMap<VintageId, NavigableSet<Integer>> yearsOfVintages(Collection<Series> series) {
        NavigableMap<VintageId, NavigableSet<Integer>> years = new TreeMap<>();
        series.stream()
                .flatMap(one -> one.years().stream())
                .filter(YearValues::hasAnyValue)
                .forEach(
                        values -> years.computeIfAbsent(values.areas().vintage().id(), id -> new TreeSet<>())
                                .add(values.year()));
        return years;
    }

    /** @param years in which any of the series has a value, of one vintage, not none */
    static Cube of(List<Series> series, NavigableSet<Integer> years) {
        VintageAreas areas = series.stream()
                .flatMap(one -> one.year(years.last()).stream())
                .findFirst()
                .orElseThrow()
                .areas();
        return new Cube(areas, series, List.copyOf(years));
    }

    /** Whether any series is re-aggregated, so that values have bounds, intervals and a reliability. */
    boolean isDerived() {
        return series.stream().anyMatch(Series::isDerived);
    }

    /**
     * One value, or none.
     *
     * @param figures as they are told; only the value where nothing is re-aggregated
     */
    record Cell(Figures.Told figures, Optional<Reliability> reliability, Status status, Reason reason) {
        private static final Cell NOT_THERE =
                new Cell(only(Double.NaN), Optional.empty(), Status.MISSING, Reason.NO_VALUES);

        private static Cell of(YearValues values, Indicator indicator, int area) {
            return new Cell(
                    values.quality().isPresent() ? values.bounded(indicator, area) : only(values.told(indicator, area)),
                    values.quality().flatMap(known -> known.reliability().get(area)),
                    values.status(area),
                    values.reason(area));
        }

        private static Figures.Told only(double value) {
            return new Figures.Told(value, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }

        double value() {
            return figures.value();
        }
    }

    /** Takes cells one by one. */
    interface Reader<E extends Exception> {
        void read(Cell cell) throws E;
    }

    /** All cells in the order of areas, in each of indicators, in each of years. */
    <E extends Exception> void read(Reader<E> reader) throws E {
        YearValues[][] values = new YearValues[series.size()][years.size()];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                values[i][j] = series.get(i).year(years.get(j)).orElse(null);
            }
        }
        for (int area = 0; area < areas.areas().size(); area++) {
            for (int i = 0; i < values.length; i++) {
                for (YearValues year : values[i]) {
                    reader.read(
                            year == null
                                    ? Cell.NOT_THERE
                                    : Cell.of(year, series.get(i).indicator(), area));
                }
            }
        }
    }
}
