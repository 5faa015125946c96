package se.regstat.statistics.weights;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.request.Message;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.Weighting;

/**
 * By what sources are divided among targets.
 *
 * @param weighting with {@link Weighting#AUTO}, each source is divided by the first of {@code distributions} that reaches it, or by area if none does
 * @param distributions made for the sources; the best first
 * @param land by which the land of sources is divided; by area if there is none
 * @param tolerance share of a source below which a part is a sliver, 0 for none
 * @param lineage what a change log tells of sources and targets, where both are vintages of one division
 * @param otherVintages of the sources' division, asked for where targets reach beyond the sources: what others of them reach is sea, not unknown land
 */
public record WeightRules(
        Weighting weighting,
        List<Distribution> distributions,
        Optional<Distribution> land,
        double tolerance,
        Optional<Lineage> lineage,
        Supplier<List<Sources>> otherVintages) {

    /** @throws ReaggregationException if the tolerance is out of range */
    public WeightRules {
        distributions = List.copyOf(distributions);
        ReaggregationDeclaration.TOLERANCE.checked(tolerance);
    }

    /** Without land, change log and other vintages. */
    public static WeightRules of(Weighting weighting, List<Distribution> distributions, double tolerance) {
        return new WeightRules(weighting, distributions, Optional.empty(), tolerance, Optional.empty(), List::of);
    }

    /**
     * What cut sources are divided by, each by the first that reaches it; none for area and code. A weighting that is named comes first.
     *
     * @throws ReaggregationException if there is none for the weighting
     */
    List<Distribution> dividing() {
        if (weighting == Weighting.AUTO) return distributions;
        if (!weighting.usesStore()) return List.of();
        if (distributions.isEmpty() || distributions.get(0).weighting() != weighting) {
            throw ReaggregationException.of(
                    "weighting",
                    Message.of(weighting.id() + " needs " + weighting.needs()
                                    + ", and the store lacks it; import that, or take ")
                            .setting("weighting", Weighting.AUTO.id())
                            .text(" or ")
                            .setting("weighting", Weighting.AREA.id()));
        }
        return distributions;
    }

    /** Equal for rules that give the same weights for the same sources and targets; these decide lineage and other vintages. */
    List<Object> key() {
        return List.of(
                weighting,
                distributions.stream().map(WeightRules::key).toList(),
                land.map(WeightRules::key).stream().toList(),
                tolerance,
                lineage.isPresent());
    }

    private static List<Object> key(Distribution distribution) {
        return List.of(distribution.weighting(), distribution.name(), distribution.hash());
    }
}
