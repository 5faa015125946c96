package se.regstat.importing.source;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import se.regstat.importing.Prepared;
import se.regstat.importing.download.Downloads;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Progress;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.Unreadable;
import se.regstat.statistics.crs.Reprojection;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/**
 * Fetches by recipes, into a store. Everything is downloaded and prepared first, against a copy of the store, which is thrown away;
 * then all that is new is stored in one transaction. So a fetch of several happens wholly or not at all, and the store is held by it
 * only while it is written. If somebody else wrote to it meanwhile, nothing is stored.
 */
public final class Fetch {

    private final Configuration configuration;
    private final Reprojection.Provider reprojections;
    private final Downloads downloads;
    private final Progress progress;

    public Fetch(
            Configuration configuration, Reprojection.Provider reprojections, Downloads downloads, Progress progress) {
        this.configuration = configuration;
        this.reprojections = reprojections;
        this.downloads = downloads;
        this.progress = progress;
    }

    /**
     * What is wanted.
     *
     * @param kommuner codes; empty for the whole country
     * @param replace whether what the publishers do not have, or was not asked of them, may be taken away
     * @param dryRun whether nothing is stored
     */
    public record Wanted(List<Recipe> recipes, List<String> kommuner, boolean replace, boolean dryRun) {

        public Wanted {
            recipes = FetchOrder.of(recipes);
            kommuner = List.copyOf(kommuner);
            for (String kommun : kommuner) {
                if (!kommun.matches("\\d{4}")) {
                    throw new IllegalArgumentException(
                            "'" + kommun + "' is no code of a kommun: four digits, as in 1480");
                }
            }
        }
    }

    /** Hears what comes that the store does not have, before the copy of the store has it. */
    public interface Watching {

        Watching NOBODY = (recipe, coming, held) -> {};

        /** @param held what the store has, with all that came before this */
        void coming(Recipe recipe, Prepared coming, Store held);
    }

    /**
     * Fetches, and stores what is new, unless nothing is to be stored.
     *
     * @param url of a store, which is made if it is not there
     * @return what came of each recipe, in the order they were fetched in
     * @throws ImportException if anything is not as it should be; nothing is stored then
     */
    public List<Fetched> into(StoreUrl url, Wanted wanted) {
        try (Gathered gathered = gather(url, wanted.dryRun())) {
            gathered.add(List.of(wanted), Watching.NOBODY);
            if (!wanted.dryRun()) gathered.store();
            return gathered.fetched();
        }
    }

    /**
     * Begins to fetch into a copy of a store.
     *
     * @param url of a store, which need not be there
     * @param dryRun whether the store itself stays as it is, down to its version
     */
    public Gathered gather(StoreUrl url, boolean dryRun) {
        // One of an earlier version is brought up to date first, which changes its revision.
        if (!dryRun && isThere(url)) url.open(StoreUrl.Mode.READ_WRITE).close();
        return new Gathered(url, configuration, reprojections, downloads, progress);
    }

    /** Whether there is more than an empty file. */
    static boolean isThere(StoreUrl url) {
        if (!(url instanceof StoreUrl.GeoPackage geoPackage)) return url.exists();
        try {
            return url.exists() && Files.size(geoPackage.file()) > 0;
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(geoPackage.file(), e), e);
        }
    }
}
