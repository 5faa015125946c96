package se.regstat.standalone.cli;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.NearestIds;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Removes something from the store.",
        synopsisSubcommandLabel = "division|indicator|mask|population",
        subcommands = {
            RemoveCommand.OfDivision.class,
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
                        + " division, indicator, mask or population");
    }

    @Command(
            name = "division",
            mixinStandardHelpOptions = true,
            description =
                    "Removes a vintage of a division from the store, with its areas, their local names and their values.")
    static final class OfDivision implements Callable<Integer> {

        @Parameters(paramLabel = "ID@YEAR", description = "Which one, as in deso@2018")
        private String vintage;

        @Mixin
        private StoreOptions storeOptions;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            VintageId id;
            try {
                id = VintageId.parse(vintage);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
            Configuration configuration = storeOptions.configuration();
            StoreUrl url = storeOptions.store(configuration);
            try (Store store = url.open(StoreUrl.Mode.READ_WRITE)) {
                if (!store.remove(id)) {
                    throw new StoreException(
                            "there is no " + id + " in " + url + "; './regstat list' shows what there is");
                }
            }
            spec.commandLine().getOut().println(id + ": removed from " + url);
            return 0;
        }
    }

    @Command(
            name = "indicator",
            mixinStandardHelpOptions = true,
            description =
                    "Removes an indicator's values in all divisions from the store. Where they came from is kept.")
    static final class OfIndicator implements Callable<Integer> {

        @Parameters(paramLabel = "ID", description = "Which one, as in population")
        private String indicator;

        @Option(names = "--period", paramLabel = "YEAR", description = "Only the values of this year")
        private Integer period;

        @Mixin
        private StoreOptions storeOptions;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            Configuration configuration = storeOptions.configuration();
            StoreUrl url = storeOptions.store(configuration);
            OptionalInt year = period == null ? OptionalInt.empty() : OptionalInt.of(period);
            String what = indicator + (period == null ? "" : " of " + period);
            try (Store store = url.open(StoreUrl.Mode.READ_WRITE)) {
                int sets = store.removeIndicator(indicator, year);
                if (sets == 0) {
                    throw new StoreException("there are no values of " + what + " in " + url
                            + NearestIds.question(indicator, ids(store)) + "; './regstat list' shows what there is");
                }
                spec.commandLine()
                        .getOut()
                        .println(what + ": " + (sets == 1 ? "1 year" : sets + " years") + " of values removed from "
                                + url);
            }
            return 0;
        }

        private static List<String> ids(Store store) {
            return store.values().stream()
                    .map(PublishedValues::indicator)
                    .distinct()
                    .toList();
        }
    }

    @Command(
            name = "mask",
            mixinStandardHelpOptions = true,
            description = "Removes a mask from the store; re-aggregation no longer takes it.")
    static final class OfMask implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "Which one, as in built-up")
        private String name;

        @Mixin
        private StoreOptions storeOptions;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            remove("mask", name, storeOptions, spec, Store::removeMask, store -> store.masks().stream()
                    .map(Mask::name)
                    .toList());
            return 0;
        }
    }

    @Command(
            name = "population",
            mixinStandardHelpOptions = true,
            description =
                    "Removes what tells where people live, as 'import population' brought it in; not the indicator population.")
    static final class OfPopulation implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "Which one, as './regstat list' has it")
        private String name;

        @Mixin
        private StoreOptions storeOptions;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            remove(
                    "population",
                    name,
                    storeOptions,
                    spec,
                    Store::removePopulation,
                    store -> store.populations().stream()
                            .map(WeightedPoints::name)
                            .toList());
            return 0;
        }
    }

    private static void remove(
            String kind,
            String name,
            StoreOptions storeOptions,
            CommandSpec spec,
            BiPredicate<Store, String> removal,
            Function<Store, List<String>> names) {
        StoreUrl url = storeOptions.store(storeOptions.configuration());
        try (Store store = url.open(StoreUrl.Mode.READ_WRITE)) {
            if (!removal.test(store, name)) {
                throw new StoreException("there is no " + kind + " " + name + " in " + url
                        + NearestIds.question(name, names.apply(store)) + "; './regstat list' shows what there is");
            }
        }
        spec.commandLine().getOut().println(kind + " " + name + ": removed from " + url);
    }
}
