package se.regstat.statistics.format;

import java.util.Map;

/** Hears what is wrong with parts of a document. Who wants it whole or not at all throws. */
@FunctionalInterface
public interface Faults {

    /** Refuses what has any fault. */
    Faults REFUSED = (where, reason) -> {
        throw new FormatException(where, reason);
    };

    /** @param where as in {@code line 7} or {@code feature 3}, which is left out */
    void add(String where, String reason);

    /**
     * The same of a feature whose attributes could be read; who does not want it lets it go.
     *
     * @param attributes by name, without those that it has no value of
     */
    default void add(String where, String reason, Map<String, ?> attributes) {
        add(where, reason);
    }

    /** What would be right, for many faults at once. */
    default void advise(String text) {}
}
