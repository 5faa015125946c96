package se.regstat.statistics.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Writes numbers with a fixed number of decimals, straight into bytes.
 *
 * <ul>
 *   <li>Exact: the decimal number nearest to the double's own value, ties away from zero, as {@link BigDecimal} has it.
 *   <li>Equal doubles give equal text, so borders that two areas share stay shared.
 *   <li>Trailing zeros are dropped, and the point with them; never an exponent; never {@code -0}.
 * </ul>
 */
final class FixedPoint {

    /** Most decimals; the least bytes that must be free at the position written to for a number of ordinary size. */
    static final int MAX_DECIMALS = 9;

    static final int ROOM = 32;

    private static final byte[] PAIRS = new byte[200];
    private static final double[] POWERS = new double[MAX_DECIMALS + 1];

    /** Up to here doubles are spaced so closely that scaling loses at most one unit in the last place. */
    private static final double LARGEST_SCALED = 1L << 52;

    static {
        for (int i = 0; i < 100; i++) {
            PAIRS[2 * i] = (byte) ('0' + i / 10);
            PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
        }
        POWERS[0] = 1;
        for (int i = 1; i <= MAX_DECIMALS; i++) POWERS[i] = 10 * POWERS[i - 1];
    }

    private FixedPoint() {}

    /** Whether {@link #write} can write this number; others go through {@link #text}. */
    static boolean isOrdinary(double value, int decimals) {
        return Math.abs(value) * POWERS[decimals] < LARGEST_SCALED;
    }

    /**
     * Writes an ordinary number.
     *
     * @param decimals 0 to {@link #MAX_DECIMALS}
     * @return the position after it
     */
    static int write(byte[] bytes, int start, double value, int decimals) {
        int position = start;
        long scaled = scaled(Math.abs(value), decimals);
        if (scaled == 0) {
            bytes[position] = '0';
            return position + 1;
        }
        if (value < 0) bytes[position++] = '-';
        // Constant divisors, which the compiler turns into multiplications.
        return switch (decimals) {
            case 4 -> {
                long whole = scaled / 10_000;
                yield decimals4(bytes, whole(bytes, position, whole), (int) (scaled - whole * 10_000));
            }
            case 9 -> {
                long whole = scaled / 1_000_000_000;
                yield decimals(bytes, whole(bytes, position, whole), (int) (scaled - whole * 1_000_000_000), 9);
            }
            default -> {
                long unit = (long) POWERS[decimals];
                yield decimals(bytes, whole(bytes, position, scaled / unit), (int) (scaled % unit), decimals);
            }
        };
    }

    /** Any finite number. @throws IllegalArgumentException if it is not finite */
    static byte[] text(double value, int decimals) {
        if (!Double.isFinite(value)) throw new IllegalArgumentException("a coordinate is " + value);
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP);
        String text = rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static long scaled(double magnitude, int decimals) {
        double product = magnitude * POWERS[decimals];
        long floor = (long) product;
        double rest = product - floor;
        // The product may be half a unit in the last place off, which matters only next to a tie.
        if (Math.abs(rest - 0.5) <= Math.ulp(product)) {
            return new BigDecimal(magnitude)
                    .movePointRight(decimals)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
        }
        return rest > 0.5 ? floor + 1 : floor;
    }

    private static int whole(byte[] bytes, int start, long number) {
        if (number > Integer.MAX_VALUE) {
            long high = number / 100_000_000;
            int position = whole(bytes, start, high);
            return padded(bytes, position, (int) (number - high * 100_000_000), 8);
        }
        return padded(bytes, start, (int) number, digits((int) number));
    }

    private static int digits(int number) {
        if (number < 100_000) {
            if (number < 100) return number < 10 ? 1 : 2;
            return number < 1_000 ? 3 : number < 10_000 ? 4 : 5;
        }
        if (number < 10_000_000) return number < 1_000_000 ? 6 : 7;
        return number < 100_000_000 ? 8 : number < 1_000_000_000 ? 9 : 10;
    }

    private static int padded(byte[] bytes, int start, int number, int digits) {
        int rest = number;
        int position = start + digits;
        while (position - 2 >= start) {
            int tens = rest / 100;
            int pair = (rest - tens * 100) << 1;
            rest = tens;
            position -= 2;
            bytes[position] = PAIRS[pair];
            bytes[position + 1] = PAIRS[pair + 1];
        }
        if (position > start) bytes[start] = (byte) ('0' + rest);
        return start + digits;
    }

    private static int decimals4(byte[] bytes, int start, int fraction) {
        if (fraction == 0) return start;
        int high = fraction / 100;
        int low = fraction - high * 100;
        bytes[start] = '.';
        bytes[start + 1] = PAIRS[high << 1];
        bytes[start + 2] = PAIRS[(high << 1) + 1];
        bytes[start + 3] = PAIRS[low << 1];
        bytes[start + 4] = PAIRS[(low << 1) + 1];
        return withoutZeros(bytes, start + 5);
    }

    private static int decimals(byte[] bytes, int start, int fraction, int decimals) {
        if (fraction == 0) return start;
        bytes[start] = '.';
        return withoutZeros(bytes, padded(bytes, start + 1, fraction, decimals));
    }

    private static int withoutZeros(byte[] bytes, int end) {
        int position = end;
        while (bytes[position - 1] == '0') position--;
        return position;
    }
}
