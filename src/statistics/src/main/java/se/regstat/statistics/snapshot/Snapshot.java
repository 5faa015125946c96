package se.regstat.statistics.snapshot;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.Trials;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.CodeList;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.flow.YearFlows;
import se.regstat.statistics.indicator.ListedValues;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.packed.OffHeap;
import se.regstat.statistics.packed.Room;
import se.regstat.statistics.secret.Secret;
import se.regstat.statistics.store.Store;

/**
 * Everything the services read, as of one moment, shared by all readers: nothing of it changes, though what follows from it is found when
 * it is asked for. Areas are in the heap; values, those that are imported and those that are found of them, lie in files of this process where it can
 * write any ({@link OffHeap}): from the beginning, or once they are read, see {@link ValueReading}. Whatever becomes of the store then, this
 * snapshot has all of them.
 */
public final class Snapshot {

    private final Optional<UUID> identity;
    private final long revision;
    private final boolean demo;
    private final List<VintageAreas> vintages;
    private final Values values;
    private final List<ChangeLog> changeLogs;
    private final List<CodeList> codeLists;
    private final List<Mask> masks;
    private final List<WeightedPoints> populations;
    private final List<Events> events;
    private final List<YearFlows> flows;
    private final List<Trials> trials;
    private final Optional<Secret> secret;
    private final Map<Class<?>, Derived> derived = new HashMap<>();

    /** One without flows, in which no weightings were tried, and without a secret. */
    public Snapshot(
            Optional<UUID> identity,
            long revision,
            boolean demo,
            List<VintageAreas> vintages,
            List<PublishedValues> values,
            List<ChangeLog> changeLogs,
            List<CodeList> codeLists,
            List<Mask> masks,
            List<WeightedPoints> populations,
            List<Events> events) {
        this(
                identity,
                revision,
                demo,
                vintages,
                Values.of(values::forEach, List.of()),
                changeLogs,
                codeLists,
                masks,
                populations,
                events,
                List.of(),
                List.of(),
                Optional.empty());
    }

    private Snapshot(
            Optional<UUID> identity,
            long revision,
            boolean demo,
            List<VintageAreas> vintages,
            Values values,
            List<ChangeLog> changeLogs,
            List<CodeList> codeLists,
            List<Mask> masks,
            List<WeightedPoints> populations,
            List<Events> events,
            List<YearFlows> flows,
            List<Trials> trials,
            Optional<Secret> secret) {
        this.identity = identity;
        this.revision = revision;
        this.demo = demo;
        this.vintages = List.copyOf(vintages);
        this.values = values;
        this.changeLogs = List.copyOf(changeLogs);
        this.codeLists = List.copyOf(codeLists);
        this.masks = List.copyOf(masks);
        this.populations = List.copyOf(populations);
        this.events = List.copyOf(events);
        this.flows = List.copyOf(flows);
        this.trials = List.copyOf(trials);
        this.secret = secret;
    }

