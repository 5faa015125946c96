package se.regstat.statistics.weights;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.ChangeLog;

/**
 * What a change log tells of where the areas of one vintage went in another of the same division, in either direction. It is worth more
 * than geometry where it names one place only: borders are drawn anew and extended into the sea between vintages while not
 * one person changes area. Immutable and thread-safe.
 *
 * <ul>
 *   <li>A code that the log does not name is the same area in both vintages.
 *   <li>An area that ended by a split is all of its parts; a part with no other source lies wholly in it.
 *   <li>An area that ended and went to one area lies wholly in it.
 *   <li>Of any other change the log names the areas that took part, and geometry has to divide between these.
 * </ul>
 */
public final class Lineage {

    private static final Set<ChangeKind> ENDS =
            EnumSet.of(ChangeKind.ENDED_TO_NEW, ChangeKind.ENDED_TO_EXISTING, ChangeKind.RECODED);

    private final Map<String, Set<String>> places;
    private final Set<String> named;

    private Lineage(Map<String, Set<String>> places, Set<String> named) {
        this.places = places;
        this.named = named;
    }

    /** Sources are areas of the earlier vintage, targets of the later one. */
    public static Lineage forwards(ChangeLog log, Collection<String> earlier, Collection<String> later) {
        return of(log, earlier, later, false);
    }

    /** Sources are areas of the later vintage, targets of the earlier one. */
    public static Lineage backwards(ChangeLog log, Collection<String> earlier, Collection<String> later) {
        return of(log, earlier, later, true);
    }

    private static Lineage of(ChangeLog log, Collection<String> earlier, Collection<String> later, boolean backwards) {
        Set<String> surviving = new HashSet<>(earlier);
        surviving.retainAll(new HashSet<>(later));
        Map<String, Set<String>> places = new HashMap<>();
        Set<String> named = new HashSet<>();
        for (Change change : log.changes()) {
            if (ENDS.contains(change.kind())) surviving.remove(change.from());
            String source = backwards ? change.to() : change.from();
            named.add(source);
            places.computeIfAbsent(source, code -> new HashSet<>()).add(backwards ? change.from() : change.to());
        }
        for (String code : surviving) {
            places.computeIfAbsent(code, same -> new HashSet<>()).add(code);
        }
        return new Lineage(places, named);
    }

    /** Codes of the targets that a source lies in; empty if the log cannot tell. */
    Set<String> places(String source) {
        return places.getOrDefault(source, Set.of());
    }

    /** Whether the log has anything to say of the source, rather than nothing. */
    boolean names(String source) {
        return named.contains(source);
    }
}
