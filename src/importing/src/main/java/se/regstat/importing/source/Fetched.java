package se.regstat.importing.source;

import java.util.List;
import se.regstat.importing.Prepared.Stored;

/**
 * What came of a recipe.
 *
 * @param fresh what the store did not have
 * @param summary a line for each vintage, fresh or not
 * @param notes what was done or assumed that the user did not ask for in so many words
 * @param warnings what a careful user would look into
 */
public record Fetched(
        Recipe recipe, List<Stored> fresh, List<String> summary, List<String> notes, List<String> warnings) {

    public Fetched {
        fresh = List.copyOf(fresh);
        summary = List.copyOf(summary);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /** Whether the store has all of it as it is. */
    public boolean isKnown() {
        return fresh.isEmpty();
    }
}
