package se.regstat.statistics.dividing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;

class FreeAreasTest {

    private final Random random = new Random(5);

    /** Some close together, some on one line, some on one another, one far away. */
    private Coordinate[] middles(int count) {
        Coordinate[] middles = new Coordinate[count];
        for (int i = 0; i < count; i++) {
            double x = 500_000 + (i % 3 == 0 ? 100 : 90_000) * random.nextDouble();
            double y = 6_500_000 + (i % 5 == 0 ? 0 : 90_000 * random.nextDouble());
            middles[i] = i % 7 == 6 ? middles[i - 1] : new Coordinate(x, y);
        }
        middles[0] = new Coordinate(900_000, 7_600_000);
        return middles;
    }

    @Test
    void what_is_taken_are_the_nearest_that_nobody_took_yet_of_the_same_region() {
        int count = 900;
        Coordinate[] middles = middles(count);
        boolean[] known = new boolean[count];
        Arrays.fill(known, true);
        known[17] = false;
        int[] regions = IntStream.range(0, count).map(i -> i / 400).toArray();
        FreeAreas[] free = FreeAreas.of(middles, known, regions);
        boolean[] taken = new boolean[count];
        for (int next = 0; next < count; next++) {
            int first = (int) (next * 7L * 37 % count);
            if (taken[first] || !known[first]) continue;
            int wanted = 1 + random.nextInt(12);
            List<Integer> nearest = new ArrayList<>(IntStream.range(0, count)
                    .filter(i -> known[i] && !taken[i] && i != first && regions[i] == regions[first])
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> middles[i].distance(middles[first])))
                    .limit(wanted - 1L)
                    .toList());
            nearest.add(0, first);
            List<Integer> found = free[regions[first]].take(first, wanted);
            assertThat(found).isEqualTo(nearest);
            for (int each : found) taken[each] = true;
        }
    }
}
