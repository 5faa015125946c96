package se.regstat.statistics.neighbourhood;

import java.util.Arrays;

/**
 * Searches locations around one origin after another, for one thread. Only a thin ring of places is ever looked at one by one: what lies inside is a difference of
 * two sums in each strip. Where that ring is follows from the origin before, and is corrected until the neighbourhood's edge lies in it; what is found does not
 * depend on that guess.
 */
final class Search {

    private static final int FIRST = 64;

    /** So many are taken one by one before a strip is searched. */
    private static final int STEPS = 8;

    private final Locations locations;
    private final int channels;

    /** By size of neighbourhood: the radius found last, and by how much it was missed, millimetres. */
    private final double[] radius;

    private final double[] missed;

    /** By size and strip: where in the strip the ring was found last. */
    private final int[][] left;

    private final int[][] right;

    /** Of all places inside. */
    private final long[] inside;

    /** Places in the ring. */
    private int[] ring = new int[FIRST];

    private long[] distances = new long[FIRST];
    private int ringSize;

    /** The squared distance of the ring that was found, and what places at that distance have. */
    private long edge;

    private final long[] onEdge;

    Search(Locations locations, int sizes) {
        this.locations = locations;
        channels = locations.channels;
        radius = new double[sizes];
        missed = new double[sizes];
        left = new int[sizes][];
        right = new int[sizes][];
        for (int size = 0; size < sizes; size++) {
            left[size] = Arrays.copyOf(locations.strips, locations.lowest.length);
            right[size] = left[size].clone();
        }
        inside = new long[channels];
        onEdge = new long[channels];
    }

    /** What places nearer than {@link #edge} have, in units of the locations; not to be changed. */
    long[] inside() {
        return inside;
    }

    /** What places as far away as {@link #edge} have. */
    long[] onEdge() {
        return onEdge;
    }

    /** At how many locations inside and on the edge people are not known. */
    int unknown() {
        if (locations.unknown == Locations.NONE) return 0;
        return (int) Math.round((inside[locations.unknown] + onEdge[locations.unknown]) / locations.unit);
    }

    /** How far away the places are with whom people are as many as wanted, or with all within, squared millimetres. */
    long edge() {
        return edge;
    }

    /** All places within a distance. */
    void within(int size, long x, long y, long squared) {
        gather(size, x, y, squared, squared);
        edge = squared;
        Arrays.fill(onEdge, 0);
    }

    /**
     * The nearest places that together have as many people.
     *
     * @param size number of what is sought, under which guesses are kept
     * @param wanted in units; more than 0, at most all there are
     */
    void nearest(int size, long x, long y, long wanted) {
        double guess = radius[size] > 0 ? radius[size] : usual(wanted);
        double margin = Math.max(1, missed[size] > 0 ? 1.5 * missed[size] : guess / 4);
        double low = guess - margin;
        double high = guess + margin;
        double least = -1;
        double most = Double.POSITIVE_INFINITY;
        while (true) {
            long inner = low < 0 ? -1 : (long) (low * low);
            gather(size, x, y, inner, (long) (high * high));
            if (inside[0] >= wanted) {
                most = low;
                high = low;
                double next = low * Math.sqrt((double) wanted / inside[0]) - margin;
                low = Math.max(next, least);
                margin *= 2;
                continue;
            }
            long people = inside[0];
            for (int i = 0; i < ringSize; i++) people += people(ring[i]);
            if (people >= wanted) break;
            least = high;
            low = high;
            double next = people == 0 ? 2 * high : high * Math.sqrt((double) wanted / people) + margin;
            high = Math.min(Math.min(next, 4 * high + margin), most);
            margin *= 2;
        }
        select(wanted);
        double found = Math.sqrt((double) edge);
        missed[size] = 0.75 * missed[size] + 0.25 * Math.abs(found - guess);
        radius[size] = found;
    }

    /** Where people live evenly. */
    private double usual(long wanted) {
        return Math.max(1, locations.extent() * Math.sqrt((double) wanted / locations.all()));
    }

    private long people(int place) {
        int at = place * channels;
        return locations.before[at + channels] - locations.before[at];
    }

    private void add(long[] to, int first, int last) {
        int from = first * channels;
        int upTo = last * channels;
        for (int channel = 0; channel < channels; channel++) {
            to[channel] += locations.before[upTo + channel] - locations.before[from + channel];
        }
    }

    /** Adds up places within the inner distance, and collects those beyond it and within the outer one. */
    private void gather(int size, long x, long y, long inner, long outer) {
        Arrays.fill(inside, 0);
        ringSize = 0;
        int middle = locations.strip(y);
        for (int strip = middle; strip >= 0; strip--) {
            if (!strip(size, strip, x, y, inner, outer)) break;
        }
        for (int strip = middle + 1; strip < locations.lowest.length; strip++) {
            if (!strip(size, strip, x, y, inner, outer)) break;
        }
    }

