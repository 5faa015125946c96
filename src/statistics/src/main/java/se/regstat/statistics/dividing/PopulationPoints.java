package se.regstat.statistics.dividing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import se.regstat.statistics.overlay.Moments;
import se.regstat.statistics.request.Weighting;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.weights.Distribution;

/**
 * Each area of a vintage as one point, with the radius of the disc that is spread as far around its middle as the area's people are around that point.
 *
 * @param eastings EPSG:3006, metres, as the northings; of the areas in the order of their codes
 * @param radii metres
 * @param by by what the points were found, for readers: {@code population:grid}, {@code mask:built-up}, and {@code label} where nothing of these is in an area
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PopulationPoints(double[] eastings, double[] northings, double[] radii, List<String> by) {

    private static final String LABEL = "label";

    /**
     * By where people live, if a population is registered that reaches the area; else by the middle of its part of the mask; else a point inside it, with the disc of
     * the area's size.
     *
     * @param wish which population and mask
     * @param cancelled asked often, from several threads
     */
    public static PopulationPoints of(
            Divisors divisors, Divisors.Wish wish, VintageAreas areas, BooleanSupplier cancelled) {
        List<Distribution> known = Stream.of(Weighting.POPULATION, Weighting.MASK)
                .flatMap(way -> divisors.of(way, wish, areas.vintage().id(), cancelled).stream())
                .toList();
        int size = areas.areas().size();
        double[] eastings = new double[size];
        double[] northings = new double[size];
        double[] radii = new double[size];
        Set<String> by = new LinkedHashSet<>();
        for (int area = 0; area < size; area++) {
            int at = area;
            Optional<Distribution> first =
                    known.stream().filter(one -> one.reaches(at)).findFirst();
            by.add(first.map(one -> one.weighting().by(one.name())).orElse(LABEL));
            if (first.isPresent()) {
                Moments moments = new Moments();
                first.get().addTo(moments, area);
                eastings[area] = moments.x();
                northings[area] = moments.y();
                radii[area] = moments.radius();
            } else {
                Geometry ground = areas.areas().get(area).geometry();
                Coordinate inside = ground.getInteriorPoint().getCoordinate();
                eastings[area] = inside.x;
                northings[area] = inside.y;
                radii[area] = Math.sqrt(ground.getArea() / Math.PI);
            }
        }
        return new PopulationPoints(eastings, northings, radii, List.copyOf(by));
    }
}
