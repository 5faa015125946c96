package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.store.Store;

/** Tables as spreadsheets and databases write them: what can be read is, and advice works when it is followed. */
class TablesAsTheyComeTest {

    private static final String IMPORT = " --division rutor --vintage 2025 --code kod --mapping m.yml";

    private static final String WIDE = "layout: wide\ncolumns: {bef: {indicator: population, period: 2022}}\n";
    private static final String MEAN = "layout: wide\ncolumns: {ink: {indicator: net_income_mean, period: 2022}}\n";

    @TempDir
    Path folder;

    private Commands commands;

    @BeforeEach
    void two_areas() throws IOException {
        commands = new Commands(folder);
        commands.write("rutor.csv", "kod;wkt\na;" + Commands.wkt(0) + "\nb;" + Commands.wkt(1) + "\n");
        commands.done("import division rutor.csv --division rutor --vintage 2025 --code kod");
        commands.write("m.yml", WIDE);
    }

    private double[] stored() {
        try (Store store = commands.store()) {
            PublishedValues values = store.values().get(0);
            for (int i = 0; i < values.codes().size(); i++)
                assertThat(values.status(i)).isEqualTo(Status.NORMAL);
            return values.values();
        }
    }

    // ---- thousands

    @ParameterizedTest
    @ValueSource(chars = {'.', ',', '\''})
    void a_count_with_a_sign_between_thousands_is_refused_and_the_advice_brings_it_in_as_it_is(char sign)
            throws IOException {
        commands.write("t.csv", "kod;bef\na;1" + sign + "234\nb;12" + sign + "345\n");
        for (String decimal : new String[] {"", "decimal: \",\"\n"}) {
            commands.write("m.yml", WIDE + decimal);
            assertThat(commands.refused("import indicators t.csv" + IMPORT))
                    .contains(
                            "a, population 2022: '1" + sign + "234'", "say thousands: \"" + sign + "\" in the mapping")
                    .doesNotContain("say decimal");
        }
        commands.write("m.yml", WIDE + "thousands: \"" + sign + "\"\n");
        commands.done("import indicators t.csv" + IMPORT);
        assertThat(stored()).containsExactly(1234, 12345);
    }

    @Test
    void a_count_is_a_whole_number_and_a_mean_need_not_be() throws IOException {
        commands.write("t.csv", "kod;bef;ink\na;12,5;312,5\nb;3;298,4\n");
        commands.write("m.yml", WIDE + "decimal: \",\"\n");
        assertThat(commands.refused("import indicators t.csv" + IMPORT))
                .contains("'12,5' is not a whole number, as a count is");
        commands.write("m.yml", MEAN);
        assertThat(commands.refused("import indicators t.csv" + IMPORT)).contains("say decimal: \",\"");
        commands.write("m.yml", MEAN + "decimal: \",\"\n");
        commands.done("import indicators t.csv" + IMPORT);
        assertThat(stored()).containsExactly(312.5, 298.4);
    }

