package se.regstat.standalone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tree of layers that the browser of QGIS shows of the demo, each level in the order of the alphabet. */
@Needs(Need.QGIS)
class QgisTreeTest {

    @Test
    void layers_are_shown_under_their_theme_and_division() {
        String url = RunningHost.ofDemo().url() + "/wms";
        StringBuilder tree = new StringBuilder();
        tell(
                Programs.script(
                        List.of(
                                Programs.PYTHON,
                                Programs.scripts()
                                        .resolve("qgis_tree_client.py")
                                        .toString()),
                        Map.of("url", url)),
                "",
                tree);
        assertThat(tree.toString().replace("DEMO, fictional data: ", ""))
                .startsWith("""
                        Statistical divisions of Sweden/
                          Divisions/
                            Counties (län) 2025
                            Current divisions
                            Municipalities (kommuner) 2025
                            Demographic statistical areas (DeSO)/
                              Changes in DeSO 2018–2025
                              Demographic statistical areas (DeSO) 2018
                              Demographic statistical areas (DeSO) 2025
                        """)
                .contains("""
                            Population/
                              Counties (län)/
                                Population density, län
                                Population, län
                        """)
                .contains("""
                            Region of birth and background/
                        """)
                .doesNotContain("\nPopulation, län");
    }

    private static void tell(JsonNode items, String indent, StringBuilder text) {
        for (JsonNode item : items) {
            text.append(indent).append(item.path("title").asText());
            text.append(item.path("group").asBoolean() ? "/\n" : "\n");
            tell(item.path("under"), indent + "  ", text);
        }
    }
}
