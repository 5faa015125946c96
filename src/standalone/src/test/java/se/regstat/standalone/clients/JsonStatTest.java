package se.regstat.standalone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.importing.format.JsonStat;
import se.regstat.standalone.host.DemoHost;
import se.regstat.standalone.host.EmbeddedHost;

/** Tables as the toolkit of JSON-stat's author reads them. */
@Needs(Need.JSONSTAT)
class JsonStatTest {

    @TempDir
    static Path folder;

    @Test
    void the_toolkit_finds_every_cell_by_region_indicator_and_year() throws Exception {
        try (EmbeddedHost host = DemoHost.start(folder)) {
            String url = host.baseUrl() + "/regstat-info/table.json?layer=deso_indicators&vintage=2018&language=en";
            JsonStat table = JsonStat.read(Http.get(url).text().getBytes(StandardCharsets.UTF_8), "table");
            JsonNode read = Programs.script(
                    List.of(
                            "node",
                            Programs.scripts().resolve("jsonstat_client.mjs").toString()),
                    Map.of("url", url, "modules", Programs.scripts().toString()));
            assertThat(read.path("class").asText()).isEqualTo("dataset");
            assertThat(read.path("label").asText()).endsWith("vintage 2018");
            assertThat(read.at("/role/geo/0").asText()).isEqualTo("region");
            assertThat(read.at("/role/time/0").asText()).isEqualTo("year");
            assertThat(read.at("/unit/label").asText()).isEqualTo("persons");
            assertThat(read.path("labels")).hasSameSizeAs(table.codes().get(0));
            JsonNode rows = read.path("rows");
            assertThat(rows).hasSize(table.cells());
            int none = 0;
            for (int cell = 0; cell < table.cells(); cell++) {
                JsonNode row = rows.get(cell);
                assertThat(List.of(
                                row.get(0).asText(),
                                row.get(1).asText(),
                                row.get(2).asText()))
                        .isEqualTo(table.row(cell));
                assertThat(row.get(4).asText("").replace("null", ""))
                        .isEqualTo(table.status(cell).orElse(""));
                if (row.get(3).isNull()) {
                    none++;
                    assertThat(table.value(cell)).isNaN();
                } else {
                    assertThat(row.get(3).asDouble()).isEqualTo(table.value(cell));
                }
            }
            assertThat(none).isBetween(1, table.cells() - 1);
        }
    }
}
