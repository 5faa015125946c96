package se.regstat.statistics.reaggregation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.weights.WeightsCache;

/** Areas of a kilometre each in a row from west to east, in one vintage for all years. */
final class Boxes {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final Path folder;
    private final List<String> codes;
    private final List<PublishedValues> values = new ArrayList<>();

    Boxes(Path folder, String indicators, String... codes) throws IOException {
        this.folder = folder;
        this.codes = List.of(codes);
        Files.writeString(folder.resolve("indicators.yml"), "indicators:\n" + indicators.indent(2));
    }

    Boxes publish(String indicator, int year, double... numbers) {
        values.add(new PublishedValues(
                indicator,
                new VintageId("deso", "2018"),
                year,
                codes,
                numbers,
                new byte[numbers.length],
                new Provenance(Instant.EPOCH, "table.csv", "", "")));
        return this;
    }

    static Polygon box(double fromKm, double toKm) {
        return (Polygon) GEOMETRIES.toGeometry(
                new Envelope(500_000 + 1000 * fromKm, 500_000 + 1000 * toKm, 6_500_000, 6_501_000));
    }

    Observations observations() {
        List<Area> areas = new ArrayList<>();
        for (int i = 0; i < codes.size(); i++) {
            areas.add(new Area(
                    codes.get(i),
                    "",
                    Optional.empty(),
                    Map.of(),
                    GEOMETRIES.createMultiPolygon(new Polygon[] {box(i, i + 1)}),
                    OptionalDouble.empty()));
        }
        Vintage vintage = new Vintage(
                new VintageId("deso", "2018"),
                YearRange.ALWAYS,
                List.of(),
                Optional.empty(),
                "",
                "",
                "",
                Instant.EPOCH,
                "",
                "");
        Snapshot snapshot =
                new Snapshot(1, false, List.of(new VintageAreas(vintage, areas, List.of())), values, List.of());
        return Observations.of(snapshot, Configuration.load(folder));
    }

    ReaggregationResult run(List<String> indicators, String periods, Geometry... targets) {
        Observations observations = observations();
        List<String> ids = Patchwork.names("t", targets.length);
        return new Reaggregator(observations.snapshot(), observations, new WeightsCache(0))
                .run(
                        ReaggregationRequest.of(
                                Boundaries.of(Targets.of(ids, List.of(targets)), ids),
                                indicators,
                                Periods.parse(List.of(periods.split(",")))),
                        () -> false);
    }
}
