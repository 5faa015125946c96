package se.regstat.importing.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.regstat.importing.format.Progress;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.Trials;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.dividing.Divisors;
import se.regstat.statistics.dividing.TrialBasis;
import se.regstat.statistics.dividing.WeightingTrials;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.store.Store;

/**
 * Keeps the trials of a store up to what it holds: those of what changed are made anew, the others stay. To be called at the end of whatever writes to a
 * store, in the same transaction, so that every revision has its own.
 */
public final class StoreTrials {

    private StoreTrials() {}

    /** @param progress hears of trials, where any have to be made */
    public static void bringUpToDate(Store store, Configuration configuration, Progress progress) {
        List<Trials> known = store.trials();
        List<Mask> masks = store.masks();
        List<WeightedPoints> populations = store.populations();
        List<Trials> current = new ArrayList<>();
        if (!masks.isEmpty() || !populations.isEmpty()) {
            List<PublishedValues> people = store.values(Set.of(Divisors.PEOPLE));
            TrialBasis basis = new TrialBasis(masks, populations, people);
            List<VintageId> open = new ArrayList<>();
            for (Vintage vintage : store.vintages()) {
                if (people.stream().noneMatch(values -> values.vintage().equals(vintage.id()))) continue;
                Optional<Trials> still = known.stream()
                        .filter(trials -> basis.isOf(trials, vintage))
                        .findFirst();
                still.ifPresentOrElse(current::add, () -> open.add(vintage.id()));
            }
            if (!open.isEmpty()) current.addAll(made(store, configuration, masks, populations, people, open, progress));
        }
        if (!Set.copyOf(current).equals(Set.copyOf(known))) store.writeTrials(current);
    }

    private static List<Trials> made(
            Store store,
            Configuration configuration,
            List<Mask> masks,
            List<WeightedPoints> populations,
            List<PublishedValues> people,
            List<VintageId> vintages,
            Progress progress) {
        List<VintageAreas> areas = store.vintages().stream()
                .map(vintage -> new VintageAreas(vintage, store.areas(vintage.id()), List.of()))
                .toList();
        Snapshot snapshot =
                new Snapshot(store.revision(), store.isDemo(), areas, people, List.of(), masks, populations);
        Divisors divisors = new Divisors(Observations.of(snapshot, configuration));
        List<Trials> made = new ArrayList<>();
        for (VintageId vintage : vintages) {
            progress.begin("trying weightings on " + vintage, 0);
            WeightingTrials.of(divisors, vintage, () -> false).ifPresent(made::add);
        }
        return made;
    }
}
