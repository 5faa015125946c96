package se.regstat.importing.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.regstat.importing.FileRequest.ParentColumn;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.table.TableMapping;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.ConfigurationException;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;

/** The recipes that come with the program, and what is wrong with others. */
class RecipesTest {

    private static final Path CONFIG = Path.of("../../config");

    private static final String DESO = """
        sources:
          deso:
            title: DeSO
            vintages: ["2018", "2025"]
            wfs: {service: https://example.se/wfs, layer: "stat:DeSO_{vintage}", sort: objectid, kommun: kommunkod}
            areas: {code: desokod, parents: {kommun: kommunkod}}
            expected: {hits: {"2018": 5984}, columns: [desokod]}
            licence: CC0-1.0
            source: SCB
            page: https://example.se/deso
            tried: never
        """;

    @TempDir
    Path folder;

    private static Collection<Recipe> ours() {
        return Recipes.read(CONFIG.resolve("sources")).all();
    }

    @Test
    void every_recipe_that_comes_along_can_be_read() {
        assertThat(ours())
                .extracting(Recipe::id)
                .contains("deso@2018", "deso@2025", "regso@2020", "regso@2025", "kommun@2025", "lan@2025")
                .contains("tatort@1980", "tatort@2023", "smaort@1990", "fritidshusomrade@2020")
                .contains("verksamhetsomrade@2020", "handelsomrade@2015", "deso_changes", "valdistrikt@2026")
                .contains("polisomrade@2025", "lau@2024", "nuts3@2024", "population");
        assertThat(ours())
                .filteredOn(recipe -> recipe.id().startsWith("tatort@"))
                .hasSize(10);
        assertThat(ours())
                .filteredOn(recipe -> recipe.id().startsWith("smaort@"))
                .hasSize(8);
        assertThat(ours())
                .filteredOn(recipe -> recipe.id().startsWith("fritidshusomrade@"))
                .hasSize(5);
        assertThat(ours()).allSatisfy(recipe -> {
            assertThat(recipe.title().sv()).isNotBlank();
            assertThat(recipe.title().en()).isNotBlank();
            assertThat(recipe.tried()).isEmpty();
        });
    }

    @Test
    void their_divisions_and_parents_are_described_and_their_columns_expected() {
        Configuration configuration = Configuration.load(CONFIG);
        List<String> described =
                configuration.divisions().stream().map(Division::id).toList();
        for (Recipe recipe : ours()) {
            if (recipe.content() instanceof Content.Areas areas) {
                assertThat(described).contains(areas.vintage().division());
                assertThat(described)
                        .containsAll(areas.parents().stream()
                                .map(ParentColumn::parent)
                                .map(parent -> parent.division())
                                .toList());
                assertThat(recipe.expected().columns())
                        .contains(areas.code())
                        .containsAll(areas.name().stream().toList())
                        .containsAll(areas.where().keySet())
                        .containsAll(areas.parents().stream()
                                .map(ParentColumn::column)
                                .toList());
                if (areas.from() instanceof Place.WfsLayer layer) {
                    assertThat(recipe.expected().columns()).contains(layer.sort());
                    layer.kommun()
                            .ifPresent(column ->
                                    assertThat(recipe.expected().columns()).contains(column));
                }
            } else if (recipe.content() instanceof Content.Grouped grouped) {
                assertThat(described).contains(grouped.vintage().division());
                assertThat(configuration.validity(grouped.vintage()))
                        .as("%s", grouped.vintage())
                        .isPresent();
                if (grouped.members() instanceof Content.Members.Rows rows) {
                    assertThat(recipe.expected().columns())
                            .contains(rows.member(), rows.code())
                            .containsAll(rows.name().stream().toList());
                }
            } else if (recipe.content() instanceof Content.Joined joined) {
                assertThat(described).contains(joined.vintage().division());
                assertThat(configuration.division(joined.from().division()).parents())
                        .contains(joined.vintage().division());
            }
        }
    }

    @Test
    void the_indicators_of_their_tables_are_described_and_so_are_the_years_of_their_vintages() {
        Configuration configuration = Configuration.load(CONFIG);
        List<Content.Table> tables = ours().stream()
                .flatMap(recipe -> recipe.content() instanceof Content.Table table ? Stream.of(table) : Stream.empty())
                .toList();
        assertThat(tables).hasSizeGreaterThan(5).allSatisfy(table -> {
            TableMapping mapping = TableMapping.read(table.mapping());
            assertThat(mapping.indicators()).isNotEmpty().allMatch(configuration::describesIndicator);
            assertThat(mapping.region()).contains(table.region());
            assertThat(mapping.period()).contains(table.time());
            assertThat(mapping.source()).contains(table.table().getPath().replaceFirst(".*/", ""));
            for (VintageId vintage : table.regions().keySet()) {
                assertThat(configuration.validity(vintage)).as("%s", vintage).isPresent();
            }
        });
    }

    @Test
    void key_figures_are_described_and_have_a_title_to_be_known_by() {
        Configuration configuration = Configuration.load(CONFIG);
        List<Content.KeyFigures> all = ours().stream()
                .flatMap(recipe ->
                        recipe.content() instanceof Content.KeyFigures figures ? Stream.of(figures) : Stream.empty())
                .toList();
        assertThat(all).isNotEmpty().allSatisfy(figures -> {
            TableMapping mapping = TableMapping.read(figures.mapping());
            assertThat(mapping.indicators())
                    .hasSameSizeAs(figures.titles().keySet())
                    .allMatch(configuration::describesIndicator);
            assertThat(mapping.names().keySet()).isEqualTo(figures.titles().keySet());
            assertThat(mapping.source()).startsWith("Källa: Kolada");
        });
    }

