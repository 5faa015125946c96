package se.regstat.statistics.snapshot;

import java.util.List;
import java.util.Optional;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;

/** Everything the services read, as of one moment: immutable, in memory, shared by all readers. */
public record Snapshot(
        long revision,
        boolean demo,
        List<VintageAreas> vintages,
        List<PublishedValues> values,
        List<ChangeLog> changeLogs,
        List<Mask> masks,
        List<WeightedPoints> populations) {

    public Snapshot {
        vintages = List.copyOf(vintages);
        values = List.copyOf(values);
        changeLogs = List.copyOf(changeLogs);
        masks = List.copyOf(masks);
        populations = List.copyOf(populations);
    }

    /** One without anything for re-aggregation. */
    public Snapshot(
            long revision,
            boolean demo,
            List<VintageAreas> vintages,
            List<PublishedValues> values,
            List<ChangeLog> changeLogs) {
        this(revision, demo, vintages, values, changeLogs, List.of(), List.of());
    }

    /** One of divisions alone. */
    public Snapshot(long revision, boolean demo, List<VintageAreas> vintages) {
        this(revision, demo, vintages, List.of(), List.of());
    }

    /** Reads a whole store into memory. */
    static Snapshot of(Store store) {
        long revision = store.revision();
        List<VintageAreas> vintages = store.vintages().stream()
                .map(v -> new VintageAreas(v, store.areas(v.id()), store.generalisations(v.id())))
                .toList();
        return new Snapshot(
                revision,
                store.isDemo(),
                vintages,
                store.values(),
                store.changeLogs(),
                store.masks(),
                store.populations());
    }

    public Optional<VintageAreas> vintage(VintageId id) {
        return vintages.stream().filter(v -> v.vintage().id().equals(id)).findFirst();
    }

    /** The vintage of a division that is valid in a year. */
    public Optional<VintageAreas> valid(String division, int year) {
        return vintages.stream()
                .filter(v -> v.vintage().id().division().equals(division)
                        && v.vintage().valid().contains(year))
                .findFirst();
    }
}
