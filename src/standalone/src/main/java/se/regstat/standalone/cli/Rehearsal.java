package se.regstat.standalone.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import se.regstat.importing.demo.DemoStore;
import se.regstat.standalone.host.EmbeddedHost;
import se.regstat.statistics.store.StoreUrl;

/**
 * A short run of what a server does after its start, and of a command, for Java to archive the classes that takes
 * ({@code -XX:ArchiveClassesAtExit}, JEP 350). The launcher runs it; nothing is left behind but the archive.
 */
public final class Rehearsal {

    private static final List<String> QUESTIONS = List.of(
            "/wms?service=WMS&version=1.3.0&request=GetCapabilities",
            "/wfs?service=WFS&version=2.0.0&request=GetCapabilities",
            "/wms?service=WMS&version=1.1.1&request=GetMap&layers=regstat:deso_2025&styles=area_classes&srs=EPSG:3006"
                    + "&bbox=100000,6100000,1100000,7700000&width=500&height=800&format=image/png",
            "/wms?service=WMS&version=1.3.0&request=GetMap&layers=regstat:kommun_2025&styles=&crs=EPSG:3857"
                    + "&bbox=1000000,7400000,2800000,11000000&width=400&height=800&format=image/png",
            "/wfs?service=WFS&version=2.0.0&request=GetFeature&typenames=regstat:deso_2025&count=20&outputformat="
                    + "application/json",
            "/wfs?service=WFS&version=2.0.0&request=GetFeature&typenames=regstat:deso_2025&count=20");

    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        Main.keepEpsgDatabase();
        Path folder = Files.createTempDirectory("regstat-rehearsal");
        Path store = folder.resolve("demo.gpkg");
        Path configuration = Path.of(System.getProperty("regstat.home", "."), "config");
        try {
            DemoStore.create(StoreUrl.of(store));
            Main.run(new StringWriter(), "list", "--store", store.toString(), "--config", configuration.toString());
            try (EmbeddedHost host = EmbeddedHost.start(
                    new EmbeddedHost.Options("127.0.0.1", 0, Optional.empty(), StoreUrl.of(store), configuration))) {
                for (String question : QUESTIONS) ask(host.baseUrl() + question);
            }
        } finally {
            Files.deleteIfExists(store);
            Files.deleteIfExists(folder);
        }
    }

    private static void ask(String url) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        try (InputStream answer = connection.getInputStream()) {
            answer.transferTo(OutputStream.nullOutputStream());
        } finally {
            connection.disconnect();
        }
    }
}
