package se.regstat.standalone.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import se.regstat.importing.LocalNamesImport;
import se.regstat.importing.format.TableForm;
import se.regstat.standalone.options.StoreImport;
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
final class ImportNames extends StoreImport {

    @Parameters(
            paramLabel = "FILE",
            description = "CSV in UTF-8 or a workbook (.xlsx) with the columns code,name and, if known, source,date")
    private Path file;

    @Mixin
    private TableOptions table;

    @Option(names = "--division", paramLabel = "ID", required = true, description = "Which division, as in deso")
    private String division;

    @Option(names = "--vintage", paramLabel = "YEAR", required = true, description = "Which version of it: four digits")
    private String vintage;

    @Override
    public Integer call() {
        VintageId id = parsed(() -> new VintageId(division, vintage));
        TableForm form = parsed(table::form);
        Configuration configuration = storeOptions.configuration();
        StoreUrl url = storeOptions.store(configuration);
        Map<String, LocalName> names;
        List<String> notes = new ArrayList<>();
        try (Store store = open(url)) {
            names = LocalNamesImport.read(file, form, id, store, notes);
            if (!dryRun) store(store, configuration, written -> written.writeLocalNames(id, names));
        }
        tell(List.of(), notes, List.of(id + ": " + names.size() + " local names"), url);
        return 0;
    }
}
