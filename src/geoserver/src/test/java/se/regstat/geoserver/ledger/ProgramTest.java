package se.regstat.geoserver.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {

    @TempDir
    Path folder;

    @Test
    void the_same_jar_is_the_same_program_wherever_it_is() throws IOException {
        String one = Program.checksum(Files.writeString(folder.resolve("a.jar"), "one"));
        assertThat(Program.checksum(Files.writeString(folder.resolve("b.jar"), "one")))
                .isEqualTo(one);
        assertThat(Program.checksum(Files.writeString(folder.resolve("a.jar"), "two")))
                .isNotEqualTo(one);
    }

    @Test
    void what_cannot_be_told_apart_is_never_the_same() {
        assertThat(Program.checksum(folder)).isNotEqualTo(Program.checksum(folder));
    }
}
