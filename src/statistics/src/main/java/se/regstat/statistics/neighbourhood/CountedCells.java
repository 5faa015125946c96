package se.regstat.statistics.neighbourhood;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.request.Parameter;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;

/** People and groups in the cells or points of a registered population. */
final class CountedCells {

    private CountedCells() {}

    /** @throws ReaggregationException if there is no such population, or it does not count what is asked for, with the parameter and the reason */
    static Counted of(Question question, String name) {
        List<WeightedPoints> populations = question.reaggregator().snapshot().populations().stream()
                .filter(WeightedPoints::countsAllPeople)
                .toList();
        WeightedPoints people = populations.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ReaggregationException.of(
                        "population",
                        "there is none called '" + name + "' that counts all people; there is "
                                + (populations.isEmpty()
                                        ? "none"
                                        : String.join(
                                                ", ",
                                                populations.stream()
                                                        .map(WeightedPoints::name)
                                                        .toList()))));
        for (Parameter<?> unused : List.of(NeighboursDeclaration.OF, ReaggregationDeclaration.SOURCE_DIVISION)) {
            if (question.arguments().isOther(unused)) {
                throw ReaggregationException.of(
                        unused.name(),
                        "people and groups are those that " + name + " counts in its cells; leave it out");
            }
        }
        NavigableSet<Integer> years = new TreeSet<>(List.of(people.year()));
        question.arguments().get(ReaggregationDeclaration.PERIODS).of(years, years);
        // What there are no values of for areas may be restricted too.
        Configuration configuration = question.reaggregator().observations().configuration();
        Counted.refuseRestricted("population", configuration.indicator(WeightedPoints.PEOPLE));
        List<Counted.Group> groups = new ArrayList<>();
        for (String id : question.arguments().get(ReaggregationDeclaration.INDICATORS)) {
            if (!people.kinds().contains(id)) throw notCounted(people, id, configuration);
            Indicator indicator = configuration.indicator(id);
            Counted.refuseRestricted("indicators", indicator);
            groups.add(new Counted.Group(
                    id,
                    people.weights(id),
                    new BitSet(),
                    new BitSet(),
                    people.name() + ", " + people.year() + ", "
                            + people.provenance().file()));
        }
        return new Counted(people.year(), name, cells(people), Ground.of(people), people.weights(), groups);
    }

    private static ReaggregationException notCounted(WeightedPoints people, String id, Configuration configuration) {
        return ReaggregationException.of(
                "indicators",
                "'" + id + "' is not counted in " + people.name() + "; that counts "
                        + String.join(
                                ", ",
                                people.kinds().stream()
                                        .filter(kind -> configuration
                                                .indicator(kind)
                                                .disclosure()
                                                .isEmpty())
                                        .toList()));
    }

    private static NamedPlaces cells(WeightedPoints people) {
        double[] eastings = people.eastings();
        double[] northings = people.northings();
        double side = people.cellSize();
        double[] radii = new double[people.size()];
        // As far around its middle as a disc of that radius.
        Arrays.fill(radii, side / Math.sqrt(3));
        List<String> ids = IntStream.range(0, people.size())
                .mapToObj(i -> side > 0
                        ? String.format(Locale.ROOT, "%06.0f%07.0f", eastings[i] - side / 2, northings[i] - side / 2)
                        : plain(eastings[i]) + "/" + plain(northings[i]))
                .toList();
        return new NamedPlaces(
                people.name(), ids, Collections.nCopies(ids.size(), ""), new Origins(eastings, northings, radii), "");
    }

    /** As a point may be given, with as many decimals as it takes. */
    private static String plain(double coordinate) {
        return new BigDecimal(Double.toString(coordinate)).stripTrailingZeros().toPlainString();
    }
}
