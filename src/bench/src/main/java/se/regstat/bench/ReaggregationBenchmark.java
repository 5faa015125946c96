package se.regstat.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import se.regstat.statistics.estimate.Estimate;
import se.regstat.statistics.estimate.Variable;
import se.regstat.statistics.overlay.Overlay;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.weights.Weights;

/**
 * How long a re-aggregation takes inside the engine, geometries in memory: with everything from indexes to quality figures, and with
 * weights that are there already. {@code java -cp … org.openjdk.jmh.Main ReaggregationBenchmark [-p areas=hexagons] [-p region=FILE.gpkg]}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 8, time = 2)
@Measurement(iterations = 8, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class ReaggregationBenchmark {

    /** Which {@link OverlayCase}. */
    @Param({OverlayCase.REGION, OverlayCase.HEXAGONS, OverlayCase.KOMMUNER})
    public String areas;

    /** How many indicator-years: one, a table's columns, 45 indicators in 14 years. */
    @Param({"1", "41", "630"})
    public int variables;

    /** Where the region's areas are. */
    @Param("../shared/data/goteborgsregionen.gpkg")
    public String region;

    private OverlayCase given;
    private List<Variable> counts;
    private Weights weights;

    @Setup
    public void setUp() throws Exception {
        given = OverlayCase.of(areas, region);
        counts = new ArrayList<>();
        for (int v = 0; v < variables; v++) counts.add(Variable.count(given.counts(v)));
        weights = computed();
    }

    private Weights computed() {
        Sources sources = Sources.of(given.codes(), given.sources());
        return Weights.byArea(Overlay.of(sources, Targets.valid(given.ids(), given.targets())), 1e-3);
    }

    private void estimate(Weights by, Blackhole hole) {
        Estimate.of(by, counts, MissingParts.STRICT).forEachRow(row -> {
            for (int v = 0; v < variables; v++) {
                hole.consume(row.value(v) + row.lower(v) + row.upper(v) + row.cutShare(v) + row.largestShare(v));
                hole.consume(row.status(v));
            }
        });
    }

    @Benchmark
    public void everything(Blackhole hole) {
        estimate(computed(), hole);
    }

    @Benchmark
    public void withCachedWeights(Blackhole hole) {
        estimate(weights, hole);
    }
}
