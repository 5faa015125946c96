package se.regstat.standalone.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import se.regstat.importing.IndicatorImport;
import se.regstat.importing.PreparedValues;
import se.regstat.importing.pxweb.PxWebRequest;
import se.regstat.standalone.options.StoreImport;
import se.regstat.standalone.terminal.TerminalProgress;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "pxweb",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Brings indicators' values into the store from a table of SCB's statistical database, or of another PxWeb:",
            "from a kept answer in JSON-stat 2 or a PX file, or from the table's address and a query, versions 1 and 2 of the API.",
            "Each code tells the version of the division it is of: 0180C4040_DeSO2025, or the first version without a suffix."
        },
        footer = {
            "",
            "Examples:",
            "  regstat import pxweb answer.json --division deso --mapping mapping.yml",
            "  regstat import pxweb https://api.example.se/api/v2/tables/TAB638 --query query.json \\",
            "      --division deso --mapping mapping.yml --known-only"
        })
final class ImportPxWeb extends StoreImport {

    @Mixin
    private PxWebOptions table;

    @Option(names = "--division", paramLabel = "ID", required = true, description = "Which division, as in deso")
    private String division;

    @Option(
            names = "--vintage",
            paramLabel = "YEAR",
            description = "Take only areas of this version of it. Default: all, each for the version its code tells")
    private String vintage;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            required = true,
            description = "What the table's dimensions are: a YAML file")
    private Path mapping;

    @Option(
            names = "--known-only",
            description =
                    "Skip codes that the vintage does not have, and those of other divisions, instead of refusing")
    private boolean knownOnly;

    @Option(names = "--replace", description = "Take away values in the store of areas that the table does not have")
    private boolean replace;

    @Override
    public Integer call() {
        parsed(() -> new VintageId(division, vintage == null ? "0000" : vintage));
        PxWebRequest request = new PxWebRequest(
                parsed(table::source), division, Optional.ofNullable(vintage), mapping, knownOnly, replace);
        Configuration configuration = storeOptions.configuration();
        StoreUrl url = storeOptions.store(configuration);
        PreparedValues prepared;
        try (TerminalProgress progress = TerminalProgress.of(spec);
                Store store = open(url)) {
            prepared = new IndicatorImport(configuration, progress).fromPxWeb(request, store);
            if (!dryRun) {
                progress.begin("storing", 0);
                store(store, configuration, prepared::writeTo);
            }
        }
        tell(prepared.warnings(), prepared.notes(), prepared.summary(), url);
        return 0;
    }
}
