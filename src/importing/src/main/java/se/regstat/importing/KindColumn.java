package se.regstat.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.regstat.importing.format.ImportException;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.config.Configuration;

/**
 * Which column of a file counts what.
 *
 * @param kind the id of the indicator that counts the same, as {@code age_0_4}
 * @param column with the numbers
 */
public record KindColumn(String kind, String column) {

    private static final Pattern NAMED = Pattern.compile("([a-z][a-z0-9_-]*)=(.+)");

    /**
     * Columns as they are written: {@code beftotalt} for all people, {@code age_0_4=ald0_4} for others.
     *
     * @throws IllegalArgumentException if two count the same, or none counts all people
     */
    public static List<KindColumn> parse(List<String> texts) {
        List<KindColumn> columns = new ArrayList<>();
        for (String text : texts) {
            Matcher named = NAMED.matcher(text);
            KindColumn column = named.matches()
                    ? new KindColumn(named.group(1), named.group(2))
                    : new KindColumn(WeightedPoints.PEOPLE, text);
            for (KindColumn other : columns) {
                if (!other.kind().equals(column.kind())) continue;
                throw new IllegalArgumentException("'" + other.column() + "' and '" + column.column()
                        + "' cannot both count " + column.kind()
                        + "; say which indicator counts the same as the other, as in age_0_4=ald0_4");
            }
            columns.add(column);
        }
        if (columns.stream().noneMatch(column -> column.kind().equals(WeightedPoints.PEOPLE))) {
            throw new IllegalArgumentException("nothing counts all people, by whom areas are divided where an indicator"
                    + " has no kind of its own; name that column too, without a kind");
        }
        return columns;
    }

    /**
     * Refuses kinds that only some boundaries may be told of: what a population counts may be asked for place by place.
     *
     * @throws ImportException if one is restricted
     */
    public static void refuseRestricted(List<KindColumn> columns, Configuration configuration) {
        for (KindColumn column : columns) {
            if (configuration.indicator(column.kind()).disclosure().isEmpty()) continue;
            throw new ImportException(
                    "'" + column.kind() + "' is restricted (disclosure in indicators.yml), and column '"
                            + column.column() + "' would tell it place by place; leave that column out");
        }
    }
}
