package se.regstat.statistics.importing;

/** Numbers where a code is expected: files keep 5324 as 5324.0 at times. */
final class Numbers {

    private Numbers() {}

    static String text(Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (number == Math.rint(number) && Math.abs(number) < 1e15) return Long.toString((long) number);
        }
        return value.toString();
    }
}
