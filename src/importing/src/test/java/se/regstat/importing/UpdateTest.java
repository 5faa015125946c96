package se.regstat.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.importing.download.Downloads;
import se.regstat.importing.download.Http;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Progress;
import se.regstat.importing.source.Fetch;
import se.regstat.importing.source.Gathered;
import se.regstat.importing.source.Recipe;
import se.regstat.importing.update.Asked;
import se.regstat.importing.update.Comparison;
import se.regstat.importing.update.Figure;
import se.regstat.importing.update.Finding;
import se.regstat.importing.update.Finding.Kind;
import se.regstat.importing.verify.NewVintages;
import se.regstat.importing.verify.Verification;
import se.regstat.importing.verify.Verified;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.FetchRecord;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** A year later: what the imitated publishers have that a store does not, and recipes held against them. */
class UpdateTest {

    private static final List<String> IDS = List.of("deso@2018", "deso@2025", "population");

    @TempDir
    Path directory;

    private Publishers publishers;
    private PxWebServer database;
    private Fetching fetching;
    private Configuration configuration;

    @BeforeEach
    void publishers_are_there_and_were_fetched_from() throws IOException {
        publishers = new Publishers();
        database = new PxWebServer();
        database.maxCells = 150_000;
        variables(2025, "_DeSO2025");
        fetching = new Fetching(directory, publishers);
        fetching.otherwise.put(
                publishers.base() + "/statistikdatabasen.scb.se/api/v2/tables/TAB6574",
                database.second().toString().replaceFirst("\\?.*", ""));
        fetching.fetch(IDS, Publishers.KOMMUNER);
        configuration = configuration();
    }

    /** Ours, but that the population's noise is known. */
    private Configuration configuration() throws IOException {
        return configuration("tolerance: 9");
    }

