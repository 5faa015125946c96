package se.regstat.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Progress;
import se.regstat.importing.format.TableForm;
import se.regstat.importing.table.IndicatorRequest;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** Tables in Excel workbooks, which another library writes: by the same imports as those in CSV. */
class WorkbookImportTest {

    private static final VintageId DESO_2018 = VintageId.parse("deso@2018");
    private static final VintageId DESO_2025 = VintageId.parse("deso@2025");

    @TempDir
    Path directory;

    private Store store;

    @BeforeEach
    void has_two_vintages() {
        store = StoreUrl.of(directory.resolve("store.gpkg")).open(StoreUrl.Mode.CREATE);
        store.write(TestAreas.vintage(DESO_2018), List.of(TestAreas.square("0114C1060", 0, Map.of())), List.of());
        store.write(
                TestAreas.vintage(DESO_2025),
                List.of(TestAreas.square("0114C1061", 0, Map.of()), TestAreas.square("0114C1062", 1, Map.of())),
                List.of());
    }

    @FunctionalInterface
    private interface Filling {
        void of(Workbook workbook);
    }

    private Path workbook(Filling filling) throws IOException {
        Path file = directory.resolve("table.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "test", "1.0")) {
            filling.of(workbook);
        }
        return file;
    }

    private static void row(Worksheet sheet, int row, Object... values) {
        for (int column = 0; column < values.length; column++) {
            if (values[column] instanceof String text) sheet.value(row, column, text);
            else if (values[column] instanceof Number number) sheet.value(row, column, number);
            else if (values[column] instanceof LocalDate date) {
                sheet.value(row, column, date);
                sheet.style(row, column).format("yyyy-MM-dd").set();
            }
        }
    }

    /** With titles above the header, as in SCB's file. */
    private static void log(Worksheet sheet) {
        row(sheet, 0, "Historiska förändringar i DeSO");
        row(sheet, 1, "Uppdaterad 2025-09-19");
        row(sheet, 3, "Kommun", "Kommunnamn", "Tidigare DeSO", "DeSO", "Förändringstyp", "Datum för förändring");
        for (int i = 0; i < 2; i++) {
            String kind = "Upphör; till nybildad";
            LocalDate date = LocalDate.of(2025, 1, 1);
            row(sheet, 4 + i, "0114", "Upplands Väsby", "0114C1060", "0114C106" + (i + 1), kind, date);
        }
    }

    private PreparedChanges changes(Path file, TableForm form) throws IOException {
        ChangesRequest request = new ChangesRequest(
                file,
                form,
                "deso",
                "2018",
                "2025",
                "Tidigare DeSO",
                "DeSO",
                "Förändringstyp",
                Optional.of("Datum för förändring"),
                false);
        return new ChangeLogImport(Configuration.load(directory), Progress.NONE).read(request, store);
    }

    @Test
    void a_change_log_comes_from_the_sheet_whose_header_begins_as_told_with_its_dates() throws IOException {
        Path file = workbook(workbook -> {
            row(workbook.newWorksheet("Om tabellen"), 0, "Kommuner och DeSO");
            log(workbook.newWorksheet("Förändringar"));
        });

        PreparedChanges read = changes(file, TableForm.of(Optional.empty(), Optional.of("Kommun"), 0));

        assertThat(read.log().changes())
                .allSatisfy(change -> {
                    assertThat(change.from()).isEqualTo("0114C1060");
                    assertThat(change.kind()).isEqualTo(ChangeKind.ENDED_TO_NEW);
                    assertThat(change.date()).contains(LocalDate.of(2025, 1, 1));
                })
                .extracting(change -> change.to())
                .containsExactly("0114C1061", "0114C1062");
    }

    @Test
    void the_same_log_in_csv_is_read_with_the_same_options() throws IOException {
        Path file = Files.writeString(directory.resolve("log.csv"), """
                Historiska förändringar i DeSO
                Kommun;Tidigare DeSO;DeSO;Förändringstyp;Datum för förändring
                0114;0114C1060;0114C1061;Upphör, till nybildad;2025-01-01
                Källa: SCB
                """.replace("Upphör,", "\"Upphör;")
                .replace("nybildad", "nybildad\""));

        for (String header : List.of("Kommun", "2")) {
            assertThat(changes(file, TableForm.of(Optional.empty(), Optional.of(header), 1))
                            .log()
                            .changes())
                    .hasSize(1);
        }
    }

