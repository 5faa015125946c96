package se.regstat.statistics.indicator;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How an indicator is to be drawn.
 *
 * @param method how the class limits are found, over all years together
 * @param classes how many
 * @param limits inner class limits, ascending, where the method is {@link Method#LIMITS}
 * @param palette a ColorBrewer name such as {@code YlGnBu}; empty for the default
 * @param midpoint where a diverging palette changes its colour
 */
public record MapStyle(
        Method method, int classes, List<Double> limits, Optional<String> palette, OptionalDouble midpoint) {

    public static final MapStyle DEFAULT =
            new MapStyle(Method.QUANTILE, 5, List.of(), Optional.empty(), OptionalDouble.empty());

    public static final int FEWEST_CLASSES = 2;
    public static final int MOST_CLASSES = 9;

    public MapStyle {
        limits = List.copyOf(limits);
        if (classes < FEWEST_CLASSES || classes > MOST_CLASSES) {
            throw new IllegalArgumentException(
                    "classes should be " + FEWEST_CLASSES + " to " + MOST_CLASSES + ", not " + classes);
        }
        for (int i = 1; i < limits.size(); i++) {
            if (limits.get(i - 1) >= limits.get(i)) {
                throw new IllegalArgumentException(
                        "limits should rise, but " + limits.get(i) + " follows " + limits.get(i - 1));
            }
        }
        if ((method == Method.LIMITS) == limits.isEmpty()) {
            throw new IllegalArgumentException("limits go with the method limits, and only with it");
        }
    }

    /** How class limits are found. */
    public enum Method {
        QUANTILE,
        NATURAL_BREAKS,
        EQUAL_INTERVAL,
        LIMITS;

        /** As in {@code indicators.yml}: {@code natural_breaks}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
