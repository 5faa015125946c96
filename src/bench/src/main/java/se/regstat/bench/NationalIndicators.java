package se.regstat.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.locationtech.jts.geom.Point;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import se.regstat.importing.demo.Noise;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;

/**
 * Writes invented values of {@value #INDICATORS} indicators for the DeSO of the {@linkplain NationalRegion made-up country},
 * {@value #FIRST_YEAR}-{@value #LAST_YEAR}, as tables to import, with their mapping files: 3.9 million values. They are the
 * first {@value #INDICATORS} indicators of {@code config/indicators.yml} that values are imported of, in its order; about one value in two hundred is
 * missing or suppressed.
 */
@Command(
        name = "NationalIndicators",
        mixinStandardHelpOptions = true,
        description =
                "Writes invented values of 45 indicators, 14 years, for the 6 160 DeSO of NationalCoverage, as CSV with mapping "
                        + "files: indicators-wide.csv (a row per area and year) and indicators-long.csv (a row per value).")
public final class NationalIndicators implements Callable<Integer> {

    static final int INDICATORS = 45;
    static final int FIRST_YEAR = 2011;
    static final int LAST_YEAR = 2024;

    private static final long SEED = 45;
    private static final double GAPS = 0.005;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "folder to write to; made if need be")
    private Path out;

    @Option(names = "--config", paramLabel = "DIR", description = "folder of indicators.yml (default: ./config)")
    private Path config = Path.of("config");

    public static void main(String[] args) {
        System.exit(new CommandLine(new NationalIndicators()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(out);
        List<Area> areas = NationalRegion.create().stream()
                .filter(vintage -> vintage.vintage().id().division().equals("deso"))
                .findFirst()
                .orElseThrow()
                .areas();
        write(out, areas, chosen(Configuration.load(config)));
        return CommandLine.ExitCode.OK;
    }

    static List<Indicator> chosen(Configuration configuration) {
        return configuration.indicators().stream()
                .filter(indicator -> !indicator.measure().isComputed())
                .limit(INDICATORS)
                .toList();
    }

    static void write(Path out, List<Area> areas, List<Indicator> indicators) throws IOException {
        try (BufferedWriter mapping = Files.newBufferedWriter(out.resolve("indicators-wide.yml"))) {
            mapping.write("layout: wide\nperiod: year\nmissing: [\"..\"]\nsuppressed: [x]\ncolumns:\n");
            for (Indicator indicator : indicators) {
                mapping.write("  %s: {indicator: %s}\n".formatted(indicator.id(), indicator.id()));
            }
        }
        Files.writeString(
                out.resolve("indicators-long.yml"),
                "layout: long\nindicator: indicator\nperiod: year\nvalue: value\nmissing: [\"..\"]\nsuppressed: [x]\n");
        try (BufferedWriter wide = Files.newBufferedWriter(out.resolve("indicators-wide.csv"));
                BufferedWriter tall = Files.newBufferedWriter(out.resolve("indicators-long.csv"))) {
            wide.write("deso,year");
            for (Indicator indicator : indicators) wide.write("," + indicator.id());
            wide.write('\n');
            tall.write("deso,indicator,year,value\n");
            for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
                for (int i = 0; i < areas.size(); i++) {
                    String code = areas.get(i).code();
                    wide.write(code + "," + year);
                    Map<String, Double> values = new Values(areas.get(i), i, year, indicators).all();
                    for (int n = 0; n < indicators.size(); n++) {
                        String id = indicators.get(n).id();
                        String text = text(values.get(id), indicators.get(n), gap(i, n, year));
                        wide.write("," + text);
                        tall.write(code + "," + id + "," + year + "," + text + "\n");
                    }
                    wide.write('\n');
                }
            }
        }
    }

    private static double gap(int area, int indicator, int year) {
        return random(SEED + area * 31_337L + indicator * 7_919L + year);
    }

    private static String text(double value, Indicator indicator, double gap) {
        if (gap < GAPS / 2) return "..";
        if (gap < GAPS) return "x";
        return indicator.measure() instanceof Measure.Count
                ? Long.toString(Math.round(value))
                : String.format(Locale.ROOT, "%.1f", value);
    }

    /** From 0 to 1 (SplitMix64). */
    private static double random(long seed) {
        long z = seed * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
    }

    /** One area's values in one year, by indicator. Counts that are the sum of others add up. */
    private static final class Values {
        private static final Noise TERRAIN = new Noise(SEED, 90_000, 3);

        private final Map<String, Indicator> indicators = new HashMap<>();
        private final Map<String, Double> values = new HashMap<>();
        private final double terrain;
        private final double persons;
        private final int area;
        private final int year;

        Values(Area place, int area, int year, List<Indicator> indicators) {
            Point centre = place.geometry().getCentroid();
            this.terrain = TERRAIN.at(centre.getX(), centre.getY());
            this.area = area;
            this.year = year;
            this.persons = 1_700 * (0.6 + 0.8 * random(SEED - area)) * Math.pow(1.005, year - FIRST_YEAR);
            for (Indicator indicator : indicators) this.indicators.put(indicator.id(), indicator);
        }

        Map<String, Double> all() {
            for (String id : indicators.keySet()) value(id);
            return values;
        }

        private double value(String id) {
            Double known = values.get(id);
            if (known != null) return known;
            Indicator indicator = indicators.get(id);
            double value;
            if (!indicator.parts().isEmpty() && indicators.keySet().containsAll(indicator.parts())) {
                value = indicator.parts().stream().mapToDouble(this::value).sum();
            } else if (indicator.measure() instanceof Measure.Count) {
                value = Math.rint(persons * leaning(id, 0.02, 0.1));
            } else {
                value = leaning(id, 10, 400);
            }
            values.put(id, value);
            return value;
        }

        /** A number typical of the indicator between the two, more or less by terrain, a little higher each year. */
        private double leaning(String id, double least, double most) {
            double typical = random(SEED + id.hashCode());
            double here = 1 + (typical - 0.5) * 2 * terrain + 0.1 * (random(SEED + id.hashCode() * 17L + area) - 0.5);
            return (least + (most - least) * typical) * Math.max(0.1, here) * (1 + 0.01 * (year - FIRST_YEAR));
        }
    }
}
