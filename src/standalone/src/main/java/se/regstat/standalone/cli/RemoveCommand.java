package se.regstat.standalone.cli;

import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Removes something from the store.",
        synopsisSubcommandLabel = "division|indicator",
        subcommands = {RemoveCommand.OfDivision.class, RemoveCommand.OfIndicator.class})
final class RemoveCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to remove, as in: remove division deso@2018, or: remove indicator population");
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
                    throw new StoreException(
                            "there are no values of " + what + " in " + url + "; './regstat list' shows what there is");
                }
                spec.commandLine()
                        .getOut()
                        .println(what + ": " + (sets == 1 ? "1 year" : sets + " years") + " of values removed from "
                                + url);
            }
            return 0;
        }
    }
}
