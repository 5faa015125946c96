package se.regstat.statistics.sensitivity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import se.regstat.statistics.segregation.Grouping;

/** The areas with the highest values: those than which less than a tenth of the people live in areas with a higher value. */
final class TopClass {

    private static final double TENTH = 0.1;

    private TopClass() {}

    /** By area, whether it is one; none is where nobody lives. */
    static boolean[] of(Sums sums) {
        boolean[] top = new boolean[sums.areas()];
        int[] order = IntStream.range(0, sums.areas())
                .filter(area -> sums.people(area) > 0)
                .boxed()
                .sorted(Comparator.comparing((Integer area) -> -sums.value(area)))
                .mapToInt(area -> area)
                .toArray();
        double limit = TENTH * Arrays.stream(order).mapToDouble(sums::people).sum();
        double people = 0;
        double higher = 0;
        for (int i = 0; i < order.length; i++) {
            if (i == 0 || sums.value(order[i]) < sums.value(order[i - 1])) higher = people;
            if (higher >= limit) break;
            top[order[i]] = true;
            people += sums.people(order[i]);
        }
        return top;
    }

    /**
     * In how many draws each unit lies in such an area.
     *
     * @param units of a place, whose sums are known
     */
    static int[] draws(int[] units, Sums sums, RandomDivisions.OfPlace random, BooleanSupplier cancelled) {
        boolean[][] byDraw = IntStream.range(0, random.drawn().size())
                .parallel()
                .mapToObj(draw -> {
                    if (cancelled.getAsBoolean()) throw new CancellationException();
                    return on(units, sums, random.drawn().draw(draw));
                })
                .toArray(boolean[][]::new);
        return IntStream.range(0, units.length)
                .map(unit ->
                        (int) Arrays.stream(byDraw).filter(draw -> draw[unit]).count())
                .toArray();
    }

    /** By unit, whether it lies in such an area of a division. */
    static boolean[] on(int[] units, Sums sums, int[] groupOf) {
        Grouping grouping = Grouping.of(units, groupOf);
        boolean[] top = of(sums.joined(units, grouping.into(), grouping.number()));
        boolean[] byUnit = new boolean[units.length];
        for (int i = 0; i < units.length; i++) byUnit[i] = top[grouping.into()[i]];
        return byUnit;
    }
}
