package se.regstat.statistics.dividing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import se.regstat.statistics.ancillary.Spread;
import se.regstat.statistics.ancillary.Trials;
import se.regstat.statistics.division.VintageId;

/**
 * Tries every weighting that a store has the means for on areas whose values are known: see {@link TrialAreas}. A weighting is told the totals of the
 * sources alone, and scored by what it gives to targets of those that they cut, as far as masks or population reach: elsewhere all divide by area.
 */
public final class WeightingTrials {

    private final KnownAreas areas;
    private final List<Candidate> candidates;
    private final boolean[] reached;

    /** By round and region. */
    private final List<double[]> dispersions;

    private WeightingTrials(KnownAreas areas, List<Candidate> candidates) {
        this.areas = areas;
        this.candidates = candidates;
        dispersions = areas.rounds().stream().map(areas::dispersion).toList();
        reached = new boolean[areas.people().length];
        for (int i = 0; i < reached.length; i++) {
            int area = i;
            reached[i] = candidates.size() == 1
                    || candidates.stream()
                            .anyMatch(candidate -> candidate.reaches().test(area));
        }
    }

    /** What to try, on what; empty if there is nothing to try on. */
    static Optional<WeightingTrials> on(Divisors divisors, VintageId vintage, BooleanSupplier cancelled) {
        return divisors.known(vintage)
                .map(areas -> new WeightingTrials(areas, Candidates.of(divisors, vintage, cancelled)));
    }

    /**
     * @param cancelled asked often, from several threads
     * @return empty where there is nothing to choose from, or nothing to try on
     * @throws CancellationException once {@code cancelled} says so
     */
    public static Optional<Trials> of(Divisors divisors, VintageId vintage, BooleanSupplier cancelled) {
        Optional<WeightingTrials> trials = on(divisors, vintage, cancelled);
        if (trials.isEmpty() || trials.get().candidates.size() < 2) return Optional.empty();
        List<Trials.Score> scores = new ArrayList<>();
        int targets = 0;
        for (Candidate candidate : trials.get().candidates) {
            Misses misses = trials.get().misses(candidate, cancelled);
            targets = misses.targets();
            if (!Double.isFinite(misses.error())) continue;
            scores.add(new Trials.Score(
                    candidate.weighting(),
                    candidate.by(),
                    misses.error(),
                    trials.get().spread(misses)));
        }
        return scores.isEmpty()
                ? Optional.empty()
                : Optional.of(new Trials(vintage, divisors.basis(vintage), targets, scores));
    }

    /** How far area misses, which takes neither masks nor population to try. */
    static Optional<Spread> ofArea(KnownAreas areas) {
        Candidate area = Candidate.area(areas.sizes());
        WeightingTrials trials = new WeightingTrials(areas, List.of(area));
        return trials.spread(trials.misses(area, () -> false));
    }

    private Optional<Spread> spread(Misses misses) {
        return areas.tellHowOften() ? misses.spread() : Optional.empty();
    }

    List<Candidate> candidates() {
        return candidates;
    }

    Misses misses(Candidate candidate, BooleanSupplier cancelled) {
        Misses misses = new Misses();
        for (int i = 0; i < dispersions.size(); i++) {
            if (cancelled.getAsBoolean()) throw new CancellationException();
            TrialAreas round = areas.rounds().get(i);
            double[] totals = round.totals(areas.people());
            double[] estimates = estimates(candidate.shares().of(round, totals), round, totals);
            misses.add(round, areas, estimates, dispersions.get(i), told(round));
        }
        return misses;
    }

    /** Of each area, its source's total divided by shares: by area, where there are none in all of the source. */
    private double[] estimates(double[] shares, TrialAreas round, double[] totals) {
        double[] all = round.totals(shares);
        double[] sizes = areas.sizes();
        double[] space = round.totals(sizes);
        double[] estimates = new double[shares.length];
        for (int i = 0; i < shares.length; i++) {
            int source = round.sourceOf()[i];
            if (source < 0) continue;
            estimates[i] = totals[source] * (all[source] > 0 ? shares[i] / all[source] : sizes[i] / space[source]);
        }
        return estimates;
    }

    /** Sources that tell which way is the better: they are cut, and there is something else than area to divide them by. */
    private boolean[] told(TrialAreas round) {
        boolean[] cut = cut(round);
        boolean[] told = new boolean[cut.length];
        IntStream.range(0, reached.length)
                .filter(i -> reached[i] && round.sourceOf()[i] >= 0)
                .forEach(i -> told[round.sourceOf()[i]] |= cut[round.sourceOf()[i]]);
        return told;
    }

    private static boolean[] cut(TrialAreas round) {
        int[] first = new int[round.sources()];
        Arrays.fill(first, -1);
        boolean[] cut = new boolean[first.length];
        for (int i = 0; i < round.sourceOf().length; i++) {
            int source = round.sourceOf()[i];
            if (source < 0) continue;
            if (first[source] < 0) first[source] = round.targetOf()[i];
            cut[source] |= first[source] != round.targetOf()[i];
        }
        return cut;
    }
}
