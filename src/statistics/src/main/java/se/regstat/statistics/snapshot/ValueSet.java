package se.regstat.statistics.snapshot;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.ListedValues;
import se.regstat.statistics.indicator.Presence;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.packed.PackedNumbers;
import se.regstat.statistics.packed.Room;
import se.regstat.statistics.store.StoreException;

/**
 * {@link PublishedValues} as a snapshot has them: what is told of them in the heap, values and statuses outside it, there from the beginning or
 * read from the store when they are first asked for. Immutable and thread-safe.
 */
public final class ValueSet {

    private final String indicator;
    private final VintageId vintage;
    private final int year;
    private final List<String> codes;
    private final Provenance provenance;
    private final Presence presence;
    private final Batch batch;

    /** What reads the numbers when they are asked for; null where they are read already. */
    private final ValueReading reading;

    private final ListedValues listed;

    /** Null until it is read. */
    private volatile Numbers numbers;

    private ValueSet(PublishedValues values, List<String> codes, Presence presence, Room room, Batch batch) {
        this.indicator = values.indicator();
        this.vintage = values.vintage();
        this.year = values.year();
        this.codes = codes;
        this.provenance = values.provenance();
        this.presence = presence;
        this.batch = batch;
        this.reading = null;
        this.listed = null;
        keep(Numbers.of(values, room));
    }

    /** The same elsewhere. */
    private ValueSet(ValueSet same, Room room, Batch batch) {
        this.indicator = same.indicator;
        this.vintage = same.vintage;
        this.year = same.year;
        this.codes = same.codes;
        this.provenance = same.provenance;
        this.presence = same.presence;
        this.batch = batch;
        this.reading = null;
        this.listed = null;
        keep(same.numbers().in(room));
    }

    private ValueSet(ListedValues listed, Presence presence, ValueReading reading, Batch batch) {
        this.indicator = listed.indicator();
        this.vintage = listed.vintage();
        this.year = listed.year();
        this.codes = listed.codes();
        this.provenance = listed.provenance();
        this.presence = presence;
        this.batch = batch;
        this.reading = reading;
        this.listed = listed;
    }

    private record Numbers(PackedNumbers values, ByteBuffer statuses) {

        static Numbers of(PublishedValues values, Room room) {
            return new Numbers(PackedNumbers.of(values.values(), room), room.keep(ByteBuffer.wrap(values.statuses())));
        }

        Numbers in(Room room) {
            return new Numbers(values.in(room), room.keep(statuses.duplicate()));
        }

        long bytes() {
            return (long) values.bytes() + statuses.capacity();
        }
    }

    private void keep(Numbers kept) {
        batch.bytes += kept.bytes();
        numbers = kept;
    }

    private Numbers numbers() {
        Numbers known = numbers;
        return known == null ? read() : known;
    }

    /** Who asks for what is just read waits for it. @throws StoreException if it cannot be read */
    private Numbers read() {
        synchronized (reading) {
            if (numbers == null) keep(Numbers.of(reading.of(listed), reading.room()));
            return numbers;
        }
    }

    /** Whether the numbers need not be read any more. */
    boolean isHere() {
        return numbers != null;
    }

    /** Reads the numbers, unless they are. @return whether they are there now */
    boolean isRead() {
        try {
            return numbers() != null;
        } catch (StoreException e) {
            return false;
        }
    }

    /** What is packed for one snapshot: it lies in the same files, which stay as long as any of it is of use. */
    private static final class Batch {
        private long bytes;
    }

    /** Those that are read when they are asked for, in their order; they share what they have in common. */
    static List<ValueSet> later(List<ListedValues> listed, ValueReading reading) {
        Batch batch = new Batch();
        Map<Presence, Presence> presences = new HashMap<>();
        return listed.stream()
                .map(one ->
                        new ValueSet(one, presences.computeIfAbsent(one.presence(), first -> first), reading, batch))
                .toList();
    }

    /**
     * Makes the sets of a snapshot, which share what they have in common. Of what was packed for an earlier one, what is left is copied where
     * that is less than half: so what lies in files is never more than twice what is of use. Not thread-safe.
     */
    static final class Packing {
        private final Room room;
        private final Batch batch = new Batch();
        private final List<ValueSet> sets = new ArrayList<>();
        private final Map<Key, ValueSet> before = new HashMap<>();
        private final Map<Presence, Presence> presences = new HashMap<>();

        /** Of lists of codes that are alike the first; by which one it is, since there are few and they are long. */
        private final IdentityHashMap<List<String>, List<String>> lists = new IdentityHashMap<>();

        private final Map<List<String>, List<String>> distinct = new HashMap<>();

        /** @param before sets of an earlier snapshot: those that are still so are taken over */
        Packing(Room room, List<ValueSet> before) {
            this.room = room;
            before.forEach(set -> {
                this.before.put(new Key(set.indicator, set.vintage, set.year), set);
                presences.putIfAbsent(set.presence, set.presence);
                first(set.codes);
            });
        }

        private List<String> first(List<String> codes) {
            return lists.computeIfAbsent(codes, list -> distinct.computeIfAbsent(list, itself -> itself));
        }

        void add(PublishedValues values) {
            List<String> codes = first(values.codes());
            ValueSet known = before.get(new Key(values.indicator(), values.vintage(), values.year()));
            sets.add(
                    known != null && known.codes.equals(codes) && known.isStill(values)
                            ? known
                            : new ValueSet(
                                    values,
                                    codes,
                                    presences.computeIfAbsent(Presence.of(values), one -> one),
                                    room,
                                    batch));
        }

        /** In the order in which they were added. */
        List<ValueSet> all() {
            Map<Batch, Long> sparse = new HashMap<>();
            sets.forEach(set -> sparse.merge(set.batch, set.numbers().bytes(), Long::sum));
            sparse.entrySet().removeIf(left -> 2 * left.getValue() >= left.getKey().bytes);
            return sets.stream()
                    .map(set -> sparse.containsKey(set.batch) ? new ValueSet(set, room, batch) : set)
                    .toList();
        }
    }

    private record Key(String indicator, VintageId vintage, int year) {}

    /** @param given of the same areas */
    private boolean isStill(PublishedValues given) {
        if (!provenance.equals(given.provenance())) return false;
        Numbers known = numbers();
        if (!known.statuses().equals(ByteBuffer.wrap(given.statuses()))) return false;
        double[] values = given.values();
        for (int i = 0; i < values.length; i++) {
            if (Double.doubleToLongBits(known.values().get(i)) != Double.doubleToLongBits(values[i])) return false;
        }
        return true;
    }

    public String indicator() {
        return indicator;
    }

    public VintageId vintage() {
        return vintage;
    }

    public int year() {
        return year;
    }

    /** Of the areas, ascending, each once. */
    public List<String> codes() {
        return codes;
    }

    public Provenance provenance() {
        return provenance;
    }

    public Presence presence() {
        return presence;
    }

    /** In the order of {@link #codes}; NaN where the status has no value. */
    public double value(int i) {
        return numbers().values().get(i);
    }

    public Status status(int i) {
        return Status.of(numbers().statuses().get(i));
    }
}
