package se.regstat.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.importing.check.StoreCheck;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.TableForm;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.Store.LocalName;
import se.regstat.statistics.store.StoreUrl;

/** Local names from a file, and what a look through the store finds. */
class LocalNamesImportTest {

    private static final VintageId DESO = VintageId.parse("deso@2025");

    @TempDir
    Path directory;

    private Store store;

    @BeforeEach
    void a_store_with_two_areas() {
        store = StoreUrl.parse(directory.resolve("store.gpkg").toString()).open(StoreUrl.Mode.CREATE);
        store.write(
                TestAreas.vintage(DESO, "kommun"),
                List.of(
                        TestAreas.square("9901A0010", 0, Map.of("kommun", "9901")),
                        TestAreas.square("9901A0020", 1, Map.of("kommun", "9902"))),
                List.of());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void names_come_with_source_and_date_where_the_file_has_them() throws Exception {
        Path file = csv("Code,Name,source,date\n9901A0010,Ängen,kommunen,2025-03\n9901A0020, Höjden ,,\n");
        assertThat(LocalNamesImport.read(file, TableForm.USUAL, DESO, store, new ArrayList<>()))
                .isEqualTo(Map.of(
                        "9901A0010", new LocalName("Ängen", "kommunen", "2025-03"),
                        "9901A0020", new LocalName("Höjden", "", "")));
    }

    @Test
    void a_list_that_is_filled_in_for_some_areas_leaves_the_others() throws Exception {
        List<String> notes = new ArrayList<>();
        Path file = csv(
                "\uFEFFcode,area_name,name,source,date\r\n9901A0010,Demostad 9901A0010,,,\r\n9901A0020,,Höjden,,\r\n");
        Map<String, LocalName> names = LocalNamesImport.read(file, TableForm.USUAL, DESO, store, notes);
        assertThat(names).containsOnlyKeys("9901A0020");
        assertThat(notes).containsExactly("1 area without a name in the file, left as before");
    }

    @Test
    void every_bad_row_is_told_with_its_line() throws Exception {
        Path file = csv(
                "code,name,date\n9901A0099,Nowhere,\n9901A0010,First,\n9901A0010,Again,\n,Nobody,\n9901A0020,Höjden,May\n");
        ImportException refused = catchThrowableOfType(
                ImportException.class,
                () -> LocalNamesImport.read(file, TableForm.USUAL, DESO, store, new ArrayList<>()));
        assertThat(refused.reasons())
                .containsExactly(
                        "line 2: deso@2025 has no area 9901A0099",
                        "line 4: code 9901A0010 came before already",
                        "line 5: it has no code",
                        "line 6: date 'May' is not of the form 2025, 2025-03 or 2025-03-31");
    }

    @Test
    void a_file_without_the_columns_or_a_store_without_the_vintage_is_refused() throws Exception {
        Path file = csv("kod,namn\n9901A0010,Ängen\n");
        assertThat(catchThrowableOfType(
                        ImportException.class,
                        () -> LocalNamesImport.read(file, TableForm.USUAL, DESO, store, new ArrayList<>())))
                .hasMessageContaining("no column 'code'")
                .hasMessageContaining("kod, namn");
        assertThat(catchThrowableOfType(
                        ImportException.class,
                        () -> LocalNamesImport.read(
                                file, TableForm.USUAL, VintageId.parse("deso@2018"), store, new ArrayList<>())))
                .hasMessageContaining("no deso@2018");
    }

    @Test
    void a_check_tells_wrong_things_before_lacking_ones() {
        store.write(
                TestAreas.vintage(VintageId.parse("kommun@2025"), "lan"),
                List.of(TestAreas.square("9901", 0, Map.of("lan", "99"))),
                List.of());
        store.write(TestAreas.vintage(VintageId.parse("valkrets@2022")), List.of(), List.of());
        store.write(TestAreas.vintage(VintageId.parse("valkrets@2026")), List.of(TestAreas.bowTie("1")), List.of());
        List<StoreCheck.Finding> findings = StoreCheck.of(store, Configuration.load(directory));
        List<String> wrong = texts(findings, true);
        List<String> lacking = texts(findings, false);
        assertThat(wrong)
                .anyMatch(t -> t.contains("valkrets@2022 (valid open-open) and valkrets@2026"))
                .anyMatch(t -> t.startsWith("valkrets@2022: has no areas"))
                .anyMatch(t -> t.startsWith("valkrets@2026: the geometry of 1 is invalid: self-intersection"))
                .anyMatch(t -> t.contains("codes of kommun without an area in kommun@2025: 9902"))
                .hasSize(4);
        assertThat(lacking)
                .anyMatch(t -> t.startsWith("valkrets: not described"))
                .anyMatch(t -> t.startsWith("kommun@2025: has codes of lan, which is not in the store"))
                .anyMatch(t -> t.startsWith("valkrets@2022: its licence is unknown"));
        assertThat(findings.subList(0, 4)).allMatch(StoreCheck.Finding::wrong);
    }

    private static List<String> texts(List<StoreCheck.Finding> findings, boolean wrong) {
        return findings.stream()
                .filter(f -> f.wrong() == wrong)
                .map(StoreCheck.Finding::text)
                .toList();
    }

    private Path csv(String text) throws IOException {
        return Files.writeString(directory.resolve("names.csv"), text);
    }
}
