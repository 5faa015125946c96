package se.regstat.importing.format;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedWorkbookTest {

    @TempDir
    Path folder;

    private Path packed() throws IOException {
        Path file = folder.resolve("small.xlsx");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String part : new String[] {"xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"}) {
                out.putNextEntry(new ZipEntry(part));
                for (int i = 0; i < 10; i++) out.write(new byte[1_000_000]);
            }
        }
        return file;
    }

    @Test
    void a_workbook_that_unpacks_to_more_than_there_is_memory_for_is_refused_before_it_does() throws IOException {
        Workbook workbook = new Workbook(packed(), TableForm.USUAL);
        assertThatThrownBy(() -> workbook.refuseIfTooLarge(16 << 20))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("small.xlsx unpacks to more than 16 MB")
                .hasMessageContaining("REGSTAT_JAVA_OPTS");
        assertThatNoException().isThrownBy(() -> workbook.refuseIfTooLarge(32 << 20));
    }

    @Test
    void what_stands_before_the_archive_hides_nothing() throws IOException {
        Path file = packed();
        byte[] archive = Files.readAllBytes(file);
        Files.writeString(file, "junk");
        Files.write(file, archive, StandardOpenOption.APPEND);
        assertThatThrownBy(() -> new Workbook(file, TableForm.USUAL).refuseIfTooLarge(16 << 20))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("small.xlsx unpacks to more than 16 MB");
    }

    @Test
    void what_is_no_archive_is_not_let_through() throws IOException {
        Path file = Files.write(folder.resolve("none.xlsx"), new byte[1000]);
        Workbook workbook = new Workbook(file, TableForm.USUAL);
        assertThatThrownBy(() -> workbook.refuseIfTooLarge(16 << 20)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> workbook.read(null, new Problems("none")))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("none.xlsx looks like an Excel workbook");
    }
}
