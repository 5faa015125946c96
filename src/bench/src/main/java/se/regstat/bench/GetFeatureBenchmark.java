package se.regstat.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Locale;

/**
 * How long a whole answer takes over HTTP, uncompressed to its last byte, as one client sees it: any URL, so that servers can be set side by side.
 * {@code GetFeatureBenchmark URL [ROUNDS]}, where URL is for example
 * {@code http://127.0.0.1:8080/geoserver/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=regstat:deso_2025&outputFormat=application/json}.
 * The first third of the rounds warms up and is not reported.
 */
public final class GetFeatureBenchmark {

    private GetFeatureBenchmark() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 0) {
            System.err.println("GetFeatureBenchmark URL [ROUNDS]");
            System.exit(2);
        }
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 30;
        int warmUp = rounds / 3;
        HttpRequest request = HttpRequest.newBuilder(URI.create(args[0])).build();
        HttpClient client = HttpClient.newHttpClient();
        double[] millis = new double[rounds - warmUp];
        long bytes = 0;
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            bytes = length(client.send(request, BodyHandlers.ofInputStream()));
            if (i >= warmUp) millis[i - warmUp] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "median %.1f ms, best %.1f, worst %.1f of %d; %d bytes%n",
                millis[millis.length / 2],
                millis[0],
                millis[millis.length - 1],
                millis.length,
                bytes);
    }

    private static long length(HttpResponse<InputStream> response) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        try (InputStream body = response.body()) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) length += n;
        }
        if (response.statusCode() != 200) throw new IOException("HTTP status " + response.statusCode());
        return length;
    }
}
