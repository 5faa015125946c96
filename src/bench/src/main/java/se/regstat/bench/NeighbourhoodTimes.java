package se.regstat.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import se.regstat.statistics.neighbourhood.Locations;
import se.regstat.statistics.neighbourhood.Neighbourhoods;
import se.regstat.statistics.neighbourhood.Origins;
import se.regstat.statistics.neighbourhood.RingRule;

/**
 * How long it takes to find the nearest 200 to 25 600 people around each of many random locations, from the packing of the locations to shares and radii, first time
 * included: {@code java -cp … se.regstat.bench.NeighbourhoodTimes --locations 475000}.
 */
@Command(name = "NeighbourhoodTimes", mixinStandardHelpOptions = true)
final class NeighbourhoodTimes implements Callable<Integer> {

    private static final double[] WANTED = {200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600};

    @Option(names = "--locations", defaultValue = "475000")
    private int number;

    @Option(names = "--people", description = "at each location, in the mean", defaultValue = "20")
    private double people;

    @Option(names = "--towns", description = "whether two in three locations lie in 300 towns")
    private boolean towns;

    @Option(names = "--rounds", defaultValue = "3")
    private int rounds;

    public static void main(String[] args) {
        System.exit(new CommandLine(new NeighbourhoodTimes()).execute(args));
    }

    @Override
    public Integer call() {
        Random random = new Random(17);
        double[] eastings = new double[number];
        double[] northings = new double[number];
        double[] all = new double[number];
        double[] group = new double[number];
        double[][] centres = new double[300][];
        Arrays.setAll(centres, i -> new double[] {random.nextDouble() * 400_000, random.nextDouble() * 1_200_000});
        for (int i = 0; i < number; i++) {
            eastings[i] = 300_000 + random.nextDouble() * 400_000;
            northings[i] = 6_200_000 + random.nextDouble() * 1_200_000;
            if (towns && i % 3 > 0) {
                double[] centre = centres[random.nextInt(1 + random.nextInt(centres.length))];
                eastings[i] = 300_000 + centre[0] + random.nextGaussian() * 4_000;
                northings[i] = 6_200_000 + centre[1] + random.nextGaussian() * 4_000;
            }
            all[i] = people == 1 ? 1 : Math.ceil(-people * Math.log(1 - random.nextDouble()));
            group[i] = Math.rint(all[i] * random.nextDouble());
        }
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            long work = processors();
            Locations locations = Locations.of(eastings, northings, all, List.of(group));
            double packed = (System.nanoTime() - start) / 1e9;
            Neighbourhoods found = Neighbourhoods.nearest(
                    locations,
                    Origins.points(eastings, northings),
                    WANTED,
                    RingRule.PROPORTIONAL,
                    new long[1],
                    () -> false);
            double seconds = (System.nanoTime() - start) / 1e9;
            double worked = (processors() - work) / 1e9;
            double check = 0;
            for (int origin = 0; origin < number; origin++) {
                for (int size = 0; size < WANTED.length; size++) check += found.count(origin, size, 0);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d locations, %.0f people, %d sizes: %.2f s by the clock, of which packing %.2f s, %.2f s of processors; checksum %.6e%n",
                    number,
                    locations.people(),
                    WANTED.length,
                    seconds,
                    packed,
                    worked,
                    check);
        }
        return CommandLine.ExitCode.OK;
    }

    private static long processors() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
