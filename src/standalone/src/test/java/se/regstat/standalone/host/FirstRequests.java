package se.regstat.standalone.host;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program of its own, since a class is initialised once in the life of a JVM: starts the host, and asks for everything at once. */
final class FirstRequests {

    private static final String MAP = "/wms?service=WMS&version=1.1.1&request=GetMap&srs=EPSG:3006"
            + "&bbox=695000,6842000,789000,6936000&width=200&height=200&format=image/png&layers=";
    private static final String FEATURES = "/wfs?service=WFS&version=2.0.0&request=GetFeature&count=5&typeNames=";

    private static final List<String> MIXED = List.of(
            MAP + "population_deso&styles=",
            MAP + "share_born_abroad_deso&styles=",
            MAP + "deso_2025&styles=",
            MAP + "kommun_2025&styles=area_classes&cql_filter=area_km2%3E1",
            MAP + "population_kommun&styles=&time=2020/2023",
            "/wms?service=WMS&version=1.3.0&request=GetCapabilities",
            "/wms?service=WMS&version=1.3.0&request=GetLegendGraphic&layer=population_deso&format=image/png",
            "/wms?service=WMS&version=1.1.1&request=GetFeatureInfo&srs=EPSG:3006&bbox=695000,6842000,789000,6936000&width=200"
                    + "&height=200&layers=population_deso&query_layers=population_deso&x=100&y=100&info_format=text/html",
            "/wfs?service=WFS&version=2.0.0&request=GetCapabilities",
            FEATURES + "population_deso&outputFormat=application/json&sortBy=value",
            FEATURES + "deso_2025&outputFormat=csv&cql_filter=area_km2%3E1%20AND%20code%20LIKE%20'9%25'",
            FEATURES + "deso_2018&srsName=EPSG:4326",
            "/wps?service=WPS&version=1.0.0&request=DescribeProcess&identifier=regstat:Reaggregate",
            "/regstat-info/reaggregate.geojson?target=kommun@2025&indicators=population&periods=2023",
            "/wps?service=WPS&version=1.0.0&request=Execute&identifier=regstat:Reaggregate"
                    + "&RawDataOutput=result=@mimetype=text/csv&DataInputs=indicators%3Dpopulation%3Bboundaries%3D"
                    + "%7B%22type%22%3A%22Polygon%22%2C%22coordinates%22%3A%5B%5B%5B19.2%2C61.8%5D%2C%5B19.5%2C61.8%5D%2C"
                    + "%5B19.5%2C62.1%5D%2C%5B19.2%2C61.8%5D%5D%5D%7D%40mimetype%3Dapplication%2Fjson",
            "/?language=en");

    private FirstRequests() {}

    /** @param arguments the folder of {@link DemoHost}, and the seconds after which those who wait are taken for frozen */
    public static void main(String[] arguments) throws Exception {
        EmbeddedHost host = DemoHost.start(Path.of(arguments[0]));
        HttpClient client = HttpClient.newHttpClient();
        List<CompletableFuture<HttpResponse<byte[]>>> replies = MIXED.stream()
                .map(path -> client.sendAsync(
                        HttpRequest.newBuilder(URI.create(host.baseUrl() + path))
                                .build(),
                        BodyHandlers.ofByteArray()))
                .toList();
        int status = 0;
        try {
            CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new))
                    .get(Long.parseLong(arguments[1]), TimeUnit.SECONDS);
        } catch (TimeoutException frozen) {
            for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true, 60)) {
                if (thread.getThreadName().startsWith("http")) System.out.println(stack(thread));
            }
            status = 1;
        }
        for (int i = 0; i < MIXED.size(); i++) {
            if (!replies.get(i).isDone()) System.out.println("No answer: " + MIXED.get(i));
            else if (replies.get(i).get().statusCode() != 200) {
                System.out.println(replies.get(i).get().statusCode() + ": " + MIXED.get(i) + "\n"
                        + new String(replies.get(i).get().body(), StandardCharsets.UTF_8));
                status = 1;
            }
        }
        // What is frozen cannot be closed.
        if (status == 0) host.close();
        Runtime.getRuntime().halt(status);
    }

    private static String stack(ThreadInfo thread) {
        StringBuilder text = new StringBuilder(thread.getThreadName() + " " + thread.getThreadState() + "\n");
        for (StackTraceElement frame : thread.getStackTrace())
            text.append("    at ").append(frame).append('\n');
        return text.toString();
    }
}
