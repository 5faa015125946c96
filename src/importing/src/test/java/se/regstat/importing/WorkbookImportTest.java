package se.regstat.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        store = new StoreUrl(directory.resolve("store.gpkg")).open(StoreUrl.Mode.CREATE);
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

    @Test
    void local_names_come_from_a_workbook_and_a_sheet_is_not_asked_of_csv() throws IOException {
        Path file = workbook(workbook -> {
            Worksheet sheet = workbook.newWorksheet("namn");
            row(sheet, 0, "code", "name");
            row(sheet, 1, "0114C1061", "Brunnby");
        });

        assertThat(LocalNamesImport.read(file, TableForm.USUAL, DESO_2025, store))
                .containsOnlyKeys("0114C1061");

        Path csv = Files.writeString(directory.resolve("names.csv"), "code,name\n0114C1061,Brunnby\n");
        assertThat(catchThrowableOfType(
                        ImportException.class,
                        () -> LocalNamesImport.read(
                                csv, TableForm.of(Optional.of("namn"), Optional.empty(), 0), DESO_2025, store)))
                .hasMessageContaining("is no Excel workbook and has no sheet 'namn'");
    }
}
