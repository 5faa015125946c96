package se.regstat.statistics.format;

/** Hears what is wrong with parts of a document. Who wants it whole or not at all throws. */
@FunctionalInterface
public interface Faults {

    /** Refuses what has any fault. */
    Faults REFUSED = (where, reason) -> {
        throw new FormatException(where, reason);
    };

    /** @param where as in {@code line 7} or {@code feature 3}, which is left out */
    void add(String where, String reason);

    /** What would be right, for many faults at once. */
    default void advise(String text) {}
}
