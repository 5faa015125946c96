package se.regstat.standalone.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import se.regstat.importing.download.Http;
import se.regstat.importing.download.Waiting;
import se.regstat.importing.flow.FlowsImport;
import se.regstat.importing.flow.FlowsRequest;
import se.regstat.importing.flow.PreparedFlows;
import se.regstat.standalone.options.StoreImport;
import se.regstat.standalone.terminal.TerminalProgress;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "flows",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Brings in who go from one area to another, such as commuters between kommuner, from a table of pairs: CSV, a workbook (.xlsx), JSON-stat 2 or PX,",
            "or a table of a statistical database. indicators.yml describes the indicator, with kind: count and flow: {}.",
            "A pair that the table leaves out is nobody where --covers says that all flows are known, and unknown elsewhere. Flows of the same indicator, vintage and year are replaced."
        },
        footer = {
            "",
            "Examples:",
            "  regstat import flows pendling.csv --division kommun --vintage 2025 --from bostad --to arbete \\",
            "      --mapping pendling.yml --covers riket",
            "  regstat import flows https://api.example.se/api/v2/tables/TAB1830 --query query.json --division kommun --vintage 2025 \\",
            "      --from Bostadskommun --to Arbetskommun --mapping pendling.yml --covers riket"
        })
final class ImportFlows extends StoreImport {

    @Mixin
    private PxWebOptions table;

    @Option(names = "--division", paramLabel = "ID", required = true, description = "Which division, as in kommun")
    private String division;

    @Option(
            names = "--vintage",
            paramLabel = "YEAR",
            required = true,
            description = "Which version of it the codes are of: four digits")
    private String vintage;

    @Option(
            names = "--from",
            paramLabel = "COL",
            required = true,
            description = "Column or dimension with the codes of the areas that they go from, where they live")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "COL",
            required = true,
            description = "Column or dimension with the codes of the areas that they go to, where they work")
    private String to;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            required = true,
            description = "What the other columns or dimensions are: a YAML file")
    private Path mapping;

    @Option(
            names = "--covers",
            paramLabel = "AREAS",
            description =
                    "Of which areas the table has all flows, to them and from them: riket, or areas as in kommun=1480,1401; none if that is not known. Default: covers: in indicators.yml")
    private String covers;

    @Option(
            names = "--elsewhere",
            description =
                    "Keep well-formed codes that the vintage does not have as areas elsewhere, instead of refusing the table")
    private boolean elsewhere;

    @Override
    public Integer call() {
        FlowsRequest request = new FlowsRequest(
                parsed(table::source),
                parsed(() -> new VintageId(division, vintage)),
                from,
                to,
                mapping,
                Optional.ofNullable(covers).map(text -> parsed(() -> EventCoverage.parse(text))),
                elsewhere);
        Configuration configuration = storeOptions.configuration();
        StoreUrl url = storeOptions.store(configuration);
        PreparedFlows prepared;
        try (TerminalProgress progress = TerminalProgress.of(spec);
                Store store = open(url)) {
            prepared = new FlowsImport(configuration, progress, new Http(Waiting.REAL)).read(request, store);
            if (!dryRun) {
                progress.begin("storing", 0);
                store(store, configuration, prepared::writeTo);
            }
        }
        tell(prepared.warnings(), prepared.notes(), prepared.summary(), url);
        return 0;
    }
}
