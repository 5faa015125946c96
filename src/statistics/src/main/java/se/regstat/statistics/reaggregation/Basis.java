package se.regstat.statistics.reaggregation;

import java.nio.IntBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.observation.Membership;

/**
 * What years of values rest on.
 *
 * @param vintage whose areas are the sources
 * @param told where codes tell which sources a target is made of, so that geometry is not asked
 */
record Basis(VintageId vintage, List<Told> told) {

    static Basis geometry(VintageId vintage) {
        return new Basis(vintage, List.of());
    }

    /**
     * Targets that are areas of a division that sources lie in by code.
     *
     * @param areas for each target the number of the area that it is, -1 for none
     */
    record Told(VintageId whole, Membership codes, IntBuffer areas) {

        boolean tells(int target) {
            return areas.get(target) >= 0;
        }
    }

    Optional<Told> told(int target) {
        return told.stream().filter(one -> one.tells(target)).findFirst();
    }

    /** For each target the numbers of its sources, null where geometry has to tell. */
    int[][] sourcesOf(int targets) {
        int[][] sourcesOf = new int[targets][];
        for (Told one : told) {
            int[] places = one.codes().places().array();
            Map<Integer, List<Integer>> ofArea =
                    IntStream.range(0, places.length).boxed().collect(Collectors.groupingBy(source -> places[source]));
            for (int target = 0; target < targets; target++) {
                if (sourcesOf[target] != null || !one.tells(target)) continue;
                sourcesOf[target] = ofArea.getOrDefault(one.areas().get(target), List.of()).stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
            }
        }
        return sourcesOf;
    }

    /** Targets of which codes tell that not all parts are there. */
    BitSet unfinished(int targets) {
        BitSet unfinished = new BitSet();
        for (Told one : told) {
            for (int target = 0; target < targets; target++) {
                if (one.tells(target))
                    unfinished.set(
                            target, !one.codes().complete().get(one.areas().get(target)));
            }
        }
        return unfinished;
    }

    /** Whether codes tell of every target. */
    boolean tellsAll(int targets) {
        return IntStream.range(0, targets).allMatch(target -> told(target).isPresent());
    }
}
