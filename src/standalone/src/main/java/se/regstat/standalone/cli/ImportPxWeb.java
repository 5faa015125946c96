package se.regstat.standalone.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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

    @Parameters(
            paramLabel = "FILE|URL",
            description = "A kept answer (JSON-stat 2) or a PX file (.px), or a table's address")
    private String table;

    @Option(
            names = "--query",
            paramLabel = "FILE",
            description = "With an address: what to ask, as JSON in the form the API takes it. Large queries are split")
    private Path query;

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
        PxWebRequest request = request();
        Configuration configuration = storeOptions.configuration();
        StoreUrl url = storeOptions.store(configuration);
        PreparedValues prepared;
        try (TerminalProgress progress = TerminalProgress.of(spec);
                Store store = open(url)) {
            prepared = new IndicatorImport(configuration, progress)
                    .fromPxWeb(replace ? request.replacing() : request, store);
            if (!dryRun) {
                progress.begin("storing", 0);
                store(store, configuration, prepared::writeTo);
            }
        }
        tell(prepared.warnings(), prepared.notes(), prepared.summary(), url);
        return 0;
    }

    private PxWebRequest request() {
        parsed(() -> new VintageId(division, vintage == null ? "0000" : vintage));
        Optional<String> wanted = Optional.ofNullable(vintage);
        if (!table.matches("(?i)https?://.*")) {
            if (query != null) throw wrong("--query goes with a table's address, not with a file");
            return parsed(() -> PxWebRequest.ofFile(Path.of(table), division, wanted, mapping, knownOnly));
        }
        if (query == null) throw wrong("--query is missing: a file that says what to ask of the table");
        return parsed(() -> PxWebRequest.ofTable(URI.create(table), query, division, wanted, mapping, knownOnly));
    }
}
