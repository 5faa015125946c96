package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the services say after the configuration was changed and read again. */
class ReloadedConfigurationTest {

    @TempDir
    Path folder;

    private EmbeddedHost host;

    @Test
    void every_service_tells_who_publishes_now_and_writes_results_in_the_workspace_of_now() throws Exception {
        try (EmbeddedHost started = DemoHost.start(folder)) {
            host = started;
            Path file = folder.resolve("config/regstat.yml");
            Files.writeString(file, """
                    workspace: statistik
                    publishing:
                      title: {sv: Kartor över staden, en: Maps of the city}
                    """);
            host.reload();
            for (String service : new String[] {"wms", "wfs", "wps"}) {
                assertThat(get("/" + service + "?service=" + service + "&request=GetCapabilities&language=en"))
                        .as(service)
                        .contains("Maps of the city");
            }
            String result = get("/wps?service=WPS&version=1.0.0&request=Execute&identifier=regstat:Reaggregate"
                    + "&DataInputs=indicators=population%3BtargetDivision=kommun_2025%3Bmissing=partial"
                    + "&RawDataOutput=result=@mimeType=text/xml%3B%20subtype=gml/3.1.1");
            assertThat(result).contains("statistik:result", "urn:statistik").doesNotContain("urn:regstat");
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(host.baseUrl() + path)).build(), BodyHandlers.ofString())
                .body();
    }
}
