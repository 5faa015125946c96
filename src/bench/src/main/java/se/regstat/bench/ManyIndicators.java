package se.regstat.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/**
 * Puts invented values of many indicators into a store that has areas already, and writes an {@code indicators.yml} that describes them: the odd
 * ones are counts, the even ones percentages with a decimal; about one value in two hundred is missing or suppressed. The same on every run.
 */
@Command(
        name = "ManyIndicators",
        mixinStandardHelpOptions = true,
        description =
                "Puts invented values of 1 000 indicators over 40 years into a store, for the areas of a vintage in it.")
public final class ManyIndicators implements Callable<Integer> {

    private static final long SEED = 1_000;
    private static final int LAST_YEAR = 2024;
    private static final int THEMES = 20;

    @Option(names = "--store", paramLabel = "FILE", required = true, description = "a GeoPackage with the vintage")
    private Path store;

    @Option(names = "--vintage", paramLabel = "ID", description = "whose areas have values (default: ${DEFAULT-VALUE})")
    private String vintage = "deso@2025";

    @Option(names = "--config", paramLabel = "DIR", required = true, description = "where indicators.yml is written")
    private Path config;

    @Option(names = "--indicators", paramLabel = "N", description = "how many (default: ${DEFAULT-VALUE})")
    private int indicators = 1_000;

    @Option(names = "--years", paramLabel = "N", description = "how many, up to 2024 (default: ${DEFAULT-VALUE})")
    private int years = 40;

    @Option(
            names = "--table",
            paramLabel = "FILE",
            description = "writes the first 40 indicators as a table to import too, with a mapping beside it")
    private Path table;

    public static void main(String[] args) {
        System.exit(new CommandLine(new ManyIndicators()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        describe();
        VintageId id = VintageId.parse(vintage);
        try (Store open = Store.open(StoreUrl.of(store))) {
            List<String> codes = open.areas(id).stream().map(Area::code).toList();
            if (codes.isEmpty()) {
                System.err.println(store + " has no areas of " + id);
                return CommandLine.ExitCode.SOFTWARE;
            }
            if (table != null) writeTable(id, codes);
            open.together(() -> {
                for (int number = 1; number <= indicators; number++) open.writeValues(values(id, codes, number));
            });
        }
        return CommandLine.ExitCode.OK;
    }

    private static String name(int number) {
        return "made_up_%04d".formatted(number);
    }

    private void describe() throws IOException {
        Files.createDirectories(config);
        try (BufferedWriter out = Files.newBufferedWriter(config.resolve("indicators.yml"))) {
            out.write("themes:\n");
            for (int theme = 1; theme <= THEMES; theme++) {
                out.write("  subject_%02d: {sv: Ämne %d, en: Subject %d}\n".formatted(theme, theme, theme));
            }
            out.write("indicators:\n");
            for (int number = 1; number <= indicators; number++) {
                boolean count = number % 2 == 1;
                out.write("  %s:\n    title: {sv: Påhittad nummer %d, en: Made up number %d}\n"
                        .formatted(name(number), number, number));
                out.write("    theme: subject_%02d\n    kind: %s\n    unit: {sv: %s, en: %s}\n    decimals: %d\n"
                        .formatted(
                                1 + (number - 1) * THEMES / indicators,
                                count ? "count" : "ratio",
                                count ? "antal" : "procent",
                                count ? "number" : "per cent",
                                count ? 0 : 1));
                if (!count) out.write("    base: %s\n".formatted(name(1)));
                out.write("    producer: Ingen\n    source: påhittat\n    licence: CC0-1.0\n");
            }
        }
    }

    private List<PublishedValues> values(VintageId id, List<String> codes, int number) {
        List<PublishedValues> values = new ArrayList<>();
        Provenance provenance = new Provenance(Instant.parse("2026-11-30T12:00:00Z"), "påhittat.csv", "00", "påhittat");
        for (int year = LAST_YEAR - years + 1; year <= LAST_YEAR; year++) {
            SplittableRandom random = new SplittableRandom(SEED * number + year);
            double[] numbers = new double[codes.size()];
            byte[] statuses = new byte[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                int gap = random.nextInt(400);
                Status status = gap == 0 ? Status.MISSING : gap == 1 ? Status.SUPPRESSED : Status.NORMAL;
                int whole = random.nextInt(number % 2 == 1 ? 2_000 : 1_000);
                statuses[i] = status.code();
                numbers[i] = !status.hasValue() ? Double.NaN : number % 2 == 1 ? whole : whole / 10.0;
            }
            values.add(new PublishedValues(name(number), id, year, codes, numbers, statuses, provenance));
        }
        return values;
    }

    /** A row for each area and year. */
    private void writeTable(VintageId id, List<String> codes) throws IOException {
        int columns = Math.min(40, indicators);
        List<List<PublishedValues>> values = new ArrayList<>();
        for (int number = 1; number <= columns; number++) values.add(values(id, codes, number));
        Path mapping = Path.of(table.toString().replaceFirst("\\.csv$", "") + ".yml");
        try (BufferedWriter out = Files.newBufferedWriter(mapping)) {
            out.write("layout: wide\nperiod: year\nmissing: [\"..\"]\nsuppressed: [x]\ncolumns:\n");
            for (int number = 1; number <= columns; number++) {
                out.write("  %s: {indicator: %s}\n".formatted(name(number), name(number)));
            }
        }
        try (BufferedWriter out = Files.newBufferedWriter(table)) {
            out.write("code,year");
            for (int number = 1; number <= columns; number++) out.write("," + name(number));
            out.write('\n');
            for (int year = 0; year < years; year++) {
                for (int area = 0; area < codes.size(); area++) {
                    out.write(codes.get(area) + "," + values.get(0).get(year).year());
                    for (List<PublishedValues> one : values) out.write("," + text(one.get(year), area));
                    out.write('\n');
                }
            }
        }
    }

    private static String text(PublishedValues values, int area) {
        return switch (values.status(area)) {
            case MISSING -> "..";
            case SUPPRESSED -> "x";
            default -> Double.toString(values.values()[area]).replaceFirst("\\.0$", "");
        };
    }
}
