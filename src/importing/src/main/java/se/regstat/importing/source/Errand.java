package se.regstat.importing.source;

import java.nio.file.Path;
import java.util.OptionalInt;
import se.regstat.importing.download.Downloads;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Progress;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.crs.Reprojection;
import se.regstat.statistics.store.Store;

/**
 * What everything of one fetch is prepared with.
 *
 * @param work a folder for files that are no longer needed afterwards
 * @param scratch a copy of the store, which everything prepared is written to
 */
record Errand(
        Configuration configuration,
        Reprojection.Provider reprojections,
        Downloads downloads,
        Progress progress,
        Fetch.Wanted wanted,
        Path work,
        Store scratch) {

    /** Whether the whole country is wanted. */
    boolean whole() {
        return wanted.kommuner().isEmpty();
    }

    /** @param what they are, in the plural */
    static void requireHits(Recipe recipe, int count, String what) {
        OptionalInt expected = recipe.expected().hits();
        if (expected.isEmpty() || expected.getAsInt() == count) return;
        throw new ImportException(recipe.id() + " has " + count + " " + what + ", and " + expected.getAsInt()
                + " are expected; nothing was stored: " + recipe.advice());
    }
}
