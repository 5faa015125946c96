package se.regstat.importing.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables in archives, as PxWeb offers whole ones, in the two forms that are known of them. */
class ZippedTableTest {

    private static final String TABLE = "region;ålder;2024\n0114;totalt;48123\n";

    @TempDir
    Path folder;

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private void has(String name, String text, Charset charset) {
        files.put(name, text.getBytes(charset));
    }

    private Path zip(String name) throws IOException {
        Path archive = folder.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
            }
        }
        return archive;
    }

    private static TableFile.Table read(Path file) {
        Problems problems = new Problems(file.toString());
        TableFile.Table table = new TableFile(file, TableForm.USUAL).readTable(problems);
        problems.refuseIfAny();
        return table;
    }

    @Test
    void the_table_is_the_file_called_as_the_archive_beside_one_that_tells_of_it_and_its_encoding_is_recognised()
            throws IOException {
        has("TAB6574_sv_metadata.txt", "Folkmängd\n", Charset.forName("windows-1252"));
        has("TAB6574_sv.csv", TABLE, Charset.forName("windows-1252"));

        TableFile.Table table = read(zip("TAB6574_sv.zip"));

        assertThat(table.columns()).containsExactly("region", "ålder", "2024");
        assertThat(table.rows()).extracting(row -> row.value("2024")).containsExactly("48123");
        assertThat(table.notes())
                .contains("the table is TAB6574_sv.csv in TAB6574_sv.zip")
                .anySatisfy(note -> assertThat(note).containsIgnoringCase("windows-1252"));
    }

    @Test
    void the_only_table_is_it_whatever_it_is_called() throws IOException {
        has("readme.pdf", "%PDF", StandardCharsets.US_ASCII);
        has("__MACOSX/._x.csv", "junk", StandardCharsets.US_ASCII);
        has("folder/x.csv", TABLE.replace(';', ','), StandardCharsets.UTF_8);

        assertThat(read(zip("TAB1278_en.zip")).columns()).containsExactly("region", "ålder", "2024");
    }

    @Test
    void where_it_cannot_be_told_which_is_the_table_they_are_named() throws IOException {
        has("a.csv", TABLE, StandardCharsets.UTF_8);
        has("b.txt", TABLE, StandardCharsets.UTF_8);
        Path archive = zip("c.zip");

        assertThatThrownBy(() -> read(archive))
                .isInstanceOf(ImportException.class)
                .hasMessage(
                        archive
                                + " has several files in it that may be the table: a.csv, b.txt; unpack it, and give the one that is");
    }

    @Test
    void an_archive_without_one_and_a_damaged_one_are_told_for_what_they_are() throws IOException {
        has("areas.shp", "x", StandardCharsets.US_ASCII);
        Path without = zip("areas.zip");
        Path half = Files.write(folder.resolve("half.zip"), Arrays.copyOf(Files.readAllBytes(without), 40));

        assertThatThrownBy(() -> read(without))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("areas.shp");
        assertThatThrownBy(() -> read(half))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("a ZIP archive that is damaged or not all there");
    }
}
