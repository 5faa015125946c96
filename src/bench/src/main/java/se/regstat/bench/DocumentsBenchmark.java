package se.regstat.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.standalone.host.EmbeddedHost;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/**
 * How long documents of a whole service take, how long they are, and how much memory is taken for one: capabilities, the catalogue in
 * DCAT, the index of records, one record and the feed, of some 450 layers with 14 years each. {@code DocumentsBenchmark [CONFIG
 * [ROUNDS [PART]]]}, with the folder of {@code indicators.yml} and so many requests of each document (or only of those with this part in
 * their addresses), the first third of which warms up.
 *
 * <p>Memory is told twice: all that was allocated meanwhile, by the server and by the client that throws the answer away, and the most that
 * was in use at once beyond what was before, looked at again and again after collecting garbage. What was first asked for after a reload
 * makes the catalogue, and is told apart.
 */
public final class DocumentsBenchmark {

    private static final int DIVISIONS = 10;
    private static final int INDICATORS = 35;
    private static final int AREAS = 300;
    private static final int FIRST_YEAR = 2011;
    private static final int YEARS = 14;
    private static final int COLUMNS = 20;
    private static final double SIDE = 5000;

    private static final List<String> DOCUMENTS = List.of(
            "/wms?service=WMS&version=1.3.0&request=GetCapabilities",
            "/wms?service=WMS&version=1.1.1&request=GetCapabilities",
            "/wfs?service=WFS&version=2.0.0&request=GetCapabilities",
            "/regstat-info/dcat.rdf",
            "/regstat-info/dcat.ttl",
            "/regstat-info/dcat.jsonld",
            "/regstat-info/records",
            "/regstat-info/metadata.xml?layer=LAYER",
            "/regstat-info/metadata.xml?of=wfs",
            "/regstat-info/atom.xml");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private DocumentsBenchmark() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path config = Path.of(args.length > 0 ? args[0] : "config");
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 30;
        String wanted = args.length > 2 ? args[2] : "";
        Path folder = Files.createTempDirectory("regstat-documents");
        StoreUrl store = store(folder, config);
        for (String datasets : List.of("whole", "layers")) {
            try (EmbeddedHost host = host(folder, store, config, datasets)) {
                List<String> layers = layers(host);
                System.out.printf("%ndatasets: %s; %d layers%n", datasets, layers.size());
                for (String document : DOCUMENTS) {
                    if (!document.contains(wanted)) continue;
                    measure(host, document.replace("LAYER", layers.get(0)), rounds);
                }
            }
        }
    }

    private static void measure(EmbeddedHost host, String document, int rounds)
            throws IOException, InterruptedException {
        host.reload();
        URI address = URI.create(host.baseUrl() + document);
        int warmUp = rounds / 3;
        double[] millis = new double[rounds - warmUp];
        double first = 0;
        long bytes = 0;
        long allocated = 0;
        for (int i = 0; i < rounds; i++) {
            long before = allocated();
            long start = System.nanoTime();
            bytes = length(address);
            double took = (System.nanoTime() - start) / 1e6;
            allocated = allocated() - before;
            if (i == 0) first = took;
            if (i >= warmUp) millis[i - warmUp] = took;
        }
        Arrays.sort(millis);
        long live = live(host, address);
        System.out.printf(
                Locale.ROOT,
                "%-58s first %7.1f ms, then median %6.1f, best %6.1f, worst %6.1f; %7.2f MB; allocated %6.1f MB, in use %6.1f MB%n",
                document,
                first,
                millis[millis.length / 2],
                millis[0],
                millis[millis.length - 1],
                bytes / 1e6,
                allocated / 1e6,
                live / 1e6);
    }

    /** The most memory that a document takes at once, of a few requests right after a reload. */
    private static long live(EmbeddedHost host, URI address) throws IOException, InterruptedException {
        host.reload();
        long before = inUse();
        AtomicLong most = new AtomicLong();
        AtomicBoolean asking = new AtomicBoolean(true);
        Thread watching = new Thread(() -> {
            while (asking.get()) {
                most.accumulateAndGet(inUse() - before, Math::max);
                LockSupport.parkNanos(5_000_000);
            }
        });
        watching.start();
        try {
            for (int i = 0; i < 3; i++) length(address);
        } finally {
            asking.set(false);
            watching.join();
        }
        return most.get();
    }

    private static long inUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static List<String> layers(EmbeddedHost host) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(host.baseUrl() + "/wfs?service=WFS&version=2.0.0&request=GetCapabilities"))
                .build();
        String capabilities = CLIENT.send(request, BodyHandlers.ofString()).body();
        return Pattern.compile("<Name>regstat:(\\w+)</Name>")
                .matcher(capabilities)
                .results()
                .map(name -> name.group(1))
                .toList();
    }

    private static long length(URI address) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                CLIENT.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofInputStream());
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        try (InputStream body = response.body()) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) length += n;
        }
        if (response.statusCode() != 200) throw new IOException(address + ": HTTP status " + response.statusCode());
        return length;
    }

    /** By all threads since each began. */
    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }

    // ---- what is told of

    private static EmbeddedHost host(Path folder, StoreUrl store, Path config, String datasets) throws IOException {
        Path own = Files.createDirectories(folder.resolve("config-" + datasets));
        Files.copy(config.resolve("indicators.yml"), own.resolve("indicators.yml"));
        StringBuilder divisions = new StringBuilder("divisions:\n");
        for (String division : divisions()) {
            divisions.append("  %s: {title: {sv: Indelning %1$s, en: Division %1$s}, owner: SCB, licence: CC0-1.0}\n"
                    .formatted(division));
        }
        Files.writeString(own.resolve("divisions.yml"), divisions);
        Files.writeString(own.resolve("regstat.yml"), """
                publishing:
                  title: {sv: Staden i siffror, en: The city in figures}
                  description: {sv: Statistik för stadens områden., en: Statistics for the areas of the city.}
                  organisation: {sv: Staden, en: The City}
                  organisation_number: 212000-1355
                  organisation_type: LocalAuthority
                  organisation_url: https://www.example.se/
                  contact_email: gis@example.se
                  licence: CC0-1.0
                  keywords: [statistik, statistics, indelning, division, Sverige, Sweden]
                harvesting: {initiatives: [oppnadata], high_value: [geospatial, statistics], datasets: %s}
                """.formatted(datasets));
        Files.writeString(own.resolve("derived.yml"), "derived: {}\n");
        return EmbeddedHost.start(new EmbeddedHost.Options("127.0.0.1", 0, Optional.empty(), store, own));
    }

    private static List<String> divisions() {
        return IntStream.range(0, DIVISIONS)
                .mapToObj(i -> String.valueOf((char) ('a' + i)))
                .toList();
    }

    private static StoreUrl store(Path folder, Path config) {
        StoreUrl url = StoreUrl.of(folder.resolve("documents.gpkg"));
        List<Indicator> indicators = Configuration.load(config).indicators().stream()
                .filter(indicator -> !indicator.measure().isComputed())
                .limit(INDICATORS)
                .toList();
        Random random = new Random(450);
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            for (String division : divisions()) {
                Vintage vintage = new Vintage(
                        new VintageId(division, "2011"),
                        YearRange.ALWAYS,
                        List.of(),
                        Optional.empty(),
                        "made up",
                        "CC0-1.0",
                        "",
                        Instant.EPOCH,
                        "documents",
                        "00");
                List<Area> areas = areas(division);
                store.write(vintage, areas, List.of());
                List<PublishedValues> values = new ArrayList<>();
                for (Indicator indicator : indicators) {
                    for (int year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++) {
                        values.add(values(indicator, vintage.id(), year, areas, random));
                    }
                }
                store.writeValues(values);
            }
        }
        return url;
    }

    private static List<Area> areas(String division) {
        GeometryFactory geometries = new GeometryFactory();
        List<Area> areas = new ArrayList<>();
        for (int i = 0; i < AREAS; i++) {
            double east = 400_000 + SIDE * (i % COLUMNS);
            double north = 6_400_000 + SIDE * Math.floorDiv(i, COLUMNS);
            Polygon square = (Polygon) geometries.toGeometry(new Envelope(east, east + SIDE, north, north + SIDE));
            areas.add(new Area(
                    division + (1000 + i),
                    "Område " + i,
                    Optional.empty(),
                    Map.of(),
                    new MultiPolygon(new Polygon[] {square}, geometries),
                    OptionalDouble.empty()));
        }
        return areas;
    }

    private static PublishedValues values(
            Indicator indicator, VintageId vintage, int year, List<Area> areas, Random random) {
        byte[] statuses = new byte[areas.size()];
        Arrays.fill(statuses, Status.NORMAL.code());
        return new PublishedValues(
                indicator.id(),
                vintage,
                year,
                areas.stream().map(Area::code).toList(),
                random.ints(areas.size(), 1, 5000).asDoubleStream().toArray(),
                statuses,
                new Provenance(Instant.EPOCH, "documents", "00", ""));
    }
}
