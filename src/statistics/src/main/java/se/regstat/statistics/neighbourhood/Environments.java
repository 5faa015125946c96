package se.regstat.statistics.neighbourhood;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import se.regstat.statistics.dividing.Divisors;
import se.regstat.statistics.dividing.PopulationPoints;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.request.Parameter;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Of which groups the nearest neighbours of each unit's people are, for sizes of neighbourhood: counted around the unit's point as {@link Neighbours} does, over whatever
 * borders. Immutable.
 */
public final class Environments {

    private final double[] sizes;
    private final Neighbourhoods found;
    private final int groups;

    private Environments(double[] sizes, Neighbourhoods found, int groups) {
        this.sizes = sizes;
        this.found = found;
        this.groups = groups;
    }

    /**
     * @param sizes the parameter with numbers of neighbours, one at least
     * @param units whose people they are; each at its point
     * @param counts by unit the people of each group; null where these are not known
     * @param notes told of what there is to know of the answer
     * @throws se.regstat.statistics.request.ReaggregationException if a size is none, or says nothing but what the units say themselves
     */
    public static Environments of(
            Question question,
            Parameter<List<String>> sizes,
            VintageAreas units,
            double[][] counts,
            int groups,
            Consumer<String> notes) {
        PopulationPoints points = PopulationPoints.of(
                question.reaggregator().divisors(), Divisors.Wish.NONE, units, question.bounds()::isOver);
        double[] people = Arrays.stream(counts)
                .mapToDouble(unit -> unit == null
                        ? Double.NaN
                        : Arrays.stream(unit).limit(groups).sum())
                .toArray();
        double[] asked = Sizes.people(sizes, question.arguments().get(sizes))
                .sayingSomething(points.radii(), people, units.vintage().id().toString(), notes)
                .asked();
        Locations locations = Locations.of(
                points.eastings(),
                points.northings(),
                people,
                IntStream.range(0, groups)
                        .mapToObj(group -> Arrays.stream(counts)
                                .mapToDouble(unit -> unit == null ? Double.NaN : unit[group])
                                .toArray())
                        .toList());
        Neighbourhoods found = Neighbourhoods.nearest(
                locations,
                new Origins(points.eastings(), points.northings(), points.radii()),
                asked,
                RingRule.PROPORTIONAL,
                0,
                question.bounds()::isOver);
        return new Environments(asked, found, groups);
    }

    /** Numbers of neighbours, ascending. */
    public double[] sizes() {
        return sizes.clone();
    }

    /** How many there are of each group around a unit. */
    public double[] around(int unit, int size) {
        return IntStream.range(0, groups)
                .mapToDouble(group -> found.count(unit, size, group))
                .toArray();
    }

    /** Whether it is known of all who are near enough of which groups they are. */
    public boolean isKnown(int unit, int size) {
        return found.unknownLocations(unit, size) == 0;
    }

    /** Whether there are as many in all as are wanted. */
    public boolean isFull(int unit, int size) {
        return found.people(unit, size) >= sizes[size] - Neighbourhoods.NEARLY;
    }
}
