package se.regstat.statistics.event;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CancellationException;
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
     */
    public static PointCounts of(Events events, List<? extends Geometry> areas, BooleanSupplier cancelled) {
        int[][] members = new int[areas.size()][];
        IntStream.range(0, members.length).parallel().forEach(area -> {
            if (!cancelled.getAsBoolean()) members[area] = members(events, areas.get(area));
        });
        if (cancelled.getAsBoolean()) throw new CancellationException();
        return new PointCounts(events, members);
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
