package se.regstat.standalone.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import se.regstat.importing.ChangeLogImport;
import se.regstat.importing.ChangesRequest;
import se.regstat.importing.PreparedChanges;
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
final class ImportChanges implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "CSV in UTF-8")
    private Path file;

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

    @Option(names = "--dry-run", description = "Check everything, store nothing")
    private boolean dryRun;

    @Mixin
    private StoreOptions storeOptions;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            new VintageId(division, from);
            new VintageId(division, to);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        Configuration configuration = storeOptions.configuration();
        StoreUrl url = storeOptions.store(configuration);
        ChangesRequest request = new ChangesRequest(
                file,
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
                Store store = url.open(dryRun ? StoreUrl.Mode.READ_ONLY : StoreUrl.Mode.READ_WRITE)) {
            prepared = new ChangeLogImport(configuration, progress).read(request, store);
            if (!dryRun) prepared.writeTo(store);
        }
        PrintWriter out = spec.commandLine().getOut();
        prepared.notes().forEach(note -> out.println("note: " + note));
        long drawn = prepared.log().changes().stream()
                .filter(change -> change.geometry().isPresent())
                .count();
        out.println(division + "@" + from + " to " + division + "@" + to + ": "
                + prepared.log().changes().size() + " changes, " + drawn + " with geometry"
                + (dryRun ? "; a dry run, nothing was stored in " : "; stored in ") + url);
        out.flush();
        return 0;
    }
}
