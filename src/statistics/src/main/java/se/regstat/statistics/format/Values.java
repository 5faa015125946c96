package se.regstat.statistics.format;

import java.math.BigDecimal;
import java.sql.Time;
import java.time.format.DateTimeFormatter;
import java.util.Date;

/** Attribute values as text, the same in every format. */
public final class Values {

    /** Between these, Java writes numbers without exponents. */
    private static final double SMALLEST_PLAIN = 1e-3;

    private static final double LARGEST_PLAIN = 1e7;
    private static final double LARGEST_LONG = 1e15;

    private Values() {}

    /**
     * Instants in UTC, as in {@code 2024-01-01T00:00:00Z}; dates without time as they are; numbers plainly, never {@code 6833.0} or
     * {@code 1.0E-7}, but for {@code NaN}, {@code INF} and {@code -INF}.
     */
    public static String text(Object value) {
        if (value instanceof java.sql.Date || value instanceof Time) return value.toString();
        if (value instanceof Date date) return DateTimeFormatter.ISO_INSTANT.format(date.toInstant());
        if (value instanceof Float || value instanceof Double) return plain((Number) value);
        return value.toString();
    }

    private static String plain(Number written) {
        double number = written.doubleValue();
        if (number == Double.POSITIVE_INFINITY) return "INF";
        if (number == Double.NEGATIVE_INFINITY) return "-INF";
        double size = Math.abs(number);
        if (number == Math.rint(number) && size < LARGEST_LONG) return Long.toString((long) number);
        if (Double.isNaN(number) || (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN)) return written.toString();
        return new BigDecimal(written.toString()).stripTrailingZeros().toPlainString();
    }
}
