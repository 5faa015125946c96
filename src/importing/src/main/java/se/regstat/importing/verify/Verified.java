package se.regstat.importing.verify;

import java.util.List;
import se.regstat.importing.source.Recipe;

/**
 * A recipe that was held against its service.
 *
 * @param asked what was asked, an address or what it is made of
 * @param seen what is as expected, or newer than what the recipe knows of
 * @param differences what is not as expected; empty if all of it is
 */
public record Verified(Recipe recipe, String asked, List<String> seen, List<String> differences) {

    public Verified {
        seen = List.copyOf(seen);
        differences = List.copyOf(differences);
    }

    /** What is asked where a service does not tell of itself what a recipe expects. */
    static final String NOTHING = "nothing";

    /** Whether nothing is known to differ. */
    public boolean isAsExpected() {
        return differences.isEmpty();
    }

    /** Whether nothing was asked, since only a fetch can tell. */
    public boolean isUnverified() {
        return isAsExpected() && asked.equals(NOTHING);
    }

    /** As in {@code as expected}, {@code differs} or {@code not verified}. */
    public String state() {
        if (!isAsExpected()) return "differs";
        return isUnverified() ? "not verified" : "as expected";
    }
}
