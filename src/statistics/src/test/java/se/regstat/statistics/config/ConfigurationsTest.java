package se.regstat.statistics.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationsTest {

    @TempDir
    Path folder;

    @Test
    void files_are_read_again_only_when_they_are_others_than_they_were() throws IOException {
        Path file = folder.resolve("regstat.yml");
        Files.writeString(file, "workspace: one");
        Configuration one = Configurations.read(folder);
        assertThat(Configurations.read(folder)).isSameAs(one);
        Files.writeString(file, "workspace: two");
        Configuration two = Configurations.read(folder);
        assertThat(two.workspace()).isEqualTo("two");
        Instant later = two.modified().plusSeconds(60);
        Files.setLastModifiedTime(file, FileTime.from(later));
        assertThat(Configurations.read(folder).modified()).isEqualTo(later);
        Files.writeString(file, "workspace: [");
        assertThatThrownBy(() -> Configurations.read(folder)).isInstanceOf(ConfigurationException.class);
        assertThat(Configurations.inForce(folder).orElseThrow().workspace()).isEqualTo("two");
        Files.delete(file);
        assertThat(Configurations.read(folder).workspace()).isEqualTo("regstat");
    }
}
