package se.regstat.standalone.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import se.regstat.importing.format.ImportException;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** Imports on a store that others write to as well. */
class StoreImportTest {

    private static final Configuration CONFIGURATION =
            Configuration.load(Path.of(System.getProperty("regstat.root", ".")).resolve("config"));

    /** One that has read and checked, and not stored yet. */
    private static final class Importing extends StoreImport {
        @Override
        public Integer call() {
            return 0;
        }
    }

    @TempDir
    Path folder;

    @Test
    void what_was_checked_before_another_wrote_is_not_stored_and_is_when_it_is_checked_again() {
        StoreUrl url = StoreUrl.of(folder.resolve("store.gpkg"));
        Importing command = new Importing();
        new CommandLine(command); // which tells the command of itself
        try (Store store = command.openOrMake(url)) {
            try (Store other = Store.open(url)) {
                other.writePopulation(population("theirs"));
            }
            assertThatThrownBy(() -> command.store(store, CONFIGURATION, to -> to.writePopulation(population("ours"))))
                    .isInstanceOf(ImportException.class)
                    .hasMessageContaining("import it again");
            assertThat(store.populations()).extracting(WeightedPoints::name).containsExactly("theirs");
        }
        try (Store store = command.open(url)) {
            command.store(store, CONFIGURATION, to -> to.writePopulation(population("ours")));
            assertThat(store.populations()).extracting(WeightedPoints::name).containsExactly("ours", "theirs");
        }
    }

    private static WeightedPoints population(String name) {
        double[] one = {1};
        Provenance from = new Provenance(Instant.parse("2026-11-22T12:00:00Z"), "rutor.csv", "00ff", "SCB");
        return new WeightedPoints(name, 2024, one, one, one, 100, from);
    }
}
