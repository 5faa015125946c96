package se.regstat.standalone.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import se.regstat.importing.ChangeLogImport;
import se.regstat.importing.ChangesRequest;
import se.regstat.importing.PreparedChanges;
import se.regstat.standalone.options.StoreImport;
import se.regstat.standalone.terminal.TerminalProgress;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "changes",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Brings in what happened to a division's areas from one vintage to the next, as SCB's change log tells it.",
            "Both vintages must be in the store. A log between the same vintages is replaced."
        },
        footer = {"", "Example:", "  regstat import changes deso_changes.csv --division deso --from 2018 --to 2025"})
final class ImportChanges extends StoreImport {

    @Parameters(paramLabel = "FILE", description = "CSV in UTF-8, or a workbook (.xlsx)")
    private Path file;

    @Mixin
    private TableOptions table;

    @Option(names = "--division", paramLabel = "ID", required = true, description = "Which division, as in deso")
    private String division;

    @Option(names = "--from", paramLabel = "YEAR", required = true, description = "The earlier vintage: four digits")
    private String from;

    @Option(names = "--to", paramLabel = "YEAR", required = true, description = "The later vintage: four digits")
    private String to;

    @Option(
            names = "--from-code",
            paramLabel = "COL",
            description = "Column with codes of the earlier vintage. Default: <division>_fran")
    private String fromCode;

    @Option(
            names = "--to-code",
            paramLabel = "COL",
            description = "Column with codes of the later vintage. Default: <division>_till")
    private String toCode;

    @Option(
            names = "--kind",
            paramLabel = "COL",
            defaultValue = "forandringstyp",
            description = "Column with the kind of change, in SCB's words. Default: ${DEFAULT-VALUE}")
    private String kind;

    @Option(names = "--date", paramLabel = "COL", description = "Column with the date. Default: datum, if it is there")
    private String date;

    @Option(
            names = "--known-only",
            description =
                    "Skip rows with well-formed codes that the vintages do not have, instead of refusing the file")
    private boolean knownOnly;

    @Override
    public Integer call() {
        parsed(() -> new VintageId(division, from));
        parsed(() -> new VintageId(division, to));
        Configuration configuration = storeOptions.configuration();
        StoreUrl url = storeOptions.store(configuration);
        ChangesRequest request = new ChangesRequest(
                file,
                parsed(table::form),
                division,
                from,
                to,
                fromCode == null ? division + "_fran" : fromCode,
                toCode == null ? division + "_till" : toCode,
                kind,
                Optional.ofNullable(date),
                knownOnly);
        PreparedChanges prepared;
        try (TerminalProgress progress = TerminalProgress.of(spec);
                Store store = open(url)) {
            prepared = new ChangeLogImport(configuration, progress).read(request, store);
            if (!dryRun) store(store, configuration, prepared::writeTo);
        }
        tell(prepared.warnings(), prepared.notes(), prepared.summary(), url);
        return 0;
    }
}
