package se.regstat.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.estimate.ReaggregatedValue;
import se.regstat.statistics.reaggregation.Boundaries;
import se.regstat.statistics.reaggregation.ReaggregationRequest;
import se.regstat.statistics.reaggregation.ReaggregationResult;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.Weighting;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.StoreUrl;

/** How far each weighting misses figures that are known: those of a registered division, in a table. */
@Command(
        name = "WeightingErrors",
        mixinStandardHelpOptions = true,
        description = "Re-aggregates an indicator by every weighting and tells how far each misses what is known.")
public final class WeightingErrors implements Callable<Integer> {

    private static final int ROUNDS = 7;

    @Option(names = "--store", required = true)
    private String store;

    @Option(names = "--config", defaultValue = "config")
    private Path config;

    @Option(names = "--target-division", required = true, paramLabel = "ID@VINTAGE")
    private String target;

    @Option(names = "--source-division", defaultValue = "deso")
    private String source;

    @Option(names = "--scale-to", paramLabel = "ID")
    private Optional<String> scaleTo = Optional.empty();

    @Option(names = "--indicator", defaultValue = "population")
    private String indicator;

    @Option(names = "--period", required = true)
    private String period;

    @Option(names = "--truth", required = true, description = "a table of what is known, by code")
    private Path truth;

    @Option(names = "--code", required = true, description = "its column of codes")
    private String code;

    @Option(names = "--value", required = true, description = "its column of values")
    private String value;

    public static void main(String[] args) {
        System.exit(new CommandLine(new WeightingErrors()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Map<String, Double> known = new HashMap<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(truth)) {
            for (NamedCsvRecord row : rows) known.put(row.getField(code), Double.parseDouble(row.getField(value)));
        }
        Configuration configuration = Configuration.load(config);
        try (Snapshots.Lease lease = Snapshots.acquire(StoreUrl.parse(store))) {
            Reaggregator reaggregator = Reaggregator.of(lease.current(), configuration);
            for (Weighting weighting : Weighting.values()) {
                if (weighting != Weighting.CODE) tell(reaggregator, weighting, known);
            }
        }
        return 0;
    }

    private void tell(Reaggregator reaggregator, Weighting weighting, Map<String, Double> known) {
        try {
            double first = 0;
            double best = Double.MAX_VALUE;
            ReaggregationResult result = null;
            // The first prepares what is kept; of the others, which keep no weights, the fastest counts.
            for (int round = 0; round < ROUNDS; round++) {
                Boundaries boundaries = reaggregator.boundaries(VintageId.parse(target));
                ReaggregationRequest request = ReaggregationRequest.of(
                                boundaries, List.of(indicator), Periods.parse(List.of(period)))
                        .with(ReaggregationDeclaration.SOURCE_DIVISION, source)
                        .with(ReaggregationDeclaration.SCALE_TO, scaleTo)
                        .with(ReaggregationDeclaration.WEIGHTING, weighting)
                        .with(ReaggregationDeclaration.TOLERANCE, 0.001 + round * 1e-9);
                long start = System.nanoTime();
                result = reaggregator.run(request, () -> false);
                double millis = (System.nanoTime() - start) / 1e6;
                if (round == 0) first = millis;
                best = Math.min(best, millis);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-12s %6.2f %%   %s   first %7.1f ms, then %6.1f ms   %s%n",
                    weighting.id(),
                    100 * error(result, known, value -> 1),
                    ofCuts(result, known),
                    first,
                    best,
                    String.join("; ", result.notes()));
        } catch (ReaggregationException e) {
            System.out.printf("%-12s %s%n", weighting.id(), e.getMessage());
        }
    }

    /** The same error in proportion to what comes from cut areas alone, how many intervals hold the true value, and how wide they are. */
    private static String ofCuts(ReaggregationResult result, Map<String, Double> known) {
        int count = 0;
        int held = 0;
        List<Double> widths = new ArrayList<>();
        for (ReaggregatedValue value : result) {
            Double there = known.get(result.boundaries().targets().ids().get(value.target()));
            if (there == null || Double.isNaN(value.intervalLow())) continue;
            count++;
            if (there >= value.intervalLow() && there <= value.intervalHigh()) held++;
            if (value.intervalHigh() > value.intervalLow())
                widths.add((value.intervalHigh() - value.intervalLow()) / 2 / value.value());
        }
        widths.sort(null);
        return String.format(
                Locale.ROOT,
                "%.1f %% of cuts, %d of %d held, median ± %.1f %%",
                100 * error(result, known, ReaggregatedValue::cutShare),
                held,
                count,
                widths.isEmpty() ? 0 : 100 * widths.get(widths.size() / 2));
    }

    /**
     * Σ |estimate - true| / Σ true, of areas that have a value and of which the true one is known.
     *
     * @param part the share of the true value to divide by
     */
    private static double error(
            ReaggregationResult result, Map<String, Double> known, ToDoubleFunction<ReaggregatedValue> part) {
        double missed = 0;
        double all = 0;
        for (ReaggregatedValue estimated : result) {
            Double there = known.get(result.boundaries().targets().ids().get(estimated.target()));
            if (there == null || Double.isNaN(estimated.value())) continue;
            missed += Math.abs(estimated.value() - there);
            all += there * part.applyAsDouble(estimated);
        }
        return missed / all;
    }
}
