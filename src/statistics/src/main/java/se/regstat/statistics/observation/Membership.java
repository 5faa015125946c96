package se.regstat.statistics.observation;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.BitSet;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Which areas of one vintage lie in each of another by the codes they carry, directly or by levels between.
 *
 * @param places for each of the former the number of the one it lies in, -1 for none
 * @param complete areas of the latter of which all parts are there, as far as sums are made so
 */
public record Membership(IntBuffer places, BitSet complete) {

    /**
     * The places in a division above.
     *
     * @param level the areas that these are places in
     * @param parts for each area above the numbers of those of the level that it is made of
     */
    IntBuffer through(VintageAreas level, int[][] parts) {
        int[] upper = new int[level.areas().size()];
        Arrays.fill(upper, -1);
        for (int area = 0; area < parts.length; area++) {
            for (int each : parts[area]) upper[each] = area;
        }
        return IntBuffer.wrap(Arrays.stream(places.array())
                .map(place -> place < 0 ? place : upper[place])
                .toArray());
    }
}
