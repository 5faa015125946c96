package se.regstat.statistics.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.ancillary.PackedNumbers;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreContract;
import se.regstat.statistics.store.StoreUrl;

class ChecksumsTest {

    private static final VintageId DESO = VintageId.parse("deso@2025");

    @TempDir
    private Path directory;

    @Test
    void of_a_file_with_anything_restricted_in_it_no_checksum_is_told_whatever_else_it_holds() throws IOException {
        Files.writeString(directory.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count}
                  jobs: {kind: count}
                  ill: {kind: count, disclosure: {minimum: 10}}
                  ill_by_cell: {kind: count, disclosure: {minimum: 10}}
                  fires: {kind: count, disclosure: {minimum: 10, base: fires}, events: {}}
                """);
        try (Store store = StoreUrl.of(directory.resolve("store.gpkg")).open(StoreUrl.Mode.CREATE)) {
            store.write(StoreContract.vintage(DESO), List.of(StoreContract.area("a", 0)), List.of());
            store.writeValues(List.of(
                    values("population", "open"), values("jobs", "both"), values("ill", "both"), values("ill", "ill")));
            double[] one = {1};
            PackedNumbers ones = PackedNumbers.of(one);
            store.writePopulation(new WeightedPoints(
                    "rutor",
                    2025,
                    ones,
                    ones,
                    Map.of("population", ones, "ill_by_cell", ones),
                    100,
                    provenance("cells")));
            store.writeEvents(
                    List.of(Events.sorted("fires", 2025, EventCoverage.UNKNOWN, one, one, one, provenance("points"))),
                    false);
            Checksums checksums = Checksums.of(Observations.of(Snapshot.of(store), Configuration.load(directory)));
            assertThat(checksums.told("open")).isEqualTo("open");
            for (String secret : List.of("both", "ill", "cells", "points")) {
                assertThat(checksums.told(secret)).as(secret).isEmpty();
            }
        }
    }

    private static PublishedValues values(String indicator, String checksum) {
        int year = checksum.equals("ill") ? 2024 : 2023;
        return new PublishedValues(
                indicator, DESO, year, List.of("a"), new double[] {1}, new byte[1], provenance(checksum));
    }

    private static Provenance provenance(String checksum) {
        return new Provenance(Instant.EPOCH, "x.csv", checksum, "");
    }
}
