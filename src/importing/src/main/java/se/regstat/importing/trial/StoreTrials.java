package se.regstat.importing.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.regstat.importing.format.Progress;
import se.regstat.statistics.ancillary.Trials;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.dividing.Divisors;
import se.regstat.statistics.dividing.TrialBasis;
import se.regstat.statistics.dividing.WeightingTrials;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.store.Store;

/**
 * Keeps the trials of a store up to what it holds: those of what changed are made anew, the others stay. To be called after whatever writes to a store. Trials
 * take long, so they are made while others may write, and stored only if nobody did: who did sees to them.
 */
public final class StoreTrials {

    private StoreTrials() {}

    /** @param progress hears of trials, where any have to be made */
    public static void bringUpToDate(Store store, Configuration configuration, Progress progress) {
        long revision = store.revision();
        List<Trials> known = store.trials();
        List<Trials> current = current(store, known, configuration, progress);
        if (Set.copyOf(current).equals(Set.copyOf(known))) return;
        store.together(() -> {
            if (store.revision() == revision) store.writeTrials(current);
        });
    }

    /** Vintages with trials that were made in another way, or with something else than there is: they tell nothing until they are made anew. */
    public static List<VintageId> stale(Store store, Configuration configuration) {
        List<Trials> known = store.trials();
        Set<VintageId> open = Set.copyOf(standing(store, known, configuration).open());
        return known.stream().map(Trials::vintage).filter(open::contains).toList();
    }

    /**
     * @param current trials that still tell
     * @param open vintages without such
     */
    private record Standing(List<Trials> current, List<VintageId> open) {}

    private static Standing standing(Store store, List<Trials> known, Configuration configuration) {
        Map<String, Provenance> masks = store.maskProvenances();
        Map<String, Provenance> populations = store.populationProvenances();
        List<PublishedValues> people = store.values(Set.of(WeightedPoints.PEOPLE));
        List<Vintage> vintages = store.vintages();
        TrialBasis basis = new TrialBasis(
                vintages,
                masks,
                populations,
                people.stream()
                        .map(set -> new TrialBasis.People(set.vintage(), set.year(), set.provenance()))
                        .toList(),
                store.codeLists(),
                store.changeLogs(),
                configuration);
        List<Trials> current = new ArrayList<>();
        List<VintageId> open = new ArrayList<>();
        for (Vintage vintage : vintages) {
            if (people.stream().noneMatch(values -> values.vintage().equals(vintage.id()))) continue;
            if (masks.isEmpty() && populations.isEmpty() && !isToldByAnother(vintage.id(), people)) continue;
            Optional<Trials> still =
                    known.stream().filter(trials -> basis.isOf(trials, vintage)).findFirst();
            still.ifPresentOrElse(current::add, () -> open.add(vintage.id()));
        }
        return new Standing(current, open);
    }

    /** Whether people are known of another vintage of the division. */
    private static boolean isToldByAnother(VintageId vintage, List<PublishedValues> people) {
        return people.stream()
                .map(PublishedValues::vintage)
                .anyMatch(other -> other.division().equals(vintage.division()) && !other.equals(vintage));
    }

    private static List<Trials> current(
            Store store, List<Trials> known, Configuration configuration, Progress progress) {
        Standing standing = standing(store, known, configuration);
        List<VintageId> open = standing.open();
        if (open.isEmpty()) return standing.current();
        List<Trials> current = new ArrayList<>(standing.current());
        Divisors divisors = new Divisors(Observations.of(Snapshot.of(store), configuration));
        int tried = 0;
        progress.begin("trying weightings", open.size());
        for (VintageId vintage : open) {
            WeightingTrials.of(divisors, vintage, () -> false).ifPresent(current::add);
            progress.at(++tried);
        }
        return current;
    }
}
