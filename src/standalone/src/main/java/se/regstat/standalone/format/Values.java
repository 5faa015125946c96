package se.regstat.standalone.format;

import java.time.format.DateTimeFormatter;
import java.util.Date;

/** Attribute values as text, the same in every format. */
final class Values {

    private static final double WHOLE = 1e15;

    private Values() {}

    /** Instants in UTC, as in {@code 2024-01-01T00:00:00Z}; dates without time as they are. */
    static String text(Object value) {
        if (value instanceof java.sql.Date || value instanceof java.sql.Time) return value.toString();
        if (value instanceof Date date) return DateTimeFormatter.ISO_INSTANT.format(date.toInstant());
        if (value instanceof Float || value instanceof Double) {
            double number = ((Number) value).doubleValue();
            if (number == Double.POSITIVE_INFINITY) return "INF";
            if (number == Double.NEGATIVE_INFINITY) return "-INF";
            // Whole numbers as they are, never 6833.0 or 1.0E7.
            if (number == Math.rint(number) && Math.abs(number) < WHOLE) return Long.toString((long) number);
        }
        return value.toString();
    }
}
