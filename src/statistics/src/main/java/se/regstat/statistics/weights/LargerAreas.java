package se.regstat.statistics.weights;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * Where sources lie in larger areas, and which of these they cover.
 *
 * @param weights of the sources in the larger areas
 * @param back of the larger areas in the sources; empty where codes tell that all of each is there
 * @param complete larger areas of which codes tell that all of each is there
 */
public record LargerAreas(Weights weights, Optional<Weights> back, BitSet complete) {

    /** How much of a larger area may lie where nothing is known. */
    private static final double LACKING = 0.01;

    /**
     * Whether what is known of a larger area is of these sources: of its people if it is known where they live, else of its area, but for
     * a hundredth.
     *
     * @param unknown sources without a value
     */
    boolean isCovered(int area, BitSet unknown) {
        double covered = complete.get(area) ? 1 : coverage(area);
        for (int entry = weights.first(area); entry < weights.first(area + 1); entry++) {
            int source = weights.source(entry);
            if (!unknown.get(source)) continue;
            covered -= complete.get(area) ? 1 : back.orElseThrow().weight(area, source);
        }
        return covered >= 1 - LACKING;
    }

    private double coverage(int area) {
        double given = back.orElseThrow().given(area);
        return back.get().hasDivision() ? given : Math.max(given, weights.knownShare(area));
    }

    /** By source the number of the larger area that most of it lies in; negative where that is none. */
    public int[] main() {
        int[] main = new int[weights.sources().size()];
        double[] most = new double[main.length];
        Arrays.fill(main, -1);
        for (int area = 0; area < weights.targets().size(); area++) {
            for (int entry = weights.first(area); entry < weights.first(area + 1); entry++) {
                int source = weights.source(entry);
                if (weights.weight(entry) <= most[source]) continue;
                most[source] = weights.weight(entry);
                main[source] = area;
            }
        }
        return main;
    }

    boolean isEmpty(int area) {
        return weights.first(area) == weights.first(area + 1);
    }
}
