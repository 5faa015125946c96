package se.regstat.statistics.neighbourhood;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.request.Parameter;
import se.regstat.statistics.request.ReaggregationDeclaration;
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
     * What areas have when everybody is counted with the composition of their nearest neighbours.
     *
     * @param counts by size of neighbourhood, area and group; NaN where it is not known, and 0 where nobody lives, who has no neighbours
     * @param statuses by size and area: its own, but missing where its neighbours are not known, and estimated where some of them are left out or themselves estimated, where they are
     *     fewer than wanted, or where nearer ones may live beyond what is known
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Mixed(double[][][] counts, Status[][] statuses) {}

    /**
     * Counts of groups as neighbours have them.
     *
     * @param year for readers
     * @param own status of each area
     * @param people who live in each area; NaN where that is not known
     * @param sums what each area has of each group; not looked at where people are not known
     * @param sizes of neighbourhoods, in people
     * @param notes told of how many neighbourhoods reach beyond what is known
     * @throws ReaggregationException if a sum is negative
     */
    public static Mixed mixed(
            Question question,
            VintageAreas areas,
            int year,
            Status[] own,
            double[] people,
            List<double[]> sums,
            double[] sizes,
            Consumer<String> notes) {
        Origins origins = NamedPlaces.areas(question, areas.vintage().id()).origins();
        BitSet estimated = new BitSet();
        for (int area = 0; area < own.length; area++) estimated.set(area, own[area] == Status.ESTIMATED);
        Neighbourhoods found;
        try {
            found = Neighbourhoods.nearest(
                    Locations.of(origins.eastings(), origins.northings(), people, sums, List.of(estimated)),
                    origins,
                    sizes,
                    RingRule.PROPORTIONAL,
                    new long[sums.size()],
                    question.bounds()::isOver);
        } catch (IllegalArgumentException e) {
            throw ReaggregationException.of(NeighboursDeclaration.SIZES.name(), e.getMessage(), e);
        }
        boolean partial = question.arguments().get(ReaggregationDeclaration.MISSING) == MissingParts.PARTIAL;
        Ground ground = Ground.of(question.reaggregator().snapshot(), areas);
        double[][][] counts = new double[sizes.length][people.length][sums.size()];
        Status[][] statuses = new Status[sizes.length][people.length];
        int leaving = 0;
        for (int area = 0; area < people.length; area++) {
            if (question.bounds().isOver()) throw new CancellationException();
            double reach = ground.reach(origins.eastings()[area], origins.northings()[area]);
            for (int size = 0; size < sizes.length; size++) {
                statuses[size][area] = own[area];
                if (people[area] == 0) continue;
                double neighbours = found.people(area, size);
                int unknown = found.unknownLocations(area, size);
                boolean known = neighbours > Neighbourhoods.NEARLY && (partial || unknown == 0);
                for (int group = 0; group < sums.size(); group++) {
                    counts[size][area][group] =
                            known ? people[area] * (found.count(area, size, group) / neighbours) : Double.NaN;
                }
                boolean leaves = Ground.leaves(found.radius(area, size), origins.innerRadius()[area], reach);
                if (leaves) leaving++;
                if (!own[area].hasValue()) continue;
                boolean few = neighbours < sizes[size] - Neighbourhoods.NEARLY;
                boolean sure = !leaves && !few && unknown == 0 && found.marked(area, size, 0) == 0;
                if (!known) statuses[size][area] = Status.MISSING;
                else if (!sure) statuses[size][area] = Status.ESTIMATED;
            }
        }
        Ground.leaving(leaving, areas.vintage().id().toString(), year).ifPresent(notes);
        return new Mixed(counts, statuses);
    }
}
