package se.regstat.statistics.reaggregation;

import java.util.Optional;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.observation.Observations;

/**
 * What years of values rest on.
 *
 * @param vintage whose areas are the sources
 * @param codes where they tell which target each source lies in, so that geometry is not asked
 */
record Basis(VintageId vintage, Optional<Observations.Membership> codes) {

    static Basis geometry(VintageId vintage) {
        return new Basis(vintage, Optional.empty());
    }
}
