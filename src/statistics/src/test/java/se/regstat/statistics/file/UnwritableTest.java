package se.regstat.statistics.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why something cannot be written is told in words that say what to do. */
class UnwritableTest {

    @TempDir
    Path folder;

    @Test
    void a_full_disk_is_called_a_full_disk() {
        Path file = folder.resolve("downloads/a.part");
        assertThat(Unwritable.told(file, new IOException("No space left on device")))
                .isEqualTo(file + " cannot be written: the disk is full; make room in " + file.getParent()
                        + " and do it again");
    }

    @Test
    void who_may_not_write_is_told_where() throws IOException {
        Path unmade = folder.resolve("downloads/deeper");
        assertThat(Unwritable.told(unmade, new AccessDeniedException(unmade.toString())))
                .endsWith("this user may not write to the folder " + folder);
        Path there = Files.createFile(folder.resolve("there"));
        assertThat(Unwritable.told(there, new AccessDeniedException(there.toString())))
                .endsWith("this user may not write to it");
    }
}
