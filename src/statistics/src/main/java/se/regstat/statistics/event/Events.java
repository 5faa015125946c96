package se.regstat.statistics.event;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.indicator.Provenance;

/**
 * What happened, or stands, at points in one year: fires, schools, workplaces. Points are in the order of their eastings, then their
 * northings, so that nothing is left of the order in which they came.
 *
 * @param indicator its id
 * @param covers where all events are known
 * @param eastings EPSG:3006, metres, ascending. Not to be changed, as the other arrays
 * @param northings EPSG:3006, metres
 * @param counts how many at each point, more than 0
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Events(
        String indicator,
        int year,
        EventCoverage covers,
        double[] eastings,
        double[] northings,
        double[] counts,
        Provenance provenance) {

    public Events {
        if (eastings.length != counts.length || northings.length != counts.length) {
            throw new IllegalArgumentException("each point has an easting, a northing and a count: " + eastings.length
                    + ", " + northings.length + ", " + counts.length);
        }
        for (int i = 1; i < eastings.length; i++) {
            if (eastings[i] < eastings[i - 1]) throw new IllegalArgumentException("points are not in order; sort them");
        }
    }

    /** Of points in any order; the arrays are left as they are. */
    public static Events sorted(
            String indicator,
            int year,
            EventCoverage covers,
            double[] eastings,
            double[] northings,
            double[] counts,
            Provenance provenance) {
        int[] order = IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> eastings[i])
                        .thenComparingDouble(i -> northings[i])
                        .thenComparingDouble(i -> counts[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new Events(
                indicator,
                year,
                covers,
                picked(eastings, order),
                picked(northings, order),
                picked(counts, order),
                provenance);
    }

    private static double[] picked(double[] numbers, int[] order) {
        return Arrays.stream(order).mapToDouble(i -> numbers[i]).toArray();
    }

    /** What a layer of an indicator's points is called. */
    public static String layerName(String indicator) {
        return indicator + "_points";
    }

    /** The number of the first point that does not lie west of an easting. */
    public int firstFrom(double easting) {
        int low = 0;
        int high = eastings.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (eastings[middle] < easting) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /** How many points there are. */
    public int size() {
        return counts.length;
    }

    /** How many events there are. */
    public double total() {
        return Arrays.stream(counts).sum();
    }
}
