package se.regstat.statistics.flow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;

/**
 * Numbers of persons by where they go from and to, in the order of origins and then of destinations, each pair once.
 *
 * @param origins numbers of areas. Not to be changed, as the other arrays
 * @param destinations numbers of areas
 * @param persons NaN where the status has no value
 * @param statuses {@linkplain se.regstat.statistics.indicator.Status#code() codes} of statuses
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Pairs(int[] origins, int[] destinations, double[] persons, byte[] statuses) {

    private static final int BYTES = 2 * Integer.BYTES + Double.BYTES + 1;

    public Pairs {
        for (int i = 1; i < origins.length; i++) {
            boolean after = origins[i] > origins[i - 1]
                    || (origins[i] == origins[i - 1] && destinations[i] > destinations[i - 1]);
            if (!after) throw new IllegalArgumentException("pair " + i + " does not come after the one before");
        }
    }

    /** How many there are. */
    public int size() {
        return origins.length;
    }

    /** Of pairs in any order. */
    public static Pairs sorted(int[] origins, int[] destinations, double[] persons, byte[] statuses) {
        int[] order = IntStream.range(0, origins.length)
                .boxed()
                .sorted((a, b) -> origins[a] == origins[b]
                        ? Integer.compare(destinations[a], destinations[b])
                        : Integer.compare(origins[a], origins[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        byte[] sorted = new byte[order.length];
        for (int i = 0; i < order.length; i++) sorted[i] = statuses[order[i]];
        return new Pairs(
                IntStream.of(order).map(i -> origins[i]).toArray(),
                IntStream.of(order).map(i -> destinations[i]).toArray(),
                IntStream.of(order).mapToDouble(i -> persons[i]).toArray(),
                sorted);
    }

    /** As stores keep them, little-endian: origin, destination, persons and status of each. */
    public byte[] packed() {
        ByteBuffer packed = ByteBuffer.allocate(BYTES * size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < size(); i++) {
            packed.putInt(origins[i])
                    .putInt(destinations[i])
                    .putDouble(persons[i])
                    .put(statuses[i]);
        }
        return packed.array();
    }

    /** What {@link #packed} made. */
    public static Pairs unpacked(byte[] packed) {
        ByteBuffer from = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        int size = packed.length / BYTES;
        int[] origins = new int[size];
        int[] destinations = new int[size];
        double[] persons = new double[size];
        byte[] statuses = new byte[size];
        for (int i = 0; i < size; i++) {
            origins[i] = from.getInt();
            destinations[i] = from.getInt();
            persons[i] = from.getDouble();
            statuses[i] = from.get();
        }
        return new Pairs(origins, destinations, persons, statuses);
    }
}
