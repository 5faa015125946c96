package se.regstat.statistics.reaggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.estimate.ReaggregatedValue;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * DeSO of the Göteborg region across the revision of 2025, to the city's 96 primärområden. In 2024 as many people live where they lived in 2023; of
 * those areas that were split, nine tenths in one part.
 */
class SeriesBreakGoteborgTest {

    @TempDir
    private Path folder;

    private final Map<String, Double> people2023 = new TreeMap<>();
    private final Map<String, Double> people2024 = new TreeMap<>();

    @Test
    void what_a_series_does_where_nobody_moves_is_its_break_size() throws Exception {
        Goteborg.assumeThere();
        Map<String, Geometry> earlier = Goteborg.layer("deso_gr_2018_harledd", "deso");
        Map<String, Geometry> later = Goteborg.layer("deso_gr_2025", "desokod");
        List<Change> changes = Goteborg.changes();
        Map<String, Double> population = Goteborg.column("deso2018_indicators_2022_2023.csv", "bef_2023");
        earlier.keySet().forEach(code -> people2023.put(code, population.get(code)));
        later.keySet().forEach(code -> people2024.put(code, population.getOrDefault(code, 0.0)));
        for (String code : earlier.keySet()) {
            List<String> parts = changes.stream()
                    .filter(change -> change.from().equals(code) && change.kind() == ChangeKind.ENDED_TO_NEW)
                    .map(Change::to)
                    .sorted()
                    .toList();
            for (int i = 0; i < parts.size(); i++) {
                double part = parts.size() == 1 ? 1 : i == 0 ? 0.9 : 0.1 / (parts.size() - 1);
                people2024.merge(parts.get(i), part * population.get(code), Double::sum);
            }
        }
        Files.writeString(folder.resolve("indicators.yml"), "indicators: {population: {kind: count}}");
        Targets primaromraden = Goteborg.targets("gbg_primaromraden", "omrade_kod");
        Snapshot snapshot = new Snapshot(
                1,
                false,
                List.of(
                        vintage("deso@2018", new YearRange(OptionalInt.empty(), OptionalInt.of(2023)), earlier),
                        vintage("deso@2025", new YearRange(OptionalInt.of(2024), OptionalInt.empty()), later)),
                List.of(values("deso@2018", 2023, people2023), values("deso@2025", 2024, people2024)),
                List.of(new ChangeLog("deso", "2018", "2025", changes, Instant.EPOCH, "", "")),
                List.of(new Mask(Mask.BUILT_UP, tatorter(), new Provenance(Instant.EPOCH, "", "", ""))),
                List.of());
        ReaggregationResult result = Reaggregator.of(snapshot, Configuration.load(folder))
                .run(
                        ReaggregationRequest.of(
                                Boundaries.of(primaromraden, primaromraden.ids()),
                                List.of("population"),
                                Periods.parse(List.of("2023/2024"))),
                        () -> false);
        int broken = 0;
        for (int target = 0; target < primaromraden.size(); target++) {
            double before = result.of(target).get(0).value();
            ReaggregatedValue after = result.of(target).get(1);
            double told = after.seriesBreak() ? after.breakSize() : 0;
            if (after.seriesBreak()) broken++;
            assertThat(after.value() - before)
                    .as(primaromraden.ids().get(target))
                    .isCloseTo(told, within(1.0));
        }
        int worst = primaromraden.ids().indexOf("305");
        assertThat(result.of(worst).get(0).value()).isCloseTo(8504, within(1.0));
        assertThat(result.of(worst).get(1).value()).isCloseTo(9080, within(1.0));
        assertThat(result.of(worst).get(1).seriesBreak()).isTrue();
        assertThat(result.of(worst).get(1).breakSize()).isCloseTo(576, within(1.0));
        assertThat(broken).as("of 96").isBetween(10, 30);
    }

    private static List<Polygon> tatorter() throws Exception {
        List<Polygon> polygons = new ArrayList<>();
        for (Geometry geometry : Goteborg.layer("tatort_14_lm", "fid").values()) {
            for (int i = 0; i < geometry.getNumGeometries(); i++) polygons.add((Polygon) geometry.getGeometryN(i));
        }
        return polygons;
    }

    private static PublishedValues values(String vintage, int year, Map<String, Double> values) {
        return new PublishedValues(
                "population",
                VintageId.parse(vintage),
                year,
                List.copyOf(values.keySet()),
                values.values().stream().mapToDouble(Double::doubleValue).toArray(),
                new byte[values.size()],
                new Provenance(Instant.EPOCH, "", "", ""));
    }

    private static VintageAreas vintage(String id, YearRange valid, Map<String, Geometry> geometries) {
        List<Area> areas = new ArrayList<>();
        geometries.forEach((code, geometry) ->
                areas.add(new Area(code, "", Optional.empty(), Map.of(), multi(geometry), OptionalDouble.empty())));
        return new VintageAreas(
                new Vintage(VintageId.parse(id), valid, List.of(), Optional.empty(), "", "", "", Instant.EPOCH, "", ""),
                areas,
                List.of());
    }

    private static MultiPolygon multi(Geometry geometry) {
        return geometry instanceof MultiPolygon multi
                ? multi
                : new GeometryFactory().createMultiPolygon(new Polygon[] {(Polygon) geometry});
    }
}
