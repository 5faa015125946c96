package se.regstat.statistics.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.ancillary.PackedNumbers;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.dividing.Divisors;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.estimate.ReaggregatedValue;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.overlay.CellGrid;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.reaggregation.Boundaries;
import se.regstat.statistics.reaggregation.ReaggregationRequest;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.Weighting;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/** An area of a square kilometre with as many people in its west as in its east, and all children in the east. */
class PopulationKindsTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final VintageId DESO = VintageId.parse("deso@2018");
    private static final VintageId REGSO = VintageId.parse("regso@2018");
    private static final Provenance FROM = new Provenance(Instant.EPOCH, "", "", "");

    @TempDir
    private Path folder;

    @BeforeEach
    void describe() throws IOException {
        Files.writeString(
                folder.resolve("indicators.yml"),
                "indicators: {population: {kind: count}, age_0_4: {kind: count}, jobs: {kind: count}}");
    }

    @Test
    void an_indicator_is_divided_by_people_of_its_own_kind_and_others_by_all_whatever_kind_comes_first() {
        WeightedPoints grid = grid(2022, "rutor", "age_0_4", "population");
        assertThat(inWest("population", List.of(grid))).isEqualTo("50 by population:rutor");
        assertThat(inWest("jobs", List.of(grid))).isEqualTo("50 by population:rutor");
        assertThat(inWest("age_0_4", List.of(grid))).isEqualTo("0 by population:rutor:age_0_4");
    }

    @Test
    void a_population_of_children_alone_divides_nothing() {
        WeightedPoints children = grid(2023, "barn", "age_0_4");
        WeightedPoints all = grid(2022, "rutor", "population");
        assertThat(inWest("jobs", List.of(children, all))).isEqualTo("50 by population:rutor");
        Divisors divisors = new Divisors(observations(List.of(children, all)));
        assertThatThrownBy(() ->
                        divisors.check(new Divisors.Wish(Optional.empty(), Optional.of("barn"), Optional.empty())))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContaining("'barn' counts age_0_4 and not all people");
    }

    @Test
    void a_grid_is_in_memory_once_for_all_vintages_and_kinds() {
        Divisors divisors = new Divisors(observations(List.of(grid(2022, "rutor", "population", "age_0_4"))));
        Divisors.Wish any = new Divisors.Wish(Optional.empty(), Optional.empty(), Optional.empty());
        CellGrid first = grid(divisors, any, Weighting.POPULATION, DESO);
        assertThat(grid(divisors, any, Weighting.POPULATION, REGSO)).isSameAs(first);
        assertThat(grid(divisors, divisors.of(any, "age_0_4"), Weighting.POPULATION, DESO))
                .isSameAs(first);
        assertThat(grid(divisors, any, Weighting.COMBINED, DESO)).isSameAs(first);
    }

    private static CellGrid grid(Divisors divisors, Divisors.Wish wish, Weighting weighting, VintageId vintage) {
        Distribution by = divisors.of(weighting, wish, vintage, () -> false).stream()
                .findFirst()
                .orElseThrow();
        return by.cells.orElseThrow().cells().grid();
    }

    private String inWest(String indicator, List<WeightedPoints> populations) {
        Targets west = Targets.of(List.of("west"), List.of(square(499_500, 1000)));
        ReaggregatedValue value = Reaggregator.of(observations(populations).snapshot(), Configuration.load(folder))
                .run(
                        ReaggregationRequest.of(
                                        Boundaries.of(west, List.of("")),
                                        List.of(indicator),
                                        Periods.parse(List.of("2022")))
                                .with(ReaggregationDeclaration.WEIGHTING, Weighting.POPULATION),
                        () -> false)
                .of(0)
                .get(0);
        return Math.round(value.value()) + " by " + value.weighting();
    }

    /** Two cells of half a kilometre: 10 and 10 people, no children and 4. */
    private static WeightedPoints grid(int year, String name, String... kinds) {
        Map<String, PackedNumbers> counted = new LinkedHashMap<>();
        for (String kind : kinds) {
            double[] each = kind.equals("population") ? new double[] {10, 10} : new double[] {0, 4};
            counted.put(kind, PackedNumbers.of(each));
        }
        return new WeightedPoints(
                name,
                year,
                PackedNumbers.of(new double[] {500_250, 500_750}),
                PackedNumbers.of(new double[] {6_500_250, 6_500_250}),
                counted,
                500,
                FROM);
    }

    private static Polygon square(double west, double side) {
        return (Polygon) GEOMETRIES.toGeometry(new Envelope(west, west + side, 6_500_000, 6_500_000 + side));
    }

    private Observations observations(List<WeightedPoints> populations) {
        List<PublishedValues> values = List.of("population", "age_0_4", "jobs").stream()
                .map(indicator ->
                        new PublishedValues(indicator, DESO, 2022, List.of("A"), new double[] {100}, new byte[1], FROM))
                .toList();
        Snapshot snapshot = new Snapshot(
                1, false, List.of(vintage(DESO), vintage(REGSO)), values, List.of(), List.of(), populations);
        return Observations.of(snapshot, Configuration.load(folder));
    }

    private static VintageAreas vintage(VintageId id) {
        Area area = new Area(
                "A",
                "",
                Optional.empty(),
                Map.of(),
                GEOMETRIES.createMultiPolygon(new Polygon[] {square(500_000, 1000)}),
                OptionalDouble.empty());
        return new VintageAreas(
                new Vintage(id, YearRange.ALWAYS, List.of(), Optional.empty(), "", "", "", Instant.EPOCH, "", ""),
                List.of(area),
                List.of());
    }
}
