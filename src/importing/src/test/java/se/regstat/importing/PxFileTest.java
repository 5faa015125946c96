package se.regstat.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.JsonStat;
import se.regstat.importing.pxweb.PxFile;

/** PX files as PxWeb and older programs write them. */
class PxFileTest {

    private static final String TABLE = """
            CHARSET="ANSI";
            AXIS-VERSION="2013";
            LANGUAGE="sv";
            LANGUAGES="sv","en";
            TITLE="Folkmängd; efter "
            "region, ålder och år";
            STUB="region","ålder";
            STUB[en]="region","age";
            HEADING="år";
            VALUES("region")="Härryda",
            "Partille";
            VALUES[en]("region")="Harryda","Partille";
            VALUES("ålder")="0-19 år","20- år";
            VALUES("år")="2022","2023";
            VARIABLECODE("region")="Region";
            CODES("region")="1401","1402";
            TIMEVAL("år")=TLIST(A1,"2022"-"2023");
            CODES("ålder")="-19","20-";
            NOTE="Ett tal; ett annat = ett tredje.";
            DATA=
            10 11
            20 21.5
            ".." 31\s
            "-" "."
            ;
            """;

    @TempDir
    Path folder;

    private JsonStat read(String text, Charset charset) throws IOException {
        Path file = Files.write(folder.resolve("t.px"), text.getBytes(charset));
        return JsonStat.read(PxFile.jsonStat(file), file.toString());
    }

    @Test
    void a_byte_order_mark_changes_nothing() throws IOException {
        String utf8 = TABLE.replace("CHARSET=\"ANSI\";", "CHARSET=\"ANSI\";\nCODEPAGE=\"utf-8\";");
        JsonStat plain = read(utf8, StandardCharsets.UTF_8);
        JsonStat marked = read("\uFEFF" + utf8, StandardCharsets.UTF_8);

        assertThat(marked.codes()).isEqualTo(plain.codes());
        assertThat(marked.value(0)).isEqualTo(10);
        assertThat(marked.dimensions()).isEqualTo(plain.dimensions());
    }

    @Test
    void cells_come_in_the_order_of_stub_and_heading_with_codes_and_signs() throws IOException {
        JsonStat table = read(TABLE, Charset.forName("windows-1252"));

        assertThat(table.dimensions()).containsExactly("Region", "ålder", "år");
        assertThat(table.codes())
                .containsExactly(List.of("1401", "1402"), List.of("-19", "20-"), List.of("2022", "2023"));
        assertThat(table.cells()).isEqualTo(8);
        assertThat(table.value(1)).isEqualTo(11);
        assertThat(table.value(3)).isEqualTo(21.5);
        assertThat(table.row(3)).containsExactly("1401", "20-", "2023");
        assertThat(table.value(4)).isNaN();
        assertThat(table.status(4)).contains("..");
        assertThat(table.status(6)).contains("-");
        assertThat(table.status(7)).contains(".");
        assertThat(table.status(5)).isEmpty();
    }

    @Test
    void its_code_page_is_what_it_says_and_that_of_dos_where_it_says_nothing() throws IOException {
        assertThat(read(
                                TABLE.replace("CHARSET=\"ANSI\";", "CHARSET=\"ANSI\";\nCODEPAGE=\"utf-8\";"),
                                StandardCharsets.UTF_8)
                        .dimensions())
                .contains("ålder");
        assertThat(read(TABLE.replace("CHARSET=\"ANSI\";\n", ""), Charset.forName("IBM850"))
                        .dimensions())
                .contains("ålder");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10 11 | 10 | it has 7 cells, and its variables make 8",
                "21.5 | 21.5.1 | its cell 4 is no number: '21.5.1'",
                "DATA= | DATE= | it has no DATA",
                "HEADING=\"år\"; | HEADING=\"månad\"; | the variable månad has no VALUES",
                "NOTE= | KEYS(\"region\")=CODES; NOTE= | it has KEYS, which leave out rows"
            })
    void what_is_not_all_of_a_table_is_refused(String right, String wrong, String told) {
        assertThat(TABLE).contains(right);
        assertThat(catchThrowableOfType(
                        ImportException.class,
                        () -> read(TABLE.replace(right, wrong), Charset.forName("windows-1252"))))
                .hasMessageContaining("t.px is a PX file, and")
                .hasMessageContaining(told);
    }
}
