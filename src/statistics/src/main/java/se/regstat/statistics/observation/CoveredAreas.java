package se.regstat.statistics.observation;

import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Which areas of a vintage lie in those that all events are known of: by code, where the areas carry such codes, directly or by
 * levels between; else by geometry.
 */
final class CoveredAreas {

    /** Of an area's ground. What lacks is taken for inaccurate drawing. */
    private static final double WHOLE = 0.99;

    private final Observations observations;
    private final VintageAreas areas;
    private final int year;

    CoveredAreas(Observations observations, VintageAreas areas, int year) {
        this.observations = observations;
        this.areas = areas;
        this.year = year;
    }

    /** By number. None where it is not known, or the division is not here. */
    BitSet of(EventCoverage coverage) {
        BitSet covered = new BitSet();
        if (!coverage.isKnown()) return covered;
        if (!coverage.isOfAreas()) {
            covered.set(0, areas.areas().size());
            return covered;
        }
        Optional<VintageAreas> all = observations.snapshot().valid(coverage.division(), year);
        if (all.isEmpty()) return covered;
        VintageAreas whole = all.get();
        int[] known = coverage.codes().stream()
                .flatMapToInt(code -> whole.indexOf(code).stream())
                .toArray();
        Optional<Membership> codes = observations.membership(areas, whole, year);
        for (int area = 0; area < areas.areas().size(); area++) {
            int number = area;
            covered.set(
                    area,
                    codes.isPresent()
                            ? IntStream.of(known)
                                    .anyMatch(place -> codes.get().places().get(number) == place)
                            : Covered.of(areas, area, whole, known) >= WHOLE);
        }
        return covered;
    }
}
