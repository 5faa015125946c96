package se.regstat.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.importing.check.StoreCheck;
import se.regstat.importing.source.Fetched;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.CodeList;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** Divisions that are groups of kommuner, by code lists of PxWeb and by a workbook. */
class GroupsFetchTest {

    private static final String LIST = "/statistikdatabasen.scb.se/api/v2/codelists/agg_RegionLA2018";
    private static final List<String> ALL = List.of("la@2018", "regso@2025", "kommun@2025");

    @TempDir
    Path directory;

    private Publishers publishers;
    private Fetching fetching;

    @BeforeEach
    void publishers_are_there() throws IOException {
        publishers = new Publishers();
        fetching = new Fetching(directory, publishers);
        fetching.otherwise.put("{\"2018\": 69}", "{\"2018\": 2}");
        list("""
            {"code": "LA1", "label": "Kusten", "valueMap": ["1401", "1402"]},
            {"code": "LA2", "label": "Göteborg", "valueMap": ["1480"]}\
            """);
    }

    @AfterEach
    void and_gone() {
        publishers.close();
    }

    /** As version 2 of the API answers. */
    private void list(String values) {
        publishers.files.put(LIST, """
            {"id": "agg_RegionLA2018", "label": "LA 2018", "language": "sv", "type": "Aggregation",
             "values": [%s], "links": []}\
            """.formatted(values).getBytes(StandardCharsets.UTF_8));
    }

    private List<Area> areas(String vintage) {
        try (Store store = fetching.store()) {
            return store.areas(VintageId.parse(vintage));
        }
    }

    @Test
    void a_code_list_says_which_kommuner_are_joined_and_what_the_groups_are_called() throws IOException {
        assertThat(fetching.fetch(ALL, List.of()))
                .extracting(fetched -> fetched.recipe().id())
                .containsExactly("regso@2025", "kommun@2025", "la@2018");

        assertThat(areas("la@2018")).extracting(Area::code).containsExactly("LA1", "LA2");
        assertThat(areas("la@2018")).extracting(Area::name).containsExactly("Kusten", "Göteborg");
        assertThat(areas("la@2018")).extracting(Area::areaKm2).containsExactly(8.0, 4.0);
        try (Store store = fetching.store()) {
            assertThat(store.vintage(VintageId.parse("la@2018")).orElseThrow().completeWithin())
                    .contains("riket");
        }
        try (Store store = fetching.store()) {
            assertThat(store.codeLists()).singleElement().satisfies(list -> {
                assertThat(list.vintage()).isEqualTo(VintageId.parse("la@2018"));
                assertThat(list.areas())
                        .containsExactly(
                                new CodeList.Listed("LA1", "Kusten", Map.of()),
                                new CodeList.Listed("LA2", "Göteborg", Map.of()));
            });
        }
        assertThat(publishers.asked).anyMatch(address -> address.endsWith("agg_RegionLA2018?lang=sv"));
        assertThat(fetching.fetch(ALL, List.of())).allMatch(Fetched::isKnown);
    }

    @Test
    void a_group_whose_kommuner_are_not_all_there_is_left_out_rather_than_too_small() throws IOException {
        List<Fetched> fetched = fetching.fetch(ALL, List.of("1401", "1480"));

        assertThat(areas("la@2018")).extracting(Area::code).containsExactly("LA2");
        assertThat(fetched.get(2).notes())
                .anyMatch(note -> note.contains(
                        "1 areas of la@2018 were left out, since kommun@2025 does not have all of their members"));
        try (Store store = fetching.store()) {
            assertThat(store.vintage(VintageId.parse("la@2018")).orElseThrow().completeWithin())
                    .contains("none");
        }
    }

