package se.regstat.statistics.dividing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;

/**
 * Areas put together: to larger sources of two or three each, and to compact targets of several, drawn regardless of these, as one's own boundaries
 * are. What a target has is known, since it is made of whole areas; of a source that targets cut only the total is taken as known. The same each time.
 *
 * @param sourceOf the source of each area, numbered from 0; -1 for areas that are left out
 * @param targetOf the target of each area
 * @param regionOf the region of each source
 * @param parts what targets have of sources: the areas of each part
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TrialAreas(int[] sourceOf, int[] targetOf, int[] regionOf, Collection<int[]> parts) {

    /** How many targets all rounds together are to have, about. */
    private static final int ENOUGH = 600;

    private static final int MOST_ROUNDS = 12;
    private static final int SMALLEST_TARGET = 4;
    private static final int LARGEST_TARGET = 12;

    /**
     * @param middles of areas
     * @param known whether the value of an area is known: others are left out
     * @param regions of areas: sources lie in one each
     * @return by rounds; none if there are too few areas
     */
    static List<TrialAreas> of(Coordinate[] middles, boolean[] known, int[] regions) {
        int count = (int) IntStream.range(0, known.length).filter(i -> known[i]).count();
        int targets = 2 * count / (SMALLEST_TARGET + LARGEST_TARGET);
        if (targets < 2) return List.of();
        int rounds = Math.max(2, Math.min(MOST_ROUNDS, (ENOUGH + targets - 1) / targets));
        List<TrialAreas> all = new ArrayList<>();
        Random random = new Random(1);
        for (int round = 0; round < rounds; round++) {
            int size = 2 + round % 2;
            int[] one = new int[known.length];
            int[] sourceOf = grouped(middles, known, regions, () -> size, random);
            int[] targetOf = grouped(
                    middles,
                    known,
                    one,
                    () -> SMALLEST_TARGET + random.nextInt(LARGEST_TARGET - SMALLEST_TARGET + 1),
                    random);
            int[] regionOf = new int[Arrays.stream(sourceOf).max().orElse(-1) + 1];
            for (int i = 0; i < sourceOf.length; i++) if (known[i]) regionOf[sourceOf[i]] = regions[i];
            all.add(new TrialAreas(sourceOf, targetOf, regionOf, parts(sourceOf, targetOf)));
        }
        return all;
    }

    /** Each area that comes next, in random order, with those nearest to it that have no group yet. */
    private static int[] grouped(
            Coordinate[] middles, boolean[] known, int[] regions, IntSupplier size, Random random) {
        int[] group = new int[middles.length];
        Arrays.fill(group, -1);
        int[] order = IntStream.range(0, middles.length).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int moved = order[i];
            order[i] = order[other];
            order[other] = moved;
        }
        FreeAreas[] free = FreeAreas.of(middles, known, regions);
        int next = 0;
        for (int first : order) {
            if (!known[first] || group[first] >= 0) continue;
            int number = next++;
            for (int area : free[regions[first]].take(first, size.getAsInt())) group[area] = number;
        }
        return group;
    }

    int sources() {
        return regionOf.length;
    }

    int targets() {
        return Arrays.stream(targetOf).max().orElse(-1) + 1;
    }

    private static Collection<int[]> parts(int[] sourceOf, int[] targetOf) {
        Map<Long, int[]> parts = new LinkedHashMap<>();
        for (int i = 0; i < sourceOf.length; i++) {
            if (sourceOf[i] < 0) continue;
            long part = (long) sourceOf[i] << Integer.SIZE | targetOf[i];
            parts.merge(part, new int[] {i}, TrialAreas::joined);
        }
        return parts.values();
    }

    private static int[] joined(int[] areas, int[] one) {
        int[] joined = Arrays.copyOf(areas, areas.length + 1);
        joined[areas.length] = one[0];
        return joined;
    }

    /** The sum of areas' values in each source. */
    double[] totals(double[] values) {
        double[] totals = new double[sources()];
        for (int i = 0; i < values.length; i++) if (sourceOf[i] >= 0) totals[sourceOf[i]] += values[i];
        return totals;
    }
}
