package se.regstat.statistics.neighbourhood;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.regstat.statistics.dividing.Divisors;
import se.regstat.statistics.dividing.PopulationPoints;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.reaggregation.Boundaries;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.request.Message;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Places with what they are called.
 *
 * @param source the vintage whose areas they are, or the population whose cells; empty for points that are given
 * @param by how the points of areas were found, for readers; empty for points that are given
 */
record NamedPlaces(String source, List<String> ids, List<String> names, Origins origins, String by) {

    int size() {
        return ids.size();
    }

    /**
     * Those that are asked for; empty for the locations themselves.
     *
     * @throws ReaggregationException if there are none such, or points are given and a division too
     */
    static Optional<NamedPlaces> wanted(Question question) {
        List<String> points = question.arguments().get(NeighboursDeclaration.POINTS);
        Optional<String> division = question.arguments().get(NeighboursDeclaration.TARGET_DIVISION);
        if (division.isEmpty()) return points.isEmpty() ? Optional.empty() : Optional.of(given(points));
        if (points.isEmpty()) {
            Boundaries boundaries = question.boundaries(Optional.empty());
            return Optional.of(areas(question, boundaries.vintage().orElseThrow()));
        }
        throw ReaggregationException.of(
                NeighboursDeclaration.POINTS.name(),
                Message.of("give either ")
                        .parameter(NeighboursDeclaration.POINTS.name())
                        .text(" or ")
                        .parameter(NeighboursDeclaration.TARGET_DIVISION.name())
                        .text(", not both"));
    }

    private static NamedPlaces given(List<String> points) {
        double[][] read = points.stream().map(NamedPlaces::point).toArray(double[][]::new);
        return new NamedPlaces(
                "",
                points,
                Collections.nCopies(points.size(), ""),
                Origins.points(
                        Stream.of(read).mapToDouble(point -> point[0]).toArray(),
                        Stream.of(read).mapToDouble(point -> point[1]).toArray()),
                "");
    }

    private static double[] point(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length == 2 && Stream.of(parts).allMatch(Sizes.PLAIN.asMatchPredicate())) {
            return Stream.of(parts).mapToDouble(Double::parseDouble).toArray();
        }
        throw ReaggregationException.of(
                NeighboursDeclaration.POINTS.name(),
                "'" + text + "' is no point; write easting and northing in EPSG:3006, as 674032/6580822");
    }

    /** The areas of a vintage, each at the point where its people live in the mean. */
    static NamedPlaces areas(Question question, VintageId id) {
        VintageAreas areas = question.reaggregator().snapshot().vintage(id).orElseThrow();
        Boundaries boundaries = question.reaggregator().boundaries(id, question.visible());
        PopulationPoints points = PopulationPoints.of(
                question.reaggregator().divisors(), Divisors.Wish.NONE, areas, question.bounds()::isOver);
        return new NamedPlaces(
                id.toString(),
                boundaries.targets().ids(),
                boundaries.names(),
                new Origins(points.eastings(), points.northings(), points.radii()),
                String.join(", ", points.by()));
    }
}
