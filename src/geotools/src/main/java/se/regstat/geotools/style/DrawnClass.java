package se.regstat.geotools.style;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import se.regstat.statistics.division.LocalText;

/**
 * A class of values as maps and legends show it.
 *
 * @param name of its rule
 * @param title in the legend
 * @param color {@code #rrggbb}
 * @param size the diameter of its symbol in pixels; empty where areas are coloured
 * @param from its lower limit; empty where it is open
 * @param to its upper limit; empty where it is open
 */
public record DrawnClass(
        String name, LocalText title, String color, OptionalDouble size, Optional<Limit> from, Optional<Limit> to) {

    /** @param included whether a value on the limit is in the class */
    public record Limit(double value, boolean included) {}

    /**
     * For templates: {@code name}, {@code title}, {@code color}, {@code size}, and where there are such limits {@code from} (inclusive), {@code
     * above} (exclusive), {@code below} (exclusive) and {@code up_to} (inclusive).
     */
    Map<String, String> row() {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("title", title.both());
        row.put("color", color);
        size.ifPresent(pixels -> row.put("size", SwedishNumbers.plain(pixels)));
        from.ifPresent(limit -> row.put(limit.included() ? "from" : "above", SwedishNumbers.plain(limit.value())));
        to.ifPresent(limit -> row.put(limit.included() ? "up_to" : "below", SwedishNumbers.plain(limit.value())));
        return row;
    }
}
