package se.regstat.importing.source;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.regstat.importing.DivisionImport;
import se.regstat.importing.download.Downloads;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Progress;
import se.regstat.importing.format.WorkFolder;
import se.regstat.importing.postgis.ShownValues;
import se.regstat.importing.trial.StoreTrials;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.crs.Reprojection;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.FetchRecord;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/**
 * What was fetched and is not in the store yet: a copy of the store that has it all, and what of that is new. The copy is what
 * everything is prepared against, and what is stored comes from it, one thing after the other, so that not all has to be in memory at
 * once. It is thrown away at the end. Not thread-safe.
 */
public final class Gathered implements AutoCloseable {

    private final StoreUrl url;
    private final Configuration configuration;
    private final Reprojection.Provider reprojections;
    private final Downloads downloads;
    private final Progress progress;
    private final Path work = WorkFolder.make();
    private final Optional<Long> revision;
    private final Store copy;
    private final List<Fetched> fetched = new ArrayList<>();
    private final Map<String, List<String>> asked = new LinkedHashMap<>();

    Gathered(
            StoreUrl url,
            Configuration configuration,
            Reprojection.Provider reprojections,
            Downloads downloads,
            Progress progress) {
        this.url = url;
        this.configuration = configuration;
        this.reprojections = reprojections;
        this.downloads = downloads;
        this.progress = progress;
        Path file = work.resolve("store.gpkg");
        try {
            this.revision = copy(url, file);
            this.copy = StoreUrl.of(file).open(StoreUrl.Mode.CREATE);
        } catch (RuntimeException e) {
            WorkFolder.remove(work);
            throw e;
        }
    }

    /** @return the revision of what was copied; empty if there is no store yet */
    private static Optional<Long> copy(StoreUrl url, Path file) {
        if (!Fetch.isThere(url)) return Optional.empty();
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            DivisionImport.refuseDemo(store);
            store.copyTo(file);
            return Optional.of(store.revision());
        }
    }

    /** The store as it would be. */
    public Store copy() {
        return copy;
    }

    /** What came of each recipe, in the order they were fetched in. */
    public List<Fetched> fetched() {
        return List.copyOf(fetched);
    }

    /** Whether the store has all of it as it is. */
    public boolean isKnown() {
        return fetched.stream().allMatch(Fetched::isKnown);
    }

    /**
     * Fetches more. What is refused does not keep the others from being looked at, so that all that is to be mended is told at once.
     *
     * @param runs one after the other
     * @throws ImportException if anything is not as it should be
     */
    public void add(List<Fetch.Wanted> runs, Fetch.Watching watching) {
        int all = runs.stream().mapToInt(wanted -> wanted.recipes().size()).sum();
        Map<Recipe, ImportException> refused = new LinkedHashMap<>();
        List<Recipe> without = new ArrayList<>();
        Set<VintageId> lost = new HashSet<>();
        int number = 0;
        for (Fetch.Wanted wanted : runs) {
            Preparation preparation =
                    new Preparation(new Errand(configuration, reprojections, downloads, progress, wanted, work, copy));
            for (Recipe recipe : wanted.recipes()) {
                begin(++number, all, recipe);
                if (recipe.content().needs().stream().anyMatch(lost::contains)) {
                    without.add(recipe);
                    recipe.content().makes().ifPresent(lost::add);
                    continue;
                }
                try {
                    fetched.add(preparation.of(recipe, watching));
                    asked.put(recipe.id(), wanted.kommuner());
                } catch (ImportException e) {
                    if (downloads.isBroken()) throw e;
                    refused.put(recipe, e);
                    recipe.content().makes().ifPresent(lost::add);
                }
            }
        }
        if (!refused.isEmpty()) throw refusal(refused, without, all);
    }

    private void begin(int number, int all, Recipe recipe) {
        if (all == 1) return;
        progress.begin(
                String.format(
                        Locale.ROOT,
                        "%d of %d: %s; %.1f MB were downloaded so far",
                        number,
                        all,
                        recipe.id(),
                        downloads.bytes() / 1e6),
                0);
    }

    private ImportException refusal(Map<Recipe, ImportException> refused, List<Recipe> without, int all) {
        if (all == 1 || (refused.size() == 1 && all == 1 + without.size())) {
            return refused.values().iterator().next();
        }
        List<String> reasons = new ArrayList<>();
        refused.forEach((recipe, why) -> {
            reasons.add(recipe.id() + ": " + why.getMessage());
            why.reasons().forEach(reason -> reasons.add("  " + reason));
        });
        without.forEach(recipe -> reasons.add(recipe.id() + ": needs one of these, and was not looked at"));
        String except = Stream.concat(refused.keySet().stream(), without.stream())
                .map(recipe -> " --except " + recipe.id())
                .collect(Collectors.joining());
        return new ImportException(
                (refused.size() == 1 ? "one recipe" : refused.size() + " recipes") + " of " + all
                        + " came to nothing, so nothing was stored. The others are fetched, from what was downloaded,"
                        + " by the same command with"
                        + except + " --offline " + downloads.folder() + ", in place of --downloads if that was said",
                reasons);
    }

    /**
     * Stores what is new, in one transaction, and by which recipes all of it was fetched. A store that has it all is not written to.
     *
     * @throws ImportException if somebody else wrote to the store since it was copied
     */
    public void store() {
        Map<String, FetchRecord> known =
                copy.fetches().stream().collect(Collectors.toMap(FetchRecord::recipe, record -> record));
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<FetchRecord> records = asked.entrySet().stream()
                .filter(entry -> known.get(entry.getKey()) == null
                        || !known.get(entry.getKey()).kommuner().equals(entry.getValue()))
                .map(entry -> new FetchRecord(entry.getKey(), entry.getValue(), now))
                .toList();
        if (isKnown() && records.isEmpty()) return;
        StoreTrials.bringUpToDate(copy, configuration, progress);
        progress.begin("storing", 0);
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.together(() -> {
                if (revision.isPresent()
                        ? store.revision() != revision.get()
                        : !store.vintages().isEmpty()) {
                    throw new ImportException(url + " was written to while this was fetched; nothing was stored."
                            + " What came is kept: fetch again with --offline " + downloads.folder());
                }
                ShownValues.tell(store, configuration);
                fetched.forEach(one -> one.fresh().forEach(stored -> stored.copy(copy, store)));
                records.forEach(store::writeFetch);
                if (!copy.trials().equals(store.trials())) store.writeTrials(copy.trials());
            });
        }
    }

    @Override
    public void close() {
        try {
            copy.close();
        } finally {
            WorkFolder.remove(work);
        }
    }
}