    @Test
    void a_recipe_is_made_for_each_vintage_with_what_is_known_of_it() throws IOException {
        Files.writeString(folder.resolve("deso.yml"), DESO);

        List<Recipe> read = List.copyOf(Recipes.read(folder).all());

        assertThat(read).extracting(Recipe::id).containsExactly("deso@2018", "deso@2025");
        assertThat(read)
                .extracting(recipe -> recipe.expected().hits())
                .containsExactly(OptionalInt.of(5984), OptionalInt.empty());
        assertThat(read)
                .extracting(recipe -> ((Content.Areas) recipe.content()).from())
                .extracting(from -> ((Place.WfsLayer) from).layer())
                .containsExactly("stat:DeSO_2018", "stat:DeSO_2025");
        assertThat(read.get(0).expected().years()).isEqualTo(YearRange.ALWAYS);
        assertThat(((Place.WfsLayer) ((Content.Areas) read.get(0).content()).from()).kommun())
                .isEqualTo(Optional.of("kommunkod"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tried: never | tried: sometimes | line 11, sources.deso.tried: 'sometimes' should be never",
                "tried: never | tried: 2026-02-30 | line 11, sources.deso.tried: '2026-02-30' is no day",
                "code: desokod | kod: desokod | line 6, sources.deso.areas.kod: unknown key; known here are code, name",
                "https://example.se/wfs | example.se/wfs | line 5, sources.deso.wfs.service: 'example.se/wfs' is not"
                        + " an address",
                "licence: CC0-1.0 | licence: | line 8, sources.deso.licence: is missing",
                "'[\"2018\", \"2025\"]' | '[now]' | line 4, sources.deso.vintages: 'deso@now' is not a division"
                        + " vintage",
                "kommun: kommunkod} | kommun: kommunkod}/    file: {address: 'https:a'} | it comes from one place",
                "hits: {\"2018\": 5984} | hits: {\"2018\": many} | expected.hits.2018: 'many' is not a whole number",
                "page: https://example.se/deso | page: https:// | sources.deso.page",
                "deso: | DeSO: | line 3, sources.DeSO: 'DeSO@0000' is not a division vintage"
            })
    void a_mistake_is_told_with_file_line_and_key(String right, String wrong, String told) throws IOException {
        assertThat(DESO).contains(right);
        Files.writeString(
                folder.resolve("deso.yml"),
                DESO.replaceFirst(java.util.regex.Pattern.quote(right), wrong.replace("}/", "}\n")));

        assertThat(catchThrowableOfType(ConfigurationException.class, () -> Recipes.read(folder)))
                .hasMessageStartingWith(folder.resolve("deso.yml").toString())
                .hasMessageContaining(told);
    }

    @Test
    void a_recipe_told_in_two_files_is_refused() throws IOException {
        Files.writeString(folder.resolve("a.yml"), DESO);
        Files.writeString(folder.resolve("b.yml"), DESO);

        assertThat(catchThrowableOfType(ConfigurationException.class, () -> Recipes.read(folder)))
                .hasMessageContaining("b.yml, line 3, sources.deso: deso@2018 is told twice, also in")
                .hasMessageContaining("a.yml");
    }

    @Test
    void the_sets_that_come_along_have_what_they_need_and_what_stands_apart_says_why() {
        Recipes recipes = Recipes.read(CONFIG.resolve("sources"));

        assertThat(recipes.sets()).extracting(Recipes.RecipeSet::id).containsExactly("borders", "start");
        List<Recipe> begin = recipes.named(List.of("borders", "start"));
        for (Recipe recipe : begin) {
            assertThat(begin.stream().map(one -> one.content().makes().orElse(null)))
                    .as(recipe.id())
                    .containsAll(recipe.content().needs());
        }
        assertThat(recipes.together())
                .hasSize(recipes.all().size() - recipes.apart().size());
        assertThat(recipes.apart().values()).allMatch(why -> !why.sv().equals(why.en()));
    }

    @Test
    void a_set_of_what_there_is_not_or_with_the_name_of_a_recipe_is_refused() throws IOException {
        for (String[] wrong : new String[][] {
            {"sets: {two: {title: Two, recipes: [deso@2019]}}", "there is no recipe 'deso@2019'"},
            {"sets: {deso: {title: Two, recipes: [deso@2018]}}", "there is a recipe of that name"},
            {"sets: {two: {title: Two}}", "sets.two.recipes: is missing"},
            {"apart: {kommun: far}", "there is no recipe 'kommun'"},
        }) {
            Files.writeString(folder.resolve("deso.yml"), DESO + wrong[0] + "\n");
            assertThat(catchThrowableOfType(ConfigurationException.class, () -> Recipes.read(folder)))
                    .hasMessageContaining("line 12, ")
                    .hasMessageContaining(wrong[1]);
        }
        Files.writeString(folder.resolve("deso.yml"), DESO + "sets: {two: {title: Two, recipes: [deso@2025, deso]}}");
        assertThat(Recipes.read(folder).named(List.of("two")))
                .extracting(Recipe::id)
                .containsExactly("deso@2025", "deso@2018");
    }

    @Test
    void an_id_without_a_vintage_is_all_of_them_and_one_that_there_is_not_names_those_like_it() throws IOException {
        Files.writeString(folder.resolve("deso.yml"), DESO);
        Recipes recipes = Recipes.read(folder);

        assertThat(recipes.named(List.of("deso@2025", "deso")))
                .extracting(Recipe::id)
                .containsExactly("deso@2025", "deso@2018");
        assertThat(catchThrowableOfType(ImportException.class, () -> recipes.named(List.of("deso@2052"))))
                .hasMessageContaining("did you mean")
                .hasMessageContaining("deso@2025");
    }
}
