package se.regstat.bench;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import se.regstat.standalone.cli.Main;
import se.regstat.statistics.commuting.FlowLines;
import se.regstat.statistics.commuting.KnownFlows;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.StoreUrl;

/**
 * Flows between 290 made-up kommuner over 20 years, each pair in each year: how long their table takes to come in, the figures of all areas and markets in all years, and the
 * lines of the layer; what they take in the heap and in the store.
 */
public final class FlowsBenchmark {

    private static final int KOMMUNER = 290;
    private static final int FIRST_YEAR = 2005;
    private static final int YEARS = 20;
    private static final double MEGABYTE = 1 << 20;

    private final Path folder;

    private FlowsBenchmark(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws IOException {
        new FlowsBenchmark(Files.createTempDirectory("regstat-flows")).measure();
    }

    private void measure() throws IOException {
        Files.writeString(folder.resolve("indicators.yml"), "indicators: {commuting: {kind: count, flow: {}}}\n");
        Files.writeString(folder.resolve("map.yml"), "constant: {indicator: commuting}\nperiod: ar\nvalue: antal\n");
        write();
        run("import division FOLDER/areas.csv --division kommun --vintage 2025 --code kod --valid-from " + FIRST_YEAR);
        String period = FIRST_YEAR + "/" + (FIRST_YEAR + YEARS - 1);
        timed(
                "import",
                () -> run("import flows FOLDER/pairs.csv --division kommun --vintage 2025 --from bor --to arbetar"
                        + " --mapping FOLDER/map.yml --covers riket"));
        for (int round = 0; round < 3; round++) {
            String out = "FOLDER/areas" + round + "_out.csv";
            timed("figures of areas", () -> run("flows --indicators commuting --periods " + period + " --out " + out));
        }
        timed(
                "figures of markets",
                () -> run(
                        "flows --indicators commuting --by market --periods " + period + " --out FOLDER/markets.csv"));
        Path store = folder.resolve("store.gpkg");
        System.out.printf(Locale.ROOT, "store: %.1f MB%n", Files.size(store) / MEGABYTE);
        double before = heap();
        try (Snapshots.Lease lease = Snapshots.acquire(StoreUrl.of(store))) {
            Observations observations = Observations.of(lease.current(), Configuration.load(folder));
            KnownFlows flows = KnownFlows.of(observations).get(0);
            System.out.printf(Locale.ROOT, "heap: %.1f MB%n", heap() - before);
            for (int round = 0; round < 3; round++) {
                timed("lines of the layer", () -> FlowLines.of(flows, observations).stream()
                        .mapToInt(FlowLines::size)
                        .sum());
            }
        }
    }

    /** Most stay, and others go the more rarely the farther it is. */
    private void write() throws IOException {
        SplittableRandom random = new SplittableRandom(17);
        StringBuilder areas = new StringBuilder("kod;wkt\n");
        for (int area = 0; area < KOMMUNER; area++) {
            int west = 300_000 + 10_000 * (area % 20);
            int south = 6_400_000 + 10_000 * (area / 20);
            areas.append(String.format(
                    Locale.ROOT,
                    "%04d;POLYGON((%d %d,%d %d,%d %d,%d %d,%d %d))%n",
                    area,
                    west,
                    south,
                    west + 10_000,
                    south,
                    west + 10_000,
                    south + 10_000,
                    west,
                    south + 10_000,
                    west,
                    south));
        }
        Files.writeString(folder.resolve("areas.csv"), areas);
        try (Writer out = Files.newBufferedWriter(folder.resolve("pairs.csv"))) {
            out.write("bor;arbetar;ar;antal\n");
            for (int year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++) {
                for (int from = 0; from < KOMMUNER; from++) {
                    for (int to = 0; to < KOMMUNER; to++) {
                        double far = Math.hypot(from % 20 - to % 20, from / 20 - to / 20);
                        long persons =
                                Math.round(random.nextDouble() * (from == to ? 30_000 : 9_000 / (1 + far * far)));
                        out.write(String.format(Locale.ROOT, "%04d;%04d;%d;%d%n", from, to, year, persons));
                    }
                }
            }
        }
    }

    private int run(String command) {
        List<String> words = new ArrayList<>(Arrays.asList(command.split(" ", -1)));
        words.replaceAll(word -> word.replace("FOLDER", folder.toString()));
        words.addAll(List.of("--store", folder.resolve("store.gpkg").toString(), "--config", folder.toString()));
        StringWriter said = new StringWriter();
        int status = Main.run(said, words.toArray(String[]::new));
        if (status != 0) throw new IllegalStateException(command + ": " + said);
        return said.toString().length();
    }

    private static void timed(String what, IntSupplier work) {
        long start = System.nanoTime();
        int size = work.getAsInt();
        System.out.printf(Locale.ROOT, "%s: %.2f s (%d)%n", what, (System.nanoTime() - start) / 1e9, size);
    }

    /** Megabytes that are in use. */
    private static double heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE;
    }
}
