package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of pairs come in as publishers write them, and their sums are told. Areas are squares of 10 km, coded 0001 to 0003. */
class ImportFlowsTest {

    private static final String PAIRS = """
            bor;arbetar;kon;ar;antal
            0001;0001;1+2;2022;80
            0001;0002;1+2;2022;15
            0001;0003;1+2;2022;5
            0002;0001;1+2;2022;30
            0002;0002;1+2;2022;70
            0003;0003;1+2;2022;9
            0001;0002;1;2022;7
            """;

    private static final String IMPORT =
            "import flows pairs.csv --division kommun --vintage 2022 --from bor --to arbetar --mapping map.yml";

    @TempDir
    Path folder;

    @BeforeEach
    void import_areas() throws IOException {
        Files.createDirectory(folder.resolve("config"));
        Files.writeString(folder.resolve("config/indicators.yml"), """
                indicators:
                  population: {kind: count}
                  commuting: {kind: count, flow: {}}
                  moves: {kind: count, flow: {covers: riket, least: 10}}
                """);
        write(
                "areas.csv",
                "kod;namn;wkt\n0001;Ettan;" + Commands.wkt(0) + "\n0002;Tvåan;" + Commands.wkt(1) + "\n0003;Trean;"
                        + Commands.wkt(2) + "\n");
        run(0, "import division areas.csv --division kommun --vintage 2022 --code kod --name namn");
        write("map.yml", "constant: {indicator: commuting}\nperiod: ar\nvalue: antal\nwhere: {kon: \"1+2\"}\n");
        write("pairs.csv", PAIRS);
    }

    @Test
    void pairs_come_in_and_their_sums_are_told() throws IOException {
        assertThat(run(0, IMPORT + " --covers riket"))
                .contains(
                        "commuting, 2022: 209 persons between areas of kommun@2022 and within, in 6 pairs, all of the country; most go"
                                + " from 0002 to 0001: 30; stored in",
                        "1 of 7 rows were left out, as the mapping says");
        assertThat(figures("commuting"))
                .containsExactly(
                        "0001 Ettan: 100 living, 110 working, 80 within, 20 out, 30 in, 0.8, 0.727273, 0001, normal ",
                        "0002 Tvåan: 100 living, 85 working, 70 within, 30 out, 15 in, 0.7, 0.823529, 0001, normal ",
                        "0003 Trean: 9 living, 14 working, 9 within, 0 out, 5 in, 1, 0.642857, 0003, normal ");
        assertThat(run(0, "list")).containsPattern("(?m)^commuting +2022 +kommun@2022 +6 +riket .*pairs\\.csv");
        assertThat(run(0, "check")).doesNotContain("commuting");
        assertThat(run(0, IMPORT + " --covers riket"))
                .contains("it replaces 6 pairs of commuting, 2022, that came from pairs.csv");
        assertThat(run(0, "remove indicator commuting")).contains("1 year of values removed");
        assertThat(run(1, "flows --indicators commuting --out no.csv"))
                .contains("there are no flows of 'commuting' between areas of kommun");
    }

    @Test
    void what_a_table_leaves_out_is_nobody_only_where_somebody_says_so() throws IOException {
        assertThat(run(0, IMPORT)).contains("nobody says of which areas all flows are known");
        assertThat(figures("commuting"))
                .first()
                .isEqualTo("0001 Ettan:  living,  working, 80 within,  out,  in, , , , missing not_covered");
        assertThat(run(0, "check")).contains("nobody says of which areas all flows are known");
        run(0, IMPORT + " --covers kommun=0001");
        assertThat(figures("commuting"))
                .startsWith(
                        "0001 Ettan: 100 living, 110 working, 80 within, 20 out, 30 in, 0.8, 0.727273, , normal ",
                        "0002 Tvåan:  living,  working, 70 within,  out,  in, , , , missing not_covered");
    }

