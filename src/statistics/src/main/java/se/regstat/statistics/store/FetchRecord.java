package se.regstat.statistics.store;

import java.time.Instant;
import java.util.List;

/**
 * That something in a store was fetched from its publisher, and how it was asked for; by it, the publisher can be asked again.
 *
 * @param recipe its id, as in {@code deso@2025}
 * @param kommuner codes of those it was asked for; empty for the whole country
 * @param fetched when this was first stored so
 */
public record FetchRecord(String recipe, List<String> kommuner, Instant fetched) {

    public FetchRecord {
        kommuner = List.copyOf(kommuner);
    }
}