    /** @param population what is said of it */
    private Configuration configuration(String population) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("tolerant"));
        for (String file : List.of("regstat.yml", "divisions.yml", "indicators.yml")) {
            String text = Files.readString(Fetching.CONFIG.resolve(file));
            Files.writeString(
                    folder.resolve(file),
                    text.replaceFirst("(?m)^  population:\\R", "  population:\n    " + population + "\n"));
        }
        return Configuration.load(folder);
    }

    private void variables(int last, String... endings) {
        List<String> regions = new ArrayList<>();
        for (String kommun : Publishers.KOMMUNER) {
            for (int i = 1; i <= 4; i++) {
                for (String ending : endings) regions.add(kommun + "A00" + i + "0" + ending);
                regions.add(kommun + "A00" + i + (i == 4 ? "5" : "0"));
            }
        }
        List<String> ages = new ArrayList<>(List.of("totalt", "-4"));
        for (int from = 5; from < 80; from += 5) ages.add(from + "-" + (from + 4));
        ages.add("80-");
        database.variable("Region", regions.toArray(String[]::new))
                .variable("Alder", ages.toArray(String[]::new))
                .variable("Kon", "1", "2", "1+2")
                .variable("ContentsCode", "000007Y7")
                .variable(
                        "Tid",
                        IntStream.rangeClosed(2010, last)
                                .mapToObj(Integer::toString)
                                .toArray(String[]::new));
    }

    @AfterEach
    void and_gone() {
        publishers.close();
        database.close();
    }

    private List<Finding> update(List<String> ids, boolean apply) throws IOException {
        return update(ids, apply, false);
    }

    private List<Finding> update(List<String> ids, boolean apply, boolean replace) throws IOException {
        StoreUrl.GeoPackage url = fetching.url;
        Asked asked;
        try (Store store = fetching.store()) {
            asked = Asked.of(store, fetching.recipes(), ids, List.of(), replace || !apply);
        }
        try (Downloads downloads = Downloads.into(
                        directory.resolve("downloads"), new Http(fetching.clock), fetching.clock, Progress.NONE);
                Gathered gathered = new Fetch(configuration, epsg -> geometry -> geometry, downloads, Progress.NONE)
                        .gather(url, !apply)) {
            Comparison comparison = new Comparison(
                    configuration,
                    store -> Set.of("vintages " + store.vintages().size()));
            gathered.add(asked.wanted(), comparison);
            List<Finding> found = new ArrayList<>(
                    NewVintages.of(fetching.recipes().all(), asked.recipes(), downloads, Progress.NONE));
            found.addAll(comparison.findings(gathered.copy()));
            if (apply) gathered.store();
            return found;
        }
    }

    private static List<String> texts(List<Finding> findings, Kind kind) {
        return findings.stream()
                .filter(finding -> finding.kind() == kind)
                .map(finding -> finding.text().en())
                .toList();
    }

    @Test
    void where_nothing_changed_nothing_is_found_and_the_store_stays_as_it_is() throws IOException {
        byte[] before = Files.readAllBytes(fetching.url.file());

        assertThat(update(List.of(), false)).isEmpty();
        assertThat(update(List.of(), true)).isEmpty();

        assertThat(Files.readAllBytes(fetching.url.file())).isEqualTo(before);
    }

    @Test
    void a_new_year_is_found_and_taken_when_that_is_said() throws IOException {
        variables(2026, "_DeSO2025");

        List<Finding> found = update(List.of(), false);
        assertThat(texts(found, Kind.YEAR))
                .singleElement()
                .asString()
                .startsWith("deso@2025 2026: 12 areas, age_0_19, age_0_4, ")
                .contains("population");
        assertThat(found).extracting(Finding::kind).containsOnly(Kind.YEAR);
        assertThat(years("deso@2025")).containsExactly(2024, 2025);

        update(List.of(), true);
        assertThat(years("deso@2025")).containsExactly(2024, 2025, 2026);
        assertThat(update(List.of(), false)).isEmpty();
    }

    @Test
    void a_year_that_is_withdrawn_is_told_and_goes_only_where_that_is_said_and_where_it_came_from_is_kept()
            throws IOException {
        variables(2026, "_DeSO2025");
        update(List.of(), true);
        variables(2025, "_DeSO2025");

        List<Finding> found = update(List.of(), false);

        assertThat(found).extracting(Finding::kind).containsOnly(Kind.GONE);
        assertThat(found)
                .filteredOn(finding -> finding.about().equals("population deso@2025 2026"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.text().en())
                            .isEqualTo("population deso@2025 2026, withdrawn, with all its figures: 12");
                    assertThat(finding.text().sv())
                            .isEqualTo("population deso@2025 2026, indraget, med alla värden: 12");
                    assertThat(finding.figures()).hasSize(10).allMatch(figure -> figure.after()
                            .equals("-"));
                });
        assertThat(years("deso@2025")).containsExactly(2024, 2025, 2026);
        assertThat(catchThrowableOfType(ImportException.class, () -> update(List.of("population"), true)))
                .hasMessageContaining("population does not have any more what the store has from there of deso@2025")
                .hasMessageContaining("population 2026")
                .hasMessageContaining("--replace");
        assertThat(fetching.refused(List.of("population"), Publishers.KOMMUNER)).hasMessageContaining("--replace");
        assertThat(years("deso@2025")).containsExactly(2024, 2025, 2026);

        update(List.of(), true, true);

        assertThat(years("deso@2025")).containsExactly(2024, 2025);
        try (Store store = fetching.store()) {
            assertThat(store.values()).noneMatch(set -> set.year() == 2026);
            assertThat(store.replacedValues())
                    .filteredOn(replaced -> replaced.indicator().equals("population") && replaced.year() == 2026)
                    .hasSize(1);
        }
        assertThat(update(List.of(), false)).isEmpty();
    }

    @Test
    void what_came_from_elsewhere_is_not_taken_for_withdrawn_and_a_fetch_that_replaces_says_what_goes()
            throws IOException {
        try (Store store = Store.open(fetching.url)) {
            PublishedValues of = store.values(Set.of("population")).get(0);
            Provenance own = new Provenance(Instant.parse("2026-11-30T11:00:00Z"), "own.csv", "", "");
            store.writeValues(List.of(new PublishedValues(
                    "population", of.vintage(), 2003, of.codes(), of.values(), of.statuses(), own)));
            PublishedValues other = new PublishedValues(
                    "population", of.vintage(), 2004, of.codes(), of.values(), of.statuses(), of.provenance());
            store.writeValues(List.of(other));
        }
        assertThat(texts(update(List.of(), false), Kind.GONE))
                .containsExactly("population deso@2018 2004, withdrawn, with all its figures: 12");

        assertThat(fetching.fetch(List.of("population"), Publishers.KOMMUNER, true)
                        .get(0)
                        .notes())
                .anyMatch(note -> note.startsWith("it takes away population 2004 of deso@2018, which http"));

        assertThat(years("deso@2018")).contains(2003).doesNotContain(2004);
    }

    private List<Integer> years(String vintage) {
        try (Store store = fetching.store()) {
            return store.values().stream()
                    .filter(set -> set.indicator().equals("population"))
                    .filter(set -> set.vintage().equals(VintageId.parse(vintage)))
                    .map(PublishedValues::year)
                    .toList();
        }
    }

    @Test
    void corrected_figures_are_told_old_and_new_and_how_many_go_beyond_the_tolerance() throws IOException {
        database.corrected.put("1401A0020_DeSO2025", 8);
        database.corrected.put("1480A0010_DeSO2025", 500);

        List<Finding> found = update(List.of("population"), false);

        assertThat(texts(found, Kind.REVISED))
                .contains("population deso@2025 2025, figures corrected: 2 of 12, by more than the tolerance of 9: 1");
        assertThat(found)
                .filteredOn(finding -> finding.about().equals("population deso@2025 2025"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.REVISED);
                    assertThat(finding.count()).isEqualTo(2);
                    assertThat(finding.beyond()).isEqualTo(1);
                    assertThat(finding.figures())
                            .containsExactly(new Figure("1480A0010", "25", "525"), new Figure("1401A0020", "50", "58"));
                });
        assertThat(found).allMatch(finding -> finding.about().contains("deso@2025"));
    }

    @Test
    void of_restricted_indicators_it_is_told_how_many_figures_are_other_and_none_of_them() throws IOException {
        configuration = configuration("disclosure: {minimum: 10, base: population}");
        database.corrected.put("1480A0010_DeSO2025", 500);

        assertThat(update(List.of("population"), false))
                .filteredOn(finding -> finding.about().equals("population deso@2025 2025"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.count()).isEqualTo(1);
                    assertThat(finding.figures()).isEmpty();
                });
    }

    @Test
    void where_corrected_figures_came_from_before_is_kept() throws IOException {
        String before;
        try (Store store = fetching.store()) {
            assertThat(store.replacedValues()).isEmpty();
            before = checksum(store);
        }
        database.corrected.put("1480A0010_DeSO2025", 500);

        update(List.of("population"), true);

        try (Store store = fetching.store()) {
            assertThat(checksum(store)).isNotEqualTo(before);
            assertThat(store.replacedValues())
                    .filteredOn(replaced -> replaced.indicator().equals("population") && replaced.year() == 2025)
                    .singleElement()
                    .satisfies(replaced ->
                            assertThat(replaced.provenance().checksum()).isEqualTo(before));
        }
    }

    private static String checksum(Store store) {
        return store.values().stream()
                .filter(set -> set.indicator().equals("population") && set.year() == 2025)
                .findFirst()
                .orElseThrow()
                .provenance()
                .checksum();
    }

    @Test
    void areas_with_other_borders_and_areas_that_are_gone_are_told_apart() throws IOException {
        List<Map<String, Object>> deso = publishers.layers.get("stat:DeSO_2025");
        deso.get(11).put("geometry", "331000 6400000,332000 6400000,332000 6401500,331000 6401500,331000 6400000");
        deso.remove(0);

        List<Finding> found = update(List.of("deso@2025"), false);

        assertThat(texts(found, Kind.AREAS))
                .containsExactly(
                        "deso@2025, areas that are gone: 1 (1401A0010)", "deso@2025, areas with other borders: 1");
        assertThat(found)
                .filteredOn(finding -> !finding.figures().isEmpty())
                .singleElement()
                .satisfies(finding -> assertThat(finding.figures())
                        .containsExactly(new Figure("1480A0040", "1.0000 km²", "1.5000 km²")));
        assertThat(catchThrowableOfType(ImportException.class, () -> update(List.of("deso@2025"), true)))
                .hasMessageContaining("--replace");
    }

    @Test
    void a_layer_of_a_later_year_and_codes_with_another_ending_are_told_that_no_recipe_has() throws IOException {
        publishers.layers.put("stat:DeSO_2027", publishers.layers.get("stat:DeSO_2025"));
        publishers.layers.put("stat:DeSO_1066", publishers.layers.get("stat:DeSO_2025"));
        variables(2025, "_DeSO2025", "_DeSO2027");

        assertThat(texts(update(List.of(), false), Kind.UPSTREAM))
                .containsExactlyInAnyOrder(
                        "the layer stat:DeSO_2027, beside what the recipe deso@2018 fetches",
                        "12 codes that end in _DeSO2027, beside what the recipe population fetches");
    }

    @Test
    void a_vintage_that_is_there_now_breaks_the_series() throws IOException {
        try (Store store = Store.open(fetching.url)) {
            store.remove(VintageId.parse("deso@2025"));
        }
        fetching.fetch(List.of("deso@2025"), Publishers.KOMMUNER);

        List<Finding> found = update(List.of("population"), false);

        assertThat(found).extracting(Finding::about).contains("2023 deso@2018, 2024 deso@2025");
        assertThat(texts(found, Kind.BREAK)).singleElement().asString().contains("population");
    }

    @Test
    void years_that_came_late_break_the_series_before_those_that_were_there() throws IOException {
        try (Store store = Store.open(fetching.url)) {
            store.remove(VintageId.parse("deso@2018"));
        }
        fetching.fetch(List.of("deso@2018"), Publishers.KOMMUNER);

        List<Finding> found = update(List.of("population"), false);

        assertThat(found)
                .filteredOn(finding -> finding.kind() == Kind.BREAK)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.about()).isEqualTo("2023 deso@2018, 2024 deso@2025");
                    assertThat(finding.text().en()).contains("population");
                });
    }

    @Test
    void codes_that_a_list_has_not_any_more_and_those_it_has_now_are_told_in_both_languages() throws IOException {
        String key =
                "/www.scb.se/contentassets/923c3627a8a042a5b9215e8ff3bde0a3/koppling-deso2025-regso2025_2026-03-25.xlsx";
        fetching.otherwise.put("hits: 6160", "hits: 12");
        publishers.files.put(key, Country.key("2025", "2025"));
        fetching.fetch(List.of("deso_key_2025", "regso@2025"), Publishers.KOMMUNER);
        publishers.files.put(
                key,
                new String(publishers.files.get(key), StandardCharsets.UTF_8)
                        .replace("1480A0040", "1480A0050")
                        .getBytes(StandardCharsets.UTF_8));

        List<Finding> found = update(List.of("deso_key_2025"), false);

        assertThat(texts(found, Kind.CHECK)).singleElement().asString().contains("not in its code list", "1480A0040");
        assertThat(found)
                .filteredOn(finding -> finding.kind() == Kind.OTHER)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.text().sv())
                            .isEqualTo("kodlistan för deso@2025: 12 områden; nya: 1480A0050; borta: 1480A0040");
                    assertThat(finding.text().en())
                            .isEqualTo("code list of deso@2025: 12 areas; new: 1480A0050; gone: 1480A0040");
                });
    }

    @Test
    void what_is_excepted_is_not_asked_for() throws IOException {
        try (Store store = fetching.store()) {
            List<Recipe> except = fetching.recipes().named(List.of("deso@2018"));
            assertThat(Asked.of(store, fetching.recipes(), List.of(), except, false)
                            .ids())
                    .containsExactly("deso@2025", "population");
            assertThat(catchThrowableOfType(
                            ImportException.class,
                            () -> Asked.of(store, fetching.recipes(), List.of("deso@2018"), except, false)))
                    .hasMessage("--except leaves nothing to ask for");
        }
    }

    @Test
    void what_was_removed_or_never_fetched_is_not_asked_for() throws IOException {
        try (Store store = Store.open(fetching.url)) {
            store.remove(VintageId.parse("deso@2018"));
        }
        try (Store store = fetching.store()) {
            Asked asked = Asked.of(store, fetching.recipes(), List.of(), List.of(), false);
            assertThat(asked.ids()).containsExactly("deso@2025", "population");
            assertThat(asked.notes()).singleElement().asString().contains("deso@2018 was fetched and removed since");
            assertThat(asked.wanted()).allMatch(wanted -> wanted.kommuner().equals(Publishers.KOMMUNER));
            assertThat(catchThrowableOfType(
                            ImportException.class,
                            () -> Asked.of(store, fetching.recipes(), List.of("tatort@2023"), List.of(), false)))
                    .hasMessageContaining("tatort@2023 was not fetched into this store");
        }
    }

    @Test
    void a_key_that_an_earlier_version_fetched_and_did_not_keep_is_asked_for_again() throws IOException {
        fetching.fetch(List.of("regso@2025"), Publishers.KOMMUNER);
        try (Store store = Store.open(fetching.url)) {
            store.writeFetch(new FetchRecord("deso_key_2025", Publishers.KOMMUNER, Instant.EPOCH));
        }
        try (Store store = fetching.store()) {
            Asked asked = Asked.of(store, fetching.recipes(), List.of(), List.of(), false);
            assertThat(asked.ids()).contains("deso_key_2025");
            assertThat(asked.notes()).isEmpty();
        }
        try (Store store = Store.open(fetching.url)) {
            store.remove(VintageId.parse("regso@2025"));
        }
        try (Store store = fetching.store()) {
            Asked asked = Asked.of(store, fetching.recipes(), List.of(), List.of(), false);
            assertThat(asked.ids()).doesNotContain("deso_key_2025");
            assertThat(asked.notes()).anyMatch(note -> note.startsWith("deso_key_2025 was fetched and removed since"));
        }
    }

    @Test
    void on_a_bad_day_a_sentence_says_so_and_the_store_stays_as_it_is() throws IOException {
        byte[] before = Files.readAllBytes(fetching.url.file());
        Map<String, Consumer<Publishers>> days = new LinkedHashMap<>();
        days.put("gave a web page", server -> server.webPage = true);
        days.put("no connection to the database", server -> server.failing = true);
        days.put("has no layer stat:DeSO_2018", server -> server.layers.remove("stat:DeSO_2018"));
        for (Map.Entry<String, Consumer<Publishers>> day : days.entrySet()) {
            publishers.webPage = false;
            publishers.failing = false;
            day.getValue().accept(publishers);
            ImportException refusal =
                    catchThrowableOfType(ImportException.class, () -> update(List.of("deso@2018"), true));
            assertThat(refusal).hasMessageContaining(day.getKey());
            assertThat(Files.readAllBytes(fetching.url.file())).isEqualTo(before);
        }
        variables(2024, "_DeSO2025");
        assertThat(catchThrowableOfType(ImportException.class, () -> update(List.of("population"), true)))
                .hasMessageContaining("has no values of deso@2025 for 2025");
        assertThat(Files.readAllBytes(fetching.url.file())).isEqualTo(before);
    }

    // ---- recipes held against services

    private Verified verified(String id) throws IOException {
        Recipe recipe = fetching.recipes().named(List.of(id)).get(0);
        Http http = new Http(fetching.clock);
        try (Downloads downloads =
                Downloads.into(Files.createTempDirectory(directory, "verify"), http, fetching.clock, Progress.NONE)) {
            return new Verification(downloads, http, Progress.NONE).of(recipe);
        }
    }

    @Test
    void a_recipe_that_is_as_its_service_says_is_verified() throws IOException {
        assertThat(verified("deso@2025")).satisfies(one -> {
            assertThat(one.differences()).isEmpty();
            assertThat(one.seen()).containsExactly("the layer is there with 7 attributes and 12 features");
        });
        publishers.files.put(
                "/www.scb.se/contentassets/923c3627a8a042a5b9215e8ff3bde0a3/deso-historiska-forandringar-2025-09-19.xlsx",
                publishers.files.get("/changes.xlsx"));
        assertThat(verified("deso_changes").seen()).singleElement().asString().contains("there is a file");
    }

    @Test
    void all_that_differs_is_told() throws IOException {
        publishers.layers.get("stat:DeSO_2025").forEach(feature -> {
            feature.put("deso", feature.remove("desokod"));
            feature.remove("version");
        });
        publishers.layers.get("stat:DeSO_2025").remove(0);
        assertThat(verified("deso@2025").differences())
                .hasSize(3)
                .anyMatch(text -> text.startsWith("there is no attribute 'desokod'; did you mean"))
                .anyMatch(text -> text.startsWith("there is no attribute 'version'"))
                .contains("there are 11 features, and 12 are expected");

        publishers.layers.put("stat:DeSO.2018", publishers.layers.remove("stat:DeSO_2018"));
        assertThat(verified("deso@2018").differences())
                .singleElement()
                .asString()
                .startsWith("there is no layer stat:DeSO_2018; did you mean");

        assertThat(verified("deso_changes").differences())
                .singleElement()
                .asString()
                .contains("answers 404");
        publishers.webPage = true;
        assertThat(verified("deso_changes").differences()).containsExactly("there is a web page in place of the file");
    }

    @Test
    void what_only_a_fetch_can_tell_is_not_verified() throws IOException {
        assertThat(verified("kolada").state()).isEqualTo("not verified");
        assertThat(verified("deso@2025").state()).isEqualTo("as expected");
    }

    @Test
    void codes_that_a_table_calls_something_else_differ() throws IOException {
        fetching.otherwise.put(
                publishers.base() + "/statistikdatabasen.scb.se/api/v2/tables/TAB6571",
                database.second().toString().replaceFirst("\\?.*", ""));
        database.variable("UtlBakgrund", "1", "2", "SA").variable("ContentsCode", "000007Y4");
        database.labels.put("UtlBakgrund", Map.of("1", "svensk bakgrund", "2", "utländsk bakgrund", "SA", "totalt"));

        assertThat(verified("background").differences())
                .anyMatch(text -> text.contains("calls 1 of UtlBakgrund 'svensk bakgrund'"));
    }

    @Test
    void a_table_is_held_against_its_variables_codes_and_years() throws IOException {
        assertThat(verified("population").seen()).contains("12 codes of deso@2018", "12 codes of deso@2025");
        assertThat(verified("population").differences())
                .allMatch(text -> text.startsWith("no code of Region is as"))
                .hasSize(4);

        variables(2024, "_DeSO2025", "_DeSO2027");
        database.variable("ContentsCode", "000007Y8").variable("Kon", "1", "2");
        assertThat(verified("population").differences())
                .contains(
                        "ContentsCode has no code '000007Y7'; there are 000007Y8",
                        "Kon has no code '1+2'; there are 1, 2",
                        "there are no years 2025",
                        "12 codes of Region end in _DeSO2027, which no mask has");
    }
}
