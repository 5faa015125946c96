package se.regstat.statistics.indicator;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.regstat.statistics.division.Division;

/**
 * Where all events, or all flows, are known, so that none in an area means zero.
 *
 * @param division whose areas they are, or {@link Division#COUNTRY}, or {@link Division#NOTHING} where that is not known
 * @param codes of the areas; none of the two words
 */
public record EventCoverage(String division, List<String> codes) {

    /** Of the whole country. */
    public static final EventCoverage COUNTRY = new EventCoverage(Division.COUNTRY, List.of());

    /** Nobody says. */
    public static final EventCoverage UNKNOWN = new EventCoverage(Division.NOTHING, List.of());

    private static final Pattern AREAS = Pattern.compile("([a-z][a-z0-9_]*)=([^=]+)");

    public EventCoverage {
        codes = List.copyOf(codes);
    }

    /** @throws IllegalArgumentException if the text is not like {@code kommun=1480,1401}, {@code riket} or {@code none} */
    public static EventCoverage parse(String text) {
        if (text.equals(Division.COUNTRY)) return COUNTRY;
        if (text.equals(Division.NOTHING)) return UNKNOWN;
        Matcher areas = AREAS.matcher(text);
        SortedSet<String> codes = areas.matches()
                ? Stream.of(areas.group(2).split(","))
                        .map(String::strip)
                        .filter(code -> !code.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new))
                : new TreeSet<>();
        if (codes.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' should be areas that all are known of, as in"
                    + " kommun=1480 or kommun=1480,1401; " + Division.COUNTRY + " for the whole country, "
                    + Division.NOTHING + " where it is not known");
        }
        return new EventCoverage(areas.group(1), List.copyOf(codes));
    }

    public boolean isKnown() {
        return !equals(UNKNOWN);
    }

    /** Whether it is areas of a division. */
    public boolean isOfAreas() {
        return !codes.isEmpty();
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return isOfAreas() ? division + "=" + String.join(",", codes) : division;
    }
}
