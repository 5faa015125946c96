package se.regstat.statistics.packed;

import java.nio.ByteBuffer;

/**
 * Numbers in as little room as they come back from without loss: most statistics are whole numbers or have a decimal or two. Immutable and
 * thread-safe; NaN, of whatever kind, comes back as {@link Double#NaN}.
 */
public final class PackedNumbers {

    private static final int[] DIVISORS = {1, 10, 100, 1000};

    private final ByteBuffer bytes;
    private final int width;
    private final double divisor;

    private PackedNumbers(ByteBuffer bytes, int width, double divisor) {
        this.bytes = bytes;
        this.width = width;
        this.divisor = divisor;
    }

    /** @param room where they are to lie */
    public static PackedNumbers of(double[] numbers, Room room) {
        for (int divisor : DIVISORS) {
            double most = most(numbers, divisor);
            int width = most <= Byte.MAX_VALUE
                    ? Byte.BYTES
                    : most <= Short.MAX_VALUE ? Short.BYTES : most <= Integer.MAX_VALUE ? Integer.BYTES : 0;
            if (width > 0) return new PackedNumbers(room.keep(wholes(numbers, width, divisor)), width, divisor);
        }
        ByteBuffer doubles = ByteBuffer.allocate(Double.BYTES * numbers.length);
        doubles.asDoubleBuffer().put(numbers);
        return new PackedNumbers(room.keep(doubles), Double.BYTES, 1);
    }

    /** The same in another room. */
    public PackedNumbers in(Room room) {
        return new PackedNumbers(room.keep(bytes.duplicate()), width, divisor);
    }

    /** How many all of them take. */
    public int bytes() {
        return bytes.capacity();
    }

    private static ByteBuffer wholes(double[] numbers, int width, int divisor) {
        ByteBuffer bytes = ByteBuffer.allocate(width * numbers.length);
        for (double number : numbers) {
            boolean none = Double.isNaN(number);
            int whole = (int) Math.rint(number * divisor);
            switch (width) {
                case Byte.BYTES -> bytes.put(none ? Byte.MIN_VALUE : (byte) whole);
                case Short.BYTES -> bytes.putShort(none ? Short.MIN_VALUE : (short) whole);
                default -> bytes.putInt(none ? Integer.MIN_VALUE : whole);
            }
        }
        return bytes.flip();
    }

    /** The largest of the whole numbers that a divisor makes of them, regardless of sign; infinite if any is not what comes back of it. */
    private static double most(double[] numbers, int divisor) {
        double most = 0;
        for (double number : numbers) {
            if (Double.isNaN(number)) continue;
            double whole = Math.rint(number * divisor);
            // Not so for -0 either.
            if (Double.doubleToRawLongBits((long) whole / (double) divisor) != Double.doubleToRawLongBits(number)) {
                return Double.POSITIVE_INFINITY;
            }
            most = Math.max(most, Math.abs(whole));
        }
        return most;
    }

    public double get(int i) {
        switch (width) {
            case Byte.BYTES -> {
                byte whole = bytes.get(i);
                return whole == Byte.MIN_VALUE ? Double.NaN : whole / divisor;
            }
            case Short.BYTES -> {
                short whole = bytes.getShort(Short.BYTES * i);
                return whole == Short.MIN_VALUE ? Double.NaN : whole / divisor;
            }
            case Integer.BYTES -> {
                int whole = bytes.getInt(Integer.BYTES * i);
                return whole == Integer.MIN_VALUE ? Double.NaN : whole / divisor;
            }
            default -> {
                return bytes.getDouble(Double.BYTES * i);
            }
        }
    }

    public int size() {
        return bytes.capacity() / width;
    }

    /** How many bytes each takes. */
    int width() {
        return width;
    }

    public double[] unpacked() {
        double[] numbers = new double[size()];
        for (int i = 0; i < numbers.length; i++) numbers[i] = get(i);
        return numbers;
    }
}
