package se.regstat.importing.format;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How files write numbers. */
public final class Numbers {

    /** Digits with the same sign between groups of three. */
    private static final Pattern GROUPED = Pattern.compile("[-\u2212]?[1-9]\\d{0,2}(?=([.,'’]))(?:\\1\\d{3})+");

    private Numbers() {}

    /** What stands between thousands, if the text can be read so; such as 12.000, which else is 12 with three decimals. */
    public static Optional<String> thousands(String text) {
        Matcher grouped = GROUPED.matcher(text);
        return grouped.matches() ? Optional.of(grouped.group(1)) : Optional.empty();
    }

    /** Where a code is expected: files keep 5324 as 5324.0 at times. */
    public static String text(Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (number == Math.rint(number) && Math.abs(number) < 1e15) return Long.toString((long) number);
        }
        return value.toString();
    }
}
