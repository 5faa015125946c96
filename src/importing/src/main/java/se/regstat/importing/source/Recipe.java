package se.regstat.importing.source;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.division.YearRange;

/**
 * How something is fetched from its publisher. Names and addresses in it are what was known when it was written: whoever fetches by
 * it holds them against what the service says, and refuses what differs.
 *
 * @param id as in {@code deso@2025} or {@code population}
 * @param page to open for the new address, where what is asked for has moved
 * @param tried when somebody last fetched by it from the publisher's own service; empty if nobody has
 * @param place file and key, for messages
 */
public record Recipe(
        String id,
        LocalText title,
        Content content,
        Expected expected,
        String licence,
        String source,
        URI page,
        Optional<LocalDate> tried,
        String place) {

    /**
     * What is known of what comes.
     *
     * @param hits how many features, areas or rows there are in the whole country; empty if that is not known
     * @param columns that must be there
     * @param years that a table has at least
     */
    public record Expected(OptionalInt hits, List<String> columns, YearRange years) {}

    /** The same for something else. */
    Recipe of(Content other) {
        return new Recipe(id, title, other, expected, licence, source, page, tried, place);
    }

    /** What to do where what the publisher has is not what the recipe expects. */
    public String advice() {
        return "look at " + page + ", and correct " + place;
    }
}
