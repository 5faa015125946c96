package se.regstat.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.reaggregation.Bounds;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.FigureTable;
import se.regstat.statistics.sensitivity.Sensitivity;
import se.regstat.statistics.sensitivity.SensitivityDeclaration;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.store.StoreUrl;

/** How long it takes to tell how much of dissimilarity, in each kommun over 14 years, is how RegSO were drawn; asked once, and again of what was kept. */
@Command(
        name = "SensitivityBenchmark",
        mixinStandardHelpOptions = true,
        description = "Asks for dissimilarity on random divisions beside an official one; people are made up.")
public final class SensitivityBenchmark implements Callable<Integer> {

    private static final int FIRST_YEAR = 2011;
    private static final int YEARS = 14;

    @Option(names = "--store", required = true)
    private String store;

    @Option(names = "--division", defaultValue = "deso@2025", paramLabel = "ID@VINTAGE")
    private String division;

    @Option(names = "--draws", defaultValue = "200")
    private int draws;

    public static void main(String[] args) {
        System.exit(new CommandLine(new SensitivityBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        try (Snapshots.Lease lease = Snapshots.acquire(StoreUrl.parse(store))) {
            List<Area> units = lease.current()
                    .vintage(VintageId.parse(division))
                    .orElseThrow()
                    .areas();
            Path folder = Files.createTempDirectory("regstat-sensitivity");
            Snapshot snapshot = snapshot(units);
            Reaggregator reaggregator = Reaggregator.of(snapshot, Configuration.load(folder));
            for (int round = 0; round < 3; round++) measure(reaggregator);
        }
        return 0;
    }

    /** By the clock, and of all processors. */
    private void measure(Reaggregator reaggregator) {
        Arguments arguments = Arguments.read(
                SensitivityDeclaration.OPERATION,
                Door.PROCESS,
                Map.of(
                        "indicators", List.of("share_born_abroad"),
                        "periods", List.of(FIRST_YEAR + "/" + (FIRST_YEAR + YEARS - 1)),
                        "within", List.of("kommun"),
                        "measures", List.of("d"),
                        "scales", List.of("deso"),
                        "k", List.of("12800"),
                        "draws", List.of(Integer.toString(draws))));
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long start = System.nanoTime();
        long used = system.getProcessCpuTime();
        FigureTable answer = Sensitivity.answer(
                new Question(reaggregator, arguments, vintage -> true, Bounds.none(() -> false)),
                Optional.empty(),
                done -> {});
        System.out.printf(
                Locale.ROOT,
                "%d draws, %d rows: %.2f s, %.2f s of processors%n",
                draws,
                answer.rows().size(),
                (System.nanoTime() - start) / 1e9,
                (system.getProcessCpuTime() - used) / 1e9);
    }

    /** Divisions above are by code alone, so that any borders do. */
    private static Snapshot snapshot(List<Area> units) {
        List<String> codes = units.stream().map(Area::code).toList();
        List<PublishedValues> values = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(7);
        for (int year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++) {
            double[] abroad = new double[codes.size()];
            double[] total = new double[abroad.length];
            for (int unit = 0; unit < abroad.length; unit++) {
                total[unit] = 700 + random.nextInt(2000);
                double share = random.nextDouble();
                abroad[unit] = Math.rint(total[unit] * (0.02 + 0.6 * share * share));
            }
            values.add(values("born_abroad", year, codes, abroad));
            values.add(values("born_total", year, codes, total));
            values.add(values("population", year, codes, total));
        }
        return new Snapshot(
                1,
                false,
                List.of(
                        vintage("deso@2025", List.of("regso", "kommun"), units),
                        vintage("regso@2025", List.of("kommun"), above(units, "regso")),
                        vintage("kommun@2025", List.of(), above(units, "kommun"))),
                values,
                List.of());
    }

    private static List<Area> above(List<Area> units, String division) {
        TreeMap<String, Area> areas = new TreeMap<>();
        for (Area unit : units) {
            String code = unit.parents().get(division);
            areas.computeIfAbsent(
                    code,
                    first -> new Area(
                            code,
                            "",
                            Optional.empty(),
                            division.equals("kommun")
                                    ? Map.of()
                                    : Map.of("kommun", unit.parents().get("kommun")),
                            unit.geometry(),
                            OptionalDouble.empty()));
        }
        return List.copyOf(areas.values());
    }

    private static VintageAreas vintage(String id, List<String> parents, List<Area> areas) {
        return new VintageAreas(
                new Vintage(
                        VintageId.parse(id),
                        YearRange.ALWAYS,
                        parents.stream()
                                .map(parent -> new Vintage.Parent(parent, Optional.empty()))
                                .toList(),
                        Optional.of("riket"),
                        "",
                        "",
                        "",
                        Instant.EPOCH,
                        "",
                        ""),
                areas,
                List.of());
    }

    private static PublishedValues values(String indicator, int year, List<String> codes, double[] numbers) {
        return new PublishedValues(
                indicator,
                new VintageId("deso", "2025"),
                year,
                codes,
                numbers,
                new byte[numbers.length],
                new Provenance(Instant.EPOCH, "made-up.csv", "", ""));
    }
}
