package se.regstat.statistics.ancillary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.request.Weighting;

/**
 * How far weightings missed in trials on one vintage's areas: put together to larger ones, these were divided among targets whose values are
 * known, being made of whole areas.
 *
 * @param basis tells what the trials were made with; of other areas, masks, populations or values they say nothing
 * @param targets how many there were
 * @param scores the best first; a simpler way (in the order of {@link Weighting}) before one whose error is not a hundredth smaller
 */
public record Trials(VintageId vintage, String basis, int targets, List<Score> scores) {

    /** The share of its error by which a way must be better than a simpler one. */
    private static final double CLEAR = 0.01;

    /**
     * @param by the masks or population, empty if there are none
     * @param error Σ |estimate − truth| / Σ truth, over what cut areas gave to the targets
     * @param spread how far single targets were missed; empty if there were too few of them
     */
    public record Score(Weighting weighting, String by, double error, Optional<Spread> spread) {

        /** What divides: {@code mask:built-up}, or {@code area}. */
        public String way() {
            return weighting.by(by);
        }
    }

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
        scores = ranked(scores);
    }

    /** Always the simplest of those that the best of the rest is not clearly better than. */
    private static List<Score> ranked(List<Score> scores) {
        List<Score> open = new ArrayList<>(scores);
        open.sort(Comparator.comparing(Score::weighting).thenComparing(Score::by));
        List<Score> ranked = new ArrayList<>();
        while (!open.isEmpty()) {
            double least = open.stream().mapToDouble(Score::error).min().orElseThrow();
            Score next = open.stream()
                    .filter(score -> (1 - CLEAR) * score.error() <= least)
                    .findFirst()
                    .orElseThrow();
            open.remove(next);
            ranked.add(next);
        }
        return List.copyOf(ranked);
    }
}
