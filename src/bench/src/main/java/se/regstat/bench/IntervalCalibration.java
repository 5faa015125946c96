package se.regstat.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.dividing.Calibration;
import se.regstat.statistics.dividing.Divisors;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.StoreUrl;

/** Whether intervals hold in trials: those of each region by what the others tell. */
@Command(
        name = "IntervalCalibration",
        mixinStandardHelpOptions = true,
        description = "Tells by weighting how often intervals hold in trials of regions that were left out.")
public final class IntervalCalibration implements Callable<Integer> {

    @Option(names = "--store", required = true)
    private String store;

    @Option(names = "--config", defaultValue = "config")
    private Path config;

    @Option(names = "--vintage", required = true, paramLabel = "ID@VINTAGE")
    private String vintage;

    @Option(names = "--confidence", split = ",", defaultValue = "0.8,0.9,0.95")
    private List<Double> confidence;

    public static void main(String[] args) {
        System.exit(new CommandLine(new IntervalCalibration()).execute(args));
    }

    @Override
    public Integer call() {
        try (Snapshots.Lease lease = Snapshots.acquire(StoreUrl.parse(store))) {
            Divisors divisors = new Divisors(Observations.of(lease.current(), Configuration.load(config)));
            for (double often : confidence) {
                for (Calibration tried : Calibration.of(divisors, VintageId.parse(vintage), often, () -> false)) {
                    System.out.printf(
                            Locale.ROOT,
                            "%.0f %%  %-24s %d targets, error %.1f %%, held %.1f %%, width %.2f of the bounds'%n",
                            100 * often,
                            tried.way(),
                            tried.targets(),
                            100 * tried.error(),
                            100 * tried.coverage(),
                            tried.width());
                }
            }
        }
        return 0;
    }
}
