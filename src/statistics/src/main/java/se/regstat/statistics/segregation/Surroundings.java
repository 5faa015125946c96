package se.regstat.statistics.segregation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.neighbourhood.AreaNeighbourhoods;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.request.MissingParts;

/** Units whose people are counted with the composition of their nearest neighbours, wherever these live, instead of the unit's own. */
final class Surroundings {

    private Surroundings() {}

    /**
     * By size of neighbourhood, ascending. A unit some of whose neighbours are not known has no value, or with {@code partial} an estimated one; so has one that has fewer
     * neighbours than are wanted.
     *
     * @param groups how many there are, of which the counts of the year are
     * @param notes told of what there is to know of the answer
     * @throws se.regstat.statistics.request.ReaggregationException if a size is none, or too small to say anything
     */
    static Map<Double, AskedGroups.OfYear> of(
            Question question, int groups, AskedGroups.OfYear now, Consumer<String> notes) {
        int units = now.counts().length;
        double[] people = new double[units];
        double[][] counts = new double[groups][units];
        for (int unit = 0; unit < units; unit++) {
            people[unit] = now.statuses()[unit].hasValue()
                    ? Arrays.stream(now.counts()[unit]).limit(groups).sum()
                    : Double.NaN;
            for (int group = 0; group < groups; group++) {
                counts[group][unit] = now.statuses()[unit].hasValue() ? now.counts()[unit][group] : Double.NaN;
            }
        }
        List<String> asked = question.arguments().get(SegregationDeclaration.SIZES);
        double[] sizes = AreaNeighbourhoods.sizes(
                SegregationDeclaration.SIZES,
                asked,
                List.of(),
                now.units().vintage().id().toString(),
                people,
                notes);
        boolean partial = question.arguments().get(SegregationDeclaration.MISSING) == MissingParts.PARTIAL;
        double[][][] parts = AreaNeighbourhoods.parts(question, now.units(), people, List.of(counts), sizes, partial);
        boolean allKnown = Arrays.stream(people).noneMatch(Double::isNaN);
        double all = Arrays.stream(people).filter(number -> number > 0).sum();
        Map<Double, AskedGroups.OfYear> around = new LinkedHashMap<>();
        for (int size = 0; size < sizes.length; size++) {
            double[][] mixed = new double[units][];
            Status[] statuses = now.statuses().clone();
            for (int unit = 0; unit < units; unit++) {
                double[] part = parts[size][unit];
                double own = people[unit];
                // Nobody has no neighbours to be counted with, wherever these are.
                mixed[unit] = IntStream.range(0, groups)
                        .mapToDouble(group -> own == 0 ? 0 : own * part[group])
                        .toArray();
                if (!statuses[unit].hasValue()) continue;
                if (Double.isNaN(mixed[unit][0])) statuses[unit] = Status.MISSING;
                else if ((partial && !allKnown) || sizes[size] > all) statuses[unit] = Status.ESTIMATED;
            }
            around.put(
                    sizes[size],
                    new AskedGroups.OfYear(now.units(), mixed, statuses, now.contradictory(), now.derivedFrom()));
        }
        return around;
    }
}
