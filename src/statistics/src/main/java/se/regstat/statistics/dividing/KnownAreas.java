package se.regstat.statistics.dividing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.locationtech.jts.geom.Coordinate;
import se.regstat.statistics.ancillary.Quantiles;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.weights.LandClasses;

/**
 * The areas of a vintage that weightings are tried on, since it is known how many people they have.
 *
 * @param people of each, NaN where that is not known
 * @param sizes in m²
 * @param regions that they lie in
 * @param land its classes in them
 * @param rounds how they are put together; at least one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KnownAreas(double[] people, double[] sizes, int[] regions, Supplier<LandClasses> land, List<TrialAreas> rounds) {

    /** Whether they are so many that they tell how often a target is missed by how much: all rounds are of the same areas, so more of them tell little more. */
    boolean tellHowOften() {
        return rounds.stream().allMatch(round -> round.targets() >= Quantiles.ENOUGH);
    }

    /** By region, as the sources of a round tell. */
    double[] dispersion(TrialAreas round) {
        int count = Arrays.stream(regions).max().orElse(-1) + 1;
        return Dispersion.of(land.get(), round.sourceOf(), round.totals(people), round.regionOf(), count);
    }

    /** Of the region of each area, as all rounds tell on average: what is divided by less than trials were is not more uneven for that. */
    double[] dispersion() {
        List<double[]> told = rounds.stream().map(this::dispersion).toList();
        return Arrays.stream(regions)
                .mapToDouble(region -> told.stream()
                        .mapToDouble(round -> round[region])
                        .average()
                        .orElse(1))
                .toArray();
    }

    /** Empty where there are too few. */
    static Optional<KnownAreas> of(Divisors divisors, VintageId vintage) {
        Optional<YearValues> known = divisors.people(vintage);
        if (known.isEmpty()) return Optional.empty();
        List<Area> all = known.get().areas().areas();
        double[] people = new double[all.size()];
        double[] sizes = new double[all.size()];
        boolean[] isKnown = new boolean[all.size()];
        Coordinate[] middles = new Coordinate[all.size()];
        for (int i = 0; i < people.length; i++) {
            people[i] = known.get().value(i);
            isKnown[i] = people[i] >= 0;
            sizes[i] = all.get(i).geometry().getArea();
            middles[i] = all.get(i).geometry().getCentroid().getCoordinate();
        }
        int[] regions = divisors.regions(known.get());
        List<TrialAreas> rounds = TrialAreas.of(middles, isKnown, regions);
        return rounds.isEmpty()
                ? Optional.empty()
                : Optional.of(new KnownAreas(people, sizes, regions, () -> divisors.classes(vintage), rounds));
    }
}