    @Test
    void where_a_number_can_be_read_in_two_ways_both_are_named() throws IOException {
        commands.write("t.csv", "kod;ink\na;1,234\nb;2,345\n");
        commands.write("m.yml", MEAN);
        assertThat(commands.refused("import indicators t.csv" + IMPORT))
                .contains("two ways", "say thousands: \",\"", "say decimal: \",\"");
        commands.write("m.yml", MEAN + "thousands: \",\"\n");
        commands.done("import indicators t.csv" + IMPORT);
        assertThat(stored()).containsExactly(1234, 2345);
        commands.write("m.yml", MEAN + "decimal: \",\"\n");
        commands.done("import indicators t.csv" + IMPORT);
        assertThat(stored()).containsExactly(1.234, 2.345);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234 567", "1 23", "12 3456", "1.234 567"})
    void thousands_come_in_groups_of_three(String text) throws IOException {
        commands.write("t.csv", "kod;bef\na;" + text + "\n");
        assertThat(commands.refused("import indicators t.csv" + IMPORT)).contains("'" + text + "' is not a number");
    }

    // ---- zero

    @ParameterizedTest
    @ValueSource(strings = {"-", "–"})
    void a_sign_for_none_at_all_is_zero_where_the_mapping_says_so(String sign) throws IOException {
        commands.write("t.csv", "kod;bef\na;" + sign + "\nb;7\n");
        assertThat(commands.refused("import indicators t.csv" + IMPORT))
                .contains("'" + sign + "' is not a number", "list it under zero in the mapping");
        commands.write("m.yml", WIDE + "zero: [\"" + sign + "\"]\n");
        commands.done("import indicators t.csv" + IMPORT);
        assertThat(stored()).containsExactly(0, 7);
        commands.write("m.yml", WIDE + "zero: [\"" + sign + "\"]\nmissing: [\"" + sign + "\"]\n");
        assertThat(commands.refused("import indicators t.csv" + IMPORT)).contains("is among those of missing too");
    }

    private static final String ANSWER = """
            {"version": "2.0", "class": "dataset", "id": ["Region", "Tid"], "size": [2, 1],
             "dimension": {"Region": {"category": {"index": ["a", "b"]}}, "Tid": {"category": {"index": ["2022"]}}},
             "value": [null, 5], "status": {"0": "-"}}
            """;

    @Test
    void the_sign_of_pxweb_for_none_at_all_is_zero_unless_the_mapping_says_what_it_is() throws IOException {
        commands.write("svar.json", ANSWER);
        String mapping = "region: Region\nperiod: Tid\nconstant: {indicator: population}\n";
        commands.write("m.yml", mapping);
        String command = "import pxweb svar.json --division rutor --mapping m.yml";
        commands.done(command);
        assertThat(stored()).containsExactly(0, 5);
        commands.write("m.yml", mapping + "missing: [\"..\", \"-\"]\n");
        assertThat(commands.done(command + " --replace")).contains("1 missing");
        commands.write("m.yml", mapping + "zero: []\n");
        assertThat(commands.refused(command)).contains("its status is '-'", "list it under zero");
    }

    // ---- what stands around a table

    @Test
    void empty_rows_empty_columns_and_a_line_that_names_the_separator_are_nothing() throws IOException {
        commands.write("t.csv", "\uFEFFsep=;\nkod;bef;;\n;;;\na;5;;\nb;2\n;\n;;;;;\n");
        assertThat(commands.done("import indicators t.csv" + IMPORT)).doesNotContain("does not speak of");
        assertThat(stored()).containsExactly(5, 2);
        commands.write("t.csv", "sep=|\nkod|bef\na|5\nb|2\n");
        commands.done("import indicators t.csv" + IMPORT);
        commands.write("t.csv", ";kod;bef\n1;a;5\n2;b;2\n");
        assertThat(commands.done("import indicators t.csv" + IMPORT)).contains("does not speak of: column 1");
        commands.write("rutor.csv", "sep=;\nkod;wkt;\n;;\na;" + Commands.wkt(0) + ";\n");
        assertThat(commands.done("import mask rutor.csv --name land")).contains("1 polygons");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Folkmängd efter region;;\\n;;\\n|;",
                "Folkmängd efter region\\n\\n|;",
                "Folkmängd, efter region\\n\\n|,"
            })
    void the_line_of_the_header_is_named_and_the_lines_above_it_can_be_skipped(String above, String separator)
            throws IOException {
        String table = "kod;bef;\na;5;\nb;2;\n".replace(";", separator);
        commands.write("t.csv", above.replace("\\n", "\n") + table);
        assertThat(commands.refused("import indicators t.csv" + IMPORT))
                .contains("line 1: there is no column 'kod'; the header seems to be line 3: say skip_lines: 2");
        commands.write("m.yml", WIDE + "skip_lines: 2\n");
        commands.done("import indicators t.csv" + IMPORT);
        assertThat(stored()).containsExactly(5, 2);
        commands.write("t.csv", above.replace("\\n", "\n") + table + "c;1;\n".replace(";", separator));
        assertThat(commands.refused("import indicators t.csv" + IMPORT)).contains("line 6: rutor@2025 has no area c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Folkmängd efter region, ålder och år",
                "Medelinkomst, tkr, efter region, ålder, kön och år",
                "Folkmängd\tefter, region"
            })
    void signs_in_a_title_are_not_taken_for_what_separates_the_values(String title) throws IOException {
        commands.write("t.csv", title + "\n\nkod;ink\na;312,5\nb;298,4\n");
        commands.write("m.yml", MEAN + "decimal: \",\"\n");
        assertThat(commands.refused("import indicators t.csv" + IMPORT))
                .contains("line 1: there is no column 'kod'; the header seems to be line 3: say skip_lines: 2");
        commands.write("m.yml", MEAN + "decimal: \",\"\nskip_lines: 2\n");
        commands.done("import indicators t.csv" + IMPORT);
        assertThat(stored()).containsExactly(312.5, 298.4);

        commands.write("n.csv", title + "\n\ncode;name\na;Åby, norra\nb;Öby, södra\n");
        assertThat(commands.refused("import names n.csv --division rutor --vintage 2025"))
                .contains("If line 1 is a title, delete the lines above line 3");
        commands.write("n.csv", "code;name\na;Åby, norra, yttre\nb;Öby, södra\n");
        commands.done("import names n.csv --division rutor --vintage 2025");
    }

    @Test
    void notes_below_a_table_are_told_with_how_many_lines_to_skip() throws IOException {
        commands.write("t.csv", "kod,bef\na,5\nb,2\n\nUppgifterna avser 31 december\n\nKälla: SCB\n");
        assertThat(commands.refused("import indicators t.csv" + IMPORT))
                .contains("line 5: it has 1 value, the header has 2 columns", "say skip_last_lines: 3 in the mapping");
        commands.write("m.yml", WIDE + "skip_last_lines: 3\n");
        commands.done("import indicators t.csv" + IMPORT);
        assertThat(stored()).containsExactly(5, 2);
        commands.write("m.yml", WIDE + "skip_last_lines: -1\n");
        assertThat(commands.refused("import indicators t.csv" + IMPORT)).contains("m.yml, line 3, skip_last_lines");
    }