    @Test
    void what_no_group_has_and_what_two_have_is_refused_and_so_is_another_number_of_groups() throws IOException {
        list("{\"code\": \"LA1\", \"label\": \"Kusten\", \"valueMap\": [\"1401\", \"1402\"]}");
        assertThat(fetching.refused(ALL, List.of()).reasons())
                .anyMatch(reason -> reason.contains("1 groups, and 2 are expected"));

        list("""
            {"code": "LA1", "label": "Kusten", "valueMap": ["1401"]},
            {"code": "LA2", "label": "Göteborg", "valueMap": ["1480"]}\
            """);
        assertThat(fetching.refused(ALL, List.of()).reasons())
                .anyMatch(reason -> reason.contains("1402: it is in no group of la@2018"));

        list("""
            {"code": "LA1", "label": "Kusten", "valueMap": ["1401", "1402"]},
            {"code": "LA2", "label": "Göteborg", "valueMap": ["1480", "1402"]}\
            """);
        assertThat(fetching.refused(ALL, List.of()).reasons())
                .anyMatch(reason -> reason.contains("has 1402 in two groups, LA1 and LA2"));

        publishers.files.put(LIST, "{\"id\": \"x\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(fetching.refused(ALL, List.of()).reasons())
                .anyMatch(reason -> reason.contains("is no code list with members"));
    }

    @Test
    void a_workbook_in_which_codes_lost_their_zeros_says_which_kommuner_belong_together() throws IOException {
        publishers.layers.get("stat:RegSO_2025").stream()
                .filter(feature -> feature.get("kommunkod").equals("1401"))
                .forEach(feature -> feature.put("kommunkod", "0114"));
        String file =
                "/tillvaxtverket.se/download/18.8fc3d8b1855c7f9043216/1672314363587/FA-regioner 2015 års indelning"
                        + " (1).xlsx";
        List<String> all = List.of("fa@2015", "kommun@2025", "regso@2025");
        publishers.files.put(file, workbook("KommunKod"));

        List<Fetched> fetched = fetching.fetch(all, List.of());

        assertThat(areas("fa@2015")).extracting(Area::code).containsExactly("01", "07");
        assertThat(areas("fa@2015")).extracting(Area::name).containsExactly("Öst", "Väst");
        assertThat(areas("fa@2015")).extracting(Area::areaKm2).containsExactly(4.0, 8.0);
        assertThat(fetched.get(2).notes())
                .contains("fa@2015: 1 codes of kommun had lost the zero they begin with, as numbers do in workbooks; it"
                        + " was put back");

        publishers.files.put(file, workbook("Kommunkod"));
        assertThat(fetching.refused(List.of("fa@2015"), List.of()))
                .hasMessageContaining("has no column 'KommunKod'; its columns are: FA15Nr, FA15Namn, Kommunkod")
                .hasMessageContaining("look at https://tillvaxtverket.se/");
    }

    @Test
    void a_key_is_held_against_the_store_and_what_differs_is_warned_of() throws IOException {
        fetching.otherwise.put("hits: 6160", "hits: 12");
        StringBuilder rows = new StringBuilder();
        for (String kommun : Publishers.KOMMUNER) {
            for (int i = 1; i <= 4; i++) {
                int regso = kommun.equals("1480") && i == 4 ? 1 : (i + 1) / 2;
                rows.append(
                        "%s;X;%sA00%d0;Område  %d;%sR00%d%n".formatted(kommun, kommun, i, (i - 1) / 2, kommun, regso));
            }
        }
        publishers.files.put(
                "/www.scb.se/contentassets/923c3627a8a042a5b9215e8ff3bde0a3/koppling-deso2025-regso2025_2026-03-25.xlsx",
                ("Koppling\n\nKommun;Kommunnamn;DeSO_2025;RegSO_2025;RegSOkod_2025\n" + rows)
                        .getBytes(StandardCharsets.UTF_8));

        List<Fetched> fetched =
                fetching.fetch(List.of("deso_key_2025", "deso@2025", "regso@2025"), Publishers.KOMMUNER);

        assertThat(fetched.get(2).recipe().id()).isEqualTo("deso_key_2025");
        assertThat(fetched.get(2).summary())
                .containsExactly(
                        "deso_key_2025: the code list of deso@2025 with 12 areas; of 11 that are in the store, it"
                                + " and the list say the same of where they lie");
        assertThat(fetched.get(2).warnings())
                .containsExactly(
                        "1 areas of deso@2025 lie in others of regso@2025 than the table says: 1480A0040 (1480R002,"
                                + " and 1480R001 by the table)",
                        "deso_key_2025: its code list names parts that the store lacks, or places some elsewhere, which"
                                + " ends the sums of 2 areas of regso@2025 from deso@2025: 1480R001, 1480R002");
        try (Store store = fetching.store()) {
            CodeList list = store.codeLists().get(0);
            assertThat(list.vintage()).isEqualTo(VintageId.parse("deso@2025"));
            assertThat(list.importedFrom()).contains("koppling-deso2025-regso2025_2026-03-25");
            assertThat(list.source()).isEqualTo("SCB, öppna geodata");
            assertThat(list.areas()).hasSize(12);
            assertThat(list.areas().get(11))
                    .isEqualTo(new CodeList.Listed("1480A0040", "", Map.of("regso", "1480R001", "kommun", "1480")));
        }
        assertThat(fetching.fetch(List.of("deso_key_2025"), Publishers.KOMMUNER))
                .allMatch(Fetched::isKnown);
    }

    @Test
    void names_of_a_key_are_held_against_the_store_by_codes_with_their_zeros() throws IOException {
        try (Store store = fetching.url.open(StoreUrl.Mode.CREATE)) {
            Area lan = TestAreas.square("01", 0, Map.of());
            store.write(
                    TestAreas.vintage(VintageId.parse("lan@2025")),
                    List.of(new Area("01", "Ett", Optional.empty(), Map.of(), lan.geometry(), OptionalDouble.empty())),
                    List.of());
            store.write(
                    TestAreas.vintage(VintageId.parse("kommun@2025"), "lan"),
                    List.of(TestAreas.square("0114", 0, Map.of("lan", "01"))),
                    List.of());
        }
        fetching.otherwise.put(
                "hits: 6160, columns: [Kommun, Kommunnamn, DeSO_2025, RegSO_2025, RegSOkod_2025]", "hits: 1");
        fetching.otherwise.put(
                "of: deso@2025, in: regso@2025, code: DeSO_2025, within: RegSOkod_2025, name: RegSO_2025, parents: {kommun:"
                        + " Kommun}",
                "of: kommun@2025, in: lan@2025, code: Kommun, within: Lan, name: Namn");
        publishers.files.put(
                "/www.scb.se/contentassets/923c3627a8a042a5b9215e8ff3bde0a3/koppling-deso2025-regso2025_2026-03-25.xlsx",
                "Koppling\n\nKommun;Lan;Namn\n114;1;Ett\n".getBytes(StandardCharsets.UTF_8));

        Fetched key = fetching.fetch(List.of("deso_key_2025"), List.of()).get(0);

        assertThat(key.summary()).singleElement().asString().contains("of 1 that are in the store");
        assertThat(key.warnings()).isEmpty();
    }

    @Test
    void a_key_of_the_country_tells_what_a_part_of_it_lacks() throws IOException {
        publishers.layers.get("stat:DeSO_2025").removeIf(feature -> feature.get("desokod")
                .equals("1480A0030"));
        fetching.otherwise.put("hits: 6160", "hits: 12");
        publishers.files.put(
                "/www.scb.se/contentassets/923c3627a8a042a5b9215e8ff3bde0a3/koppling-deso2025-regso2025_2026-03-25.xlsx",
                Country.key("2025", "2025"));

        List<Fetched> fetched = fetching.fetch(
                List.of("deso_key_2025", "deso@2025", "regso@2025", "kommun@2025"), List.of("1401", "1480"));

        assertThat(fetched.stream().flatMap(one -> one.warnings().stream()))
                .as("whose sums end")
                .contains(
                        "deso_key_2025: its code list names parts that the store lacks, or places some elsewhere, which"
                                + " ends the sums of 1 areas of kommun@2025 from deso@2025: 1480");
        try (Store store = fetching.store()) {
            assertThat(StoreCheck.of(store, Configuration.load(Fetching.CONFIG)))
                    .extracting(StoreCheck.Finding::text)
                    .anyMatch(text -> text.startsWith("deso@2025: 5 areas of its code list (")
                            && text.endsWith(".xlsx, 12 areas) are not here:"
                                    + " 1402A0010, 1402A0020, 1402A0030, 1402A0040, 1480A0030"))
                    .contains(
                            "kommun@2025: of 1480 the areas 1480A0030 of deso@2025 are not in it here, as a code list,"
                                    + " another vintage or the change log tells, so nothing is summed from the others;"
                                    + " import them too");
        }
    }

    private static byte[] workbook(String member) throws IOException {
        List<List<Object>> rows = List.of(
                List.of("FA15Nr", "FA15Namn", member),
                List.of("01", "Öst", 114),
                List.of("07", "Väst", 1402),
                List.of("07", "Väst", 1480));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "Tillvaxtverket", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("FA15");
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < 3; column++) {
                    if (rows.get(row).get(column) instanceof Integer number) sheet.value(row, column, number);
                    else sheet.value(row, column, rows.get(row).get(column).toString());
                }
            }
        }
        return out.toByteArray();
    }
}
