package se.regstat.importing.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of archives, which may be called anything and be of any size. */
class UnpackingTest {

    @TempDir
    Path work;

    @Test
    void a_file_called_as_one_that_is_there_does_not_take_its_place() throws IOException {
        Path store = Files.writeString(work.resolve("store.gpkg"), "the store");

        Path unpacked = WorkFolder.unpack(new ByteArrayInputStream(new byte[100_000]), "store.gpkg", work, 100_000)
                .orElseThrow();

        assertThat(unpacked).hasFileName("store.gpkg").hasSize(100_000);
        assertThat(store).hasContent("the store");
    }

    @Test
    void one_larger_than_the_limit_is_not_written_further() throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(new byte[100_000]);

        assertThat(WorkFolder.unpack(in, "areas.geojson", work, 50_000)).isEmpty();

        try (var files = Files.walk(work)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(file).hasSize(50_001));
        }
    }
}
