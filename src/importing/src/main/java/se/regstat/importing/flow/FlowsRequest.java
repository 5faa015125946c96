package se.regstat.importing.flow;

import java.nio.file.Path;
import java.util.Optional;
import se.regstat.importing.pxweb.PxWebSource;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.EventCoverage;

/**
 * Which table of pairs is to be brought in, and as what.
 *
 * @param table a file, or what to ask a statistical database
 * @param vintage whose areas the flows go between; it must be in the store
 * @param from column or dimension with the codes of the areas that people go from
 * @param to the same of the areas that they go to
 * @param mapping a file that says what else is in the table; docs/indicators.md describes it
 * @param covers of which areas all flows are in it; as {@code indicators.yml} has it if empty
 * @param elsewhere whether well-formed codes that the vintage does not have are areas too, and not refused
 */
public record FlowsRequest(
        PxWebSource table,
        VintageId vintage,
        String from,
        String to,
        Path mapping,
        Optional<EventCoverage> covers,
        boolean elsewhere) {}
