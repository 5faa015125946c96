package se.regstat.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import se.regstat.bench.NationalRegion.NationalVintage;
import se.regstat.importing.borders.Generalisations;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.store.Generalisation;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;
import se.regstat.statistics.store.postgis.Connections;

/** A store in PostgreSQL beside one in a GeoPackage, in the same run, by turns: what takes how long. */
@Command(
        name = "StoreComparison",
        mixinStandardHelpOptions = true,
        description =
                "Writes a made-up nation, its divisions and 3.9 million values, into a GeoPackage and a database, and loads both.")
public final class StoreComparison implements Callable<Integer> {

    @Option(names = "--database", paramLabel = "URL", required = true, description = "a store; what it holds is lost")
    private String database;

    @Option(names = "--rounds", defaultValue = "5", description = "how often; the first round is not counted")
    private int rounds;

    /** A division as it is stored. */
    private record Stored(NationalVintage vintage, List<Generalisation> generalisations) {}

    private final Map<String, List<List<Double>>> milliseconds = new LinkedHashMap<>();

    public static void main(String[] args) {
        System.exit(new CommandLine(new StoreComparison()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        List<Stored> divisions = NationalRegion.create().stream()
                .map(vintage -> new Stored(vintage, Generalisations.of(vintage.areas())))
                .toList();
        List<PublishedValues> values = values(divisions);
        Path folder = Files.createTempDirectory("stores");
        StoreUrl compared = StoreUrl.parse(database);
        Connections.entrust(compared);
        List<StoreUrl> stores = List.of(StoreUrl.of(folder.resolve("store.gpkg")), compared);
        for (int round = 0; round <= rounds; round++) {
            for (int which = 0; which < stores.size(); which++) {
                StoreUrl url = stores.get(which);
                try (Store store = url.open(StoreUrl.Mode.CREATE)) {
                    store.clear();
                    store.show(indicator -> Store.Showing.VALUES, false);
                    Runnable written = () -> store.together(() -> divisions.forEach(stored -> store.write(
                            stored.vintage().vintage(), stored.vintage().areas(), stored.generalisations())));
                    time("divisions, written", round, which, written);
                    time("the same divisions again, in their place", round, which, written);
                    time("3.9 million values, written", round, which, () -> store.writeValues(values));
                    time("the same values again, in their place", round, which, () -> store.writeValues(values));
                }
                time("opened, and loaded into memory", round, which, () -> {
                    try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
                        Snapshot.of(store);
                    }
                });
                time("opened, and looked at whether anything changed", round, which, () -> {
                    try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
                        store.revision();
                    }
                });
            }
        }
        System.out.printf("%-50s %10s %10s %6s%n", "ms, median of " + rounds, "GeoPackage", "PostgreSQL", "ratio");
        milliseconds.forEach((what, times) -> {
            double file = median(times.get(0));
            double other = median(times.get(1));
            System.out.printf(Locale.ROOT, "%-50s %10.1f %10.1f %6.2f%n", what, file, other, other / file);
        });
        Files.delete(folder.resolve("store.gpkg"));
        Files.delete(folder);
        return CommandLine.ExitCode.OK;
    }

    private void time(String what, int round, int which, Runnable work) {
        long start = System.nanoTime();
        work.run();
        double took = (System.nanoTime() - start) / 1e6;
        List<List<Double>> times =
                milliseconds.computeIfAbsent(what, w -> List.of(new ArrayList<>(), new ArrayList<>()));
        if (round > 0) times.get(which).add(took);
    }

    private static double median(List<Double> times) {
        double[] sorted =
                times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** Of as many indicators and years as {@link NationalIndicators} has. */
    private static List<PublishedValues> values(List<Stored> divisions) {
        NationalVintage deso = divisions.stream()
                .map(Stored::vintage)
                .filter(vintage -> vintage.vintage().id().division().equals("deso"))
                .findFirst()
                .orElseThrow();
        VintageId id = deso.vintage().id();
        List<String> codes = deso.areas().stream().map(Area::code).toList();
        Provenance from = new Provenance(Instant.parse("2026-01-01T00:00:00Z"), "nation.csv", "00", "invented");
        Random random = new Random(1);
        List<PublishedValues> values = new ArrayList<>();
        for (int indicator = 0; indicator < NationalIndicators.INDICATORS; indicator++) {
            for (int year = NationalIndicators.FIRST_YEAR; year <= NationalIndicators.LAST_YEAR; year++) {
                double[] numbers =
                        random.doubles(codes.size(), 0, 5_000).map(Math::rint).toArray();
                byte[] statuses = new byte[codes.size()];
                Arrays.fill(statuses, Status.NORMAL.code());
                values.add(new PublishedValues("indicator_" + indicator, id, year, codes, numbers, statuses, from));
            }
        }
        return values;
    }
}
