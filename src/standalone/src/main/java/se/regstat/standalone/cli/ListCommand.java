package se.regstat.standalone.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import se.regstat.importing.check.StoredIndicators;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Lists what is in the store: divisions, a vintage a line; indicators with their years; change logs; masks and populations.")
final class ListCommand implements Callable<Integer> {

    @Mixin
    private StoreOptions storeOptions;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Configuration configuration = storeOptions.configuration();
        StoreUrl url = storeOptions.store(configuration);
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            PrintWriter out = spec.commandLine().getOut();
            List<Vintage> vintages = store.vintages();
            List<Mask> masks = store.masks();
            List<WeightedPoints> populations = store.populations();
            boolean empty = vintages.isEmpty() && masks.isEmpty() && populations.isEmpty();
            out.println(url + (store.isDemo() ? " (demo data, not real)" : "") + (empty ? ": empty" : ""));
            vintages(store, vintages, out);
            indicators(store, out);
            changes(store, out);
            masks(masks, out);
            populations(populations, out);
        }
        return 0;
    }

    private static void vintages(Store store, List<Vintage> vintages, PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("vintage", "areas", "names", "valid", "parents", "licence", "imported", "from"));
        for (Vintage vintage : vintages) rows.add(row(vintage, store));
        if (rows.size() > 1) print(rows, out);
    }

    private static void masks(List<Mask> masks, PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("mask", "polygons", "imported", "file", "source"));
        for (Mask mask : masks) {
            rows.add(described(
                    List.of(mask.name(), Integer.toString(mask.polygons().size())), mask.provenance()));
        }
        if (rows.size() == 1) return;
        out.println();
        print(rows, out);
    }

    private static void populations(List<WeightedPoints> populations, PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("population", "year", "points", "persons", "imported", "file", "source"));
        for (WeightedPoints points : populations) {
            rows.add(described(
                    List.of(
                            points.name(),
                            Integer.toString(points.year()),
                            Integer.toString(points.size()),
                            String.format(
                                    Locale.ROOT,
                                    "%.0f",
                                    Arrays.stream(points.weights()).sum())),
                    points.provenance()));
        }
        if (rows.size() == 1) return;
        out.println();
        print(rows, out);
    }

    private static List<String> described(List<String> what, Provenance provenance) {
        List<String> row = new ArrayList<>(what);
        row.add(provenance.imported().toString().substring(0, 10));
        row.add(provenance.file());
        row.add(provenance.source());
        return row;
    }

    private static void indicators(Store store, PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("indicator", "vintage", "areas", "years", "imported", "file"));
        for (StoredIndicators.Line line : StoredIndicators.of(store)) {
            rows.add(List.of(
                    line.indicator(),
                    line.vintage().toString(),
                    Integer.toString(line.areas()),
                    line.years(),
                    line.imported(),
                    String.join(", ", line.files())));
        }
        if (rows.size() == 1) return;
        out.println();
        print(rows, out);
    }

    private static void changes(Store store, PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("changes of", "from", "to", "rows", "imported", "file"));
        for (ChangeLog log : store.changeLogs()) {
            rows.add(List.of(
                    log.division(),
                    log.from(),
                    log.to(),
                    Integer.toString(log.changes().size()),
                    log.imported().toString().substring(0, 10),
                    log.importedFrom()));
        }
        if (rows.size() == 1) return;
        out.println();
        print(rows, out);
    }

    private static List<String> row(Vintage vintage, Store store) {
        var areas = store.areas(vintage.id());
        String parents = vintage.parents().stream()
                .map(p -> p.vintage().map(year -> p.division() + "@" + year).orElse(p.division()))
                .collect(Collectors.joining(","));
        return List.of(
                vintage.id().toString(),
                Integer.toString(areas.size()),
                Long.toString(
                        areas.stream().filter(a -> a.localName().isPresent()).count()),
                vintage.valid().toString(),
                parents.isEmpty() ? "-" : parents,
                vintage.licence().isBlank() ? "-" : vintage.licence(),
                vintage.imported().toString().substring(0, 10),
                vintage.importedFrom());
    }

    private static void print(List<List<String>> rows, PrintWriter out) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++)
                widths[i] = Math.max(widths[i], row.get(i).length());
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
