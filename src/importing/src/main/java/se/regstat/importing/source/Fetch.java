package se.regstat.importing.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.regstat.importing.DivisionImport;
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

    /**
     * Fetches, and stores what is new, unless nothing is to be stored.
     *
     * @param url of a store, which is made if it is not there
     * @return what came of each recipe, in the order they were fetched in
     * @throws ImportException if anything is not as it should be; nothing is stored then
     */
    public List<Fetched> into(StoreUrl url, Wanted wanted) {
        Path work = temporary();
        try {
            // One of an earlier version is brought up to date first, which changes its revision.
            if (!wanted.dryRun() && isThere(url))
                url.open(StoreUrl.Mode.READ_WRITE).close();
            Optional<Long> revision = copy(url, work.resolve("store.gpkg"));
            List<Fetched> fetched = prepare(wanted, work);
            List<Prepared> fresh =
                    fetched.stream().flatMap(one -> one.fresh().stream()).toList();
            if (!wanted.dryRun() && !fresh.isEmpty()) store(fresh, url, revision);
            return fetched;
        } finally {
            remove(work);
        }
    }

    /** @return the revision of what was copied; empty if there is no store yet */
    private static Optional<Long> copy(StoreUrl url, Path copy) {
        if (!isThere(url)) return Optional.empty();
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            DivisionImport.refuseDemo(store);
            store.copyTo(copy);
            return Optional.of(store.revision());
        }
    }

    /** Whether there is more than an empty file. */
    private static boolean isThere(StoreUrl url) {
        try {
            return Files.exists(url.file()) && Files.size(url.file()) > 0;
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(url.file(), e), e);
        }
    }

    private List<Fetched> prepare(Wanted wanted, Path work) {
        List<Fetched> fetched = new ArrayList<>();
        try (Store scratch = new StoreUrl(work.resolve("store.gpkg")).open(StoreUrl.Mode.CREATE)) {
            Preparation preparation =
                    new Preparation(configuration, reprojections, downloads, progress, wanted, work, scratch);
            for (Recipe recipe : wanted.recipes()) fetched.add(preparation.of(recipe));
        }
        return fetched;
    }

    private void store(List<Prepared> fresh, StoreUrl url, Optional<Long> revision) {
        progress.begin("storing", 0);
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.together(() -> {
                if (revision.isPresent()
                        ? store.revision() != revision.get()
                        : !store.vintages().isEmpty()) {
                    throw new ImportException(url + " was written to while this was fetched; nothing was stored."
                            + " What came is kept: fetch again with --offline " + downloads.folder());
                }
                fresh.forEach(prepared -> prepared.writeTo(store));
            });
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("regstat-fetch");
        } catch (IOException e) {
            throw new ImportException("no temporary folder can be made: " + e.getMessage(), e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            // It is in the folder of temporary files.
        }
    }
}
