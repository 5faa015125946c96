package se.regstat.statistics.snapshot;

import java.nio.ByteBuffer;
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

    private ValueSet(PublishedValues values, List<String> codes, Presence presence, Room room) {
        this.indicator = values.indicator();
        this.vintage = values.vintage();
        this.year = values.year();
        this.codes = codes;
        this.provenance = values.provenance();
        this.presence = presence;
        this.values = PackedNumbers.of(values.values(), room);
        this.statuses = room.keep(ByteBuffer.wrap(values.statuses()));
    }

    /** Makes sets of values, which share what they have in common. Not thread-safe. */
    static final class Packing {
        private final Room room;
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

        ValueSet of(PublishedValues values) {
            List<String> codes = first(values.codes());
            ValueSet known = before.get(new Key(values.indicator(), values.vintage(), values.year()));
            return known != null && known.codes.equals(codes) && known.isStill(values)
                    ? known
                    : new ValueSet(values, codes, presences.computeIfAbsent(Presence.of(values), one -> one), room);
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
