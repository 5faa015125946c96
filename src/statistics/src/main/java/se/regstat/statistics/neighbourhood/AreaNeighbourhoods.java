package se.regstat.statistics.neighbourhood;

import java.util.List;
import java.util.function.Consumer;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.request.Parameter;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.snapshot.VintageAreas;

/** What is among the nearest people around each area of a vintage, for other operations: as {@link Neighbours} has it for areas, rings taken in proportion. */
public final class AreaNeighbourhoods {

    private AreaNeighbourhoods() {}

    /**
     * Sizes as they are asked for, or the usual ones that say more than areas do by themselves, half of which have fewer people.
     *
     * @param parameter that the texts were given for
     * @param usual where none are given
     * @param source of the areas, for readers
     * @param people in each area; NaN where that is not known
     * @param notes told of usual ones that are left out
     * @return ascending
     * @throws ReaggregationException if one that was given is no number above 0, or too small to say anything
     */
    public static double[] sizes(
            Parameter<List<String>> parameter,
            List<String> texts,
            List<Integer> usual,
            String source,
            double[] people,
            Consumer<String> notes) {
        double[] numbers =
                texts.isEmpty() ? usual.stream().mapToDouble(size -> size).toArray() : Sizes.numbers(parameter, texts);
        return new Sizes(numbers, false, !texts.isEmpty())
                .sayingSomething(source, people, notes)
                .asked();
    }

    /**
     * What there is per person of a neighbourhood.
     *
     * @param people who live in each area; NaN where that is not known
     * @param sums what each area has of each group; not looked at where people are not known
     * @param sizes of neighbourhoods, in people
     * @param partial whether areas that are not known are left out; by default nothing is told of neighbourhoods with such
     * @return by size, area and group, the part of the neighbours that is of it; NaN where that is not known or nobody lives
     * @throws ReaggregationException if a sum is negative
     */
    public static double[][][] parts(
            Question question,
            VintageAreas areas,
            double[] people,
            List<double[]> sums,
            double[] sizes,
            boolean partial) {
        Origins origins = NamedPlaces.areas(question, areas.vintage().id()).origins();
        Neighbourhoods found;
        try {
            found = Neighbourhoods.nearest(
                    Locations.of(origins.eastings(), origins.northings(), people, sums),
                    origins,
                    sizes,
                    RingRule.PROPORTIONAL,
                    new long[sums.size()],
                    question.bounds()::isOver);
        } catch (IllegalArgumentException e) {
            throw ReaggregationException.of(NeighboursDeclaration.SIZES.name(), e.getMessage(), e);
        }
        double[][][] parts = new double[sizes.length][people.length][sums.size()];
        for (int size = 0; size < sizes.length; size++) {
            for (int area = 0; area < people.length; area++) {
                double neighbours = found.people(area, size);
                boolean known =
                        neighbours > Neighbourhoods.NEARLY && (partial || found.unknownLocations(area, size) == 0);
                for (int group = 0; group < sums.size(); group++) {
                    parts[size][area][group] = known ? found.count(area, size, group) / neighbours : Double.NaN;
                }
            }
        }
        return parts;
    }
}
