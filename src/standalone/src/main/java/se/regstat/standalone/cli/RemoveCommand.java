package se.regstat.standalone.cli;

import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import se.regstat.importing.postgis.ShownValues;
import se.regstat.importing.trial.StoreTrials;
import se.regstat.standalone.options.StoreCommand;
import se.regstat.standalone.terminal.TerminalProgress;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.NearestIds;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Removes something from the store.",
        synopsisSubcommandLabel = "division|codes|indicator|mask|population",
        subcommands = {
            RemoveCommand.OfDivision.class,
            RemoveCommand.OfCodes.class,
            RemoveCommand.OfIndicator.class,
            RemoveCommand.OfMask.class,
            RemoveCommand.OfPopulation.class
        })
final class RemoveCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to remove, as in: remove division deso@2018, or: remove indicator population;"
                        + " division, codes, indicator, mask or population");
    }

    /** One thing, by its name. */
    private abstract static class Removal extends StoreCommand {

        /** With a space behind it; nothing where the name says enough. */
        private final String kind;

        private final BiPredicate<Store, String> removal;
        private final Function<Store, Stream<String>> names;

        Removal(String kind, BiPredicate<Store, String> removal, Function<Store, Stream<String>> names) {
            this.kind = kind;
            this.removal = removal;
            this.names = names;
        }

        abstract String name();

        @Override
        public Integer call() {
            String name = name();
            Configuration configuration = storeOptions.configuration();
            StoreUrl url = storeOptions.store(configuration);
            try (Store store = url.open(StoreUrl.Mode.READ_WRITE)) {
                store.together(() -> {
                    if (!removal.test(store, name))
                        throw nothing("is no " + kind + name, name, names.apply(store), url);
                    ShownValues.tell(store, configuration);
                });
                bringTrialsUpToDate(store, configuration, spec);
            }
            out().println(kind + name + ": removed from " + url);
            return 0;
        }
    }

    private static void bringTrialsUpToDate(Store store, Configuration configuration, CommandSpec spec) {
        try (TerminalProgress progress = TerminalProgress.of(spec)) {
            StoreTrials.bringUpToDate(store, configuration, progress);
        }
    }

    private static StoreException nothing(String said, String name, Stream<String> names, StoreUrl url) {
        return new StoreException("there " + said + " in " + url
                + NearestIds.question(name, names.distinct().toList()) + "; './regstat list' shows what there is");
    }

    @Command(
            name = "division",
            mixinStandardHelpOptions = true,
            description =
                    "Removes a vintage of a division from the store, with its areas, their local names and their values.")
    static final class OfDivision extends Removal {

        @Parameters(paramLabel = "ID@YEAR", description = "Which one, as in deso@2018")
        private String vintage;

        OfDivision() {
            super("", (store, id) -> store.remove(VintageId.parse(id)), store -> store.vintages().stream()
                    .map(v -> v.id().toString()));
        }

        @Override
        String name() {
            return parsed(() -> VintageId.parse(vintage)).toString();
        }
    }

    @Command(
            name = "codes",
            mixinStandardHelpOptions = true,
            description = "Removes the code list of a vintage from the store, not the vintage.")
    static final class OfCodes extends Removal {

        @Parameters(paramLabel = "ID@YEAR", description = "Of which vintage, as in deso@2025")
        private String vintage;

        OfCodes() {
            super(
                    "code list of ",
                    (store, id) -> store.removeCodeList(VintageId.parse(id)),
                    store -> store.codeLists().stream()
                            .map(list -> list.vintage().toString()));
        }

        @Override
        String name() {
            return parsed(() -> VintageId.parse(vintage)).toString();
        }
    }

    @Command(
            name = "indicator",
            mixinStandardHelpOptions = true,
            description =
                    "Removes an indicator's values in all divisions from the store, where they came from is kept; or the points that it is counted from; or its flows between areas.")
    static final class OfIndicator extends StoreCommand {

        @Parameters(paramLabel = "ID", description = "Which one, as in population")
        private String indicator;

        @Option(names = "--period", paramLabel = "YEAR", description = "Only the values of this year")
        private Integer period;

        @Override
        public Integer call() {
            Configuration configuration = storeOptions.configuration();
            StoreUrl url = storeOptions.store(configuration);
            OptionalInt year = period == null ? OptionalInt.empty() : OptionalInt.of(period);
            String what = indicator + (period == null ? "" : " of " + period);
            try (Store store = url.open(StoreUrl.Mode.READ_WRITE)) {
                AtomicInteger removed = new AtomicInteger();
                store.together(() -> {
                    removed.set(store.removeIndicator(indicator, year));
                    if (removed.get() == 0) {
                        Set<String> there = new TreeSet<>();
                        store.readValues(values -> there.add(values.indicator()));
                        store.events().forEach(events -> there.add(events.indicator()));
                        store.flows().forEach(flows -> there.add(flows.indicator()));
                        throw nothing("are no values of " + what, indicator, there.stream(), url);
                    }
                    ShownValues.tell(store, configuration);
                });
                bringTrialsUpToDate(store, configuration, spec);
                int sets = removed.get();
                out().println(what + ": " + (sets == 1 ? "1 year" : sets + " years") + " of values removed from "
                        + url);
            }
            return 0;
        }
    }

    @Command(
            name = "mask",
            mixinStandardHelpOptions = true,
            description = "Removes a mask from the store; re-aggregation no longer takes it.")
    static final class OfMask extends Removal {

        @Parameters(paramLabel = "NAME", description = "Which one, as in built-up")
        private String name;

        OfMask() {
            super("mask ", Store::removeMask, store -> store.masks().stream().map(Mask::name));
        }

        @Override
        String name() {
            return name;
        }
    }

    @Command(
            name = "population",
            mixinStandardHelpOptions = true,
            description =
                    "Removes what tells where people live, as 'import population' brought it in; not the indicator population.")
    static final class OfPopulation extends Removal {

        @Parameters(paramLabel = "NAME", description = "Which one, as './regstat list' has it")
        private String name;

        OfPopulation() {
            super("population ", Store::removePopulation, store -> store.populations().stream()
                    .map(WeightedPoints::name));
        }

        @Override
        String name() {
            return name;
        }
    }
}
