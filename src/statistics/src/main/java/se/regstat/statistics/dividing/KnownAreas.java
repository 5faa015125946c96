package se.regstat.statistics.dividing;

import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import se.regstat.statistics.ancillary.Quantiles;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.observation.YearValues;

/**
 * The areas of a vintage that weightings are tried on, since it is known how many people they have.
 *
 * @param people of each, NaN where that is not known
 * @param sizes in m²
 * @param rounds how they are put together; at least one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KnownAreas(double[] people, double[] sizes, List<TrialAreas> rounds) {

    /** Whether they are so many that they tell how often a target is missed by how much: all rounds are of the same areas, so more of them tell little more. */
    boolean tellHowOften() {
        return rounds.stream().allMatch(round -> round.targets() >= Quantiles.ENOUGH);
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
        List<TrialAreas> rounds = TrialAreas.of(middles, isKnown, divisors.regions(known.get()));
        return rounds.isEmpty() ? Optional.empty() : Optional.of(new KnownAreas(people, sizes, rounds));
    }
}