    // ---- what kind of file it is

    @Test
    void utf_16_is_read_with_or_without_its_mark() throws IOException {
        for (Charset charset : new Charset[] {StandardCharsets.UTF_16, StandardCharsets.UTF_16LE}) {
            Files.write(folder.resolve("t.csv"), "kod\tbef\na\t5\nb\t2\n".getBytes(charset));
            commands.done("import indicators t.csv" + IMPORT);
            assertThat(stored()).containsExactly(5, 2);
        }
    }

    @Test
    void what_an_older_program_wrote_is_recognised_and_told_but_not_what_may_be_either() throws IOException {
        Charset older = Charset.forName("windows-1252");
        Files.write(folder.resolve("t.csv"), "kod;bef;ort\na;5;Åby\nb;2;Öby\n".getBytes(older));
        assertThat(commands.done("import indicators t.csv" + IMPORT))
                .contains("t.csv is not in UTF-8; its letters were read as Windows-1252");
        assertThat(stored()).containsExactly(5, 2);
        commands.write("m.yml", WIDE + "encoding: windows-1252\n");
        assertThat(commands.done("import indicators t.csv" + IMPORT)).doesNotContain("is not in UTF-8");

        commands.write("m.yml", WIDE);
        Files.write(folder.resolve("t.csv"), "kod;bef;ort\na;5;Ã…by\nb;2;Öby\n".getBytes(older));
        assertThat(commands.refused("import indicators t.csv" + IMPORT))
                .contains("is not in UTF-8; if an older program wrote it, say encoding: windows-1252 in the mapping");
        Files.write(folder.resolve("names.csv"), "code,name\na,Åby\n".getBytes(older));
        assertThat(commands.done("import names names.csv --division rutor --vintage 2025"))
                .contains("names.csv is not in UTF-8; its letters were read as Windows-1252");
        Files.write(folder.resolve("names.csv"), "code,name\na,Ã…by\nb,Öby\n".getBytes(older));
        assertThat(commands.refused("import names names.csv --division rutor --vintage 2025"))
                .contains("iconv -f WINDOWS-1252 -t UTF-8 ");
        Files.write(folder.resolve("m.yml"), (WIDE + "source: Göteborg\n").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(commands.refused("import indicators t.csv" + IMPORT))
                .contains("m.yml cannot be read: it is not in UTF-8");
    }

    @Test
    void a_workbook_a_zip_a_px_file_and_a_web_page_are_called_what_they_are() throws IOException {
        zip("bok.xlsx", "[Content_Types].xml", "xl/workbook.xml");
        zip("bok.csv", "[Content_Types].xml", "xl/workbook.xml");
        zip("form.zip", "areas.shp", "areas.dbf");
        zip("mer.zip", "areas.gpkg");
        commands.write("px.json", "CHARSET=\"ANSI\";\nDATA=1 2;\n");
        commands.write("fel.csv", "<!DOCTYPE html>\n<html><body>Fel</body></html>\n");
        for (String book : new String[] {"bok.xlsx", "bok.csv"}) {
            assertThat(commands.refused("import indicators " + book + IMPORT))
                    .contains(book, "an Excel workbook", "save the sheet as CSV UTF-8");
        }
        assertThat(commands.refused("import division bok.xlsx --division d --vintage 2025 --code kod"))
                .contains("an Excel workbook")
                .doesNotContain("ogr2ogr", "iconv");
        assertThat(commands.refused("import division form.zip --division d --vintage 2025 --code kod"))
                .contains("form.zip");
        assertThat(commands.refused("import population mer.zip --value bef --year 2022"))
                .contains("a ZIP archive with areas.gpkg; unpack it");
        assertThat(commands.refused("import pxweb px.json --division rutor --mapping m.yml"))
                .contains("a PX file, and it has neither STUB nor HEADING");
        assertThat(commands.refused("import indicators px.json" + IMPORT)).contains("a PX file");
        assertThat(commands.refused("import names fel.csv --division rutor --vintage 2025"))
                .contains("a web page");
        commands.write("svar.csv", ANSWER);
        assertThat(commands.refused("import indicators svar.csv" + IMPORT)).contains("'import pxweb'");
        commands.write("m.yml", "region: Region\nperiod: Tid\nconstant: {indicator: population}\n");
        commands.done("import pxweb svar.csv --division rutor --mapping m.yml");
    }

    @Test
    void a_file_whose_name_says_nothing_is_read_by_what_it_is() throws IOException {
        commands.write("rutor.wkt", Files.readString(folder.resolve("rutor.csv")));
        commands.done("import division rutor.wkt --division d --vintage 2025 --code kod");
        commands.write("rutor", Commands.collection(Commands.feature("\"kod\": \"a\"", Commands.polygon(0))));
        commands.done("import division rutor --division e --vintage 2025 --code kod");
    }

    private void zip(String name, String... entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(name));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(entry.getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }
}
