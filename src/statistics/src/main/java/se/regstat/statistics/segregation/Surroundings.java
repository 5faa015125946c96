package se.regstat.statistics.segregation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import se.regstat.statistics.neighbourhood.AreaNeighbourhoods;
import se.regstat.statistics.reaggregation.Question;

/** Units whose people are counted with the composition of their nearest neighbours, wherever these live, instead of the unit's own. */
final class Surroundings {

    private Surroundings() {}

    /**
     * By size of neighbourhood, ascending. A unit some of whose neighbours are not known has no value, or with {@code partial} an estimated one; see {@link AreaNeighbourhoods.Mixed}.
     *
     * @param groups how many there are, of which the counts of the year are
     * @param year for readers
     * @param notes told of what there is to know of the answer
     * @throws se.regstat.statistics.request.ReaggregationException if a size is none, or too small to say anything
     */
    static Map<Double, AskedGroups.OfYear> of(
            Question question, int groups, int year, AskedGroups.OfYear now, Consumer<String> notes) {
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
        AreaNeighbourhoods.Mixed mixed = AreaNeighbourhoods.mixed(
                question, now.units(), year, now.statuses(), people, List.of(counts), sizes, notes);
        Map<Double, AskedGroups.OfYear> around = new LinkedHashMap<>();
        for (int size = 0; size < sizes.length; size++) {
            around.put(
                    sizes[size],
                    new AskedGroups.OfYear(
                            now.units(),
                            mixed.counts()[size],
                            mixed.statuses()[size],
                            now.contradictory(),
                            now.derivedFrom()));
        }
        return around;
    }
}
