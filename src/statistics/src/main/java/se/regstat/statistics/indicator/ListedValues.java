package se.regstat.statistics.indicator;

import java.util.List;
import se.regstat.statistics.division.VintageId;

/**
 * What a store tells of {@link PublishedValues} without the numbers.
 *
 * @param id by which the store finds the numbers
 * @param codes of the areas, ascending, each once; the same list for all that have the same
 */
public record ListedValues(
        long id,
        String indicator,
        VintageId vintage,
        int year,
        List<String> codes,
        Presence presence,
        Provenance provenance) {}
