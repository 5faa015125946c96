package se.regstat.statistics.event;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * Events in polygons: each polygon is counted by itself, so that where they overlap an event counts in several. {@link PointInArea}
 * says what is in. Immutable and thread-safe.
 */
public final class PointCounts {

    /** How many areas each event may lie in, on average, and how many times are allowed in any case: each takes 4 bytes. */
    private static final long MOST_AREAS_OF_EACH = 10;

    private static final long ALWAYS_ALLOWED = 10_000_000;

    private final Events events;
    private final int[][] members;
    private final double[] counts;

    private PointCounts(Events events, int[][] members) {
        this.events = events;
        this.members = members;
        counts = new double[members.length];
        Arrays.setAll(counts, area -> sum(events, Arrays.stream(members[area])));
    }

    private static double sum(Events events, IntStream points) {
        return points.mapToDouble(point -> events.counts()[point]).sum();
    }

    /**
     * Counts, in several threads.
     *
     * @param areas valid polygons in EPSG:3006 (E, N); null for those that nothing is counted in
     * @param cancelled asked for each area, from several threads
     * @throws CancellationException once {@code cancelled} says so
     * @throws TooMuchOverlap if areas overlap so often that there is no memory for what lies in each
     */
    public static PointCounts of(Events events, List<? extends Geometry> areas, BooleanSupplier cancelled) {
        int[][] members = new int[areas.size()][];
        long most = ALWAYS_ALLOWED + MOST_AREAS_OF_EACH * events.size();
        AtomicLong all = new AtomicLong();
        IntStream.range(0, members.length).parallel().forEach(area -> {
            if (cancelled.getAsBoolean()) return;
            if (all.get() > most) throw new TooMuchOverlap(events.size(), areas.size());
            members[area] = members(events, areas.get(area));
            all.addAndGet(members[area].length);
        });
        if (cancelled.getAsBoolean()) throw new CancellationException();
        return new PointCounts(events, members);
    }

    /** Areas lie one over the other so often that what lies in each is more than is kept. */
    public static final class TooMuchOverlap extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMuchOverlap(int events, int areas) {
            super("the " + areas + " boundaries overlap so much that each of " + events + " points lies in more than "
                    + MOST_AREAS_OF_EACH + " of them; ask for fewer at a time");
        }
    }

    /**
     * Areas that are made of these, each with what lies in its parts.
     *
     * @param parts for each area the numbers of those of these that it is made of
     */
    public PointCounts together(List<int[]> parts) {
        int[][] together = parts.stream()
                .map(numbers -> Arrays.stream(numbers)
                        .flatMap(part -> Arrays.stream(members[part]))
                        .sorted()
                        .distinct()
                        .toArray())
                .toArray(int[][]::new);
        return new PointCounts(events, together);
    }

    private static int[] members(Events events, Geometry area) {
        if (area == null || area.isEmpty()) return new int[0];
        Envelope box = area.getEnvelopeInternal();
        double[] northings = events.northings();
        double[] eastings = events.eastings();
        int[] near = IntStream.range(events.firstFrom(box.getMinX()), events.firstFrom(Math.nextUp(box.getMaxX())))
                .filter(point -> northings[point] >= box.getMinY() && northings[point] <= box.getMaxY())
                .toArray();
        if (near.length == 0) return near;
        PointInArea polygon = new PointInArea(area, near.length);
        Coordinate place = new Coordinate();
        return Arrays.stream(near)
                .filter(point -> {
                    place.x = eastings[point];
                    place.y = northings[point];
                    return polygon.has(place);
                })
                .toArray();
    }

    /** How many there are in an area, by its number. */
    public double count(int area) {
        return counts[area];
    }

    /** How many areas there are. */
    public int size() {
        return members.length;
    }

    /** Of what was counted. */
    public Events events() {
        return events;
    }

    /** Numbers of the points in an area, ascending. Not to be changed. */
    public int[] members(int area) {
        return members[area];
    }

    /** How many lie in none of the areas, some of which do not count. */
    public double outside(BitSet not) {
        BitSet in = new BitSet(events.size());
        for (int area = 0; area < members.length; area++) {
            if (not.get(area)) continue;
            for (int point : members[area]) in.set(point);
        }
        return sum(events, IntStream.range(0, events.size()).filter(point -> !in.get(point)));
    }

    /** How many lie in none of the areas. */
    public double outside() {
        return outside(new BitSet());
    }
}
