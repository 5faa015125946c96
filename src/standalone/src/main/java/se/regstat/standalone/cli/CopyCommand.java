package se.regstat.standalone.cli;

import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import se.regstat.importing.postgis.ShownValues;
import se.regstat.standalone.options.StoreCommand;
import se.regstat.standalone.options.StoreOptions;
import se.regstat.standalone.terminal.TerminalProgress;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;
import se.regstat.statistics.store.copy.StoreContent;
import se.regstat.statistics.store.copy.StoreCopy;

/** {@code regstat copy}. */
@Command(
        name = "copy",
        mixinStandardHelpOptions = true,
        description =
                "Copies a whole store into another one, of whichever kind, without loss: a GeoPackage into PostgreSQL, or back.",
        footer = {
            "",
            "Examples:",
            "  regstat copy --from regstat.gpkg --to 'jdbc:postgresql://host/statistics?user=regstat_import'",
            "  regstat copy --from 'jdbc:postgresql://host/statistics?user=regstat_import' --to copy.gpkg"
        })
final class CopyCommand extends StoreCommand {

    @Option(names = "--from", paramLabel = "URL", description = "The store to copy. Default: that of --store")
    private String from;

    @Option(names = "--to", paramLabel = "URL", required = true, description = "The store to make of it")
    private String to;

    @Option(names = "--replace", description = "Take away what the other store holds")
    private boolean replace;

    @Override
    public Integer call() {
        Configuration configuration = storeOptions.configuration();
        if (from != null && storeOptions.namesStore()) throw wrong("give either --from or --store, not both");
        StoreUrl source = from == null ? storeOptions.store(configuration) : StoreOptions.entrusted(from);
        StoreUrl target = StoreOptions.entrusted(to);
        if (source.equals(target)) throw wrong("--from and --to are the same store: " + source);
        AtomicReference<String> content = new AtomicReference<>();
        try (TerminalProgress progress = TerminalProgress.of(spec);
                Store read = source.open(StoreUrl.Mode.READ_ONLY);
                Store written = target.open(StoreUrl.Mode.CREATE)) {
            progress.begin("copying", 0);
            // Nobody else writes there from the look at what it holds to the end.
            written.together(() -> {
                if (!replace && !StoreContent.isEmpty(written)) {
                    throw new StoreException(target + " holds something already; say --replace to have that taken away,"
                            + " or name another store");
                }
                ShownValues.tell(written, configuration); // so that values come to where they belong at once
                content.set(StoreCopy.into(read, written));
                ShownValues.tell(written, configuration);
            });
        }
        try (Store read = target.open(StoreUrl.Mode.READ_ONLY)) {
            out().println("content " + content.get() + "  " + source);
            out().println("content " + StoreContent.hash(read) + "  " + target);
        }
        return 0;
    }
}
