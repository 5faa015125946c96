package se.regstat.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * How many answers a server gives in a second, and how long 99 of 100 take at most, to one client and to many at once that ask again as soon as
 * they have an answer. Servers that are compared take turns, round by round. Fails at the first answer that is none.
 */
@Command(
        name = "ClientsBenchmark",
        mixinStandardHelpOptions = true,
        description =
                "Asks servers for maps and features with 1, 4, 16 and 64 clients at once: throughput, median and 99 of 100.")
public final class ClientsBenchmark implements Callable<Integer> {

    private static final double[] SWEDEN = {270_000, 6_130_000, 920_000, 7_670_000};

    @Parameters(paramLabel = "URL", description = "servers, up to /geoserver, as in http://localhost:8080/geoserver")
    private List<String> servers;

    @Option(names = "--clients", split = ",", description = "how many at once (default: ${DEFAULT-VALUE})")
    private List<Integer> clients = List.of(1, 4, 16, 64);

    @Option(names = "--seconds", description = "of each server in a round (default: ${DEFAULT-VALUE})")
    private int seconds = 10;

    @Option(names = "--rounds", description = "the median of them is told (default: ${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--layer", description = "an indicator's, with years (default: ${DEFAULT-VALUE})")
    private String layer = "population_deso";

    @Option(names = "--years", description = "the first and the last (default: 2011,2024)", split = ",")
    private int[] years = {2011, 2024};

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public static void main(String[] args) {
        System.exit(new CommandLine(new ClientsBenchmark()).execute(args));
    }

    /** Of one server in one round: answers in a second, milliseconds. */
    private record Figures(double answers, double median, double late) {}

    @Override
    public Integer call() throws Exception {
        for (String server : servers) ask(server, 2, Duration.ofSeconds(seconds)); // warms it up
        System.out.println("clients | server | answers/s | median ms | 99 of 100 ms");
        for (int many : clients) {
            List<List<Figures>> figures = new ArrayList<>();
            for (int i = 0; i < servers.size(); i++) figures.add(new ArrayList<>());
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < servers.size(); i++) {
                    int turn = (i + round) % servers.size();
                    figures.get(turn).add(ask(servers.get(turn), many, Duration.ofSeconds(seconds)));
                }
            }
            for (int i = 0; i < servers.size(); i++) {
                List<Figures> of = figures.get(i);
                System.out.printf(
                        "%d | %s | %.0f | %.1f | %.1f%n",
                        many,
                        servers.get(i),
                        median(of.stream().mapToDouble(Figures::answers).toArray()),
                        median(of.stream().mapToDouble(Figures::median).toArray()),
                        median(of.stream().mapToDouble(Figures::late).toArray()));
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private Figures ask(String server, int many, Duration time) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            long begin = System.nanoTime();
            long end = begin + time.toNanos();
            List<Future<double[]>> asked = new ArrayList<>();
            for (int client = 0; client < many; client++) {
                SplittableRandom random = new SplittableRandom(client);
                asked.add(threads.submit(() -> until(end, server, random)));
            }
            List<double[]> each = new ArrayList<>();
            for (Future<double[]> one : asked) each.add(one.get());
            double[] all =
                    each.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
            double elapsed = (System.nanoTime() - begin) / 1e9;
            return new Figures(all.length / elapsed, median(all), all[(int) Math.ceil(0.99 * all.length) - 1]);
        } finally {
            threads.shutdownNow();
        }
    }

    private double[] until(long end, String server, SplittableRandom random) throws IOException, InterruptedException {
        List<Double> milliseconds = new ArrayList<>();
        while (System.nanoTime() < end) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(server + path(random))).build();
            long begin = System.nanoTime();
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            milliseconds.add((System.nanoTime() - begin) / 1e6);
            String type = answer.headers().firstValue("Content-Type").orElse("");
            if (answer.statusCode() != 200 || type.contains("xml")) {
                throw new IOException(request.uri() + ": " + answer.statusCode() + " "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
        }
        return milliseconds.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Of eight, six maps of any year and place, and two answers of WFS with a hundred features. */
    private String path(SplittableRandom random) {
        int year = random.nextInt(years[0], years[1] + 1);
        if (random.nextInt(4) == 0) {
            return "/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=regstat:" + layer
                    + "&count=100&outputFormat=application/json&propertyName=code,value,status&cql_filter=year=" + year;
        }
        double width = random.nextDouble(20_000, SWEDEN[2] - SWEDEN[0]);
        double height = 0.75 * width;
        double west = random.nextDouble(SWEDEN[0], SWEDEN[2] - width + 1);
        double south = random.nextDouble(SWEDEN[1], SWEDEN[3] - height + 1);
        return "/wms?service=WMS&version=1.1.1&request=GetMap&layers=regstat:" + layer
                + "&styles=&srs=EPSG:3006&format=image/png&width=800&height=600&time=" + year + "-01-01&bbox="
                + west + "," + south + "," + (west + width) + "," + (south + height);
    }

    private static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
