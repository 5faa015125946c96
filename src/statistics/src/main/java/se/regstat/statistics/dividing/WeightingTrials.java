package se.regstat.statistics.dividing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.locationtech.jts.geom.Coordinate;
import se.regstat.statistics.ancillary.Trials;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.observation.YearValues;

/**
 * Tries every weighting that a store has the means for on areas whose values are known: see {@link TrialAreas}. A weighting is told the totals of the
 * sources alone, and scored by what it gives to targets of those that they cut, as far as masks or population reach: elsewhere all divide by area.
 */
public final class WeightingTrials {

    private final List<TrialAreas> rounds;
    private final double[] people;
    private final double[] areas;
    private final boolean[] reached;
    private int targets;

    private WeightingTrials(List<TrialAreas> rounds, double[] people, double[] areas, boolean[] reached) {
        this.rounds = rounds;
        this.people = people;
        this.areas = areas;
        this.reached = reached;
    }

    /**
     * @param cancelled asked often, from several threads
     * @return empty where there is nothing to choose from, or nothing to try on
     * @throws CancellationException once {@code cancelled} says so
     */
    public static Optional<Trials> of(Divisors divisors, VintageId vintage, BooleanSupplier cancelled) {
        Optional<YearValues> known = divisors.people(vintage);
        if (known.isEmpty()) return Optional.empty();
        List<Area> all = known.get().areas().areas();
        double[] people = new double[all.size()];
        double[] areas = new double[all.size()];
        boolean[] isKnown = new boolean[all.size()];
        Coordinate[] middles = new Coordinate[all.size()];
        for (int i = 0; i < people.length; i++) {
            people[i] = known.get().value(i);
            isKnown[i] = people[i] >= 0;
            areas[i] = all.get(i).geometry().getArea();
            middles[i] = all.get(i).geometry().getCentroid().getCoordinate();
        }
        List<TrialAreas> rounds = TrialAreas.of(middles, isKnown, divisors.regions(known.get()));
        if (rounds.isEmpty()) return Optional.empty();
        List<Candidate> candidates = divisors.candidates(vintage, cancelled);
        if (candidates.size() < 2) return Optional.empty();
        boolean[] reached = new boolean[people.length];
        for (int i = 0; i < reached.length; i++) {
            int area = i;
            reached[i] = candidates.stream()
                    .anyMatch(candidate -> candidate.reaches().test(area));
        }
        WeightingTrials trials = new WeightingTrials(rounds, people, areas, reached);
        List<Trials.Score> scores = candidates.stream()
                .map(candidate ->
                        new Trials.Score(candidate.weighting(), candidate.by(), trials.error(candidate, cancelled)))
                .filter(score -> Double.isFinite(score.error()))
                .toList();
        if (scores.isEmpty()) return Optional.empty();
        return Optional.of(new Trials(vintage, divisors.basis(vintage), trials.targets, scores));
    }

    /** NaN where no target that cuts anything has anybody. */
    private double error(Candidate candidate, BooleanSupplier cancelled) {
        targets = 0;
        double missed = 0;
        double all = 0;
        for (TrialAreas round : rounds) {
            if (cancelled.getAsBoolean()) throw new CancellationException();
            double[] totals = round.totals(people);
            double[] estimates = estimates(candidate.shares().of(round, totals), round, totals);
            boolean[] told = told(round);
            double[] estimated = new double[round.targets()];
            double[] truth = new double[round.targets()];
            boolean[] cuts = new boolean[round.targets()];
            for (int i = 0; i < people.length; i++) {
                if (round.sourceOf()[i] < 0 || !told[round.sourceOf()[i]]) continue;
                int target = round.targetOf()[i];
                cuts[target] = true;
                estimated[target] += estimates[i];
                truth[target] += people[i];
            }
            for (int target = 0; target < truth.length; target++) {
                if (!cuts[target]) continue;
                targets++;
                missed += Math.abs(estimated[target] - truth[target]);
                all += truth[target];
            }
        }
        return all > 0 ? missed / all : Double.NaN;
    }

    /** Of each area, its source's total divided by shares: by area, where there are none in all of the source. */
    private double[] estimates(double[] shares, TrialAreas round, double[] totals) {
        double[] all = round.totals(shares);
        double[] space = round.totals(areas);
        double[] estimates = new double[shares.length];
        for (int i = 0; i < shares.length; i++) {
            int source = round.sourceOf()[i];
            if (source < 0) continue;
            estimates[i] = totals[source] * (all[source] > 0 ? shares[i] / all[source] : areas[i] / space[source]);
        }
        return estimates;
    }

    /** Sources that tell which way is the better: they are cut, and there is something else than area to divide them by. */
    private boolean[] told(TrialAreas round) {
        boolean[] cut = cut(round);
        boolean[] told = new boolean[cut.length];
        for (int i = 0; i < reached.length; i++) {
            int source = round.sourceOf()[i];
            if (source >= 0) told[source] |= reached[i] && cut[source];
        }
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
