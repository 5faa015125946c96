package se.regstat.standalone.harvest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.standalone.host.EmbeddedHost;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/**
 * A host for harvesters: two vintages of DeSO and one of kommuner, a count, a median and an index, and the count re-aggregated to a
 * division of the publisher's own.
 */
public final class HarvestedHost {

    /** A publisher who said everything there is to say. */
    public static final String EVERYTHING = """
            publishing:
              title: {sv: Staden i siffror, en: The city in figures}
              description: {sv: Statistik för stadens områden., en: Statistics for the areas of the city.}
              organisation: {sv: Staden, en: The City}
              organisation_number: 212000-1355
              organisation_type: LocalAuthority
              organisation_url: https://www.example.se/
              contact_email: gis@example.se
              licence: CC0-1.0
              keywords: [statistik]
            harvesting: {high_value: [geospatial, statistics], inspire: conformant}
            """;

    private static final Instant IMPORTED = Instant.parse("2026-02-03T04:05:06Z");
    private static final List<String> DESO = IntStream.rangeClosed(1, 4)
            .mapToObj(number -> "9801A00" + number + "0")
            .toList();
    private static final double SIDE = 5000;

    private HarvestedHost() {}

    /**
     * Starts it.
     *
     * @param settings {@code regstat.yml}
     */
    public static EmbeddedHost start(Path folder, String settings) throws IOException {
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(config.resolve("regstat.yml"), settings);
        Files.writeString(config.resolve("divisions.yml"), """
                divisions:
                  deso:
                    title: {sv: Demografiska statistikområden (DeSO), en: Demographic statistical areas (DeSO)}
                    description: {sv: "Statistikens <minsta> områden & deras \\"namn\\".", en: The smallest areas.}
                    code: "\\\\d{4}[ABC]\\\\d{4}"
                    owner: Statistiska centralbyrån (SCB)
                    licence: CC0-1.0
                  own:
                    title: {sv: Egna områden, en: Own areas}
                    owner: Staden
                    licence: CC-BY-4.0
                """);
        Files.writeString(config.resolve("indicators.yml"), """
                indicators:
                  population:
                    kind: count
                    title: {sv: "Folkmängd <&>", en: Population}
                    unit: {sv: personer, en: persons}
                    definition: {sv: Folkbokförda 31 december, en: Registered on 31 December}
                    producer: Statistiska centralbyrån (SCB)
                    licence: CC0-1.0
                  income_median:
                    kind: quantile
                    share: 0.5
                    title: {sv: Medianinkomst, en: Median income}
                    unit: {sv: tkr, en: kSEK}
                    definition: {sv: Medianen av inkomsterna, en: The median of incomes}
                    producer: Staden
                    licence: CC0-1.0
                """);
        Files.writeString(config.resolve("derived.yml"), "derived: {own: {indicators: [population]}}\n");
        return EmbeddedHost.start(new EmbeddedHost.Options("127.0.0.1", 0, Optional.empty(), store(folder), config));
    }

    private static StoreUrl store(Path folder) {
        StoreUrl url = StoreUrl.of(folder.resolve("harvested.gpkg"));
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.write(
                    vintage("deso", "2018", new YearRange(OptionalInt.of(2018), OptionalInt.of(2023))),
                    areas(0),
                    List.of());
            store.write(
                    vintage("deso", "2025", new YearRange(OptionalInt.of(2024), OptionalInt.empty())),
                    areas(100),
                    List.of());
            store.write(
                    vintage("own", "2024", new YearRange(OptionalInt.of(2020), OptionalInt.empty())),
                    List.of(area("north", 0, 4 * SIDE, 100)),
                    List.of());
            store.writeValues(List.of(
                    values("population", "2018", 2022, 1000, 0, 250, 40),
                    values("population", "2018", 2023, 1010, 1, 260, 40),
                    values("population", "2025", 2024, 1020, 2, 270, 40),
                    values("income_median", "2025", 2024, 310, 280, 295, 333)));
        }
        return url;
    }

    private static Vintage vintage(String division, String year, YearRange valid) {
        return new Vintage(
                new VintageId(division, year),
                valid,
                List.of(),
                Optional.empty(),
                "SCB, <öppna> geodata",
                "",
                "",
                IMPORTED,
                "areas.gpkg",
                "00");
    }

    private static List<Area> areas(double shift) {
        return IntStream.range(0, DESO.size())
                .mapToObj(i -> area(DESO.get(i), i * SIDE, (i + 1) * SIDE, shift))
                .toList();
    }

    private static Area area(String code, double from, double to, double shift) {
        GeometryFactory geometries = new GeometryFactory();
        Polygon area = (Polygon)
                geometries.toGeometry(new Envelope(600_000 + from + shift, 600_000 + to + shift, 6_800_000, 6_820_000));
        return new Area(
                code,
                "Område \"" + code + "\"",
                Optional.empty(),
                Map.of(),
                new MultiPolygon(new Polygon[] {area}, geometries),
                OptionalDouble.empty());
    }

    private static PublishedValues values(String indicator, String vintage, int year, double... values) {
        byte[] statuses = new byte[values.length];
        Arrays.fill(statuses, Status.NORMAL.code());
        return new PublishedValues(
                indicator,
                new VintageId("deso", vintage),
                year,
                DESO,
                values,
                statuses,
                new Provenance(IMPORTED, "values.csv", "00", ""));
    }
}