    /** One of no store. */
    public Snapshot(
            long revision,
            boolean demo,
            List<VintageAreas> vintages,
            List<PublishedValues> values,
            List<ChangeLog> changeLogs,
            List<Mask> masks,
            List<WeightedPoints> populations) {
        this(Optional.empty(), revision, demo, vintages, values, changeLogs, List.of(), masks, populations, List.of());
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

    /** The same under the revision of the store that this is a copy of. */
    public Snapshot withRevision(long revision) {
        return but(revision, codeLists, trials, secret);
    }

    /** Reads a whole store into memory. */
    public static Snapshot of(Store store) {
        return of(store, List.of());
    }

    /** @param before values of an earlier snapshot of the store: those that are still so are taken over from it, and not written again */
    static Snapshot of(Store store, List<ValueSet> before) {
        return read(store, () -> Values.of(store::readValues, before));
    }

    /**
     * Reads a store but for its values, where it can list them: these are read from then on.
     *
     * @param again opens the store once more, read-only
     */
    static Snapshot of(Store store, Supplier<Store> again) {
        return read(store, () -> Values.later(store, again).orElseGet(() -> Values.of(store::readValues, List.of())));
    }

    private static Snapshot read(Store store, Supplier<Values> values) {
        long revision = store.revision();
        List<VintageAreas> vintages = store.vintages().stream()
                .map(v -> new VintageAreas(v, store.areas(v.id()), store.generalisations(v.id())))
                .toList();
        return new Snapshot(
                store.identity(),
                revision,
                store.isDemo(),
                vintages,
                values.get(),
                store.changeLogs(),
                store.codeLists(),
                store.masks(),
                store.populations(),
                store.events(),
                store.flows(),
                store.trials(),
                store.secret());
    }

    /** The same with a code list, in place of that of its vintage. */
    public Snapshot with(CodeList list) {
        List<CodeList> lists = Stream.concat(
                        codeLists.stream().filter(held -> !held.vintage().equals(list.vintage())), Stream.of(list))
                .toList();
        return but(revision, lists, trials, secret);
    }

    /** The same with other trials. */
    public Snapshot with(List<Trials> others) {
        return but(revision, codeLists, others, secret);
    }

    /** The same with a secret. */
    public Snapshot with(Secret other) {
        return but(revision, codeLists, trials, Optional.of(other));
    }

    /** The same but for these. */
    private Snapshot but(long revision, List<CodeList> codeLists, List<Trials> trials, Optional<Secret> secret) {
        return new Snapshot(
                identity,
                revision,
                demo,
                vintages,
                values,
                changeLogs,
                codeLists,
                masks,
                populations,
                events,
                flows,
                trials,
                secret);
    }

    /** Of the store, whatever is imported into it; empty where it has none, see {@link Store#identity}. */
    public Optional<UUID> identity() {
        return identity;
    }

    public long revision() {
        return revision;
    }

    public boolean demo() {
        return demo;
    }

    public List<VintageAreas> vintages() {
        return vintages;
    }

    /** Whether all values are here, or will be when they are asked for. */
    boolean isSound() {
        return values.reading().map(ValueReading::isSound).orElse(true);
    }

    /** The values for the next snapshot to take over, all read; none if any cannot be. */
    List<ValueSet> readValues() {
        boolean all = values.reading().map(ValueReading::finish).orElse(true);
        return all ? values() : List.of();
    }

    /** By indicator, division, vintage and year. */
    public List<ValueSet> values() {
        return values.sets();
    }

    /** Where values and points of some indicators come from, each once: those of values first, in the order of the indicators. */
    public List<Provenance> provenance(SortedSet<String> indicators) {
        Set<Provenance> known = new LinkedHashSet<>();
        for (String indicator : indicators) known.addAll(values.provenance().getOrDefault(indicator, Set.of()));
        events.stream()
                .filter(year -> indicators.contains(year.indicator()))
                .map(Events::provenance)
                .forEach(known::add);
        return List.copyOf(known);
    }

    /** Room for what is found of the values, as long as the snapshot is of use. */
    public Room room() {
        return values.room();
    }

    public List<ChangeLog> changeLogs() {
        return changeLogs;
    }

    /** What areas vintages should have, as far as lists tell; of vintages that are here or not. */
    public List<CodeList> codeLists() {
        return codeLists;
    }

    public List<Mask> masks() {
        return masks;
    }

    public List<WeightedPoints> populations() {
        return populations;
    }

    /** By indicator and year. */
    public List<Events> events() {
        return events;
    }

    /** Between areas, by indicator, division, vintage and year. */
    public List<YearFlows> flows() {
        return flows;
    }

    /** Of weightings, by vintage; what they say is true only of what they were made with, see {@link Trials}. */
    public List<Trials> trials() {
        return trials;
    }

    /** What noise in restricted figures is made from; empty where the store has none, see {@link Store#secret}. */
    public Optional<Secret> secret() {
        return secret;
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

    /**
     * @param provenance of each indicator's values, each once
     * @param reading what reads them when they are asked for; empty where they are read
     */
    private record Values(
            Room room, List<ValueSet> sets, Map<String, Set<Provenance>> provenance, Optional<ValueReading> reading) {

        /** One at a time, so that none but the one that is packed takes room in the heap. */
        static Values of(Consumer<Consumer<PublishedValues>> read, List<ValueSet> before) {
            ValueSet.Packing packing = new ValueSet.Packing(new OffHeap(), before);
            read.accept(packing::add);
            return of(packing.all(), Optional.empty());
        }

        /** @return empty if the store does not list values, or is another by now */
        static Optional<Values> later(Store store, Supplier<Store> again) {
            Optional<List<ListedValues>> listed = store.listValues();
            if (listed.isEmpty()) return Optional.empty();
            Store reading = again.get();
            if (reading.revision() != store.revision()) {
                reading.close();
                return Optional.empty();
            }
            ValueReading begun = new ValueReading(reading, listed.get());
            return Optional.of(of(begun.sets(), Optional.of(begun)));
        }

        /** With a room of its own for what is found of them, which goes with this snapshot; sets are handed on to the next. */
        private static Values of(List<ValueSet> sets, Optional<ValueReading> reading) {
            return new Values(new OffHeap(), sets, provenance(sets), reading);
        }

        private static Map<String, Set<Provenance>> provenance(List<ValueSet> sets) {
            Map<String, Set<Provenance>> provenance = new LinkedHashMap<>();
            sets.forEach(set -> provenance
                    .computeIfAbsent(set.indicator(), id -> new LinkedHashSet<>())
                    .add(set.provenance()));
            return provenance;
        }
    }

    private record Derived(Object basis, Object result) {}

    /**
     * What follows from this snapshot, made once for all readers and kept as long as the snapshot is.
     *
     * @param basis what else it follows from; for another one the result is made anew, and the earlier one let go
     */
    public synchronized <T> T derived(Class<T> kind, Object basis, Supplier<T> make) {
        Derived known = derived.get(kind);
        if (known == null || !known.basis().equals(basis)) {
            known = new Derived(basis, make.get());
            derived.put(kind, known);
        }
        return kind.cast(known.result());
    }
}
