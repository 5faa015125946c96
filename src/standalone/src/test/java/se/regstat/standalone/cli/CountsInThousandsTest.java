package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.regstat.statistics.store.Store;

/** No count is stored a thousand times too small, also where some of them are round thousands. */
class CountsInThousandsTest {

    private static final String IMPORT =
            "import indicators t.csv --division rutor --vintage 2025 --code kod --mapping m.yml";
    private static final String WIDE = "layout: wide\ncolumns: {bef: {indicator: population, period: 2022}}\n";
    private static final String PEOPLE = "import population p.csv --value bef --year 2022";

    @TempDir
    Path folder;

    private Commands commands;

    @BeforeEach
    void two_areas() throws IOException {
        commands = new Commands(folder);
        commands.write("rutor.csv", "kod;wkt\na;" + Commands.wkt(0) + "\nb;" + Commands.wkt(1) + "\n");
        commands.done("import division rutor.csv --division rutor --vintage 2025 --code kod");
    }

    @ParameterizedTest
    @ValueSource(chars = {'.', ','})
    void a_round_thousand_is_ambiguous_too_and_each_advice_brings_it_in(char sign) throws IOException {
        String mapping = WIDE + "decimal: \"" + sign + "\"\n";
        commands.write("m.yml", mapping);
        commands.write("t.csv", "kod;bef\na;12" + sign + "000\nb;7\n");
        assertThat(commands.refused(IMPORT))
                .contains("line 2: a, population 2022: '12" + sign + "000'", "say thousands: \"" + sign + "\"")
                .contains("without decimal: \"" + sign + "\"")
                .contains("if it is the decimal sign, write 12");
        commands.write("m.yml", WIDE + "thousands: \"" + sign + "\"\n");
        commands.done(IMPORT);
        assertThat(stored()).containsExactly(12_000, 7);
        commands.write("m.yml", mapping);
        commands.write("t.csv", "kod;bef\na;12\nb;7\n");
        commands.done(IMPORT);
        assertThat(stored()).containsExactly(12, 7);
    }

    @Test
    void zero_and_other_decimals_of_whole_numbers_can_be_nothing_else() throws IOException {
        commands.write("m.yml", WIDE);
        commands.write("t.csv", "kod;bef\na;0.000\nb;12.0\n");
        commands.done(IMPORT);
        assertThat(stored()).containsExactly(0, 12);
    }

    @ParameterizedTest
    @CsvSource({"1.234, 2.000", "12.000, 3.000", "12.000, 7"})
    void people_in_thousands_are_refused_also_where_some_are_round(String one, String other) throws IOException {
        people(one, other);
        assertThat(commands.refused(PEOPLE)).contains("they may be thousands", "write them without a sign");
        people(one.replace(".", ""), other.replace(".", ""));
        commands.done(PEOPLE);
        assertThat(storedPeople()).isGreaterThan(1000);
    }

    @Test
    void people_in_millions_are_told_of_the_sign_too() throws IOException {
        people("1.234.567", "2.000");
        assertThat(commands.refused(PEOPLE)).contains("'1.234.567'", "without a sign between thousands");
    }

    @ParameterizedTest
    @CsvSource({"0.125, 1.234", "1.234, 2.5", "1.234, 0.000"})
    void fractions_of_people_come_in_where_one_of_them_cannot_be_thousands(String one, String other)
            throws IOException {
        people(one, other);
        commands.done(PEOPLE);
    }

    private void people(String one, String other) throws IOException {
        commands.write("p.csv", "wkt;bef\nPOINT (600100 6600100);" + one + "\nPOINT (600200 6600200);" + other + "\n");
    }

    private double[] stored() {
        try (Store store = commands.store()) {
            return store.values().get(0).values();
        }
    }

    private double storedPeople() {
        try (Store store = commands.store()) {
            return DoubleStream.of(store.populations().get(0).weights()).sum();
        }
    }
}
