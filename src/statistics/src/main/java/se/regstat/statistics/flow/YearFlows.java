package se.regstat.statistics.flow;

import java.util.List;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.indicator.Provenance;

/**
 * Flows of one indicator between areas of one vintage in one year, as they were imported.
 *
 * @param indicator its id
 * @param covers of which areas all flows are known, to them and from them: what is not among the pairs is nobody there, and unknown elsewhere
 * @param codes of the areas that the pairs number, ascending, each once; of the division, though the vintage may not have all of them
 */
public record YearFlows(
        String indicator,
        VintageId vintage,
        int year,
        EventCoverage covers,
        List<String> codes,
        Pairs pairs,
        Provenance provenance) {

    public YearFlows {
        codes = List.copyOf(codes);
    }

    /** Whether all flows of an area are known. */
    public boolean covers(String code) {
        return covers.equals(EventCoverage.COUNTRY) || covers.codes().contains(code);
    }
}
