package se.regstat.standalone.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import se.regstat.importing.LocalNamesImport;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.Store.LocalName;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "names",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Gives the areas of a vintage the names that people use for them. Areas the file does not name keep theirs.",
        footer = {"", "Example:", "  regstat import names names.csv --division deso --vintage 2025"})
final class ImportNames implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "CSV in UTF-8 with the columns code,name and, if known, source,date")
    private Path file;

    @Option(names = "--division", paramLabel = "ID", required = true, description = "Which division, as in deso")
    private String division;

    @Option(names = "--vintage", paramLabel = "YEAR", required = true, description = "Which version of it: four digits")
    private String vintage;

    @Option(names = "--dry-run", description = "Check everything, store nothing")
    private boolean dryRun;

    @Mixin
    private StoreOptions storeOptions;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        VintageId id;
        try {
            id = new VintageId(division, vintage);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        Configuration configuration = storeOptions.configuration();
        StoreUrl url = storeOptions.store(configuration);
        try (Store store = url.open(dryRun ? StoreUrl.Mode.READ_ONLY : StoreUrl.Mode.READ_WRITE)) {
            Map<String, LocalName> names = LocalNamesImport.read(file, id, store);
            if (!dryRun) store.writeLocalNames(id, names);
            PrintWriter out = spec.commandLine().getOut();
            out.println(id + ": " + names.size() + " local names"
                    + (dryRun ? "; a dry run, nothing was stored in " : "; stored in ") + url);
        }
        return 0;
    }
}