    /** Whether the strip, and so perhaps one beyond, has places within the outer distance. */
    private boolean strip(int size, int strip, long x, long y, long inner, long outer) {
        long below = y - locations.lowest[strip];
        long above = locations.highest[strip] - y;
        long near = Math.max(0, Math.max(-below, -above));
        if (near * near > outer) return false;
        int first = locations.strips[strip];
        int end = locations.strips[strip + 1];
        long reach = (long) Math.sqrt((double) (outer - near * near)) + 1;
        int from = seek(left[size][strip], first, end, x - reach);
        int to = seek(right[size][strip], first, end, x + reach + 1);
        left[size][strip] = from;
        right[size][strip] = to;
        long far = Math.max(below, above);
        long safe = inner < far * far ? -1 : (long) Math.sqrt((double) (inner - far * far)) - 1;
        if (safe >= 0) {
            int[] eastings = locations.x;
            int west = from;
            while (west < to && eastings[west] < x - safe) west++;
            int east = to;
            while (east > west && eastings[east - 1] > x + safe) east--;
            add(inside, west, east);
            look(from, west, x, y, inner, outer);
            look(east, to, x, y, inner, outer);
        } else {
            look(from, to, x, y, inner, outer);
        }
        return true;
    }

    /** Without branches on the distance, which no processor could foretell at a circle's edge. */
    private void look(int from, int to, long x, long y, long inner, long outer) {
        if (ring.length < ringSize + to - from) {
            int size = 2 * (ringSize + to - from);
            ring = Arrays.copyOf(ring, size);
            distances = Arrays.copyOf(distances, size);
        }
        long[] before = locations.before;
        int next = ringSize;
        for (int place = from; place < to; place++) {
            long dx = locations.x[place] - x;
            long dy = locations.y[place] - y;
            long distance = dx * dx + dy * dy;
            // All bits or none.
            long isInside = ~((inner - distance) >> 63);
            long isOutside = (outer - distance) >> 63;
            int at = place * channels;
            for (int channel = 0; channel < channels; channel++, at++) {
                inside[channel] += (before[at + channels] - before[at]) & isInside;
            }
            ring[next] = place;
            distances[next] = distance;
            next += (int) (~(isInside | isOutside) & 1);
        }
        ringSize = next;
    }

    /** The first of a strip's places that does not lie west of an easting, looked for from where it was last: mostly a step or two away. */
    private int seek(int last, int first, int end, long easting) {
        int[] eastings = locations.x;
        int place = last;
        int farthest = Math.min(end, last + STEPS);
        while (place < farthest && eastings[place] < easting) place++;
        if (place > last) return place < farthest || place == end ? place : search(place, end, easting);
        int nearest = Math.max(first, last - STEPS);
        while (place > nearest && eastings[place - 1] >= easting) place--;
        return place > nearest || place == first ? place : search(first, place, easting);
    }

    private int search(int first, int end, long easting) {
        int low = first;
        int high = end;
        while (low < high) {
            int between = (low + high) >>> 1;
            if (locations.x[between] < easting) low = between + 1;
            else high = between;
        }
        return low;
    }

    /** Of the ring, the distance with which people are as many as wanted; what is nearer is inside then. */
    private void select(long wanted) {
        int from = 0;
        int to = ringSize;
        while (true) {
            long pivot = distances[(from + to) >>> 1];
            int nearer = from;
            int farther = to;
            // Three parts: nearer than the pivot, as far, farther.
            for (int i = from; i < farther; ) {
                if (distances[i] < pivot) swap(i++, nearer++);
                else if (distances[i] > pivot) swap(i, --farther);
                else i++;
            }
            long people = 0;
            for (int i = from; i < nearer; i++) people += people(ring[i]);
            if (inside[0] + people >= wanted) {
                to = nearer;
                continue;
            }
            take(inside, from, nearer);
            long same = 0;
            for (int i = nearer; i < farther; i++) same += people(ring[i]);
            if (inside[0] + same >= wanted) {
                edge = pivot;
                Arrays.fill(onEdge, 0);
                take(onEdge, nearer, farther);
                return;
            }
            take(inside, nearer, farther);
            from = farther;
        }
    }

    private void take(long[] to, int from, int until) {
        for (int i = from; i < until; i++) add(to, ring[i], ring[i] + 1);
    }

    private void swap(int a, int b) {
        int place = ring[a];
        ring[a] = ring[b];
        ring[b] = place;
        long distance = distances[a];
        distances[a] = distances[b];
        distances[b] = distance;
    }
}