    @Test
    void where_it_is_not_told_which_of_several_sheets_is_meant_they_are_named() throws IOException {
        Path file = workbook(workbook -> {
            log(workbook.newWorksheet("2025"));
            log(workbook.newWorksheet("2026"));
        });

        assertThat(catchThrowableOfType(ImportException.class, () -> changes(file, TableForm.USUAL)))
                .hasMessageContaining("several sheets")
                .hasMessageContaining("2025, 2026");
        assertThat(catchThrowableOfType(
                        ImportException.class,
                        () -> changes(file, TableForm.of(Optional.of("2024"), Optional.of("Kommun"), 0))))
                .hasMessageContaining("no sheet '2024'; its sheets are: 2025, 2026");
        assertThat(changes(file, TableForm.of(Optional.of("2026"), Optional.of("4"), 0))
                        .log()
                        .changes())
                .hasSize(2);
    }

    @Test
    void numbers_come_as_they_are_shown_with_the_zeros_that_codes_begin_with() throws IOException {
        VintageId kommun = VintageId.parse("kommun@2025");
        store.write(TestAreas.vintage(kommun), List.of(TestAreas.square("0114", 0, Map.of())), List.of());
        Path file = workbook(workbook -> {
            Worksheet sheet = workbook.newWorksheet("data");
            row(sheet, 0, "kod", "folkmängd", "medel");
            row(sheet, 1, 114, 48123, 0.1 + 0.2);
            sheet.style(1, 0).format("0000").set();
            row(sheet, 2, "Källa: SCB");
        });
        Path mapping = Files.writeString(directory.resolve("mapping.yml"), """
                layout: wide
                constant: {period: 2024}
                columns: {folkmängd: {indicator: population}, medel: {indicator: net_income_mean}}
                skip_last_lines: 1
                sheet: data
                """);

        PreparedValues read = new IndicatorImport(Configuration.load(directory), Progress.NONE)
                .fromCsv(new IndicatorRequest(file, kommun, "kod", mapping, false, false), store);

        assertThat(read.values()).allSatisfy(set -> {
            assertThat(set.codes()).containsExactly("0114");
            assertThat(set.status(0)).isEqualTo(Status.NORMAL);
        });
        assertThat(read.values().stream().map(PublishedValues::values).map(values -> values[0]))
                .containsExactlyInAnyOrder(48123.0, 0.1 + 0.2);
    }

