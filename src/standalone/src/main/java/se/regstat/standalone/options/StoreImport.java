package se.regstat.standalone.options;

import java.util.List;
import picocli.CommandLine.Option;
import se.regstat.importing.PreparedValues;
import se.regstat.importing.postgis.ShownValues;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** A command that brings something into a store. */
public abstract class StoreImport extends StoreCommand {

    @Option(names = "--dry-run", order = 1, description = "Check everything, store nothing")
    protected boolean dryRun;

    /** A store that is there. */
    protected Store open(StoreUrl url) {
        return url.open(dryRun ? StoreUrl.Mode.READ_ONLY : StoreUrl.Mode.READ_WRITE);
    }

    /** Stores values, and shows other programs those that they may see. */
    protected static void storeValues(PreparedValues prepared, Store store, Configuration configuration) {
        store.together(() -> {
            ShownValues.tell(store, configuration);
            prepared.writeTo(store);
        });
    }

    /** @param what was brought in, a line each */
    protected void tell(List<String> warnings, List<String> notes, List<String> what, StoreUrl url) {
        warnings.forEach(warning -> out().println("warning: " + warning));
        notes.forEach(note -> out().println("note: " + note));
        String where = (dryRun ? "; a dry run, nothing was stored in " : "; stored in ") + url;
        what.forEach(line -> out().println(line + where));
        out().flush();
    }
}
