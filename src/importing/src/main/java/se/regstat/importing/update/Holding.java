package se.regstat.importing.update;

import java.time.Instant;
import java.util.Optional;

/**
 * What a store has of a recipe, from wherever it came.
 *
 * @param what in words, as in {@code 6160 areas}
 * @param imported when, the last of it; empty if there is nothing
 */
public record Holding(String what, Optional<Instant> imported) {

    public static final Holding NOTHING = new Holding("-", Optional.empty());

    static Holding of(int count, String what, Instant imported) {
        return new Holding(count + " " + what, Optional.of(imported));
    }

    public boolean isNothing() {
        return imported.isEmpty();
    }
}
