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

    public boolean isAsExpected() {
        return differences.isEmpty();
    }
}
