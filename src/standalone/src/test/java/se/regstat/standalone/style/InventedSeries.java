package se.regstat.standalone.style;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.geotools.style.Drawing;
import se.regstat.geotools.style.GeneratedStyle;
import se.regstat.geotools.style.IndicatorStyles;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/** Values of one indicator for a row of kommuner, each a square kilometre from {@link #EAST}, {@link #NORTH} eastwards. */
final class InventedSeries {

    static final double EAST = 600_000;
    static final double NORTH = 6_800_000;

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final Path directory;
    private final VintageAreas kommuner;
    private final List<PublishedValues> values = new ArrayList<>();

    InventedSeries(Path directory, int areas) {
        this.directory = directory;
        Vintage vintage = new Vintage(
                VintageId.parse("kommun@2025"),
                YearRange.ALWAYS,
                List.of(),
                Optional.empty(),
                "invented",
                "CC0-1.0",
                "",
                Instant.EPOCH,
                "invented.gpkg",
                "00");
        kommuner = new VintageAreas(
                vintage,
                IntStream.range(0, areas).mapToObj(InventedSeries::area).toList(),
                List.of());
    }

    private static Area area(int number) {
        double east = EAST + 1000 * number;
        Polygon square = (Polygon) GEOMETRIES.toGeometry(new Envelope(east, east + 1000, NORTH, NORTH + 1000));
        MultiPolygon geometry = GEOMETRIES.createMultiPolygon(new Polygon[] {square});
        return new Area("" + (1000 + number), "", Optional.empty(), Map.of(), geometry, OptionalDouble.empty());
    }

    /** NaN is missing. */
    InventedSeries year(int year, double... numbers) {
        byte[] statuses = new byte[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            statuses[i] = (Double.isNaN(numbers[i]) ? Status.MISSING : Status.NORMAL).code();
        }
        return year(year, numbers, statuses);
    }

    InventedSeries year(int year, double[] numbers, byte[] statuses) {
        values.add(new PublishedValues(
                "thing",
                VintageId.parse("kommun@2025"),
                year,
                kommuner.areas().stream().map(Area::code).toList().subList(0, numbers.length),
                numbers,
                statuses,
                new Provenance(Instant.EPOCH, "invented.csv", "00", "")));
        return this;
    }

    /** @param indicator what {@code indicators.yml} says, in braces */
    List<GeneratedStyle> styles(String indicator) {
        Observations observations = observations(indicator);
        return IndicatorStyles.of(observations, series(observations));
    }

    /** As of {@link #styles}. */
    Drawing drawing(String indicator) {
        return Drawing.of(series(observations(indicator)));
    }

    private static Series series(Observations observations) {
        return observations.series("thing", "kommun").orElseThrow();
    }

    private Observations observations(String indicator) {
        try {
            Files.writeString(directory.resolve("indicators.yml"), "indicators:\n  thing: " + indicator + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Snapshot snapshot = new Snapshot(1, false, List.of(kommuner), values, List.of());
        return Observations.of(snapshot, Configuration.load(directory));
    }
}
