package se.regstat.statistics.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import org.junit.jupiter.api.Test;

class LargeYamlTest {

    @Test
    void a_file_of_many_million_characters_is_read() {
        String comment = "# " + "x".repeat(98) + "\n";
        YamlMapping yaml = YamlMapping.read("large.yml", new StringReader(comment.repeat(50_000) + "last: here\n"));
        assertThat(yaml.text("last")).contains("here");
    }
}
