package se.regstat.statistics.neighbourhood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.locationtech.jts.geom.Envelope;

/**
 * Where people live and how many of each group, laid out for search: strips from the south with about as many places each, and in a strip the places
 * from west to east, with the sums of all before each place. Immutable and thread-safe. What it guarantees:
 *
 * <ul>
 *   <li>Coordinates are taken to the millimetre and compared as whole numbers, so that what is equally far away is.
 *   <li>Locations with the same coordinates are one place.
 *   <li>People are counted in whole numbers of a power of two so small that all together fill a {@code long}: a sum is the same in any order, to the last bit,
 *       and a number that is no fraction is kept exactly.
 *   <li>Where people or a group are not known, that is counted, and nothing is added for them.
 * </ul>
 */
public final class Locations {

    /** How many times a strip is as high as places lie apart: fewer strips are quicker to pass, and lower ones have fewer places to look at. */
    private static final double ROWS = 1.5;

    static final double PER_METRE = 1000;

    /** Squares of distances must fit a {@code long}. */
    static final double REACH = 2_100_000;

    /** The channel of all people. */
    static final int PEOPLE = 0;

    /** No channel at all. */
    static final int NONE = -1;

    private static final int MOST_STRIPS = 4096;

    private final int groups;
    private final double west;
    private final double south;
    private final double width;
    private final double height;

    /** From the south-west corner, millimetres. */
    final int[] x;

    final int[] y;

    /** A strip's places are those from {@code strips[strip]} to before {@code strips[strip + 1]}. */
    final int[] strips;

    final int[] lowest;
    final int[] highest;

    /** What all places before one have, by place and channel; one more place at the end. */
    final long[] before;

    final int channels;

    /** The channel of locations whose people are not known, {@link #NONE} where all are. */
    final int unknown;

    /** By group, the channel of people whose number in it is not known, {@link #NONE} where all are. */
    final int[] unknownOf;

    /** By mark, the channel of the locations that have it, {@link #NONE} where none has. */
    final int[] marked;

    /** How many units make one person, and one place. */
    final double unit;

