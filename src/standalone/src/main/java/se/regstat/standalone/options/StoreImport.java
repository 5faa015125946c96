package se.regstat.standalone.options;

import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.postgis.ShownValues;
import se.regstat.importing.trial.StoreTrials;
import se.regstat.standalone.terminal.TerminalProgress;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

/** A command that brings something into a store. */
public abstract class StoreImport extends StoreCommand {

    @Option(names = "--dry-run", order = 1, description = "Check everything, store nothing")
    protected boolean dryRun;

    /** What was prepared for the store fits it at this revision. */
    private long revision;

    /** A store that is there. */
    protected Store open(StoreUrl url) {
        return noted(url.open(dryRun ? StoreUrl.Mode.READ_ONLY : StoreUrl.Mode.READ_WRITE));
    }

    /** A store that is made if it is not there. */
    protected Store openOrMake(StoreUrl url) {
        return noted(url.open(StoreUrl.Mode.CREATE));
    }

    private Store noted(Store store) {
        try {
            revision = store.revision();
            return store;
        } catch (StoreException e) {
            store.close();
            throw e;
        }
    }

    /**
     * Stores what was prepared on the opened store, shows other programs what they may see of it, and tries weightings on it.
     *
     * @throws ImportException if somebody else wrote to it meanwhile: what was checked then may not fit now
     */
    protected void store(Store store, Configuration configuration, Consumer<Store> writing) {
        store.together(() -> {
            if (store.revision() != revision) {
                throw new ImportException(
                        "the store was written to while this was read and checked, so nothing was stored; import it again");
            }
            ShownValues.tell(store, configuration);
            writing.accept(store);
        });
        bringTrialsUpToDate(store, configuration);
    }

    /** Of weightings, for what the store holds now; not while it is kept from others. */
    protected void bringTrialsUpToDate(Store store, Configuration configuration) {
        try (TerminalProgress progress = TerminalProgress.of(spec)) {
            StoreTrials.bringUpToDate(store, configuration, progress);
        }
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
