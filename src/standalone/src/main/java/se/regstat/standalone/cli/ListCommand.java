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
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the divisions in the store: one vintage a line.")
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
        }
        return 0;
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
