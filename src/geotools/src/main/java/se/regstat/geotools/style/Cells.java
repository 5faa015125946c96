package se.regstat.geotools.style;

import java.util.List;
import java.util.stream.IntStream;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;

/**
 * What is where in a series, found by looking at all of it once.
 *
 * @param counts of values, by number of the year
 * @param mostAreas of any year
 * @param estimated whether any value is an estimate
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Cells(Series series, int[] counts, int mostAreas, boolean estimated) {

    static Cells of(Series series) {
        List<YearValues> years = series.years();
        int[] counts = new int[years.size()];
        int mostAreas = 1;
        boolean estimated = false;
        for (int i = 0; i < counts.length; i++) {
            YearValues year = years.get(i);
            mostAreas = Math.max(mostAreas, year.size());
            for (int area = 0; area < year.size(); area++) {
                Status status = year.status(area);
                if (!status.hasValue()) continue;
                counts[i]++;
                estimated |= status == Status.ESTIMATED;
            }
        }
        return new Cells(series, counts, mostAreas, estimated);
    }

    /** How many values there are in a year and later. */
    int count(int from) {
        int count = 0;
        for (int i = 0; i < counts.length; i++) {
            if (series.years().get(i).year() >= from) count += counts[i];
        }
        return count;
    }

    /** The years from one on that have values. */
    List<Integer> years(int from) {
        return IntStream.range(0, counts.length)
                .filter(i -> counts[i] > 0)
                .mapToObj(i -> series.years().get(i).year())
                .filter(year -> year >= from)
                .toList();
    }
}
