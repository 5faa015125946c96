package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.standalone.host.EmbeddedHost;
import se.regstat.statistics.division.CodeList;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** A kommun of ten squares in a row, of whose RegSO the store has nine, and beside it one of one square. */
class CodeListsTest {

    private static final String CODES =
            "import codes codes.csv --division regso --vintage 2025 --code kod --name namn --parent kommun=kommun";

    @TempDir
    Path folder;

    private Commands commands;

    @BeforeEach
    void nine_tenths_of_a_kommun() throws IOException {
        commands = new Commands(folder);
        String kommun = """
                {"type": "Polygon", "coordinates":
                 [[[600000, 6600000], [700000, 6600000], [700000, 6610000], [600000, 6610000], [600000, 6600000]]]}""";
        commands.write(
                "kommun.geojson",
                Commands.collection(
                        Commands.feature("\"kod\": \"0180\"", kommun),
                        Commands.feature("\"kod\": \"0181\"", Commands.polygon(10))));
        commands.done("import division kommun.geojson --division kommun --vintage 2025 --code kod");
        regso(9);
        commands.write("m.yml", "layout: wide\ncolumns: {bef: {indicator: population, period: 2024}}\n");
        commands.done("import indicators bef.csv --division regso --vintage 2025 --code kod --mapping m.yml");
        list(10);
    }

    private static String code(int number) {
        return "0180R0" + (10 + number);
    }

    private void regso(int count) throws IOException {
        List<String> features = new ArrayList<>();
        features.add(Commands.feature("\"kod\": \"0181R001\", \"kommun\": \"0181\"", Commands.polygon(10)));
        StringBuilder table = new StringBuilder("kod,bef\n0181R001,7\n");
        for (int i = 0; i < count; i++) {
            features.add(Commands.feature("\"kod\": \"" + code(i) + "\", \"kommun\": \"0180\"", Commands.polygon(i)));
            table.append(code(i)).append(",1000\n");
        }
        commands.write("regso.geojson", Commands.collection(features.toArray(String[]::new)));
        commands.write("bef.csv", table.toString());
        commands.done(
                "import division regso.geojson --division regso --vintage 2025 --code kod --parent kommun=kommun");
    }

    private void list(int count) throws IOException {
        StringBuilder table = new StringBuilder("kod,namn,kommun\n0181R001,Ön,181\n");
        for (int i = 0; i < count; i++) {
            table.append(code(i)).append(",Område ").append(i).append(",180\n");
        }
        commands.write("codes.csv", table.toString());
    }

    private String summed() throws IOException {
        Files.deleteIfExists(folder.resolve("out.csv"));
        return commands.done("reaggregate --target-division kommun@2025 --source-division regso --indicators population"
                        + " --periods 2024 --out out.csv")
                + Files.readString(folder.resolve("out.csv"));
    }

