package se.regstat.standalone.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.importing.StoredIndicators;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Lists what is in the store: divisions, a vintage a line; indicators with their years; change logs.")
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
            out.println(url + (store.isDemo() ? " (demo data, not real)" : "") + (vintages.isEmpty() ? ": empty" : ""));
            if (vintages.isEmpty()) return 0;
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("vintage", "areas", "names", "valid", "parents", "licence", "imported", "from"));
            for (Vintage vintage : vintages) rows.add(row(vintage, store));
            print(rows, out);
            indicators(store, out);
            changes(store, out);
        }
        return 0;
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
