package se.regstat.statistics.request;

import java.util.Optional;
import se.regstat.statistics.division.LocalText;

/**
 * A value that a parameter may have.
 *
 * @param id as it is written
 * @param words what it means, for readers
 * @param explanation of figures that come of it
 */
public record Choice<T>(String id, T value, LocalText words, Optional<Explanation> explanation) {

    public Choice(String id, T value, LocalText words) {
        this(id, value, words, Optional.empty());
    }
}
