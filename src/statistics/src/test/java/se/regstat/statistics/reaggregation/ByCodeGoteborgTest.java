package se.regstat.statistics.reaggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.estimate.ReaggregatedValue;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.weights.WeightsCache;

/** The published polygons of kommuner are generalised; their DeSO carry their codes. */
class ByCodeGoteborgTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    @TempDir
    private static Path directory;

    private static Reaggregator reaggregator;

    @BeforeAll
    static void read() throws Exception {
        Goteborg.assumeThere();
        Files.writeString(directory.resolve("indicators.yml"), "indicators: {born_abroad: {kind: count}}\n");
        Files.writeString(
                directory.resolve("divisions.yml"),
                "divisions: {deso: {complete_within: kommun}, kommun: {complete_within: riket}}\n");
        Map<String, Geometry> deso = Goteborg.layer("deso_gr_2018_harledd", "deso");
        Map<String, Geometry> kommuner = Goteborg.layer("kommun_2025", "kommun_kod");
        List<Area> small = new ArrayList<>();
        deso.forEach((code, area) -> small.add(area(code, area, Map.of("kommun", code.substring(0, 4)))));
        List<Area> large = new ArrayList<>();
        kommuner.forEach((code, area) -> large.add(area(code, area, Map.of())));
        String table = "deso2018_indicators_2022_2023.csv";
        Map<String, Double> europe = Goteborg.column(table, "fodd_europa_utom_sverige");
        Map<String, Double> elsewhere = Goteborg.column(table, "fodd_ovriga");
        List<String> codes = List.copyOf(deso.keySet());
        double[] abroad = codes.stream()
                .mapToDouble(code -> europe.get(code) + elsewhere.get(code))
                .toArray();
        Snapshot snapshot = new Snapshot(
                1,
                false,
                List.of(
                        vintage("deso@2018", List.of(new Vintage.Parent("kommun", Optional.empty())), small),
                        vintage("kommun@2025", List.of(), large)),
                List.of(new PublishedValues(
                        "born_abroad",
                        VintageId.parse("deso@2018"),
                        2022,
                        codes,
                        abroad,
                        new byte[codes.size()],
                        new Provenance(Instant.EPOCH, table, "", ""))),
                List.of());
        reaggregator = new Reaggregator(
                snapshot, Observations.of(snapshot, Configuration.load(directory)), new WeightsCache(0));
    }

    @Test
    void a_generalised_kommun_has_the_sum_of_the_deso_that_carry_its_code() {
        Boundaries kommuner = reaggregator.boundaries(VintageId.parse("kommun@2025"));
        ReaggregationResult result = reaggregator.run(
                ReaggregationRequest.of(kommuner, List.of("born_abroad"), Periods.LATEST), () -> false);
        ReaggregatedValue kungalv =
                result.of(kommuner.targets().ids().indexOf("1482")).get(0);
        assertThat(kungalv.value()).isEqualTo(5_550);
        assertThat(kungalv.status()).isEqualTo(Status.NORMAL);
        assertThat(kungalv.lower()).isEqualTo(5_550);
        assertThat(kungalv.upper()).isEqualTo(5_550);
        assertThat(kungalv.wholeSources()).isEqualTo(30);
        ReaggregatedValue vanersborg =
                result.of(kommuner.targets().ids().indexOf("1487")).get(0);
        assertThat(vanersborg.status()).isEqualTo(Status.MISSING);
        assertThat(vanersborg.reason()).isEqualTo(Reason.INCOMPLETE);
        assertThat(vanersborg.value()).isNaN();
    }

    private static Area area(String code, Geometry geometry, Map<String, String> parents) {
        MultiPolygon multi = geometry instanceof Polygon polygon
                ? GEOMETRIES.createMultiPolygon(new Polygon[] {polygon})
                : (MultiPolygon) geometry;
        return new Area(code, "", Optional.empty(), parents, multi, OptionalDouble.empty());
    }

    private static VintageAreas vintage(String id, List<Vintage.Parent> parents, List<Area> areas) {
        YearRange valid = new YearRange(OptionalInt.empty(), OptionalInt.of(2023));
        return new VintageAreas(
                new Vintage(VintageId.parse(id), valid, parents, Optional.empty(), "", "", "", Instant.EPOCH, "", ""),
                areas,
                List.of());
    }
}
