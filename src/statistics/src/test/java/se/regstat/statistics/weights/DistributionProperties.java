package se.regstat.statistics.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import se.regstat.statistics.estimate.Estimate;
import se.regstat.statistics.estimate.Variable;
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

    @Property(tries = 5)
    void sources_with_nothing_in_the_mask_fall_back_to_area_and_are_counted(@ForAll Random unused) {
        Distribution nowhere = Distribution.mask("built-up", sources, List.of());
        Weights weights = weights(nowhere);
        for (int j = 0; j < wanted.size(); j++) {
            assertThat(weights.sourcesByArea(j)).isEqualTo(weights.cutSources(j));
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
        List<Geometry> cells = new ArrayList<>();
        int side = 12;
        double step = Patchwork.WIDTH / side;
        for (int c = 0; c < side * side; c++) {
            double west = Patchwork.WEST + step * (c % side);
            int row = c / side;
            double south = Patchwork.SOUTH + step * row;
            cells.add(FACTORY.toGeometry(new Envelope(west, west + step, south, south + step)));
        }
        double[] even = new double[cells.size()];
        Arrays.fill(even, 100);
        Weights evenly = weights(Distribution.cells("grid", sources, cells, even));
        assertConserved(evenly);
        for (int i = 0; i < areas.size(); i++) {
            for (int j = 0; j < wanted.size(); j++) {
                assertThat(evenly.weight(i, j)).isCloseTo(overlay.share(i, j), within(1e-6));
            }
        }
        double[] uneven = IntStream.range(0, cells.size())
                .mapToDouble(c -> random.nextInt(4) * 100)
                .toArray();
        assertConserved(weights(Distribution.cells("grid", sources, cells, uneven)));
    }

    @Property(tries = 5)
    void auto_takes_the_first_that_is_given_and_code_where_nothing_is_cut(@ForAll Random unused) {
        Distribution mask = Distribution.mask("built-up", sources, blobs(400));
        Weights auto = Weights.of(overlay, WeightRules.of(Weighting.AUTO, List.of(mask), 0));
        assertThat(auto.weighting(0)).isEqualTo(Weighting.MASK);
        assertThat(auto.distribution()).contains("built-up");
        assertThat(Weights.of(overlay, WeightRules.of(Weighting.AUTO, List.of(), 0))
                        .weighting(0))
                .isEqualTo(Weighting.AREA);
        List<Geometry> unions = Patchwork.unions(areas, 3, random);
        Overlay whole = Overlay.of(sources, Targets.of(Patchwork.names("t", unions.size()), unions));
        assertThat(Weights.of(whole, WeightRules.of(Weighting.AUTO, List.of(mask), 0))
                        .weighting(0))
                .isEqualTo(Weighting.CODE);
        assertThatThrownBy(() -> Weights.of(overlay, WeightRules.of(Weighting.POPULATION, List.of(mask), 0)))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContaining("needs a registered population");
    }
}
