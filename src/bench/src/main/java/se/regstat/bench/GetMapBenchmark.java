package se.regstat.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import se.regstat.catalog.HostLayers;
import se.regstat.geotools.RegstatDataStoreFactory;
import se.regstat.standalone.http.Kvp;
import se.regstat.standalone.http.Limits;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.http.OgcRequest;
import se.regstat.standalone.wms.WmsService;

/**
 * How long GetMap takes inside the server: 800 x 600 pixels, 24-bit PNG, EPSG:3006, five classes with outlines, warm, slightly varied
 * extents; no HTTP. {@code GetMapBenchmark STORE LAYER STYLE.sld [--window METRES] [--out FILE.png] [--rounds N]}
 */
public final class GetMapBenchmark {

    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;
    private static final int REPORTED = 30;

    private GetMapBenchmark() {}

    public static void main(String[] args) throws Exception {
        if (args.length < 3) {
            System.err.println("GetMapBenchmark STORE LAYER STYLE.sld [--window METRES] [--out FILE.png] [--rounds N]");
            System.exit(2);
        }
        double window = Double.parseDouble(option(args, "--window", "0"));
        int rounds = Integer.parseInt(option(args, "--rounds", "10"));
        DataStore data = new RegstatDataStoreFactory()
                .createDataStore(Map.of("dbtype", "regstat", "store", args[0], "namespace", "urn:bench"));
        SimpleFeatureSource source = data.getFeatureSource(args[1]);
        WmsService service = new WmsService(
                new OneLayer(source, Path.of(args[2])), new Limits(4000, 4000, 0, 0, Duration.ofMinutes(1), 24));
        ReferencedEnvelope all = source.getBounds();
        Random random = new Random(1);
        byte[] last = null;
        for (int round = 0; round < rounds; round++) {
            double[] millis = new double[REPORTED];
            for (int i = 0; i < REPORTED; i++) {
                String bbox = window > 0 ? window(all, window, random) : everything(all, random);
                long start = System.nanoTime();
                last = getMap(service, bbox);
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
            Arrays.sort(millis);
            System.out.printf(
                    Locale.ROOT,
                    "round %d: median %.1f ms, best %.1f, worst %.1f; %d bytes%n",
                    round + 1,
                    millis[REPORTED / 2],
                    millis[0],
                    millis[REPORTED - 1],
                    last.length);
        }
        String out = option(args, "--out", "");
        if (!out.isEmpty()) Files.write(Path.of(out), last);
        data.dispose();
    }

    private static String option(String[] args, String name, String otherwise) {
        for (int i = 3; i + 1 < args.length; i++) {
            if (args[i].equals(name)) return args[i + 1];
        }
        return otherwise;
    }

    private static String everything(ReferencedEnvelope all, Random random) {
        double height = Math.max(all.getHeight(), all.getWidth() * HEIGHT / WIDTH) * (1 + 0.02 * random.nextDouble());
        return bbox(all.getMedian(0), all.getMedian(1), height);
    }

    private static String window(ReferencedEnvelope all, double height, Random random) {
        double x = all.getMedian(0) + (random.nextDouble() - 0.5) * height / 5;
        double y = all.getMedian(1) + (random.nextDouble() - 0.5) * height / 5;
        return bbox(x, y, height);
    }

    private static String bbox(double x, double y, double height) {
        double width = height * WIDTH / HEIGHT;
        return (x - width / 2) + "," + (y - height / 2) + "," + (x + width / 2) + "," + (y + height / 2);
    }

    private static byte[] getMap(WmsService service, String bbox) throws IOException {
        Kvp kvp = new Kvp(Map.of(
                "VERSION", List.of("1.1.1"),
                "REQUEST", List.of("GetMap"),
                "LAYERS", List.of("layer"),
                "STYLES", List.of(""),
                "SRS", List.of("EPSG:3006"),
                "BBOX", List.of(bbox),
                "WIDTH", List.of(Integer.toString(WIDTH)),
                "HEIGHT", List.of(Integer.toString(HEIGHT)),
                "FORMAT", List.of("image/png")));
        OgcReply reply =
                service.handle(new OgcRequest("http://x", Optional.empty(), kvp, Optional.empty(), Locale.ENGLISH));
        var bytes = new java.io.ByteArrayOutputStream();
        reply.body().writeTo((OutputStream) bytes);
        if (!reply.contentType().equals("image/png")) throw new IOException(bytes.toString("UTF-8"));
        return bytes.toByteArray();
    }

    /** A catalog of one layer, called layer. */
    private record OneLayer(SimpleFeatureSource source, Path sld) implements HostLayers, HostLayers.Layer {

        @Override
        public List<Layer> layers() {
            return List.of(this);
        }

        @Override
        public long updateSequence() {
            return 0;
        }

        @Override
        public List<Group> groups() {
            return List.of();
        }

        @Override
        public List<Entry> tree() {
            return List.of(this);
        }

        @Override
        public Optional<Layer> layer(String name) {
            return name.equals(name()) ? Optional.of(this) : Optional.empty();
        }

        @Override
        public Optional<Group> group(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<InputStream> style(String name) throws IOException {
            return Optional.of(Files.newInputStream(sld));
        }

        @Override
        public String name() {
            return "layer";
        }

        @Override
        public String prefix() {
            return "bench";
        }

        @Override
        public String namespaceUri() {
            return "urn:bench";
        }

        @Override
        public String title(Locale locale) {
            return name();
        }

        @Override
        public String description(Locale locale) {
            return "";
        }

        @Override
        public List<Word> keywords(Locale locale) {
            return List.of();
        }

        @Override
        public List<Link> metadataLinks() {
            return List.of();
        }

        @Override
        public Optional<Attribution> attribution() {
            return Optional.empty();
        }

        @Override
        public List<String> srs() {
            return List.of("EPSG:3006");
        }

        @Override
        public Optional<ReferencedEnvelope> nativeBounds() {
            try {
                return Optional.of(source.getBounds());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public Optional<ReferencedEnvelope> geographicBounds() {
            try {
                return Optional.of(nativeBounds().orElseThrow().transform(CRS.decode("EPSG:4326", true), true));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Optional<String> defaultStyle() {
            return Optional.of("classes");
        }

        @Override
        public List<String> styles() {
            return List.of("classes");
        }
    }
}
