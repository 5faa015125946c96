package se.regstat.statistics.neighbourhood;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import se.regstat.statistics.dividing.Divisors;
import se.regstat.statistics.dividing.PopulationPoints;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.reaggregation.Boundaries;
import se.regstat.statistics.reaggregation.OwnBoundaries;
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

    /** EPSG:3006 (E, N), metres: Sweden with its economic zone, amply. */
    private static final Envelope LIKELY = new Envelope(100_000, 1_000_000, 6_000_000, 7_800_000);

    int size() {
        return ids.size();
    }

    /**
     * Those that are asked for; empty for the locations themselves.
     *
     * @param own points that were sent, or lie in a file
     * @throws ReaggregationException if there are none such, or more than one of points, own ones and a division are given
     */
    static Optional<NamedPlaces> wanted(Question question, Optional<OwnBoundaries> own) {
        List<String> points = question.arguments().get(NeighboursDeclaration.POINTS);
        Optional<String> division = question.arguments().get(NeighboursDeclaration.TARGET_DIVISION);
        if (own.isPresent() && points.isEmpty() && division.isEmpty()) return Optional.of(sent(question, own.get()));
        if (own.isEmpty() && division.isEmpty())
            return points.isEmpty() ? Optional.empty() : Optional.of(given(points));
        if (own.isEmpty() && points.isEmpty()) {
            Boundaries boundaries = question.boundaries(Optional.empty());
            return Optional.of(areas(question, boundaries.vintage().orElseThrow()));
        }
        throw ReaggregationException.of(
                (points.isEmpty() ? NeighboursDeclaration.OWN_POINTS : NeighboursDeclaration.POINTS).name(),
                Message.of("give one of ")
                        .parameter(NeighboursDeclaration.POINTS.name())
                        .text(", ")
                        .parameter(NeighboursDeclaration.OWN_POINTS.name())
                        .text(" and ")
                        .parameter(NeighboursDeclaration.TARGET_DIVISION.name()));
    }

    private static NamedPlaces sent(Question question, OwnBoundaries own) {
        double[] eastings = new double[own.rows().size()];
        double[] northings = new double[eastings.length];
        for (int i = 0; i < eastings.length; i++) {
            Coordinate point = point(own.rows().get(i).geometry(), i + 1);
            eastings[i] = point.x;
            northings[i] = point.y;
        }
        return new NamedPlaces(
                "",
                own.ids(question.arguments().get(NeighboursDeclaration.ID_ATTRIBUTE)),
                own.names(question.arguments().get(NeighboursDeclaration.NAME_ATTRIBUTE)),
                Origins.points(eastings, northings),
                "");
    }

    /** @param number of the feature, from 1 */
    private static Coordinate point(Geometry geometry, int number) {
        boolean one = geometry.getNumGeometries() == 1 && geometry.getGeometryN(0) instanceof Point;
        if (!one || geometry.isEmpty()) {
            throw ReaggregationException.of(
                    NeighboursDeclaration.OWN_POINTS.name(),
                    "feature " + number + " is "
                            + (geometry.isEmpty() ? "empty" : "a " + geometry.getGeometryType() + ", not a Point"));
        }
        Coordinate point = geometry.getCoordinate();
        if (LIKELY.contains(point)) return point;
        boolean swapped = LIKELY.contains(new Coordinate(point.y, point.x));
        throw ReaggregationException.of(
                NeighboursDeclaration.OWN_POINTS.name(),
                String.format(
                        Locale.ROOT,
                        "feature %d lies at E %.0f, N %.0f in EPSG:3006, outside Sweden%s",
                        number,
                        point.x,
                        point.y,
                        swapped ? "; easting and northing look swapped" : ""));
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
