package se.regstat.statistics.dividing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.weights.LandClasses;

/** Squares of one kind of land. */
class DispersionTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private static double[] dispersion(int sources, IntUnaryOperator regionOf, IntToDoubleFunction people) {
        List<Geometry> squares = IntStream.range(0, sources)
                .mapToObj(i -> GEOMETRIES.toGeometry(new Envelope(500_000 + 1000 * i, 501_000 + 1000 * i, 0, 1000)))
                .toList();
        List<String> codes =
                IntStream.range(0, sources).mapToObj("%06d"::formatted).toList();
        LandClasses land =
                LandClasses.of(Sources.of(codes, squares), List.of(), Optional.empty(), Optional.empty(), () -> false);
        int[] regions = IntStream.range(0, sources).map(regionOf).toArray();
        int count = Arrays.stream(regions).max().orElseThrow() + 1;
        return Dispersion.of(
                land,
                IntStream.range(0, sources).toArray(),
                IntStream.range(0, sources).mapToDouble(people).toArray(),
                regions,
                count);
    }

    /** With a coefficient of variation of 1. */
    private static double exponential(Random random) {
        return -1000 * Math.log(1 - random.nextDouble());
    }

    @Test
    void a_region_of_densities_that_vary_as_much_as_they_are_on_average_is_half_as_uneven_as_can_be() {
        Random random = new Random(5);
        double[] told = dispersion(8000, i -> i / 2000, i -> exponential(random));
        for (double region : told) assertThat(region).isCloseTo(0.5, within(0.03));
    }

    @Test
    void an_even_region_is_told_from_an_uneven_one() {
        Random random = new Random(5);
        double[] told = dispersion(4000, i -> i / 2000, i -> i < 2000 ? 1000 : exponential(random));
        assertThat(told[0]).isLessThan(0.01);
        assertThat(told[1]).isCloseTo(0.5, within(0.03));
    }

    @Test
    void two_areas_with_as_many_people_by_chance_do_not_make_a_region_even() {
        Random random = new Random(5);
        double[] told = dispersion(2002, i -> i / 2000, i -> i < 2000 ? exponential(random) : 1000);
        assertThat(told[1]).isGreaterThan(0.4);
    }

    @Test
    void how_many_people_there_are_does_not_matter() {
        double[] few = dispersion(40, i -> i / 20, i -> 10 + i % 7);
        double[] many = dispersion(40, i -> i / 20, i -> 10_000 + 1000 * (i % 7));
        for (int region = 0; region < 2; region++) assertThat(many[region]).isCloseTo(few[region], within(1e-9));
    }

    @Test
    void of_too_few_areas_nothing_is_told() {
        assertThat(dispersion(2, i -> i, i -> 100 + i)).containsOnly(1);
        assertThat(dispersion(4, i -> i / 2, i -> 0)).containsOnly(1);
    }
}
