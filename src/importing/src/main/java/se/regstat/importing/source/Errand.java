package se.regstat.importing.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.locationtech.jts.geom.MultiPolygon;
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

    /** The same for the whole country. */
    Errand ofCountry() {
        return new Errand(
                configuration,
                reprojections,
                downloads,
                progress,
                new Fetch.Wanted(wanted.recipes(), List.of(), wanted.replace(), wanted.dryRun()),
                work,
                scratch);
    }

    /** The ground of the kommuner that are wanted; none if the store lacks one of them, or the whole country is wanted. */
    List<MultiPolygon> ground() {
        List<MultiPolygon> ground = new ArrayList<>();
        Set<String> missing = new HashSet<>(wanted.kommuner());
        scratch.vintages().stream()
                .filter(vintage -> vintage.id().division().equals("kommun"))
                .flatMap(vintage -> scratch.areas(vintage.id()).stream())
                .filter(area -> wanted.kommuner().contains(area.code()))
                .forEach(area -> {
                    missing.remove(area.code());
                    ground.add(area.geometry());
                });
        return missing.isEmpty() ? ground : List.of();
    }

    /** @param what they are, in the plural */
    static void requireHits(Recipe recipe, int count, String what) {
        OptionalInt expected = recipe.expected().hits();
        if (expected.isEmpty() || expected.getAsInt() == count) return;
        throw new ImportException(recipe.id() + " has " + count + " " + what + ", and " + expected.getAsInt()
                + " are expected; nothing was stored: " + recipe.advice());
    }
}
