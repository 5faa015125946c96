package se.regstat.standalone.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import se.regstat.importing.check.EventPlaces;
import se.regstat.importing.check.StoredIndicators;
import se.regstat.standalone.options.StoreCommand;
import se.regstat.standalone.terminal.TextTable;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.CodeList;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.flow.YearFlows;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Lists what is in the store: divisions, a vintage a line; code lists; indicators with their years; change logs; points of events; flows between areas; masks and populations.")
final class ListCommand extends StoreCommand {

    @Override
    public Integer call() {
        StoreUrl url = url();
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            List<Vintage> vintages = store.vintages();
            List<Mask> masks = store.masks();
            List<WeightedPoints> populations = store.populations();
            List<CodeList> codeLists = store.codeLists();
            boolean empty = vintages.isEmpty() && codeLists.isEmpty() && masks.isEmpty() && populations.isEmpty();
            out().println(url + (store.isDemo() ? " (demo data, not real)" : "") + (empty ? ": empty" : ""));
            print(
                    List.of("vintage", "areas", "names", "valid", "parents", "licence", "imported", "from"),
                    vintages.stream().map(vintage -> row(vintage, store)));
            print(
                    List.of("code list of", "areas", "imported", "file", "source"),
                    codeLists.stream().map(ListCommand::row));
            print(
                    List.of("indicator", "vintage", "areas", "years", "imported", "file"),
                    StoredIndicators.of(store).stream().map(ListCommand::row));
            print(
                    List.of("changes of", "from", "to", "rows", "imported", "file"),
                    store.changeLogs().stream().map(ListCommand::row));
            print(
                    List.of("events", "year", "points", "counted", "all of", "imported", "file", "source"),
                    store.events().stream().map(ListCommand::row));
            print(
                    List.of("flows", "year", "between", "pairs", "all of", "imported", "file", "source"),
                    store.flows().stream().map(ListCommand::row));
            print(
                    List.of("mask", "polygons", "imported", "file", "source"),
                    masks.stream().map(ListCommand::row));
            print(
                    List.of("population", "year", "points", "persons", "imported", "file", "source"),
                    populations.stream().map(ListCommand::row));
        }
        return 0;
    }

    private static List<String> row(Events events) {
        return described(
                events.provenance(),
                events.indicator(),
                events.year(),
                events.size(),
                EventPlaces.counted(events.total()),
                events.covers().isKnown() ? events.covers() : "unknown");
    }

    private static List<String> row(YearFlows flows) {
        return described(
                flows.provenance(),
                flows.indicator(),
                flows.year(),
                flows.vintage(),
                flows.pairs().size(),
                flows.covers().isKnown() ? flows.covers() : "unknown");
    }

    private static List<String> row(Mask mask) {
        return described(mask.provenance(), mask.name(), mask.polygons().size());
    }

    private static List<String> row(WeightedPoints points) {
        String persons = points.countsAllPeople()
                ? String.format(
                        Locale.ROOT, "%.0f", Arrays.stream(points.weights()).sum())
                : "unknown";
        return described(points.provenance(), points.name(), points.year(), points.size(), persons);
    }

    private static List<String> described(Provenance provenance, Object... what) {
        List<String> row = new ArrayList<>();
        for (Object value : what) row.add(value.toString());
        row.add(day(provenance.imported()));
        row.add(provenance.file());
        row.add(provenance.source());
        return row;
    }

    private static String day(Instant imported) {
        return imported.toString().substring(0, 10);
    }

    private static List<String> row(StoredIndicators.Line line) {
        return List.of(
                line.indicator(),
                line.vintage().toString(),
                Integer.toString(line.areas()),
                line.years(),
                line.imported(),
                String.join(", ", line.files()));
    }

    private static List<String> row(CodeList list) {
        return List.of(
                list.vintage().toString(),
                Integer.toString(list.areas().size()),
                day(list.imported()),
                list.importedFrom(),
                list.source());
    }

    private static List<String> row(ChangeLog log) {
        return List.of(
                log.division(),
                log.from(),
                log.to(),
                Integer.toString(log.changes().size()),
                day(log.imported()),
                log.importedFrom());
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
                day(vintage.imported()),
                vintage.importedFrom());
    }

    /** A table, apart from what was printed before it; nothing without rows. */
    private void print(List<String> head, Stream<List<String>> rows) {
        List<List<String>> lines = rows.toList();
        if (lines.isEmpty()) return;
        if (!head.get(0).equals("vintage")) out().println();
        TextTable.print(out(), head, lines);
    }
}
