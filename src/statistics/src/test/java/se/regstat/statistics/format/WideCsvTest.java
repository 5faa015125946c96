package se.regstat.statistics.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class WideCsvTest {

    private static final String WKT = "\"POLYGON ((320000 6400000, 321000 6400000, 321000 6401000, 320000 6400000))\"";

    @Test
    void lines_take_the_room_of_what_is_in_them_however_many_empty_columns_the_header_has() {
        String document = "wkt" + ",".repeat(16_000) + "\n" + "x\n".repeat(200_000);
        assertThatThrownBy(() -> BoundaryReaderTest.read(document))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("no column with WKT");
    }

    @Test
    void empty_columns_at_the_end_are_nothing_and_one_with_a_value_is_called_by_its_number() throws IOException {
        String header = "kod,wkt" + ",".repeat(16_000) + "\n";
        ReadBoundaries empty = BoundaryReaderTest.read(header + "1," + WKT + "\n2," + WKT + ",,,,\n");
        assertThat(empty.columns()).containsExactly("kod");
        assertThat(empty.rows()).hasSize(2);
        ReadBoundaries filled = BoundaryReaderTest.read(header + "1," + WKT + "\n2," + WKT + ",,note,\n");
        assertThat(filled.columns()).containsExactly("kod", "column 4");
        assertThat(filled.rows().get(1).attributes()).containsEntry("column 4", "note");
    }

    @Test
    void a_value_far_beyond_the_last_name_is_told_not_dropped() {
        assertThatThrownBy(() -> BoundaryReaderTest.read(
                        "kod,wkt" + ",".repeat(300) + "\n1," + WKT + ",".repeat(290) + "note\n"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("line 2: it has 292 values");
    }
}
