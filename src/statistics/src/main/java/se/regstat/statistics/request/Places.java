package se.regstat.statistics.request;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** At which doors a parameter is asked for, and where it has a name of its own. Immutable. */
public final class Places {

    /** Everywhere, by the name that the door makes of the declared one. */
    public static final Places ALL = new Places(EnumSet.allOf(Door.class), Map.of());

    private final Set<Door> doors;
    private final Map<Door, String> names;

    private Places(Set<Door> doors, Map<Door, String> names) {
        this.doors = Set.copyOf(doors);
        this.names = Map.copyOf(names);
    }

    public static Places only(Door first, Door... others) {
        return new Places(EnumSet.of(first, others), Map.of());
    }

    public static Places except(Door first, Door... others) {
        return new Places(EnumSet.complementOf(EnumSet.of(first, others)), Map.of());
    }

    /** With another name at a door, in messages too where it is not asked for there. */
    public Places named(Door door, String name) {
        Map<Door, String> more = new EnumMap<>(Door.class);
        more.putAll(names);
        more.put(door, name);
        return new Places(doors, more);
    }

    boolean has(Door door) {
        return doors.contains(door);
    }

    Optional<String> name(Door door) {
        return Optional.ofNullable(names.get(door));
    }
}
