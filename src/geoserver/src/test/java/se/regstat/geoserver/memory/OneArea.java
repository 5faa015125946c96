package se.regstat.geoserver.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** A store with the population of one DeSO, 2020 to 2024: a zero, a suppressed and an estimated value, and other borders from 2024 on. */
public final class OneArea {

    public static final String CODE = "9801A0010";

    private OneArea() {}

    public static StoreUrl.GeoPackage store(Path folder) {
        StoreUrl.GeoPackage url = StoreUrl.of(folder.resolve("one.gpkg"));
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.write(
                    vintage("2018", new YearRange(OptionalInt.empty(), OptionalInt.of(2023))), area(10_000), List.of());
            store.write(
                    vintage("2025", new YearRange(OptionalInt.of(2024), OptionalInt.empty())), area(15_000), List.of());
            store.writeValues(List.of(
                    values("2018", 2020, 1234, Status.NORMAL),
                    values("2018", 2021, 0, Status.NORMAL),
                    values("2018", 2022, Double.NaN, Status.SUPPRESSED),
                    values("2018", 2023, 1300.5, Status.ESTIMATED),
                    values("2025", 2024, 1400, Status.NORMAL)));
        }
        return url;
    }

    /** The store where the plugin looks for it in a data directory. */
    static StoreUrl.GeoPackage storeOf(Path dataDirectory) throws IOException {
        Path regstat = Files.createDirectory(dataDirectory.resolve("regstat"));
        return StoreUrl.of(Files.move(store(dataDirectory).file(), regstat.resolve("regstat.gpkg")));
    }

    /** The folder of a configuration that describes what the store holds. */
    public static Path configuration(Path folder) throws IOException {
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(config.resolve("indicators.yml"), """
                indicators:
                  population:
                    kind: count
                    title: {sv: "Folkmängd <&>", en: Population}
                    unit: {sv: personer, en: persons}
                    definition: {sv: "Folkbokförda ${x} 31 december", en: "Registered on \\"31\\" December"}
                    caveat: {sv: "Avrundad till \\\\5", en: "Rounded to \\\\5"}
                    producer: SCB
                """);
        return config;
    }

    private static Vintage vintage(String year, YearRange valid) {
        return new Vintage(
                new VintageId("deso", year),
                valid,
                List.of(),
                Optional.empty(),
                "test",
                "CC0-1.0",
                "",
                Instant.EPOCH,
                "one.geojson",
                "00");
    }

    private static List<Area> area(double width) {
        GeometryFactory geometries = new GeometryFactory();
        Polygon area = (Polygon) geometries.toGeometry(new Envelope(600000, 600000 + width, 6800000, 6820000));
        return List.of(new Area(
                CODE,
                "Ön \"Å\"",
                Optional.empty(),
                Map.of(),
                new MultiPolygon(new Polygon[] {area}, geometries),
                OptionalDouble.empty()));
    }

    /** Writes another year of the later borders into the store. */
    public static void write(StoreUrl url, int year) {
        try (Store store = Store.open(url)) {
            store.writeValues(List.of(values("2025", year, 1500, Status.NORMAL)));
        }
    }

    private static PublishedValues values(String vintage, int year, double value, Status status) {
        return new PublishedValues(
                "population",
                new VintageId("deso", vintage),
                year,
                List.of(CODE),
                new double[] {value},
                new byte[] {status.code()},
                new Provenance(Instant.EPOCH, "one.csv", "00", ""));
    }
}