    /** Whatever a service of the store says at an address. */
    private String asked(String address) throws IOException {
        try (EmbeddedHost host = EmbeddedHost.start(new EmbeddedHost.Options(
                "127.0.0.1",
                0,
                Optional.empty(),
                StoreUrl.of(folder.resolve("store.gpkg")),
                Path.of(System.getProperty("regstat.root", "."), "config")))) {
            return new String(
                    java.net
                            .URI
                            .create(host.baseUrl() + address)
                            .toURL()
                            .openStream()
                            .readAllBytes(),
                    java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    @Test
    void without_a_list_nine_of_ten_parts_are_a_sum_and_with_one_that_names_the_tenth_none_at_any_door()
            throws IOException {
        String layer = "/wfs?service=WFS&version=2.0.0&request=GetFeature&typenames=regstat:population_kommun"
                + "&outputformat=application/json";
        String door =
                "/regstat-info/reaggregate.csv?target=kommun@2025&sourceDivision=regso&indicators=population&periods=2024";
        assertThat(summed()).contains(",9000,normal");
        assertThat(asked(layer)).contains("\"value\":9000");
        assertThat(asked(door)).contains(",9000,normal");

        assertThat(commands.refused(CODES))
                .contains("by this list, sums would end that there are now", "or say --replace")
                .contains("the sums of 1 areas of kommun@2025 from regso@2025: 0180");
        assertThat(summed()).contains(",9000,normal");
        assertThat(commands.done(CODES + " --replace"))
                .contains("code list of regso@2025: 11 areas; stored in")
                .contains("note: it takes away the sums of 1 areas of kommun@2025 from regso@2025: 0180")
                .contains("warning: regso@2025: 1 areas of its code list (codes.csv, 11 areas) are not here: 0180R019");

        assertThat(summed()).contains("missing", "incomplete", ",7,normal").doesNotContain("9000");
        assertThat(asked(door)).contains("missing", "incomplete", ",7,normal").doesNotContain("9000");
        assertThat(asked(layer)).contains("\"value\":7").doesNotContain("9000");
        assertThat(commands.done("check"))
                .contains(
                        "regso@2025: 1 areas of its code list (codes.csv, 11 areas) are not here: 0180R019",
                        "kommun@2025: of 0180 the areas 0180R019 of regso@2025 are not in it here, as a code list");
        assertThat(commands.done("list")).contains("code list of", "regso@2025", "codes.csv");

        commands.done("remove codes regso@2025");
        assertThat(summed()).contains(",9000,normal");
        assertThat(commands.refused("remove codes regso@2025")).contains("there is no code list of regso@2025");
    }

    @Test
    void parts_that_a_list_places_in_another_kommun_are_in_no_sum_of_either() throws IOException {
        commands.write(
                "codes.csv", Files.readString(folder.resolve("codes.csv")).replace("Område 8,180", "Område 8,181"));
        commands.done(CODES + " --replace");
        assertThat(summed()).doesNotContain("normal");
        assertThat(commands.refused("check"))
                .contains(
                        "kommun@2025: of 0180 the areas 0180R018 of regso@2025 lie in another by a code list",
                        "kommun@2025: of 0181 the areas 0180R018 of regso@2025 are not in it here");
    }

    @Test
    void codes_that_lost_their_zero_get_it_back_and_what_a_list_does_not_name_is_wrong() throws IOException {
        list(8);
        assertThat(commands.done(CODES))
                .contains("9 codes in column 'kommun' had lost the zero they begin with")
                .doesNotContain("replaces");
        try (Store store = commands.store()) {
            assertThat(store.codeLists().get(0).areas())
                    .element(0)
                    .isEqualTo(new CodeList.Listed("0180R010", "Område 0", java.util.Map.of("kommun", "0180")));
        }
        assertThat(commands.refused("check"))
                .contains("regso@2025: 1 areas are not in its code list (codes.csv, 9 areas): 0180R018");
        list(10);
        assertThat(commands.done(CODES + " --replace"))
                .contains(
                        "it replaces the code list of regso@2025 that came from codes.csv, with 9 areas, of which none"
                                + " are not in this one");
    }

    @Test
    void a_list_of_what_nobody_describes_or_that_says_nothing_of_the_store_is_taken_with_a_note() throws IOException {
        String mistyped =
                CODES.replace("--division regso", "--division resgo").replace("kommun=kommun", "komun=kommun");
        assertThat(commands.done(mistyped))
                .contains("resgo is not described in divisions.yml")
                .contains("komun is not described in divisions.yml")
                .contains("none of its areas lies in one that the store has");
        list(9);
        assertThat(commands.done(CODES)).doesNotContain("is not described", "none of its areas", "warning");
    }

    @Test
    void what_is_wrong_with_a_list_is_told_and_nothing_of_it_stored() throws IOException {
        commands.write("codes.csv", "kod,namn,kommun\n0180R010,A,0180\n0180R010,B,0180\nX,C,0180\n0180R012,D,\n");
        assertThat(commands.refused(CODES))
                .contains(
                        "3 things are wrong",
                        "line 3: 0180R010 came before already",
                        "line 4: code 'X' is not of the form of regso",
                        "line 5: it has no kommun");
        commands.write("codes.csv", "kod,kommun\n0180R010,0180\n");
        assertThat(commands.refused(CODES)).contains("has no column 'namn'; say which one it is with --name");
        assertThat(commands.said(
                        2, "import codes codes.csv --division regso --vintage 2025 --code kod --parent kommun"))
                .contains("say it as ID=COL");
        try (Store store = commands.store()) {
            assertThat(store.codeLists()).isEmpty();
        }
    }
}
