package se.regstat.statistics.observation;

import java.util.Optional;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.snapshot.VintageAreas;

/** Which areas of one vintage lie in each area of another, by the codes they carry. */
final class Parts {

    private Parts() {}

    /** @return for each area of {@code whole} the numbers of its parts, ascending */
    static int[][] of(VintageAreas whole, VintageAreas part) {
        String division = whole.vintage().id().division();
        int[] parent = new int[part.areas().size()];
        int[] counts = new int[whole.areas().size()];
        for (int i = 0; i < parent.length; i++) {
            Area area = part.areas().get(i);
            parent[i] = Optional.ofNullable(area.parents().get(division))
                    .map(code -> whole.indexOf(code).orElse(-1))
                    .orElse(-1);
            if (parent[i] >= 0) counts[parent[i]]++;
        }
        int[][] parts = new int[counts.length][];
        for (int area = 0; area < counts.length; area++) parts[area] = new int[counts[area]];
        for (int i = parent.length - 1; i >= 0; i--) {
            if (parent[i] >= 0) parts[parent[i]][--counts[parent[i]]] = i;
        }
        return parts;
    }
}
