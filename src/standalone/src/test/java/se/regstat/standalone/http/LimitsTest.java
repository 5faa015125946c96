package se.regstat.standalone.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.config.Configuration;

class LimitsTest {

    @TempDir
    Path directory;

    @TempDir
    Path empty;

    @Test
    void they_have_defaults_and_can_be_set() throws IOException {
        Configuration.writeDefaults(directory);
        assertThat(Limits.of(Configuration.load(directory))).isEqualTo(Limits.of(Configuration.load(empty)));
        Files.writeString(directory.resolve("regstat.yml"), "limits: {concurrent_requests: 3}\n");
        assertThat(Limits.of(Configuration.load(directory)).concurrentRequests())
                .isEqualTo(3);
    }

    @Test
    void what_cannot_be_used_is_refused_by_its_key() throws IOException {
        Files.writeString(directory.resolve("regstat.yml"), "limits: {concurrent_requests: 0}\n");
        assertThatThrownBy(() -> Limits.of(Configuration.load(directory)))
                .hasMessageContaining("concurrent_requests")
                .hasMessageContaining("more than 0");
    }
}
