package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.regstat.importing.demo.DemoStore;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.ConfigurationException;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.reaggregation.Derivations;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.StoreUrl;

/** What is wrong in derived.yml is told in its own spelling. */
class DerivedSettingsTest {

    @TempDir
    static Path folder;

    private static Snapshots.Lease lease;

    @BeforeAll
    static void open_the_demo() {
        StoreUrl.GeoPackage url = StoreUrl.of(folder.resolve("demo.gpkg"));
        DemoStore.create(url);
        lease = Snapshots.acquire(url);
    }

    @AfterAll
    static void close() {
        lease.close();
    }

    private static Configuration configuration(String derived) throws Exception {
        Configuration.writeDefaults(folder.resolve("config"));
        Files.writeString(folder.resolve("config/derived.yml"), "derived: {" + derived + "}\n");
        return Configuration.load(folder.resolve("config"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lan: {indicators: [net_income_median]} | ask for an approximation (approximate: true)",
                "regso: {indicators: [population], weighting: best} | weighting: 'best' is not known; give one of auto, code",
                "regso: {indicators: [population], missing: maybe} | missing: 'maybe' is not known; give strict or partial",
                "regso: {indicators: [population], tolerance: 2} | tolerance: it is a share, from 0 to 0.25, not 2.0",
                "regso: {indicators: [population], minimum_coverage: 2} | minimum_coverage: it is a share, from 0 to 1, not 2.0",
                "regso: {indicators: [population], source_division: nix} | source_division: the store has no division 'nix'",
            })
    void what_cannot_be_derived_is_left_out_with_the_reason(String derived, String reason) throws Exception {
        Observations observations = Observations.of(lease.current(), configuration(derived));
        assertThat(Derivations.of(lease.current(), observations).leftOut())
                .singleElement()
                .satisfies(left -> assertThat(left.reason()).contains(reason));
    }

    @Test
    void an_unknown_key_is_refused_with_the_nearest() {
        assertThatThrownBy(() -> configuration("regso: {indicators: [population], minimum_coverag: 1}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "unknown key; did you mean minimum_coverage?; known here are indicators, source_division");
    }
}
