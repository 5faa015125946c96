package se.regstat.statistics.snapshot;

import java.nio.ByteBuffer;
import java.util.HashMap;
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

    private ValueSet(PublishedValues values, Presence presence, Room room) {
        this.indicator = values.indicator();
        this.vintage = values.vintage();
        this.year = values.year();
        this.codes = values.codes();
        this.provenance = values.provenance();
        this.presence = presence;
        this.values = PackedNumbers.of(values.values(), room);
        this.statuses = room.keep(ByteBuffer.wrap(values.statuses()));
    }

    /** Makes sets of values, which share what they have in common. Not thread-safe. */
    static final class Packing {
        private final Room room;
        private final Map<Presence, Presence> presences = new HashMap<>();

        Packing(Room room) {
            this.room = room;
        }

        ValueSet of(PublishedValues values) {
            return new ValueSet(values, presences.computeIfAbsent(Presence.of(values), first -> first), room);
        }
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
