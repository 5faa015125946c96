package se.regstat.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.regrouping.Regroupings;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.store.StoreUrl;

/** How long random divisions beside an official one take to draw, and how many people their groups have. */
@Command(
        name = "RegroupingBenchmark",
        mixinStandardHelpOptions = true,
        description = "Draws random divisions beside an official one; people are made up, 700 to 2 700 in each area.")
public final class RegroupingBenchmark implements Callable<Integer> {

    @Option(names = "--store", required = true)
    private String store;

    @Option(names = "--division", defaultValue = "deso@2025", paramLabel = "ID@VINTAGE")
    private String division;

    @Option(names = "--official", defaultValue = "regso", paramLabel = "ID", description = "what areas lie in by code")
    private String official;

    @Option(
            names = "--within",
            defaultValue = "kommun",
            paramLabel = "ID",
            description = "what these are put together in")
    private String within;

    @Option(names = "--draws", defaultValue = "200")
    private int draws;

    public static void main(String[] args) {
        System.exit(new CommandLine(new RegroupingBenchmark()).execute(args));
    }

    @Override
    public Integer call() {
        try (Snapshots.Lease lease = Snapshots.acquire(StoreUrl.parse(store))) {
            VintageAreas areas =
                    lease.current().vintage(VintageId.parse(division)).orElseThrow();
            int[] officials = parents(areas.areas(), official);
            int[] regions = parents(areas.areas(), within);
            Random random = new Random(1);
            int[] people = IntStream.range(0, regions.length)
                    .map(area -> 700 + random.nextInt(2000))
                    .toArray();
            int largest = IntStream.of(regions)
                    .map(region -> (int)
                            Arrays.stream(regions).filter(of -> of == region).count())
                    .max()
                    .orElseThrow();
            for (int round = 0; round < 3; round++) {
                long start = System.nanoTime();
                Regroupings drawn = Regroupings.of(areas, officials, regions, people, draws, round, () -> false);
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf(
                        Locale.ROOT,
                        "%d areas into %d groups within %d regions, the largest of %d areas, %d times: %.2f s; left as they are: %d regions%n",
                        regions.length,
                        drawn.groups(),
                        Arrays.stream(regions).distinct().count(),
                        largest,
                        drawn.size(),
                        seconds,
                        IntStream.of(regions)
                                .distinct()
                                .mapToLong(region -> IntStream.range(0, draws)
                                        .filter(draw -> drawn.keeps(draw, region))
                                        .count())
                                .sum());
            }
        }
        return 0;
    }

    private static int[] parents(List<Area> areas, String division) {
        Map<String, Integer> numbers = new HashMap<>();
        return areas.stream()
                .mapToInt(area -> numbers.computeIfAbsent(area.parents().get(division), code -> numbers.size()))
                .toArray();
    }
}
