package se.regstat.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import se.regstat.statistics.estimate.Estimate;
import se.regstat.statistics.estimate.Variable;
import se.regstat.statistics.overlay.Overlay;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.weights.Weights;

/**
 * Regstat's part of {@code src/bench/compare-overlay}: writes the areas of an {@link OverlayCase} with a count for each for other tools to
 * read, re-aggregates that count by area without tolerance, extensively and intensively, writes the results and tells how long it took.
 */
@Command(name = "OverlayComparison", mixinStandardHelpOptions = true)
final class OverlayComparison implements Callable<Integer> {

    @Option(names = "--case", required = true, description = "region, hexagons or kommuner")
    private String name;

    @Option(names = "--region", description = "GeoPackage of the case region", defaultValue = "")
    private String region;

    @Option(names = "--out", required = true, description = "folder for sources.csv, targets.csv and regstat.csv")
    private Path out;

    @Option(names = "--rounds", defaultValue = "60", description = "the last third is measured")
    private int rounds;

    public static void main(String[] args) {
        System.exit(new CommandLine(new OverlayComparison()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        OverlayCase areas = OverlayCase.of(name, region);
        Files.createDirectories(out);
        double[] counts = areas.counts(0);
        write("sources.csv", areas.codes(), areas.sources(), counts);
        write("targets.csv", areas.ids(), areas.targets(), null);
        byte[] statuses = new byte[counts.length];
        double[] millis = new double[rounds];
        Sources sources = null;
        Estimate estimate = null;
        double[] values = new double[areas.ids().size()];
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            sources = Sources.of(areas.codes(), areas.sources());
            Weights weights = Weights.byArea(Overlay.of(sources, Targets.valid(areas.ids(), areas.targets())), 0);
            estimate = Estimate.of(weights, List.of(Variable.count(counts)), MissingParts.STRICT);
            estimate.forEachRow(row -> values[row.target()] = row.value(0));
            millis[round] = (System.nanoTime() - start) / 1e6;
        }
        double[] measured = Arrays.copyOfRange(millis, rounds - rounds / 3, rounds);
        Arrays.sort(measured);
        Weights weights = estimate.weights();
        double[] area = new double[counts.length];
        for (int i = 0; i < area.length; i++) area[i] = sources.area(i);
        double[] spread = new double[counts.length];
        Arrays.setAll(spread, i -> counts[i] * area[i]);
        Estimate intensive =
                Estimate.of(weights, List.of(Variable.density(spread, area, area, statuses)), MissingParts.STRICT);
        try (BufferedWriter csv = Files.newBufferedWriter(out.resolve("regstat.csv"))) {
            csv.write("id,extensive,intensive\n");
            for (int j = 0; j < values.length; j++) {
                csv.write("%s,%s,%s%n"
                        .formatted(
                                areas.ids().get(j), values[j], intensive.row(j).value(0)));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%.1f %.1f %.1f%n",
                measured[measured.length / 2],
                measured[0],
                measured[measured.length - 1]);
        return CommandLine.ExitCode.OK;
    }

    private void write(String file, List<String> codes, List<Geometry> geometries, double[] counts) throws IOException {
        WKBWriter wkb = new WKBWriter(2, 2);
        try (BufferedWriter csv = Files.newBufferedWriter(out.resolve(file))) {
            csv.write(counts == null ? "id,wkb\n" : "id,value,wkb\n");
            for (int i = 0; i < codes.size(); i++) {
                csv.write(codes.get(i) + "," + (counts == null ? "" : counts[i] + ",")
                        + HexFormat.of().formatHex(wkb.write(geometries.get(i))) + "\n");
            }
        }
    }
}
