package se.regstat.importing;

import java.util.Optional;
import java.util.OptionalInt;
import se.regstat.statistics.division.VintageId;

/**
 * What the vintage to import is to be called and what is to be said of it. What is left empty is taken from the
 * configuration.
 *
 * @param completeWithin a division's id; {@link se.regstat.statistics.division.Division#COUNTRY} or {@link
 *     se.regstat.statistics.division.Division#NOTHING}
 * @param replace whether what hangs on a vintage of this id in the store may be taken away
 */
public record VintageRequest(
        VintageId id,
        OptionalInt validFrom,
        OptionalInt validTo,
        Optional<String> completeWithin,
        Optional<String> source,
        Optional<String> licence,
        Optional<String> note,
        boolean replace) {

    public static VintageRequest of(VintageId id) {
        return new VintageRequest(
                id,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    VintageRequest withCompleteWithin(String level) {
        return new VintageRequest(id, validFrom, validTo, Optional.of(level), source, licence, note, replace);
    }

    /** One that may take away what hangs on a vintage of the same id in the store. */
    public VintageRequest replacing() {
        return new VintageRequest(id, validFrom, validTo, completeWithin, source, licence, note, true);
    }

    public VintageRequest withValidity(OptionalInt from, OptionalInt to) {
        return new VintageRequest(id, from, to, completeWithin, source, licence, note, replace);
    }
}
