package se.regstat.statistics.dividing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.observation.Comparability;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.request.Weighting;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.weights.LandClasses;
import se.regstat.statistics.weights.SettledCells;
import se.regstat.statistics.weights.SmoothedClasses;

/** All ways to divide a vintage's areas that there is something for. */
final class Candidates {

    private Candidates() {}

    /** @param cancelled asked often, from several threads */
    static List<Candidate> of(Divisors divisors, VintageId vintage, BooleanSupplier cancelled) {
        Sources areas = divisors.sources(vintage);
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(Candidate.area(
                IntStream.range(0, areas.size()).mapToDouble(areas::area).toArray()));
        for (Weighting weighting : List.of(Weighting.MASK, Weighting.POPULATION)) {
            divisors.one(weighting, Divisors.Wish.NONE, vintage, cancelled)
                    .map(Candidate::of)
                    .ifPresent(candidates::add);
        }
        List<Mask> masks = divisors.registered.classes(Divisors.Wish.NONE);
        Optional<WeightedPoints> cells = divisors.registered.cells(Divisors.Wish.NONE);
        Optional<YearValues> others = divisors.othersPeople(vintage);
        if (masks.isEmpty() && cells.isEmpty() && others.isEmpty()) return candidates;
        LandClasses classes = divisors.classes(vintage, masks, cancelled);
        others.map(other ->
                        Candidate.vintages(Divisors.name(other, masks), classes, inSameAreas(divisors, vintage, other)))
                .ifPresent(candidates::add);
        cells.map(population -> SettledCells.of(
                        classes, population, WeightedPoints.PEOPLE, divisors.grid(population), cancelled))
                .map(Candidate::of)
                .ifPresent(candidates::add);
        if (masks.isEmpty()) return candidates;
        candidates.add(Candidate.of(classes));
        candidates.add(Candidate.of(SmoothedClasses.of(classes, cancelled)));
        return candidates;
    }

    /** How many live in each of a vintage's areas by another one's figures; NaN where it is not the same area there. */
    private static double[] inSameAreas(Divisors divisors, VintageId vintage, YearValues others) {
        Observations observations = divisors.observations;
        VintageAreas areas = observations.snapshot().vintage(vintage).orElseThrow();
        double[] told = Divisors.unknown(areas.areas().size());
        boolean isLater = vintage.compareTo(others.areas().vintage().id()) > 0;
        Comparability same = isLater
                ? observations.comparability(others.areas(), areas)
                : observations.comparability(areas, others.areas());
        for (int later = 0; later < (isLater ? told.length : others.size()); later++) {
            if (!same.isSame(later)) continue;
            if (isLater) told[later] = others.value(same.earlier(later));
            else told[same.earlier(later)] = others.value(later);
        }
        return told;
    }
}
