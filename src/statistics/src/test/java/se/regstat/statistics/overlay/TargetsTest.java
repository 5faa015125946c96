package se.regstat.statistics.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** What is done to boundaries that cross themselves. */
class TargetsTest {

    @Test
    void what_crosses_itself_a_few_times_is_repaired() {
        Geometry bow =
                polygon(new Coordinate(0, 0), new Coordinate(10, 10), new Coordinate(10, 0), new Coordinate(0, 10));
        Targets targets = Targets.of(List.of("bow"), List.of(bow));
        assertThat(targets.repaired(0)).isTrue();
        assertThat(targets.geometry(0).isValid()).isTrue();
    }

    /** It would take half a minute that nothing can stop. */
    @Test
    void what_crosses_itself_hundreds_of_thousands_of_times_is_refused() {
        assertThatThrownBy(() -> Targets.of(List.of("ball"), List.of(tangle(2000))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("target 'ball' crosses itself more than 10000 times");
    }

    @Test
    void an_invalid_target_of_very_many_vertices_is_refused_and_a_valid_one_is_not() {
        Coordinate[] circle = new Coordinate[SelfCrossings.MOST_VERTICES + 1];
        for (int i = 0; i < circle.length; i++) {
            double angle = 2 * Math.PI * i / circle.length;
            circle[i] = new Coordinate(50_000 * Math.cos(angle), 50_000 * Math.sin(angle));
        }
        assertThat(Targets.of(List.of("round"), List.of(polygon(circle))).repaired(0))
                .isFalse();
        Coordinate swapped = circle[100];
        circle[100] = circle[200];
        circle[200] = swapped;
        assertThatThrownBy(() -> Targets.of(List.of("round"), List.of(polygon(circle))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("target 'round' is invalid and has 200002 vertices");
    }

    @Test
    void an_invalid_target_whose_lines_all_lie_side_by_side_is_refused() {
        Coordinate[] comb = new Coordinate[12_000];
        for (int i = 0; i < comb.length; i++) comb[i] = new Coordinate(i * 0.01 + (i % 2) * 40, (i % 2) * 100_000);
        comb[comb.length - 1] = new Coordinate(-50, 50_000);
        assertThatThrownBy(() -> Targets.of(List.of("comb"), List.of(polygon(comb))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("target 'comb'")
                .hasMessageContaining("repaired here");
    }

    @Test
    void reading_stops_between_targets_and_within_one() {
        assertThatThrownBy(() -> Targets.of(List.of("a"), List.of(polygon(new Coordinate(0, 0))), () -> true))
                .isInstanceOf(CancellationException.class);
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> Targets.of(List.of("a"), List.of(tangle(150)), () -> asked.incrementAndGet() > 2))
                .isInstanceOf(CancellationException.class);
    }

    private static Geometry tangle(int vertices) {
        Random random = new Random(7);
        Coordinate[] anywhere = new Coordinate[vertices];
        for (int i = 0; i < vertices; i++) {
            anywhere[i] = new Coordinate(1e5 * random.nextDouble(), 1e5 * random.nextDouble());
        }
        return polygon(anywhere);
    }

    private static Geometry polygon(Coordinate... corners) {
        Coordinate[] ring = java.util.Arrays.copyOf(corners, Math.max(4, corners.length + 1));
        for (int i = corners.length; i < ring.length; i++) ring[i] = corners[0].copy();
        return new GeometryFactory().createPolygon(ring);
    }
}
