package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.standalone.http.Limits;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.ConfigurationException;

class ReloadsTest {

    @TempDir
    Path folder;

    private int runs;
    private Reloads reloads;

    @BeforeEach
    void start() {
        Configuration.writeDefaults(folder);
        reloads = new Reloads(folder, () -> {
            runs++;
            Limits.of(Configuration.load(folder));
        });
    }

    @Test
    void a_reload_that_failed_for_a_mistake_is_tried_again_when_it_is_mended_and_not_before() throws Exception {
        Path file = folder.resolve("divisions.yml");
        String good = Files.readString(file);
        Files.writeString(file, good + "\nnonsense: [");
        assertThatThrownBy(reloads::run).isInstanceOf(ConfigurationException.class);
        assertThat(reloads.runIfMended()).isFalse();
        assertThat(runs).isEqualTo(1);
        Files.writeString(file, good);
        assertThat(reloads.runIfMended()).isTrue();
        assertThat(reloads.runIfMended()).isFalse();
        assertThat(runs).isEqualTo(2);
    }

    @Test
    void a_mistake_that_gives_way_to_another_is_told_again() throws Exception {
        Files.writeString(folder.resolve("regstat.yml"), "limit: 1\n");
        assertThatThrownBy(reloads::run).hasMessageContaining("limit");
        Files.writeString(folder.resolve("regstat.yml"), "limits: {map_width: wide}\n");
        assertThatThrownBy(reloads::runIfMended).hasMessageContaining("map_width");
        assertThat(reloads.runIfMended()).isFalse();
    }

    @Test
    void files_that_change_are_not_read_unless_somebody_asks() throws Exception {
        reloads.run();
        Files.writeString(folder.resolve("regstat.yml"), "limits: {map_width: 100}\n");
        assertThat(reloads.runIfMended()).isFalse();
        assertThat(runs).isEqualTo(1);
    }
}
