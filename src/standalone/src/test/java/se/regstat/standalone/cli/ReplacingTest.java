package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;

/** An import that replaces another takes nothing away without a word. */
class ReplacingTest {

    private static final String RUTOR = "import division rutor.csv --division rutor --vintage 2025 --code kod";
    private static final String ALL =
            " --name namn --parent kvarter=kvarter --land-area land --note stickprov --complete-within kvarter";

    @TempDir
    Path folder;

    private Commands commands;

    @BeforeEach
    void areas_with_all_that_can_hang_on_them() throws IOException {
        commands = new Commands(folder);
        commands.write(
                "rutor.csv",
                "kod;namn;kvarter;land;wkt\na;Åby;k;90;" + Commands.wkt(0) + "\nb;Öby;k;80;" + Commands.wkt(1) + "\n");
        commands.done(RUTOR + ALL);
        commands.write("names.csv", "code,name,source,date\na,Byn,Kommunen,2024\nb,Staden,Kommunen,2025\n");
        commands.done("import names names.csv --division rutor --vintage 2025");
        commands.write("m.yml", "layout: wide\ncolumns: {bef: {indicator: population, period: 2022}}\n");
        commands.write("bef.csv", "kod,bef\na,5\nb,7\n");
        commands.done("import indicators bef.csv --division rutor --vintage 2025 --code kod --mapping m.yml");
    }

    @Test
    void the_same_again_loses_nothing_not_even_whom_a_local_name_is_from() throws Exception {
        assertThat(commands.done(RUTOR + ALL)).contains("it replaces the 2 areas of rutor@2025");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store.gpkg"));
                Statement sql = connection.createStatement();
                ResultSet row =
                        sql.executeQuery("SELECT local_name, local_name_source, local_name_date FROM rutor_2025")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1) + ", " + row.getString(2) + ", " + row.getString(3))
                    .isEqualTo("Byn, Kommunen, 2024");
        }
    }

    @Test
    void each_thing_that_would_be_lost_is_told_and_what_says_it_again_keeps_it() {
        String refused = commands.refused(RUTOR);
        assertThat(refused)
                .contains("--replace if that is meant")
                .contains("the codes of kvarter, and with them all sums for kvarter", "say --parent kvarter=COLUMN")
                .contains("that it is complete within kvarter", "say --complete-within kvarter")
                .contains("the names of 2 areas (a, b)")
                .contains("the land areas, and the densities computed with them, of 2 areas (a, b)")
                .contains("the note 'stickprov'");
        assertThat(commands.refused(RUTOR + " --dry-run")).contains("--replace");
        try (Store store = commands.store()) {
            assertThat(store.areas(VintageId.parse("rutor@2025")))
                    .allMatch(area -> area.name().endsWith("by"));
        }
        assertThat(commands.done(RUTOR + " --replace"))
                .contains("note: it takes away the codes of kvarter")
                .contains("note: it takes away the names of 2 areas");
    }

    @Test
    void areas_with_values_local_names_or_areas_below_them_are_told_before_they_go() throws IOException {
        commands.write("under.csv", "kod;ruta;wkt\nu;b;" + Commands.wkt(1) + "\n");
        commands.done("import division under.csv --division under --vintage 2025 --code kod --parent rutor=ruta");
        commands.write("rutor.csv", "kod;namn;kvarter;land;wkt\na;Åby;k;90;" + Commands.wkt(0) + "\n");
        assertThat(commands.refused(RUTOR + ALL))
                .contains("the values of 1 area (b)", "the local names of 1 area (b)")
                .contains("what areas of under@2025 lie in: 1 area (b)")
                .doesNotContain("kvarter");
        commands.done(RUTOR + ALL + " --replace");
    }

    @Test
    void years_that_values_are_of_stay_valid() {
        assertThat(commands.refused(RUTOR + ALL + " --valid-from 2023"))
                .contains("the values of 2022, which it would not be valid in");
        commands.done(RUTOR + ALL + " --valid-from 2022");
    }

    @Test
    void a_table_of_fewer_areas_does_not_take_the_others_values_away() throws IOException {
        commands.write("bef.csv", "kod,bef\na,6\n");
        String command = "import indicators bef.csv --division rutor --vintage 2025 --code kod --mapping m.yml";
        assertThat(commands.refused(command))
                .contains("population 2022 of rutor@2025: 1 area, b, from bef.csv", "--replace if that is meant");
        commands.write("bef.csv", "kod,bef\na,6\nb,8\n");
        commands.done(command);
        commands.write("bef.csv", "kod,bef\na,6\n");
        assertThat(commands.done(command + " --replace")).contains("note: it takes away values of population 2022");
        try (Store store = commands.store()) {
            assertThat(store.values())
                    .singleElement()
                    .extracting(PublishedValues::codes)
                    .hasToString("[a]");
        }
    }

    @Test
    void a_value_is_not_replaced_by_none_but_by_the_reason_why_there_is_none() throws IOException {
        String command = "import indicators bef.csv --division rutor --vintage 2025 --code kod --mapping m.yml";
        for (String none : new String[] {"", ".."}) {
            commands.write("bef.csv", "kod,bef\na,6\nb," + none + "\n");
            assertThat(commands.refused(command))
                    .contains("population 2022 of rutor@2025: 1 area, b, from bef.csv", "--replace if that is meant");
            assertThat(commands.refused(command + " --dry-run")).contains("--replace");
        }
        commands.write("bef.csv", "kod,bef\na,x\nb,8\n");
        commands.done(command);
        commands.write("bef.csv", "kod,bef\na,\nb,9\n");
        assertThat(commands.done(command)).doesNotContain("takes away");
        commands.write("bef.csv", "kod,bef\na,\nb,\n");
        assertThat(commands.done(command + " --replace")).contains("note: it takes away values of population 2022");
    }

    @Test
    void a_parent_of_another_vintage_is_told_with_what_keeps_it() throws IOException {
        for (String vintage : new String[] {"2020 --valid-to 2023", "2025 --valid-from 2024"}) {
            commands.write("kvarter.csv", "kod;wkt\nk;" + Commands.wkt(0) + "\n");
            commands.done("import division kvarter.csv --division kvarter --code kod --vintage " + vintage);
        }
        String rutor = RUTOR + ALL.replace("kvarter=kvarter", "PARENT=kvarter");
        // What names no vintage means both.
        assertThat(commands.refused(rutor.replace("PARENT", "kvarter@2025")))
                .contains("in those of kvarter@2020", "say --parent kvarter@2020=COLUMN")
                .doesNotContain("in those of kvarter@2025");
        commands.done(rutor.replace("PARENT", "kvarter@2020") + " --replace");
        assertThat(commands.refused(rutor.replace("PARENT", "kvarter@2025")))
                .contains("in those of kvarter@2020", "say --parent kvarter@2020=COLUMN");
        assertThat(commands.done(rutor.replace("PARENT", "kvarter@2025") + " --replace"))
                .contains("note: it takes away that its areas lie in those of kvarter@2020");
    }

    @Test
    void a_mask_and_a_population_of_the_same_name_are_told() {
        String mask = "import mask rutor.csv --name land";
        assertThat(commands.done(mask)).doesNotContain("replaces");
        assertThat(commands.done(mask)).contains("it replaces the mask land that came from rutor.csv");
        String people = "import population rutor.csv --value land --year 2022";
        commands.done(people);
        assertThat(commands.done(people)).contains("it replaces the population population that came from rutor.csv");
    }
}
