package se.regstat.standalone.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.regstat.geoserver.memory.OneArea;
import se.regstat.standalone.http.Kvp;
import se.regstat.standalone.http.Limits;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.http.OgcRequest;
import se.regstat.standalone.http.OgcService;
import se.regstat.standalone.wfs.WfsService;
import se.regstat.standalone.wms.WmsService;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** What was removed from the store after the last publication. */
class RemovedLayerTest {

    @ParameterizedTest
    @CsvSource({
        "WFS, 400, service=WFS&request=GetFeature&typeNames=regstat:deso_2025",
        "WFS, 400, service=WFS&request=DescribeFeatureType&typeNames=regstat:deso_2025",
        "WMS, 200, request=GetMap&layers=deso_2025&styles=&srs=EPSG:3006&bbox=0:0:1:1&width=9&height=9&format=image/png",
    })
    void a_layer_removed_before_the_catalog_knows_is_said_to_be_gone(
            String service, int status, String query, @TempDir Path data) throws IOException {
        Path regstat = Files.createDirectory(data.resolve("regstat"));
        StoreUrl.GeoPackage url = StoreUrl.of(regstat.resolve("regstat.gpkg"));
        Files.move(OneArea.store(data).file(), url.file());
        try (PluginHost host = PluginHost.start(data);
                Snapshots.Lease lease = Snapshots.acquire(url)) {
            try (Store store = url.open(StoreUrl.Mode.READ_WRITE)) {
                store.remove(VintageId.parse("deso@2025"));
            }
            lease.refresh();
            Map<String, List<String>> parameters =
                    new HashMap<>(Map.of("service", List.of(service), "version", List.of("1.1.1")));
            for (String pair : query.split("&", -1)) {
                String[] parts = pair.split("=", -1);
                parameters.put(parts[0], List.of(parts[1].replaceAll("(?<=\\d):(?=\\d)", ",")));
            }
            if (service.equals("WFS")) parameters.put("version", List.of("2.0.0"));
            Limits limits = Limits.of(Configuration.load(regstat));
            OgcService asked = service.equals("WFS") ? new WfsService(host, limits) : new WmsService(host, limits);
            OgcReply reply = asked.handle(new OgcRequest(
                    "http://localhost/geoserver",
                    Optional.empty(),
                    new Kvp(parameters),
                    Optional.empty(),
                    Locale.forLanguageTag("sv")));
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            reply.body().writeTo(body);
            assertThat(body.toString(UTF_8)).contains("regstat:deso_2025 has just been removed");
            assertThat(reply.status()).isEqualTo(status);
        }
    }
}
