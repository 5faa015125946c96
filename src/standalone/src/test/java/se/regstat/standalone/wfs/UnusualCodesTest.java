package se.regstat.standalone.wfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.regstat.standalone.cli.Main;
import se.regstat.standalone.format.OgcSchemas;
import se.regstat.standalone.wfs.WfsClient.Reply;

/** Areas whose codes are no XML names. */
class UnusualCodesTest {

    private static final List<String> CODES =
            List.of("Norra Älvstranden", "100%", "1+2", "a_x0025_", "0101", "é~é", "B/C:D");

    @TempDir
    static Path folder;

    private static DemoLayers layers;
    private static WfsClient wfs;

    @BeforeAll
    static void importThem() throws IOException {
        StringBuilder csv = new StringBuilder("code;geom\n");
        for (int i = 0; i < CODES.size(); i++) {
            int west = 500000 + 1000 * i;
            int east = west + 1000;
            csv.append(CODES.get(i))
                    .append(";POLYGON((%1$d 6500000, %2$d 6500000, %2$d 6501000, %1$d 6501000, %1$d 6500000))\n"
                            .formatted(west, east));
        }
        Path file = Files.writeString(folder.resolve("areas.csv"), csv);
        Path store = folder.resolve("store.gpkg");
        StringWriter said = new StringWriter();
        String command = "import division " + file + " --division omrade --vintage 2025 --code code --store " + store
                + " --config " + folder;
        assertThat(Main.run(said, command.split(" ", -1))).as(said.toString()).isZero();
        layers = new DemoLayers(store);
        wfs = new WfsClient(layers);
    }

    @AfterAll
    static void close() {
        layers.close();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "2.0.0, http://schemas.opengis.net/wfs/2.0/wfs.xsd",
        "1.1.0, http://schemas.opengis.net/wfs/1.1.0/wfs.xsd"
    })
    void give_gml_that_follows_the_schema(String version, String schema) throws Exception {
        String described = wfs.get("service=WFS&request=DescribeFeatureType&version=" + version)
                .text();
        Reply features = wfs.get("service=WFS&request=GetFeature&typeName=regstat:omrade_2025&version=" + version);
        assertThat(features.path("count(//*[local-name()='omrade_2025'])"))
                .as(features.text())
                .isEqualTo("" + CODES.size());
        OgcSchemas.validate(features.text(), schema, described, DemoLayers.NAMESPACE);
    }

    @Test
    void keep_their_percent_encoded_ids_in_geo_json() {
        Reply features = wfs.get2("GetFeature&typeNames=regstat:omrade_2025&outputFormat=application/json");
        assertThat(features.text())
                .contains(
                        "\"omrade_2025.Norra%20%C3%84lvstranden\"",
                        "\"omrade_2025.100%25\"", "\"omrade_2025.a_x0025_\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Norra Älvstranden", "100%", "1+2", "a_x0025_", "0101", "é~é", "B/C:D"})
    void are_found_by_the_id_of_either_format(String code) {
        String filter = "GetFeature&typeNames=regstat:omrade_2025&filter="
                + encoded("<Filter><PropertyIsEqualTo>" + "<ValueReference>code</ValueReference><Literal>" + code
                        + "</Literal></PropertyIsEqualTo></Filter>");
        String gmlId = wfs.get2(filter).path("//*[local-name()='omrade_2025']/@gml:id");
        String jsonId = wfs.get2(filter + "&outputFormat=application/json")
                .json()
                .at("/features/0/id")
                .asText();
        for (String id : List.of(gmlId, jsonId)) {
            String byId = wfs.get2("GetFeature&storedquery_id=" + StoredQueries.BY_ID + "&id=" + encoded(id))
                    .path("/*/regstat:code");
            assertThat(byId).as(id).isEqualTo(code);
            String byResource = wfs.get2("GetFeature&resourceId=" + encoded(id)).path("//regstat:code");
            assertThat(byResource).as(id).isEqualTo(code);
            String posted = wfs.post("<GetFeature xmlns='http://www.opengis.net/wfs/2.0' version='2.0.0' service='WFS'>"
                            + "<Query typeNames='omrade_2025'><Filter xmlns='http://www.opengis.net/fes/2.0'>"
                            + "<ResourceId rid='" + id + "'/></Filter></Query></GetFeature>")
                    .path("//regstat:code");
            assertThat(posted).as(id).isEqualTo(code);
        }
    }
}
