package se.regstat.statistics.dividing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static se.regstat.statistics.snapshot.SquareAreas.EAST;
import static se.regstat.statistics.snapshot.SquareAreas.NORTH;
import static se.regstat.statistics.snapshot.SquareAreas.area;
import static se.regstat.statistics.snapshot.SquareAreas.polygon;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.SquareAreas;
import se.regstat.statistics.snapshot.VintageAreas;

class PopulationPointsTest {

    @TempDir
    Path directory;

    private final VintageAreas areas = SquareAreas.vintage(
            "deso@2025",
            2024,
            0,
            area("A", polygon(0, 0, 10, 10), Map.of()),
            area("B", polygon(10, 0, 20, 10), Map.of()),
            area("C", polygon(20, 0, 30, 10), Map.of()));

    private PopulationPoints points(List<Mask> masks, List<WeightedPoints> populations) {
        Snapshot snapshot = new Snapshot(1, false, List.of(areas), List.of(), List.of(), masks, populations);
        Divisors divisors = new Divisors(Observations.of(snapshot, Configuration.load(directory)));
        return PopulationPoints.of(divisors, Divisors.Wish.NONE, areas, () -> false);
    }

    @Test
    void people_in_cells_tell_first_then_a_mask_then_the_area_itself() {
        double[] eastings = {EAST + 1500, EAST + 2500};
        double[] northings = {NORTH + 4500, NORTH + 4500};
        WeightedPoints grid = new WeightedPoints(
                "grid", 2024, eastings, northings, new double[] {300, 100}, 1000, SquareAreas.provenance("grid.csv"));
        Mask town = new Mask(Mask.BUILT_UP, List.of(polygon(12, 2, 14, 4)), SquareAreas.provenance("town.gpkg"));
        PopulationPoints found = points(List.of(town), List.of(grid));
        assertThat(found.eastings())
                .containsExactly(new double[] {EAST + 1750, EAST + 13_000, EAST + 25_000}, within(1e-6));
        assertThat(found.northings())
                .containsExactly(new double[] {NORTH + 4500, NORTH + 3000, NORTH + 5000}, within(1e-6));
        double spread = 1e6 / 6 + 0.75 * 250 * 250 + 0.25 * 750 * 750;
        assertThat(found.radii()[0]).isCloseTo(Math.sqrt(2 * spread), within(1e-6));
        assertThat(found.radii()[1]).isCloseTo(Math.sqrt(2 * 4e6 / 6), within(1e-6));
        assertThat(found.radii()[2]).isCloseTo(Math.sqrt(1e8 / Math.PI), within(1e-6));
        assertThat(found.by()).containsExactly("population:grid", "mask:built-up", "label");
    }

    @Test
    void points_proper_have_no_spread_of_their_own() {
        WeightedPoints houses = new WeightedPoints(
                "houses",
                2024,
                new double[] {EAST + 1000, EAST + 1000, EAST + 12_000},
                new double[] {NORTH + 1000, NORTH + 3000, NORTH + 1000},
                new double[] {2, 2, 5},
                0,
                SquareAreas.provenance("houses.csv"));
        PopulationPoints found = points(List.of(), List.of(houses));
        assertThat(found.northings()[0]).isCloseTo(NORTH + 2000, within(1e-6));
        assertThat(found.radii()[0]).isCloseTo(1000 * Math.sqrt(2), within(1e-6));
        assertThat(found.radii()[1]).isZero();
    }
}
