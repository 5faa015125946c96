package se.regstat.statistics.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/** Divisions that name each other as parents, all of them complete. */
class CircleOfParentsTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    @TempDir
    private Path folder;

    private static VintageAreas division(String id, String parent) {
        Polygon box = (Polygon) GEOMETRIES.toGeometry(new Envelope(500_000, 501_000, 6_500_000, 6_501_000));
        Area area = new Area(
                "1",
                "",
                Optional.empty(),
                Map.of(parent, "1"),
                GEOMETRIES.createMultiPolygon(new Polygon[] {box}),
                OptionalDouble.empty());
        Vintage vintage = new Vintage(
                new VintageId(id, "2020"),
                YearRange.ALWAYS,
                List.of(new Vintage.Parent(parent, Optional.empty())),
                Optional.of("riket"),
                "",
                "",
                "",
                Instant.EPOCH,
                "",
                "");
        return new VintageAreas(vintage, List.of(area), List.of());
    }

    private Observations observations(VintageAreas... vintages) throws IOException {
        Files.writeString(folder.resolve("indicators.yml"), "indicators: {people: {kind: count}}\n");
        PublishedValues values = new PublishedValues(
                "people",
                vintages[0].vintage().id(),
                2020,
                List.of("1"),
                new double[] {7},
                new byte[1],
                new Provenance(Instant.EPOCH, "table.csv", "", ""));
        return Observations.of(
                new Snapshot(1, false, List.of(vintages), List.of(values), List.of()), Configuration.load(folder));
    }

    @Test
    void none_is_summed_from_another_and_what_is_published_is_told() throws IOException {
        Observations circle = observations(division("one", "two"), division("two", "three"), division("three", "one"));
        assertThat(circle.series("people")).hasSize(1);
        assertThat(circle.year("people", "one", 2020).orElseThrow().value(0)).isEqualTo(7);
        assertThat(circle.year("people", "two", 2020).filter(YearValues::hasAnyValue))
                .isEmpty();
        assertThat(circle.uncovered()).isEmpty();
    }

    @Test
    void one_that_names_itself_is_no_part_of_itself() throws IOException {
        Observations own = observations(division("one", "one"));
        assertThat(own.year("people", "one", 2020).orElseThrow().status(0)).isEqualTo(Status.NORMAL);
    }

    @Test
    void a_chain_is_summed_as_ever() throws IOException {
        Observations chain = observations(division("one", "two"), division("two", "three"));
        assertThat(chain.year("people", "two", 2020).orElseThrow().value(0)).isEqualTo(7);
    }
}
