package se.regstat.statistics.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.estimate.Estimate;
import se.regstat.statistics.estimate.Variable;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.overlay.CellGrid;
import se.regstat.statistics.overlay.CellShares;
import se.regstat.statistics.overlay.Overlay;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.reaggregation.Patchwork;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.Weighting;

/** Dividing sources by what is inside them. */
class DistributionProperties {

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final Random random;
    private final List<Polygon> areas;
    private final List<Polygon> wanted;
    private final Sources sources;
    private final Overlay overlay;

    DistributionProperties() {
        random = new Random();
        areas = Patchwork.of(5, random);
        wanted = Patchwork.of(4, random);
        sources = Sources.of(Patchwork.names("s", areas.size()), areas);
        overlay = Overlay.of(sources, Targets.of(Patchwork.names("t", wanted.size()), wanted));
    }

    private Weights weights(Distribution distribution) {
        return Weights.of(overlay, WeightRules.of(distribution.weighting(), List.of(distribution), 0));
    }

    private void assertConserved(Weights weights) {
        for (int i = 0; i < areas.size(); i++) {
            double sum = 0;
            for (int j = 0; j < wanted.size(); j++) sum += weights.weight(i, j);
            assertThat(sum).isCloseTo(1, within(1e-9));
        }
    }

    private List<Geometry> blobs(int count) {
        List<Geometry> blobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Coordinate middle = new Coordinate(
                    Patchwork.WEST + Patchwork.WIDTH * random.nextDouble(),
                    Patchwork.SOUTH + Patchwork.WIDTH * random.nextDouble());
            blobs.add(FACTORY.createPoint(middle).buffer(200 + 500 * random.nextDouble()));
        }
        return blobs;
    }

    @Property(tries = 15)
    void by_a_mask_weights_are_shares_of_the_masked_part(@ForAll Random unused) {
        List<Geometry> mask = blobs(25);
        Geometry all = OverlayNGRobust.union(mask);
        Distribution distribution = Distribution.mask("built-up", sources, mask);
        Weights weights = weights(distribution);
        assertConserved(weights);
        for (int i = 0; i < areas.size(); i++) {
            Geometry masked = OverlayNGRobust.overlay(areas.get(i), all, 1);
            assertThat(distribution.reaches(i)).isEqualTo(masked.getArea() > 0);
            for (int j = 0; j < wanted.size(); j++) {
                if (overlay.share(i, j) == 0) continue;
                double share = masked.getArea() == 0
                        ? overlay.share(i, j)
                        : OverlayNGRobust.overlay(masked, wanted.get(j), 1).getArea() / masked.getArea();
                assertThat(weights.weight(i, j)).isCloseTo(share, within(1e-6));
            }
        }
    }

    @Property(tries = 15)
    void by_classes_of_land_weights_are_shares_of_the_people_that_densities_put_there(@ForAll Random unused) {
        Geometry built = OverlayNGRobust.union(blobs(25));
        Geometry water = OverlayNGRobust.union(blobs(4));
        List<Mask> classes = List.of(mask("built-up", built));
        LandClasses land =
                LandClasses.of(sources, classes, Optional.empty(), Optional.of(mask("water", water)), () -> false);
        Geometry settled = OverlayNGRobust.overlay(built, water, OverlayNG.DIFFERENCE);
        double[] people = new double[areas.size()];
        for (int i = 0; i < people.length; i++) people[i] = settled(areas.get(i), settled, water);
        Weights weights = weights(ByClasses.dasymetric(land, people, new int[people.length]));
        assertConserved(weights);
        for (int i = 0; i < areas.size(); i++) {
            for (int j = 0; j < wanted.size(); j++) {
                if (overlay.share(i, j) == 0 || people[i] == 0) continue;
                Geometry part = OverlayNGRobust.overlay(areas.get(i), wanted.get(j), OverlayNG.INTERSECTION);
                assertThat(weights.weight(i, j)).isCloseTo(settled(part, settled, water) / people[i], within(0.01));
            }
        }
    }

    @Property(tries = 10)
    void smoothed_densities_give_sources_what_they_have_and_are_those_of_classes_where_these_are_the_same_everywhere(
            @ForAll Random unused) {
        LandClasses land = LandClasses.of(
                sources,
                List.of(mask("built-up", OverlayNGRobust.union(blobs(25)))),
                Optional.empty(),
                Optional.empty(),
                () -> false);
        SmoothedClasses smoothed = SmoothedClasses.of(land, () -> false);
        double[] people = new double[areas.size()];
        for (int i = 0; i < people.length; i++) people[i] = 1 + random.nextInt(1000);
        int[] region = new int[people.length];
        Distribution uneven = ByClasses.smooth(smoothed, people, region);
        for (int i = 0; i < people.length; i++)
            assertThat(uneven.total(i)).isCloseTo(people[i], within(1e-6 * people[i]));
        assertConserved(weights(uneven));
        for (int i = 0; i < people.length; i++) {
            people[i] = 3e-4 * land.areas()[i][0] + 2e-6 * land.areas()[i][1];
        }
        Weights even = weights(ByClasses.smooth(smoothed, people, region));
        Weights plain = weights(ByClasses.dasymetric(land, people, region));
        for (int i = 0; i < areas.size(); i++) {
            for (int j = 0; j < wanted.size(); j++) {
                assertThat(even.weight(i, j)).isCloseTo(plain.weight(i, j), within(0.01));
            }
        }
    }

    @Property(tries = 10)
    void cells_that_are_divided_by_classes_put_people_where_these_are(@ForAll Random unused) {
        Geometry built = OverlayNGRobust.union(blobs(25));
        Geometry none = FACTORY.createPolygon();
        LandClasses land = LandClasses.of(
                sources, List.of(mask("built-up", built)), Optional.empty(), Optional.empty(), () -> false);
        double side = Patchwork.WIDTH / 5;
        double[] x = new double[25];
        double[] y = new double[25];
        double[] inCell = new double[25];
        for (int cell = 0; cell < 25; cell++) {
            int row = cell / 5;
            x[cell] = Patchwork.WEST + side * (cell % 5 + 0.5);
            y[cell] = Patchwork.SOUTH + side * (row + 0.5);
            Envelope square =
                    new Envelope(x[cell] - side / 2, x[cell] + side / 2, y[cell] - side / 2, y[cell] + side / 2);
            inCell[cell] = settled(FACTORY.toGeometry(square), built, none);
        }
        WeightedPoints grid =
                new WeightedPoints("grid", 2022, x, y, inCell, side, new Provenance(Instant.EPOCH, "", "", ""));
        double[] people =
                areas.stream().mapToDouble(area -> settled(area, built, none)).toArray();
        Distribution combined = ByClasses.combined(
                SettledCells.of(land, grid, "population", Distribution.grid(grid), () -> false),
                people,
                people,
                new int[people.length]);
        Weights weights = weights(combined);
        assertConserved(weights);
        for (int i = 0; i < areas.size(); i++) {
            for (int j = 0; j < wanted.size(); j++) {
                if (overlay.share(i, j) == 0 || people[i] == 0) continue;
                Geometry part = OverlayNGRobust.overlay(areas.get(i), wanted.get(j), OverlayNG.INTERSECTION);
                assertThat(weights.weight(i, j)).isCloseTo(settled(part, built, none) / people[i], within(0.01));
            }
        }
    }

    /** 3 per hectare where it is built, 2 in 100 hectares elsewhere, nobody in water. */
    private static double settled(Geometry area, Geometry built, Geometry water) {
        double dry = area.getArea()
                - OverlayNGRobust.overlay(area, water, OverlayNG.INTERSECTION).getArea();
        double inside =
                OverlayNGRobust.overlay(area, built, OverlayNG.INTERSECTION).getArea();
        return 3e-4 * inside + 2e-6 * (dry - inside);
    }

    private static Mask mask(String name, Geometry geometry) {
        List<Polygon> polygons = new ArrayList<>();
        for (int i = 0; i < geometry.getNumGeometries(); i++) polygons.add((Polygon) geometry.getGeometryN(i));
        return new Mask(name, polygons, new Provenance(Instant.EPOCH, "", "", ""));
    }

    @Property(tries = 15)
    void of_masks_that_overlap_the_first_has_what_they_have_in_common_and_land_is_all_that_counts(
            @ForAll Random unused) {
        Geometry first = OverlayNGRobust.union(blobs(8));
        Geometry second = OverlayNGRobust.union(blobs(8));
        Geometry land = OverlayNGRobust.union(blobs(60));
        LandClasses classes = LandClasses.of(
                sources,
                List.of(mask("city", first), mask("village", second)),
                Optional.of(mask("land", land)),
                Optional.empty(),
                () -> false);
        for (int i = 0; i < areas.size(); i++) {
            double[] found = classes.areas()[i];
            Geometry area = areas.get(i);
            double inFirst =
                    OverlayNGRobust.overlay(area, first, OverlayNG.INTERSECTION).getArea();
            Geometry inSecond = OverlayNGRobust.overlay(area, second, OverlayNG.INTERSECTION);
            double onlySecond = OverlayNGRobust.overlay(inSecond, first, OverlayNG.DIFFERENCE)
                    .getArea();
            double onLand =
                    OverlayNGRobust.overlay(area, land, OverlayNG.INTERSECTION).getArea();
            assertThat(found[0]).isCloseTo(inFirst, within(1e-3));
            assertThat(found[1]).isCloseTo(onlySecond, within(1e-3));
            assertThat(found[2]).isCloseTo(Math.max(0, onLand - inFirst - onlySecond), within(1e-3));
        }
    }

    @Property(tries = 5)
    void sources_with_nothing_in_the_mask_fall_back_to_area_and_are_counted(@ForAll Random unused) {
        Distribution nowhere = Distribution.mask("built-up", sources, List.of());
        Weights weights = weights(nowhere);
        for (int j = 0; j < wanted.size(); j++) {
            assertThat(weights.told(j)).isEqualTo("mask:built-up" + (weights.cutSources(j) > 0 ? ",area" : ""));
            for (int i = 0; i < areas.size(); i++) {
                assertThat(weights.weight(i, j)).isEqualTo(overlay.share(i, j));
            }
        }
    }

    @Property(tries = 15)
    void by_points_weights_are_shares_of_the_people(@ForAll Random unused) {
        int count = 3000;
        double[] x = new double[count];
        double[] y = new double[count];
        double[] people = new double[count];
        for (int p = 0; p < count; p++) {
            x[p] = Patchwork.WEST + Patchwork.WIDTH * random.nextDouble();
            y[p] = Patchwork.SOUTH + Patchwork.WIDTH * random.nextDouble();
            people[p] = random.nextInt(9);
        }
        Weights weights = weights(Distribution.points("addresses", sources, x, y, people));
        assertConserved(weights);
        // Where sources have just the people of the points, targets get just theirs, however sources are cut.
        double[] counts = new double[areas.size()];
        double[] truth = new double[wanted.size()];
        for (int p = 0; p < count; p++) {
            Geometry point = FACTORY.createPoint(new Coordinate(x[p], y[p]));
            for (int i = 0; i < counts.length; i++) if (areas.get(i).contains(point)) counts[i] += people[p];
            for (int j = 0; j < truth.length; j++) if (wanted.get(j).contains(point)) truth[j] += people[p];
        }
        Estimate estimate = Estimate.of(weights, List.of(Variable.count(counts)), MissingParts.STRICT);
        for (int j = 0; j < truth.length; j++) {
            assertThat(estimate.row(j).value(0)).isCloseTo(truth[j], within(1e-6));
        }
    }

    @Property(tries = 8)
    void by_cells_people_live_evenly_within_each(@ForAll Random unused) {
        int side = 12;
        double step = Patchwork.WIDTH / side;
        double[] x = new double[side * side];
        double[] y = new double[side * side];
        for (int c = 0; c < x.length; c++) {
            int row = c / side;
            x[c] = Patchwork.WEST + step * (c % side + 0.5);
            y[c] = Patchwork.SOUTH + step * (row + 0.5);
        }
        double[] even = new double[x.length];
        Arrays.fill(even, 100);
        Weights evenly = weights(grid(x, y, even, step));
        assertConserved(evenly);
        for (int i = 0; i < areas.size(); i++) {
            for (int j = 0; j < wanted.size(); j++) {
                assertThat(evenly.weight(i, j)).isCloseTo(overlay.share(i, j), within(1e-6));
            }
        }
        double[] uneven = IntStream.range(0, x.length)
                .mapToDouble(c -> random.nextInt(4) * 100)
                .toArray();
        assertConserved(weights(grid(x, y, uneven, step)));
    }

    @Property(tries = 5)
    void cells_that_borders_of_sources_and_targets_cut_are_divided_as_their_polygons_are(@ForAll Random unused) {
        int count = 150;
        double step = Patchwork.WIDTH / 9;
        double[] x = random.doubles(count)
                .map(part -> Patchwork.WEST + part * Patchwork.WIDTH)
                .toArray();
        double[] y = random.doubles(count)
                .map(part -> Patchwork.SOUTH + part * Patchwork.WIDTH)
                .toArray();
        double[] people = random.doubles(count).map(part -> Math.rint(9 * part)).toArray();
        Distribution grid = grid(x, y, people, step);
        Distribution.Shares shares = grid.new Shares(overlay.packedTargets());
        for (int i = 0; i < areas.size(); i++) {
            double[] inTargets = new double[wanted.size()];
            double all = 0;
            for (int c = 0; c < count; c++) {
                Geometry cell = FACTORY.toGeometry(
                        new Envelope(x[c] - step / 2, x[c] + step / 2, y[c] - step / 2, y[c] + step / 2));
                Geometry part = OverlayNGRobust.overlay(cell, areas.get(i), OverlayNG.INTERSECTION);
                all += people[c] * part.getArea() / cell.getArea();
                for (int j = 0; j < wanted.size(); j++) {
                    inTargets[j] += people[c]
                            * OverlayNGRobust.overlay(part, wanted.get(j), OverlayNG.INTERSECTION)
                                    .getArea()
                            / cell.getArea();
                }
            }
            assertThat(grid.total(i)).isCloseTo(all, within(1e-9));
            for (int j = 0; j < wanted.size() && all > 0; j++) {
                assertThat(shares.of(i, j, overlay.share(i, j))).isCloseTo(inTargets[j] / all, within(1e-9));
            }
        }
    }

    @Example
    void a_target_asks_for_the_cells_around_it_and_not_for_all_of_a_large_source() {
        int side = 100;
        double[] x = new double[side * side];
        double[] y = new double[side * side];
        for (int c = 0; c < x.length; c++) {
            int row = c / side;
            x[c] = 500_050 + 100.0 * (c % side);
            y[c] = 6_500_050 + 100.0 * row;
        }
        Polygon country = (Polygon) FACTORY.toGeometry(new Envelope(500_000, 509_950, 6_500_000, 6_510_000));
        Polygon target = (Polygon) FACTORY.toGeometry(new Envelope(509_820, 511_000, 6_503_010, 6_503_190));
        Sources one = Sources.of(List.of("s"), List.of(country));
        Overlay cutting = Overlay.of(one, Targets.of(List.of("t"), List.of(target)));
        CellShares shares = CellShares.of(new CellGrid(x, y, 100), one.geometries(), () -> false);
        double[] inParts = IntStream.range(0, shares.first(1))
                .mapToDouble(pair -> 10 * shares.share(pair))
                .toArray();
        CellParts parts = new CellParts(shares, inParts, one.frame(), 0, country, cutting.packedTargets());
        assertThat(parts.around(0)).hasSize(4);
        assertThat(parts.in(0)).isCloseTo(10 * 1.3 * 1.8, within(1e-9));
    }

    private Distribution grid(double[] x, double[] y, double[] people, double step) {
        Provenance provenance = new Provenance(Instant.EPOCH, "grid.csv", "", "");
        return Distribution.of(sources, new WeightedPoints("grid", 2023, x, y, people, step, provenance), () -> false);
    }

    @Property(tries = 5)
    void auto_takes_the_first_that_is_given_and_code_where_nothing_is_cut(@ForAll Random unused) {
        Distribution mask = Distribution.mask("built-up", sources, blobs(400));
        Weights auto = Weights.of(overlay, WeightRules.of(Weighting.AUTO, List.of(mask), 0));
        assertThat(auto.told(0)).startsWith("mask:built-up");
        assertThat(Weights.of(overlay, WeightRules.of(Weighting.AUTO, List.of(), 0))
                        .told(0))
                .isEqualTo("area");
        List<Geometry> unions = Patchwork.unions(areas, 3, random);
        Overlay whole = Overlay.of(sources, Targets.of(Patchwork.names("t", unions.size()), unions));
        assertThat(Weights.of(whole, WeightRules.of(Weighting.AUTO, List.of(mask), 0))
                        .told(0))
                .isEqualTo("code");
        assertThatThrownBy(() -> Weights.of(overlay, WeightRules.of(Weighting.POPULATION, List.of(mask), 0)))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContaining("needs a registered population");
    }
}
