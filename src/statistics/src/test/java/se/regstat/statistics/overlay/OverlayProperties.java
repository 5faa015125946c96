package se.regstat.statistics.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import se.regstat.statistics.reaggregation.Patchwork;

class OverlayProperties {

    private static Sources sources(List<? extends Geometry> areas) {
        return Sources.of(Patchwork.names("s", areas.size()), areas);
    }

    private static Targets targets(List<? extends Geometry> areas) {
        return Targets.of(Patchwork.names("t", areas.size()), areas);
    }

    private static double sum(Overlay overlay, int source) {
        return IntStream.range(overlay.firstPair(source), overlay.firstPair(source + 1))
                .mapToDouble(overlay::share)
                .sum();
    }

    private static void assertSharesAsIntersected(List<? extends Geometry> areas, List<? extends Geometry> wanted) {
        assertSharesAsIntersected(areas, wanted, 1e-9);
    }

    private static void assertSharesAsIntersected(
            List<? extends Geometry> areas, List<? extends Geometry> wanted, double tolerance) {
        Overlay overlay = Overlay.of(sources(areas), targets(wanted));
        for (int i = 0; i < areas.size(); i++) {
            double area = areas.get(i).getArea();
            for (int j = 0; j < wanted.size(); j++) {
                double common = OverlayNGRobust.overlay(areas.get(i), wanted.get(j), OverlayNG.INTERSECTION)
                        .getArea();
                assertThat(overlay.share(i, j)).as("%d in %d", i, j).isCloseTo(common / area, within(tolerance));
            }
        }
    }

    @Property(tries = 60)
    void shares_are_those_of_the_intersections(@ForAll Random random, @ForAll @IntRange(min = 1, max = 9) int side) {
        assertSharesAsIntersected(Patchwork.of(7, random), Patchwork.of(side, random));
    }

    @Property(tries = 60)
    void so_they_are_for_targets_with_holes_and_several_parts(@ForAll Random random) {
        List<Geometry> wanted = Patchwork.unions(Patchwork.of(9, random), 4, random);
        assertSharesAsIntersected(Patchwork.unions(Patchwork.of(8, random), 20, random), wanted);
    }

    @Property(tries = 60)
    void targets_that_cover_all_conserve_the_mass(@ForAll Random random) {
        List<Polygon> areas = Patchwork.of(9, random);
        Overlay overlay = Overlay.of(sources(areas), targets(Patchwork.of(5, random)));
        for (int i = 0; i < areas.size(); i++) {
            assertThat(sum(overlay, i)).isCloseTo(1, within(1e-12));
        }
    }

    @Property(tries = 60)
    void unions_of_sources_hold_them_whole_and_nothing_else(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int groups) {
        List<Polygon> areas = Patchwork.of(8, random);
        Overlay overlay = Overlay.of(sources(areas), targets(Patchwork.unions(areas, groups, random)));
        assertThat(overlay.pairs()).isEqualTo(areas.size());
        assertThat(IntStream.range(0, overlay.pairs()).mapToDouble(overlay::share))
                .allMatch(share -> share == 1);
    }

    @Property(tries = 60)
    void slivers_of_a_micrometre_have_their_size(@ForAll Random random) {
        List<Polygon> areas = Patchwork.of(6, random);
        double move = 1e-6;
        AffineTransformation shift =
                AffineTransformation.translationInstance(move * random.nextDouble(), move * random.nextDouble());
        List<Geometry> wanted = new ArrayList<>();
        for (Geometry union : Patchwork.unions(areas, 6, random)) wanted.add(shift.transform(union));
        // JTS may have to snap what is so near, by up to 6e-6 m at these coordinates: its own areas are no more exact
        // than that.
        assertSharesAsIntersected(areas, wanted, 1e-8);
        Overlay overlay = Overlay.of(sources(areas), targets(wanted));
        for (int pair = 0; pair < overlay.pairs(); pair++) {
            double share = overlay.share(pair);
            assertThat(Math.min(share, 1 - share)).isBetween(0.0, 1e-8);
        }
    }

    /** Vertices on borders, borders on borders, borders across vertices: on a lattice of 5 by 5. */
    @Property(tries = 200)
    void coincidences_of_every_kind_change_nothing(@ForAll Random random) {
        List<Geometry> areas = onLattice(random);
        List<Geometry> wanted = onLattice(random);
        assertSharesAsIntersected(areas, wanted);
        for (Geometry area : areas) assertSharesAsIntersected(List.of(area), areas);
    }

    /** Triangles and quadrilaterals. */
    private static List<Geometry> onLattice(Random random) {
        List<Geometry> areas = new ArrayList<>();
        while (areas.size() < 6) {
            Coordinate[] ring = new Coordinate[4 + random.nextInt(2)];
            for (int i = 0; i < ring.length - 1; i++) {
                ring[i] = new Coordinate(
                        Patchwork.WEST + 100 * random.nextInt(5), Patchwork.SOUTH + 100 * random.nextInt(5));
            }
            ring[ring.length - 1] = ring[0].copy();
            Polygon polygon = new GeometryFactory().createPolygon(ring);
            if (polygon.isValid() && polygon.getArea() > 0) areas.add(polygon);
        }
        return areas;
    }

    @Property(tries = 40)
    void the_order_of_targets_and_vertices_does_not_matter(@ForAll Random random) {
        List<Polygon> areas = Patchwork.of(7, random);
        List<Geometry> wanted = new ArrayList<>(Patchwork.unions(Patchwork.of(6, random), 9, random));
        Overlay straight = Overlay.of(sources(areas), targets(wanted));
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, wanted.size()).boxed().toList());
        Collections.shuffle(order, random);
        Overlay mixed = Overlay.of(
                sources(areas.stream().map(area -> turned(area, random)).toList()),
                targets(order.stream().map(wanted::get).toList()));
        for (int i = 0; i < areas.size(); i++) {
            for (int j = 0; j < wanted.size(); j++) {
                assertThat(mixed.share(i, j)).isEqualTo(straight.share(i, order.get(j)));
            }
        }
    }

    /** Beginning at another vertex, and perhaps the other way round. */
    private static Polygon turned(Polygon area, Random random) {
        List<Coordinate> points = new ArrayList<>(List.of(area.getExteriorRing().getCoordinates()));
        points.remove(points.size() - 1);
        Collections.rotate(points, random.nextInt(points.size()));
        if (random.nextBoolean()) Collections.reverse(points);
        points.add(points.get(0).copy());
        return area.getFactory().createPolygon(points.toArray(Coordinate[]::new));
    }
}
