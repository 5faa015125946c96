package se.regstat.standalone.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import se.regstat.importing.postgis.FlywaySchema;
import se.regstat.importing.postgis.ShownValues;
import se.regstat.importing.trial.StoreTrials;
import se.regstat.standalone.options.StoreCommand;
import se.regstat.standalone.terminal.TerminalProgress;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** {@code regstat migrate}. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a store in PostgreSQL, or brings one of any kind up to date with this program and its configuration: tables, who may read"
                    + " them, the views, which show nothing of restricted indicators, and the trials of weightings.",
            "Roles that may read are regstat_server, all of it, and regstat_reader, the views alone, if there are such; other names are given"
                    + " in the address as serverRole= and readerRole=."
        },
        footer = {
            "",
            "Example:",
            "  regstat migrate --store 'jdbc:postgresql://host/statistics?user=regstat_import&serverRole=geoserver'"
        })
final class MigrateCommand extends StoreCommand {

    @Option(
            names = "--show",
            description =
                    "Show other programs again what was restricted once and is not by this configuration. Without it, nothing that was restricted is")
    private boolean show;

    @Override
    public Integer call() {
        Configuration configuration = storeOptions.configuration();
        StoreUrl url = storeOptions.store(configuration);
        if (url instanceof StoreUrl.Database database) new FlywaySchema().migrate(database);
        try (Store store = url.open(StoreUrl.Mode.READ_WRITE)) {
            ShownValues.tell(store, configuration, show);
            try (TerminalProgress progress = TerminalProgress.of(spec)) {
                StoreTrials.bringUpToDate(store, configuration, progress);
            }
        }
        out().println(url + " is up to date");
        if (url instanceof StoreUrl.Database database) {
            List<String> readers = new FlywaySchema().readers(database);
            readers.forEach(out()::println);
            if (readers.isEmpty()) out().println("nobody reads it but its importer: there are no roles to let");
        }
        return 0;
    }
}
