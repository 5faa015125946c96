package se.regstat.statistics.snapshot;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Presence;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.packed.PackedNumbers;
import se.regstat.statistics.packed.Room;

/**
 * {@link PublishedValues} as a snapshot has them: what is told of them in the heap, values and statuses outside it. Immutable and thread-safe.
 */
public final class ValueSet {

    private final String indicator;
    private final VintageId vintage;
    private final int year;
    private final List<String> codes;
    private final Provenance provenance;
    private final Presence presence;
    private final PackedNumbers values;
    private final ByteBuffer statuses;
    private final Batch batch;

    private ValueSet(PublishedValues values, List<String> codes, Presence presence, Room room, Batch batch) {
        this.indicator = values.indicator();
        this.vintage = values.vintage();
        this.year = values.year();
        this.codes = codes;
        this.provenance = values.provenance();
        this.presence = presence;
        this.values = PackedNumbers.of(values.values(), room);
        this.statuses = room.keep(ByteBuffer.wrap(values.statuses()));
        this.batch = batch;
        batch.bytes += bytes();
    }

    /** The same elsewhere. */
    private ValueSet(ValueSet same, Room room, Batch batch) {
        this.indicator = same.indicator;
        this.vintage = same.vintage;
        this.year = same.year;
        this.codes = same.codes;
        this.provenance = same.provenance;
        this.presence = same.presence;
        this.values = same.values.in(room);
        this.statuses = room.keep(same.statuses.duplicate());
        this.batch = batch;
        batch.bytes += bytes();
    }

    private long bytes() {
        return (long) values.bytes() + statuses.capacity();
    }

    /** What is packed for one snapshot: it lies in the same files, which stay as long as any of it is of use. */
    private static final class Batch {
        private long bytes;
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
            sets.forEach(set -> sparse.merge(set.batch, set.bytes(), Long::sum));
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
        if (!statuses.equals(ByteBuffer.wrap(given.statuses()))) return false;
        double[] numbers = given.values();
        for (int i = 0; i < numbers.length; i++) {
            if (Double.doubleToLongBits(values.get(i)) != Double.doubleToLongBits(numbers[i])) return false;
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
        return values.get(i);
    }

    public Status status(int i) {
        return Status.of(statuses.get(i));
    }
}
