package se.regstat.statistics.format;

import java.util.List;
import java.util.Optional;
import se.regstat.statistics.crs.CrsName;

/**
 * What a document says beside its features.
 *
 * @param columns of the attributes, in the document's order
 * @param crs that it names, of all its features; empty if it does not say
 * @param part in words, how it says itself that it is a part of what there is
 * @param notes what of it was left out
 */
public record ReadDocument(List<String> columns, Optional<CrsName> crs, Optional<String> part, List<String> notes) {

    static final String HEIGHTS =
            "heights were left out: positions have more than two coordinates, and the first two count";

    public ReadDocument {
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
    }

    /** That it is a part, for who takes it as it is. */
    public Optional<String> partNote() {
        return part.map(words -> "the boundaries say themselves that they are a part: " + words);
    }

    static List<String> heights(boolean any) {
        return any ? List.of(HEIGHTS) : List.of();
    }
}
