package se.regstat.standalone.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import se.regstat.importing.IndicatorImport;
import se.regstat.importing.PreparedValues;
import se.regstat.importing.table.IndicatorRequest;
import se.regstat.standalone.options.StoreImport;
import se.regstat.standalone.terminal.TerminalProgress;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "indicators",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Brings indicators' values for the areas of a vintage into the store, from a table in CSV or a workbook (.xlsx), wide or long.",
            "A mapping file says what the table's columns are; docs/indicators.md describes it, config/mappings has examples.",
            "Values of the same indicator, vintage and year are replaced."
        },
        footer = {
            "",
            "Example:",
            "  regstat import indicators kommun_population.csv --division kommun --vintage 2025 \\",
            "      --code kommunkod --mapping config/mappings/kommun_population_2011_2024.yml"
        })
final class ImportIndicators extends StoreImport {

    @Parameters(
            paramLabel = "FILE",
            description = "CSV or a workbook (.xlsx) with column names in its first line; it may lie in a ZIP archive")
    private Path file;

    @Option(names = "--division", paramLabel = "ID", required = true, description = "Which division, as in deso")
    private String division;

    @Option(
            names = "--vintage",
            paramLabel = "YEAR",
            required = true,
            description = "Which version of it the codes are of: four digits")
    private String vintage;

    @Option(names = "--code", paramLabel = "COL", required = true, description = "Column with the areas' codes")
    private String code;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            required = true,
            description = "What the other columns are: a YAML file")
    private Path mapping;

    @Option(
            names = "--known-only",
            description = "Skip well-formed codes that the vintage does not have, instead of refusing the file")
    private boolean knownOnly;

    @Option(names = "--replace", description = "Take away values in the store of areas that the table does not have")
    private boolean replace;

    @Override
    public Integer call() {
        VintageId id = parsed(() -> new VintageId(division, vintage));
        Configuration configuration = storeOptions.configuration();
        StoreUrl url = storeOptions.store(configuration);
        PreparedValues prepared;
        try (TerminalProgress progress = TerminalProgress.of(spec);
                Store store = open(url)) {
            prepared = new IndicatorImport(configuration, progress)
                    .fromCsv(new IndicatorRequest(file, id, code, mapping, knownOnly, replace), store);
            if (!dryRun) {
                progress.begin("storing", 0);
                store(store, configuration, prepared::writeTo);
            }
        }
        tell(prepared.warnings(), prepared.notes(), prepared.summary(), url);
        return 0;
    }
}
