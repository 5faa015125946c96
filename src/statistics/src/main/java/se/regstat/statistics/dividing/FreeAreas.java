package se.regstat.statistics.dividing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/** Areas of one region that nobody took yet, in square cells with about two each, so that those nearest to one are found among few. Not thread-safe. */
final class FreeAreas {

    private static final double PER_CELL = 2;

    private final Coordinate[] middles;
    private final Map<Long, List<Integer>> cells = new HashMap<>();
    private final double side;
    private int left;

    private FreeAreas(Coordinate[] middles, int[] areas) {
        this.middles = middles;
        Envelope around = new Envelope();
        for (int area : areas) around.expandToInclude(middles[area]);
        double longer = Math.max(around.getWidth(), around.getHeight());
        double square = Math.max(around.getArea(), longer * longer / Math.max(1, areas.length));
        side = square > 0 ? Math.sqrt(PER_CELL * square / areas.length) : 1;
        left = areas.length;
        for (int area : areas) {
            cells.computeIfAbsent(key(cell(middles[area].x), cell(middles[area].y)), cell -> new ArrayList<>())
                    .add(area);
        }
    }

    /** By region. */
    static FreeAreas[] of(Coordinate[] middles, boolean[] known, int[] regions) {
        List<List<Integer>> areas = new ArrayList<>();
        IntStream.rangeClosed(0, Arrays.stream(regions).max().orElse(-1))
                .forEach(region -> areas.add(new ArrayList<>()));
        for (int i = 0; i < known.length; i++)
            if (known[i]) areas.get(regions[i]).add(i);
        return areas.stream()
                .map(own -> new FreeAreas(
                        middles, own.stream().mapToInt(area -> area).toArray()))
                .toArray(FreeAreas[]::new);
    }

    private long cell(double coordinate) {
        return (long) Math.floor(coordinate / side);
    }

    private static long key(long column, long row) {
        return (row << Integer.SIZE) ^ (column & 0xffffffffL);
    }

    /** A free area and those nearest to it, of equally near ones the first; they are free no longer. */
    List<Integer> take(int area, int count) {
        Coordinate middle = middles[area];
        long column = cell(middle.x);
        long row = cell(middle.y);
        List<Integer> found = new ArrayList<>();
        int wanted = Math.min(count, left);
        for (int ring = 0; ; ring++) {
            for (long x = column - ring; x <= column + ring; x++) {
                boolean edge = Math.abs(x - column) == ring;
                for (long y = row - ring; y <= row + ring; y += edge || ring == 0 ? 1 : 2L * ring) {
                    found.addAll(cells.getOrDefault(key(x, y), List.of()));
                }
            }
            double sure = ring * side;
            long near = found.stream()
                    .filter(other -> middles[other].distance(middle) <= sure)
                    .count();
            if (near >= wanted || found.size() == left) break;
        }
        found.sort(Comparator.comparingDouble((Integer other) -> other == area ? -1 : middles[other].distance(middle))
                .thenComparingInt(other -> other));
        List<Integer> taken = List.copyOf(found.subList(0, wanted));
        for (Integer each : taken) {
            cells.get(key(cell(middles[each].x), cell(middles[each].y))).remove(each);
        }
        left -= taken.size();
        return taken;
    }
}
