package se.regstat.geoserver.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.StringReader;
import java.util.HashMap;
import org.geoserver.ows.Request;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.regstat.geoserver.info.SentBody;

/** Which requests are to the plugin's own service, as GeoServer tells them: what stands before the last slash, and what after. */
class InfoPathTest {

    @ParameterizedTest
    @CsvSource({
        "regstat-info, reaggregate.csv, true",
        "regstat/regstat-info, reaggregate.csv, true",
        "regstat/deso_2025/regstat-info, reaggregate.csv, true",
        "regstat-info/download, deso_2025.gpkg, true",
        ", regstat-info, true",
        "regstat-info, wfs, false",
        "mine/regstat-info, WFS, false",
        "regstat-info/mine, ows, false",
        "regstat, wfs, false",
    })
    void the_services_of_a_workspace_or_layer_that_is_called_as_ours_keep_their_body(
            String context, String path, boolean ours) {
        Request request = new Request();
        request.setContext(context);
        request.setPath(path);
        request.setKvp(new HashMap<>());
        BufferedReader body = new BufferedReader(new StringReader("<GetFeature/>"));
        request.setInput(body);
        new SentBody().init(request);
        assertThat(request.getInput()).isSameAs(ours ? null : body);
        new FormatEndings().init(request);
        assertThat(request.getKvp().containsKey("service")).isEqualTo(ours);
    }
}
