package se.regstat.statistics.importing;

import java.util.Optional;
import java.util.OptionalInt;
import se.regstat.statistics.division.VintageId;

/**
 * What the vintage to import is to be called and what is to be said of it. What is left empty is taken from the
 * configuration.
 */
public record VintageRequest(
        VintageId id,
        OptionalInt validFrom,
        OptionalInt validTo,
        Optional<String> completeWithin,
        Optional<String> source,
        Optional<String> licence,
        Optional<String> note) {

    public static VintageRequest of(VintageId id) {
        return new VintageRequest(
                id,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public VintageRequest withValidity(OptionalInt from, OptionalInt to) {
        return new VintageRequest(id, from, to, completeWithin, source, licence, note);
    }
}