    @Test
    void a_withheld_pair_is_never_zero_and_its_areas_have_no_labour_market() throws IOException {
        write("pairs.csv", PAIRS.replace("0001;0003;1+2;2022;5", "0001;0003;1+2;2022;x"));
        assertThat(run(0, IMPORT + " --covers riket")).contains("commuting, 2022: 1 pairs are withheld");
        assertThat(figures("commuting"))
                .containsExactly(
                        "0001 Ettan:  living, 110 working, 80 within,  out, 30 in, , 0.727273, , suppressed incomplete",
                        "0002 Tvåan: 100 living, 85 working, 70 within, 30 out, 15 in, 0.7, 0.823529, , normal ",
                        "0003 Trean: 9 living,  working, 9 within, 0 out,  in, 1, , , suppressed incomplete");
        assertThat(run(1, "flows --indicators commuting --by market --out no.csv"))
                .contains("there are no labour markets of 2022, since not all flows are known");
    }

    @Test
    void who_go_where_the_store_has_no_area_are_not_at_home() throws IOException {
        write("pairs.csv", PAIRS + "0003;9999;1+2;2022;21\n9999;9999;1+2;2022;70\n");
        assertThat(run(1, IMPORT + " --covers riket"))
                .contains("line 9: kommun@2022 has no area 9999", "--elsewhere keeps those areas too");
        assertThat(run(0, IMPORT + " --covers riket --elsewhere"))
                .contains("1 area that kommun@2022 does not have are kept as areas elsewhere: 9999");
        assertThat(figures("commuting"))
                .hasSize(3)
                .startsWith(
                        "0001 Ettan: 100 living, 110 working, 80 within, 20 out, 30 in, 0.8, 0.727273, 0001, normal ",
                        "0002 Tvåan: 100 living, 85 working, 70 within, 30 out, 15 in, 0.7, 0.823529, 0001, normal ")
                .last()
                .as("most of those who leave go where there is no area, whose market nobody can tell")
                .isEqualTo("0003 Trean: 30 living, 14 working, 9 within, 21 out, 5 in, 0.3, 0.642857, , normal ");
        Path out = folder.resolve("market.csv");
        assertThat(run(0, "flows --indicators commuting --by market --out " + out))
                .contains("0003 belong to labour markets whose centre is not in kommun@2022");
        assertThat(Files.readString(out).lines().skip(1))
                .singleElement()
                .asString()
                .startsWith("commuting,2022,computed_market,0001,Ettan,2,0001 0002,200,");
        assertThat(run(0, "check"))
                .contains("commuting, 2022: 1 area that it has flows of are not in kommun@2022, and count as"
                        + " elsewhere: 9999");
    }

    @Test
    void a_table_of_one_side_or_of_those_alone_who_leave_is_not_all_there_is() throws IOException {
        write("pairs.csv", PAIRS.replaceAll("(?m)^(000\\d);\\1;.*\n", ""));
        assertThat(run(1, IMPORT + " --covers kommun=0001,0002"))
                .contains(
                        "commuting, 2022: nobody stays within 0001, 0002, though all flows are said to be known of"
                                + " kommun=0001,0002",
                        "a pair with 0 says so");
        write("pairs.csv", PAIRS.replaceAll("(?m)^000[23];.*\n", ""));
        assertThat(run(1, IMPORT + " --covers riket"))
                .contains(
                        "commuting, 2022: nobody goes from 0002, 0003, though all flows are said to be known of riket");
        write("pairs.csv", PAIRS.replaceAll("(?m)^000\\d;000[23];.*\n", ""));
        assertThat(run(1, IMPORT + " --covers kommun=0001,0002"))
                .contains("commuting, 2022: nobody goes to 0002, though all flows are said to be known of");
        write("pairs.csv", PAIRS.replace("0002;0002;1+2;2022;70\n", ""));
        assertThat(run(0, IMPORT + " --covers riket"))
                .contains(
                        "warning: commuting, 2022: nobody stays within 0002, of which all flows are said to be known");
        write("pairs.csv", PAIRS.replace("0002;0002;1+2;2022;70\n", "0002;0002;1+2;2022;0\n"));
        assertThat(run(0, IMPORT + " --covers riket")).doesNotContain("nobody stays");
        write("pairs.csv", "bor;arbetar;kon;ar;antal\n0001;0001;1+2;2022;80\n0002;0002;1+2;2022;8\n");
        assertThat(run(0, IMPORT + " --covers kommun=0001,0002"))
                .contains("warning: commuting, 2022: nobody goes from one area to another in the table");
    }