    private Locations(
            double[] eastings, double[] northings, double[] people, List<double[]> counts, List<BitSet> marks) {
        groups = counts.size();
        int next = 1 + groups;
        unknown = lacks(people) ? next++ : NONE;
        unknownOf = new int[groups];
        for (int group = 0; group < groups; group++) unknownOf[group] = lacks(counts.get(group)) ? next++ : NONE;
        marked = new int[marks.size()];
        for (int mark = 0; mark < marked.length; mark++)
            marked[mark] = marks.get(mark).isEmpty() ? NONE : next++;
        channels = next;
        boolean[] there = new boolean[people.length];
        for (int i = 0; i < there.length; i++) there[i] = !(people[i] == 0);
        Envelope box = box(eastings, northings, there);
        // What is told apart by less than a millimetre in one place must not be told apart in another.
        west = Math.floor(box.getMinX());
        south = Math.floor(box.getMinY());
        width = box.getMaxX() - west;
        height = box.getMaxY() - south;
        if (!(width <= REACH && height <= REACH)) {
            throw new IllegalArgumentException("locations lie up to " + Math.round(Math.max(width, height) / 1000)
                    + " km from each other; give those of one country, EPSG:3006, in metres");
        }
        long[] places = new long[people.length];
        int count = 0;
        for (int i = 0; i < there.length; i++) {
            if (there[i]) places[count++] = place(eastings[i], northings[i]);
        }
        Arrays.sort(places, 0, count);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || places[i] != places[i - 1]) places[distinct++] = places[i];
        }
        int number = (int) Math.max(1, Math.min(MOST_STRIPS, Math.round(Math.sqrt(distinct) / ROWS)));
        strips = new int[number + 1];
        for (int strip = 0; strip <= number; strip++) strips[strip] = (int) ((long) distinct * strip / number);
        lowest = new int[number];
        highest = new int[number];
        long[] firstOf = new long[number];
        for (int strip = 0; strip < number && distinct > 0; strip++) {
            firstOf[strip] = places[strips[strip]];
            lowest[strip] = (int) (places[strips[strip]] >>> 32);
            highest[strip] = (int) (places[strips[strip + 1] - 1] >>> 32);
        }
        for (int i = 0; i < distinct; i++) places[i] = Long.rotateLeft(places[i], 32);
        for (int strip = 0; strip < number; strip++) Arrays.sort(places, strips[strip], strips[strip + 1]);
        x = new int[distinct];
        y = new int[distinct];
        for (int i = 0; i < distinct; i++) {
            x[i] = (int) (places[i] >>> 32);
            y[i] = (int) places[i];
        }
        unit = unit(people, counts);
        before = new long[(distinct + 1) * channels];
        for (int i = 0; i < there.length; i++) {
            if (!there[i]) continue;
            long place = place(eastings[i], northings[i]);
            int strip = Arrays.binarySearch(firstOf, place);
            if (strip < 0) strip = -strip - 2;
            int at = Arrays.binarySearch(places, strips[strip], strips[strip + 1], Long.rotateLeft(place, 32));
            add((at + 1) * channels, i, people[i], counts);
            for (int mark = 0; mark < marked.length; mark++) {
                if (marks.get(mark).get(i)) before[(at + 1) * channels + marked[mark]] += (long) unit;
            }
        }
        for (int i = channels; i < before.length; i++) before[i] += before[i - channels];
    }

    /**
     * @param eastings EPSG:3006, metres, as the northings
     * @param people who live at each location; NaN where that is not known
     * @param groups of each group how many of the people are of it; NaN where that is not known. Groups may have people in common
     * @throws IllegalArgumentException if arrays differ in length, a number is negative or infinite, or locations lie more than 2 100 km from each other
     */
    public static Locations of(double[] eastings, double[] northings, double[] people, List<double[]> groups) {
        return of(eastings, northings, people, groups, List.of());
    }

    /**
     * The same with marks on some locations, which are counted as people are.
     *
     * @param marks of each mark the numbers of the locations that have it
     */
    public static Locations of(
            double[] eastings, double[] northings, double[] people, List<double[]> groups, List<BitSet> marks) {
        List<double[]> all = new ArrayList<>(groups);
        all.add(people);
        for (double[] numbers : all) {
            if (numbers.length != eastings.length || northings.length != eastings.length) {
                throw new IllegalArgumentException("each location has an easting, a northing, people and each group: "
                        + eastings.length + ", " + northings.length + ", " + numbers.length);
            }
            for (double number : numbers) {
                if (number < 0 || Double.isInfinite(number)) {
                    throw new IllegalArgumentException("people are a number from 0, not " + number);
                }
            }
        }
        return new Locations(eastings, northings, people, groups, marks);
    }

    private static Envelope box(double[] eastings, double[] northings, boolean[] there) {
        Envelope box = new Envelope();
        for (int i = 0; i < there.length; i++) {
            if (!there[i]) continue;
            if (!Double.isFinite(eastings[i] + northings[i])) {
                throw new IllegalArgumentException(
                        "location " + (i + 1) + " has a coordinate that is no number; give metres in EPSG:3006 (E, N)");
            }
            box.expandToInclude(eastings[i], northings[i]);
        }
        return box.isNull() ? new Envelope(0, 0, 0, 0) : box;
    }

    /** How many make one person: a power of two. */
    private static double unit(double[] people, List<double[]> counts) {
        double most = Math.max(people.length, sum(people));
        for (double[] group : counts) most = Math.max(most, sum(group));
        return Math.scalb(1.0, 60 - Math.getExponent(Math.max(1, most)));
    }

    private static double sum(double[] numbers) {
        return Arrays.stream(numbers).filter(number -> number > 0).sum();
    }

    private void add(int at, int location, double people, List<double[]> counts) {
        if (Double.isNaN(people)) {
            before[at + unknown] += (long) unit;
            return;
        }
        before[at + PEOPLE] += units(people);
        for (int group = 0; group < groups; group++) {
            double number = counts.get(group)[location];
            if (Double.isNaN(number)) before[at + unknownOf[group]] += units(people);
            else before[at + channel(group)] += units(number);
        }
    }

    private long units(double number) {
        return (long) Math.rint(number * unit);
    }

    /** Millimetres from the south-west corner, which may be negative. */
    long x(double easting) {
        return Math.round((easting - west) * PER_METRE);
    }

    /** Millimetres from the south-west corner, which may be negative. */
    long y(double northing) {
        return Math.round((northing - south) * PER_METRE);
    }

    private long place(double easting, double northing) {
        return y(northing) << 32 | x(easting);
    }

    /** The strip whose places are nearest to a northing; where several are, any. */
    int strip(long y) {
        int low = 0;
        int high = lowest.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (lowest[middle] <= y) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    /** Whether a point is so near that distances to it can be told. */
    boolean reaches(double easting, double northing) {
        double dx = Math.max(easting - west, west + width - easting);
        double dy = Math.max(northing - south, south + height - northing);
        return dx <= REACH && dy <= REACH;
    }

    /** The radius of a disc as large as the box around all places, millimetres. */
    double extent() {
        return PER_METRE * Math.max(Math.sqrt(width * height / Math.PI), Math.max(width, height) / 100);
    }

    /** Who live at all places, in units. */
    long all() {
        return before[x.length * channels];
    }

    private static boolean lacks(double[] numbers) {
        return Arrays.stream(numbers).anyMatch(Double::isNaN);
    }

    /** The channel of a group's people. */
    static int channel(int group) {
        return 1 + group;
    }

    /** How many groups there are. */
    public int groups() {
        return groups;
    }

    /** Who live at all locations whose people are known. */
    public double people() {
        return all() / unit;
    }
}
