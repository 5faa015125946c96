package se.regstat.geoserver.metadata.dcat;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntBinaryOperator;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Envelope;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.Degrees;
import se.regstat.geoserver.metadata.LayerExtents;
import se.regstat.statistics.division.YearRange;

/** Where and when datasets are told for. */
final class Extents {

    private static final Term PERIOD = Namespace.DCTERMS.term("PeriodOfTime");
    private static final Term DATE = Namespace.XSD.term("date");
    private static final Term WKT = Namespace.GEO.term("wktLiteral");

    private Extents() {}

    /** In EPSG:3006, of all that have one. */
    static Optional<Envelope> bounds(Collection<Dataset> datasets) {
        return LayerExtents.around(datasets.stream().flatMap(dataset -> dataset.bounds().stream()));
    }

    /**
     * From the first year of any to the last of any, open where one of them is; empty if none is of any time.
     */
    static Optional<YearRange> years(Collection<Dataset> datasets) {
        return datasets.stream()
                .flatMap(dataset -> dataset.years().stream())
                .reduce((a, b) -> new YearRange(
                        either(a, b, range -> range.from().orElse(Integer.MIN_VALUE), Math::min),
                        either(a, b, range -> range.to().orElse(Integer.MAX_VALUE), Math::max)));
    }

    private static OptionalInt either(YearRange a, YearRange b, ToIntFunction<YearRange> end, IntBinaryOperator outer) {
        int year = outer.applyAsInt(end.applyAsInt(a), end.applyAsInt(b));
        return IntStream.of(year)
                .filter(y -> y != Integer.MIN_VALUE && y != Integer.MAX_VALUE)
                .findAny();
    }

    /** As a box and its middle in WGS 84, longitude first, which is what WKT without a system means there (OGC 22-047r1). */
    static void tellPlace(Graph graph, Graph.Subject of, Graph.Resource place, Envelope bounds) {
        Envelope degrees = Degrees.of(bounds);
        String west = told(degrees.getMinX());
        String east = told(degrees.getMaxX());
        String south = told(degrees.getMinY());
        String north = told(degrees.getMaxY());
        String box = String.join(
                ",",
                west + " " + south,
                east + " " + south,
                east + " " + north,
                west + " " + north,
                west + " " + south);
        String middle = told(degrees.centre().x) + " " + told(degrees.centre().y);
        of.add(Terms.SPATIAL, place);
        graph.about(place)
                .is(Namespace.DCTERMS.term("Location"))
                .add(Namespace.DCAT.term("bbox"), Graph.Literal.of("POLYGON((" + box + "))", WKT))
                .add(Namespace.DCAT.term("centroid"), Graph.Literal.of("POINT(" + middle + ")", WKT));
    }

    /** From the first day of the first year to the last of the last; an open end has no date, and what is open at both no period. */
    static void tellPeriod(Graph graph, Graph.Subject of, Graph.Resource period, YearRange years) {
        if (years.from().isEmpty() && years.to().isEmpty()) return;
        of.add(Namespace.DCTERMS.term("temporal"), period);
        Graph.Subject told = graph.about(period).is(PERIOD);
        years.from().ifPresent(year -> told.add(Namespace.DCAT.term("startDate"), day(year, "01-01")));
        years.to().ifPresent(year -> told.add(Namespace.DCAT.term("endDate"), day(year, "12-31")));
    }

    private static Graph.Literal day(int year, String day) {
        return Graph.Literal.of(String.format(Locale.ROOT, "%04d-%s", year, day), DATE);
    }

    /** To a tenth of a metre. */
    private static String told(double degrees) {
        return String.format(Locale.ROOT, "%.6f", degrees);
    }
}