    @Test
    void numbers_that_no_country_has_are_no_persons() throws IOException {
        write("pairs.csv", PAIRS.replace(";15\n", ";99999999999999999999\n"));
        assertThat(run(1, IMPORT + " --covers riket"))
                .contains("is no number of persons: a count is a whole number, from 0 to a thousand millions");
    }

    @Test
    void years_and_codes_that_can_be_told_are_told_beside_those_that_cannot() throws IOException {
        write(
                "pairs.csv",
                PAIRS
                        + PAIRS.lines()
                                .skip(1)
                                .map(line -> line.replace(";2022;", ";2023;") + "\n")
                                .collect(Collectors.joining())
                                .replace("0002;0001;1+2;2023;30", "0002;0003;1+2;2023;30"));
        run(0, IMPORT + " --covers riket");
        Path out = folder.resolve("market.csv");
        run(0, "flows --indicators commuting --by market --periods 2022/2023 --out " + out);
        assertThat(Files.readString(out).lines().skip(1).map(line -> line.split(",", -1)))
                .extracting(row -> row[1] + " " + row[3] + ": " + row[6] + " " + row[18])
                .as("a market that is other areas than the year before cannot be compared with it")
                .containsExactly(
                        "2022 0001: 0001 0002 false", "2022 0003: 0003 false", "2023 0003: 0001 0002 0003 true");
        write(
                "pairs.csv",
                Files.readString(folder.resolve("pairs.csv")).replace("0001;0003;1+2;2023;5", "0001;0003;1+2;2023;.."));
        assertThat(run(0, IMPORT + " --covers riket"))
                .contains("commuting, 2023: 0 pairs are withheld and 1 have no number");
        Files.delete(out);
        assertThat(run(0, "flows --indicators commuting --by market --periods 2022/2023 --out " + out))
                .contains(
                        "computed_market, 2023: det finns inga arbetsmarknader, eftersom inte alla flöden från 0001 är kända /"
                                + " there are no labour markets, since not all flows from 0001 are known");
        assertThat(Files.readString(out).lines().skip(1)).hasSize(2).allMatch(line -> line.contains(",2022,"));
        assertThat(run(1, "flows --indicators commuting --by market --periods 2023 --out no.csv"))
                .contains("there are no labour markets of 2023");
    }

    @Test
    void flows_that_nobody_sees_are_found() throws IOException {
        run(0, IMPORT + " --covers riket");
        run(0, "import division areas.csv --division kommun --vintage 2022 --code kod --name namn --valid-to 2021");
        assertThat(run(1, "check"))
                .contains(
                        "commuting, 2022: its flows go between areas of kommun@2022, which is valid open-2021, so nobody"
                                + " sees them");
    }

    @Test
    void labour_markets_are_told_as_computed() throws IOException {
        run(0, IMPORT + " --covers riket");
        String said = run(0, "flows --indicators commuting --by market --out " + folder.resolve("out.csv"));
        assertThat(said).contains("They are not Statistics Sweden's LA regions");
        assertThat(Files.readString(folder.resolve("out.csv")))
                .contains(
                        "commuting,2022,computed_market,0001,Ettan,2,0001 0002,200,195,195,5,0,0.975,1,0001,Ettan,normal,,false,",
                        "commuting,2022,computed_market,0003,Trean,1,0003,9,14,9,0,5,1,0.642857,0003,Trean,normal,,false,");
    }

    @Test
    void json_stat_and_px_have_both_areas_as_dimensions() throws IOException {
        write("pairs.json", """
                {"version": "2.0", "class": "dataset", "id": ["Bostad", "Arbete", "Tid"], "size": [2, 2, 1],
                 "dimension": {
                  "Bostad": {"category": {"index": ["0001", "0002"]}},
                  "Arbete": {"category": {"index": ["0001", "0002"]}},
                  "Tid": {"category": {"index": ["2022"]}}},
                 "value": [80, 15, null, 70], "status": {"2": ".."}}
                """);
        write("cells.yml", "constant: {indicator: commuting}\nperiod: Tid\n");
        assertThat(run(
                        0,
                        "import flows pairs.json --division kommun --vintage 2022 --from Bostad --to Arbete"
                                + " --mapping cells.yml --covers kommun=0001,0002"))
                .contains("commuting, 2022: 165 persons", "in 4 pairs, all of kommun=0001,0002");
        assertThat(figures("commuting"))
                .startsWith(
                        "0001 Ettan: 95 living,  working, 80 within, 15 out,  in, 0.842105, , , missing incomplete",
                        "0002 Tvåan:  living, 85 working, 70 within,  out, 15 in, , 0.823529, , missing incomplete");
    }

