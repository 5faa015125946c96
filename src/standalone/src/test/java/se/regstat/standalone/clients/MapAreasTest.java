package se.regstat.standalone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.standalone.host.DemoHost;
import se.regstat.standalone.host.EmbeddedHost;

/** The web map's areas are TopoJSON to others too. */
@Needs(Need.GDAL)
class MapAreasTest {

    @TempDir
    static Path folder;

    @Test
    void gdal_reads_areas_with_codes_and_names() throws Exception {
        try (EmbeddedHost host = DemoHost.start(folder)) {
            Path file = folder.resolve("areas.json");
            Files.writeString(
                    file,
                    Http.get(host.baseUrl() + "/regstat-info/map/areas.json?vintage=kommun@2025&tolerance=20")
                            .text());
            assertThat(Programs.run("ogrinfo", "-ro", "-al", file))
                    .contains("using driver `TopoJSON' successful", "Feature Count: 6", "id (String) = 9901")
                    .containsPattern("name \\(String\\) = .*[åäö]");
        }
    }
}