    private static void formula(Worksheet sheet, int row, int column, String format, String expression) {
        sheet.formula(row, column, expression);
        sheet.style(row, column).format(format).set();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "decimal: \".\"",
                "decimal: \",\"",
                "thousands: \".\"\ndecimal: \",\"",
                "thousands: \",\"\ndecimal: \".\""
            })
    void numbers_of_cells_are_the_same_whatever_signs_the_mapping_tells_of_for_texts(String signs) throws IOException {
        Path file = workbook(workbook -> {
            Worksheet sheet = workbook.newWorksheet("data");
            row(sheet, 0, "kod", "folkmängd", "medel");
            row(sheet, 1, "0114C1061", 48123, 312.125);
            row(sheet, 2, "0114C1062", 1234567, 0.5);
        });

        assertThat(values(file, signs))
                .containsExactlyInAnyOrder(new double[] {48123, 1234567}, new double[] {312.125, 0.5});
    }

    @ParameterizedTest
    @ValueSource(strings = {"0%", "0.00%", "0.0\\ %", "[Red]0.0%", "0.0%;-0.0%"})
    void percentages_are_as_they_are_shown(String format) throws IOException {
        Path file = workbook(workbook -> {
            Worksheet sheet = workbook.newWorksheet("data");
            row(sheet, 0, "kod", "folkmängd", "medel");
            row(sheet, 1, "0114C1061", 1, 0.153);
            row(sheet, 2, "0114C1062", 2, 0.07);
            sheet.style(1, 2).format(format).set();
            sheet.style(2, 2).format(format).set();
        });

        assertThat(values(file, "")).contains(new double[] {15.3, 7});
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0&quot; % av alla&quot;", "0.0\\%", "0.0_%", "General"})
    void where_the_sign_is_only_text_beside_the_number_or_not_there_it_does_not_change_it(String format)
            throws IOException {
        Path file = workbook(workbook -> {
            Worksheet sheet = workbook.newWorksheet("data");
            row(sheet, 0, "kod", "folkmängd", "medel");
            row(sheet, 1, "0114C1061", 1, 15.3);
            row(sheet, 2, "0114C1062", 2, 7);
            sheet.style(1, 2).format(format).set();
        });

        assertThat(values(file, "")).contains(new double[] {15.3, 7});
    }

    /** Of DeSO 2025, of the columns folkmängd and medel. */
    private List<double[]> values(Path file, String signs) throws IOException {
        Path mapping = Files.writeString(directory.resolve("mapping.yml"), """
                layout: wide
                constant: {period: 2025}
                columns: {folkmängd: {indicator: population}, medel: {indicator: net_income_mean}}
                """ + signs);
        return new IndicatorImport(Configuration.load(directory), Progress.NONE)
                .fromCsv(new IndicatorRequest(file, DESO_2025, "kod", mapping, false, false), store).values().stream()
                        .map(PublishedValues::values)
                        .toList();
    }

    /** The library that writes saves no results of formulas, as Excel does: they are put there afterwards. */
    private void save(Path file, Map<String, String> results) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Path sheet = zip.getPath("xl/worksheets/sheet1.xml");
            String xml = Files.readString(sheet);
            for (Map.Entry<String, String> result : results.entrySet()) {
                String cell = "<f>" + result.getKey() + "</f>";
                assertThat(xml).contains(cell);
                xml = xml.replaceAll(
                        Pattern.quote(cell) + "(<v>[^<]*</v>)?", cell + "<v>" + result.getValue() + "</v>");
            }
            Files.writeString(sheet, xml);
        }
    }

    @Test
    void what_a_formula_came_to_is_read_as_it_is_shown() throws IOException {
        VintageId kommun = VintageId.parse("kommun@2025");
        store.write(TestAreas.vintage(kommun), List.of(TestAreas.square("0114", 0, Map.of())), List.of());
        Path file = workbook(workbook -> {
            Worksheet sheet = workbook.newWorksheet("data");
            row(sheet, 0, "kod", "folkmängd", "medel");
            formula(sheet, 1, 0, "0000", "100+14");
            formula(sheet, 1, 1, "#,##0", "48000+123");
            formula(sheet, 1, 2, "0.0%", "1-0.847");
        });
        save(file, Map.of("100+14", "114", "48000+123", "48123", "1-0.847", "0.15300000000000002"));
        Path mapping = Files.writeString(directory.resolve("mapping.yml"), """
                layout: wide
                thousands: "."
                constant: {period: 2024}
                columns: {folkmängd: {indicator: population}, medel: {indicator: net_income_mean}}
                """);

        PreparedValues read = new IndicatorImport(Configuration.load(directory), Progress.NONE)
                .fromCsv(new IndicatorRequest(file, kommun, "kod", mapping, false, false), store);

        assertThat(read.values()).allSatisfy(set -> assertThat(set.codes()).containsExactly("0114"));
        assertThat(read.values().stream().map(PublishedValues::values).map(values -> values[0]))
                .containsExactlyInAnyOrder(48123.0, 15.300000000000002);
    }

    @Test
    void the_date_that_a_formula_came_to_is_a_date() throws IOException {
        Path file = workbook(workbook -> {
            Worksheet sheet = workbook.newWorksheet("log");
            log(sheet);
            for (int row = 4; row < 6; row++) formula(sheet, row, 5, "yyyy-mm-dd", "45657+1");
        });
        save(file, Map.of("45657+1", "45658"));

        assertThat(changes(file, TableForm.of(Optional.empty(), Optional.of("Kommun"), 0))
                        .log()
                        .changes())
                .hasSize(2)
                .allSatisfy(change -> assertThat(change.date()).contains(LocalDate.of(2025, 1, 1)));
    }

    @Test
    void local_names_come_from_a_workbook_and_a_sheet_is_not_asked_of_csv() throws IOException {
        Path file = workbook(workbook -> {
            Worksheet sheet = workbook.newWorksheet("namn");
            row(sheet, 0, "code", "name");
            row(sheet, 1, "0114C1061", "Brunnby");
        });

        assertThat(LocalNamesImport.read(file, TableForm.USUAL, DESO_2025, store, new ArrayList<>()))
                .containsOnlyKeys("0114C1061");

        Path csv = Files.writeString(directory.resolve("names.csv"), "code,name\n0114C1061,Brunnby\n");
        assertThat(catchThrowableOfType(
                        ImportException.class,
                        () -> LocalNamesImport.read(
                                csv,
                                TableForm.of(Optional.of("namn"), Optional.empty(), 0),
                                DESO_2025,
                                store,
                                new ArrayList<>())))
                .hasMessageContaining("is no Excel workbook and has no sheet 'namn'");
    }
}
