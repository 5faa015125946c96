package se.regstat.statistics.ancillary;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.request.Weighting;

/**
 * How far weightings missed in trials on one vintage's areas: put together to larger ones, these were divided among targets whose values are
 * known, being made of whole areas.
 *
 * @param basis tells what the trials were made with; of other areas, masks, populations or values they say nothing
 * @param targets how many there were
 * @param scores the best first
 */
public record Trials(VintageId vintage, String basis, int targets, List<Score> scores) {

    /**
     * @param by the masks or population, empty if there are none
     * @param error Σ |estimate − truth| / Σ truth, over what cut areas gave to the targets
     */
    public record Score(Weighting weighting, String by, double error) {}

    /** Those of the same vintage and basis as one, in the order of the first of each. */
    public static List<Trials> joined(List<Trials> parts) {
        Map<List<Object>, Trials> joined = new LinkedHashMap<>();
        for (Trials part : parts) {
            joined.merge(
                    List.of(part.vintage, part.basis),
                    part,
                    (one, other) -> new Trials(
                            one.vintage,
                            one.basis,
                            one.targets,
                            Stream.concat(one.scores.stream(), other.scores.stream())
                                    .toList()));
        }
        return List.copyOf(joined.values());
    }

    public Trials {
        scores = scores.stream()
                .sorted(Comparator.comparingDouble(Score::error).thenComparing(Score::weighting))
                .toList();
    }
}