    @Test
    void bad_tables_are_refused_as_a_whole_with_lines_and_reasons() throws IOException {
        write("pairs.csv", PAIRS + """
                0001;0001;1+2;2022;81
                0001;1;1+2;2022;3
                0002;0003;1+2;2022;-4
                0002;0003;1+2;2022;2.5
                0003;0001;1+2;2022;many
                0003;0001;1+2;22;1
                """);
        assertThat(run(1, IMPORT + " --covers riket"))
                .contains(
                        "line 10: code '1' is not of the form of kommun",
                        "line 11: 0002 to 0003: -4 is no number of persons",
                        "line 12: 0002 to 0003: 2.5 is no number of persons",
                        "line 13: 'many' is not a number",
                        "line 14: '22' is not a year");
        write("pairs.csv", PAIRS + "0001;0001;1+2;2022;81\n");
        assertThat(run(1, IMPORT + " --covers riket")).contains("line 9: 0001 to 0001 came before already, in line 2");
        write(
                "pairs.csv",
                PAIRS.replace("0003", "0002").replaceAll("0002;0002;1\\+2;2022;9\n|0001;0002;1\\+2;2022;5\n", ""));
        assertThat(run(1, IMPORT + " --covers riket"))
                .contains(
                        "commuting, 2022: nobody goes to or from 0003, though all flows are said to be known of riket");
        write("pairs.csv", PAIRS);
        assertThat(run(1, IMPORT + " --covers lan=01")).contains("covers lan=01: the flows go between areas of kommun");
        write("map.yml", "constant: {indicator: population}\nperiod: ar\nvalue: antal\nwhere: {kon: \"1+2\"}\n");
        assertThat(run(1, IMPORT)).contains("indicator 'population' is not described as a flow in indicators.yml");
        write("map.yml", "constant: {indicator: commuting}\nperiod: ar\nvalue: antal\n");
        write("values.csv", "kod;ar;antal\n0001;2022;1\n");
        assertThat(run(1, "import indicators values.csv --division kommun --vintage 2022 --code kod --mapping map.yml"))
                .contains("'commuting' counts who go from one area to another (flow in indicators.yml)");
    }

    @Test
    void a_restricted_indicator_is_no_flow() throws IOException {
        Files.writeString(
                folder.resolve("config/indicators.yml"),
                "indicators: {commuting: {kind: count, flow: {}, disclosure: {minimum: 10, base: commuting}}}\n");
        assertThat(run(1, IMPORT)).contains("flow: cannot stand beside disclosure");
    }

    private List<String> figures(String indicator) throws IOException {
        Path out = folder.resolve("out.csv");
        Files.deleteIfExists(out);
        run(0, "flows --indicators " + indicator + " --out " + out);
        return Files.readString(out)
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(row -> row[3] + " " + row[4] + ": " + row[7] + " living, " + row[8] + " working, " + row[9]
                        + " within, " + row[10] + " out, " + row[11] + " in, " + row[12] + ", " + row[13] + ", "
                        + row[14]
                        + ", " + row[16] + " " + row[17])
                .toList();
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private String run(int status, String command) {
        List<String> words = new ArrayList<>();
        for (String word : command.split(" ", -1)) {
            boolean file = word.contains(".") && (Files.exists(folder.resolve(word)) || word.equals("no.csv"));
            words.add(file ? folder.resolve(word).toString() : word);
        }
        words.addAll(List.of("--store", folder.resolve("store.gpkg").toString()));
        words.addAll(List.of("--config", folder.resolve("config").toString()));
        StringWriter said = new StringWriter();
        assertThat(Main.run(said, words.toArray(String[]::new)))
                .as(command + "\n" + said)
                .isEqualTo(status);
        assertThat(said.toString()).doesNotContain("\tat ", "Exception");
        return said.toString();
    }
}
