package se.regstat.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.importing.source.Recipe;
import se.regstat.importing.source.Recipes;
import se.regstat.importing.update.Holdings;
import se.regstat.statistics.store.Store;

/** What a store has of all recipes is told without unpacking it for each of them. */
class HoldingsTest {

    @TempDir
    Path directory;

    private Publishers publishers;
    private Fetching fetching;

    @BeforeEach
    void a_store_with_a_grid_a_mask_and_a_code_list() throws IOException {
        publishers = new Publishers();
        publishers.cap = 1000;
        fetching = new Fetching(directory, publishers);
        Country.fill(publishers, fetching);
        fetching.fetch(
                List.of(
                        "regso@2025",
                        "kommun@2025",
                        "deso@2025",
                        "tatort@2023",
                        "built_up",
                        "population_1km@2025",
                        "deso_key_2025"),
                Publishers.KOMMUNER);
    }

    @AfterEach
    void and_gone() {
        publishers.close();
    }

    @Test
    void each_kind_is_read_once_however_many_recipes_are_asked_for() throws IOException {
        Map<String, Integer> calls = new TreeMap<>();
        try (Store store = fetching.store()) {
            Store counting = (Store) Proxy.newProxyInstance(
                    Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                        String call = method.getName() + (arguments == null ? "" : List.of(arguments));
                        calls.merge(call, 1, Integer::sum);
                        return method.invoke(store, arguments);
                    });
            Recipes recipes = fetching.recipes();
            Holdings holdings = new Holdings(counting);
            assertThat(what(holdings, recipes, "population_1km@2025"))
                    .endsWith(" cells")
                    .isNotEqualTo("0 cells");
            assertThat(what(holdings, recipes, "population_1km@2024")).isEqualTo("-");
            assertThat(what(holdings, recipes, "built_up")).isEqualTo("6 polygons");
            assertThat(what(holdings, recipes, "deso_key_2025")).isEqualTo("12 codes");
            assertThat(what(holdings, recipes, "deso_key_2018")).isEqualTo("-");
            assertThat(what(holdings, recipes, "deso@2025")).isEqualTo("12 areas");
            for (Recipe recipe : recipes.all()) holdings.of(recipe.content());
        }
        assertThat(calls).containsKeys("populations", "masks", "codeLists", "vintages", "values");
        assertThat(calls.values()).allMatch(count -> count == 1);
    }

    private static String what(Holdings holdings, Recipes recipes, String id) {
        return holdings.of(recipes.named(List.of(id)).get(0).content()).what();
    }
}
