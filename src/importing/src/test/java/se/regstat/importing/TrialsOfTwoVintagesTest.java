package se.regstat.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.importing.format.Progress;
import se.regstat.importing.trial.StoreTrials;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** A store with neither masks nor populations, but two vintages of a division. */
class TrialsOfTwoVintagesTest {

    private static final VintageId EARLIER = VintageId.parse("deso@2018");
    private static final VintageId LATER = VintageId.parse("deso@2025");
    private static final int AREAS = 300;

    @TempDir
    Path directory;

    private final Configuration configuration = Configuration.load(
            Path.of(System.getProperty("regstat.root", "../..")).resolve("config"));

    private void write(Store store, VintageId id, YearRange valid, int year) {
        Vintage vintage = TestAreas.vintage(id);
        List<Area> areas = IntStream.range(0, AREAS)
                .mapToObj(i -> TestAreas.square("9901A%04d".formatted(10 * i), i, Map.of()))
                .toList();
        store.write(
                new Vintage(id, valid, List.of(), vintage.completeWithin(), "", "", "", vintage.imported(), "", ""),
                areas,
                List.of());
        Random random = new Random(3);
        store.writeValues(List.of(new PublishedValues(
                "population",
                id,
                year,
                areas.stream().map(Area::code).toList(),
                areas.stream().mapToDouble(area -> 500 + random.nextInt(2000)).toArray(),
                new byte[AREAS],
                new Provenance(Instant.EPOCH, "", "", ""))));
    }

    @Test
    void what_the_other_vintage_tells_is_tried_once_its_people_are_there() {
        try (Store store = StoreUrl.of(directory.resolve("store.gpkg")).open(StoreUrl.Mode.CREATE)) {
            write(store, EARLIER, new YearRange(OptionalInt.empty(), OptionalInt.of(2023)), 2023);
            StoreTrials.bringUpToDate(store, configuration, Progress.NONE);
            assertThat(store.trials()).isEmpty();
            write(store, LATER, new YearRange(OptionalInt.of(2024), OptionalInt.empty()), 2024);
            StoreTrials.bringUpToDate(store, configuration, Progress.NONE);
            assertThat(store.trials()).hasSize(2).allSatisfy(trials -> {
                assertThat(trials.scores())
                        .extracting(score -> score.weighting().id())
                        .containsExactly("vintages", "area");
                assertThat(trials.scores().get(0).error())
                        .isLessThan(0.8 * trials.scores().get(1).error());
                assertThat(trials.targets()).isGreaterThan(300);
            });
            assertThat(StoreTrials.stale(store, configuration)).isEmpty();
        }
    }
}
