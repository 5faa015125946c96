package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Masks and populations are listed and can be removed, as divisions and indicators can. */
class MasksAndPopulationsTest {

    @TempDir
    Path folder;

    @Test
    void what_was_imported_is_listed_until_it_is_removed() throws Exception {
        Path areas = Files.writeString(folder.resolve("ytor.csv"), """
                bef;wkt
                7;POLYGON ((700000 6800000, 701000 6800000, 701000 6801000, 700000 6801000, 700000 6800000))
                """);
        run(0, "import mask " + areas + " --name built-up --source påhittat");
        run(0, "import population " + areas + " --name rutor --value bef --year 2023");
        assertThat(run(0, "list"))
                .containsPattern("(?m)^built-up +1 .*ytor\\.csv +påhittat$")
                .containsPattern("(?m)^rutor +2023 +\\d+ +7 .*ytor\\.csv")
                .doesNotContain("empty");
        assertThat(run(1, "remove mask builtup")).contains("there is no mask builtup", "did you mean built-up?");
        assertThat(run(1, "remove population ruter")).contains("did you mean rutor?");
        assertThat(run(0, "remove mask built-up")).contains("mask built-up: removed from");
        assertThat(run(0, "list")).doesNotContain("built-up").contains("rutor");
        assertThat(run(0, "remove population rutor")).contains("population rutor: removed from");
        assertThat(run(0, "list")).contains(": empty");
    }

    @Test
    void a_restricted_kind_of_people_is_not_taken_place_by_place() throws Exception {
        Files.writeString(folder.resolve("indicators.yml"), """
                indicators:
                  ill: {kind: count, disclosure: {minimum: 5, base: population}}
                  population: {kind: count}
                """);
        Path cells = Files.writeString(folder.resolve("rutor.csv"), """
                bef;sjuka;wkt
                7;2;POLYGON ((700000 6800000, 701000 6800000, 701000 6801000, 700000 6801000, 700000 6800000))
                """);
        assertThat(run(
                        1,
                        "import population " + cells + " --value bef --value ill=sjuka --year 2023 --config " + folder))
                .contains("'ill' is restricted", "column 'sjuka'", "leave that column out");
        run(0, "import population " + cells + " --value bef --year 2023 --config " + folder);
    }

    private String run(int status, String command) {
        StringWriter said = new StringWriter();
        List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
        words.add("--store=" + folder.resolve("store.gpkg"));
        assertThat(Main.run(said, words.toArray(String[]::new)))
                .as(said.toString())
                .isEqualTo(status);
        return said.toString();
    }
}
