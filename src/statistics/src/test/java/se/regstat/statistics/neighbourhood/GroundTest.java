package se.regstat.statistics.neighbourhood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static se.regstat.statistics.snapshot.SquareAreas.EAST;
import static se.regstat.statistics.snapshot.SquareAreas.NORTH;
import static se.regstat.statistics.snapshot.SquareAreas.area;
import static se.regstat.statistics.snapshot.SquareAreas.polygon;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.SquareAreas;
import se.regstat.statistics.snapshot.VintageAreas;

class GroundTest {

    private static Ground of(Polygon... polygons) {
        Area[] areas = new Area[polygons.length];
        for (int i = 0; i < areas.length; i++) areas[i] = area("" + (char) ('A' + i), polygons[i], Map.of());
        VintageAreas vintage = SquareAreas.vintage("deso@2025", 2025, 0, areas);
        return Ground.of(new Snapshot(1, false, List.of(vintage), List.of(), List.of()), vintage);
    }

    /** By kilometres from the corner; negative outside. */
    private static double reach(Ground ground, double east, double north) {
        double easting = EAST + 1000 * east;
        double northing = NORTH + 1000 * north;
        return ground.has(easting, northing) ? ground.reach(easting, northing) : -1;
    }

    @Test
    void it_ends_where_the_outermost_areas_do() {
        Ground ground = of(polygon(0, 0, 4, 4), polygon(4, 0, 8, 4));
        assertThat(reach(ground, 4, 2)).isEqualTo(2000);
        assertThat(reach(ground, 7, 2)).isEqualTo(1000);
        assertThat(reach(ground, 9, 2)).isNegative();
    }

    @Test
    void a_hole_is_an_end_and_a_gap_of_drawing_is_none() {
        Ground hole = of(polygon(0, 0, 2, 6), polygon(4, 0, 6, 6), polygon(2, 0, 4, 2), polygon(2, 4, 4, 6));
        assertThat(reach(hole, 1.5, 3)).isEqualTo(500);
        assertThat(reach(hole, 3, 3)).isNegative();
        Ground gap = of(polygon(0, 0, 3, 6), polygon(3.1, 0, 6, 6), polygon(3, 0, 3.1, 2), polygon(3, 4, 3.1, 6));
        assertThat(reach(gap, 2.9, 3)).isCloseTo(2900, within(1e-6));
        assertThat(reach(gap, 3.05, 3)).isPositive();
    }

    @Test
    void areas_need_not_meet_vertex_by_vertex_nor_keep_apart() {
        Ground apart = of(polygon(0, 0, 4, 4), polygon(4, 1, 8, 3));
        assertThat(reach(apart, 4, 2)).isEqualTo(1000);
        Ground twice = of(polygon(0, 0, 4, 4), polygon(0, 0, 4, 4), polygon(3, 0, 8, 4));
        assertThat(reach(twice, 4, 2)).isEqualTo(2000);
    }

    @Test
    void of_cells_it_is_what_lies_between_them() {
        Ground cells = Ground.of(new WeightedPoints(
                "grid",
                2025,
                new double[] {EAST, EAST + 10_000, EAST},
                new double[] {NORTH, NORTH, NORTH + 10_000},
                new double[] {1, 1, 1},
                1000,
                SquareAreas.provenance("grid.csv")));
        assertThat(reach(cells, 2, 2)).isEqualTo(2500);
        assertThat(reach(cells, 9, 9)).isNegative();
        assertThat(reach(cells, -0.4, 0)).isCloseTo(100, within(1e-6));
    }
}
