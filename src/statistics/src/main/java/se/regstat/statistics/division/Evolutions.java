package se.regstat.statistics.division;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * Puts the rows of a change log together that are about the same areas. A log has a row for each pair of areas, and none for what is left
 * of an area that gave a part away; an evolution has all areas that were there before, and all that are there after.
 */
public final class Evolutions {

    private Evolutions() {}

    /** An area of the earlier vintage or of the later one. */
    private record Unit(boolean later, String code) implements Comparable<Unit> {
        private static final Comparator<Unit> ORDER =
                Comparator.comparing(Unit::later).thenComparing(Unit::code);

        @Override
        public int compareTo(Unit other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * In the order of the first codes before.
     *
     * @param staying codes that both vintages have: an area of such a code that a row names is there before and after
     */
    public static List<Evolution> of(ChangeLog log, Set<String> staying) {
        Map<Unit, Set<Unit>> together = new TreeMap<>();
        for (Change change : log.changes()) {
            link(together, new Unit(false, change.from()), new Unit(true, change.to()));
        }
        for (String code : log.changedCodes()) {
            if (staying.contains(code)) link(together, new Unit(false, code), new Unit(true, code));
        }
        List<Evolution> evolutions = new ArrayList<>();
        Set<Unit> told = new TreeSet<>();
        for (Unit unit : together.keySet()) {
            if (!told.contains(unit)) evolutions.add(evolution(log, reached(unit, together, told)));
        }
        return evolutions;
    }

    private static void link(Map<Unit, Set<Unit>> together, Unit one, Unit other) {
        together.computeIfAbsent(one, unit -> new TreeSet<>()).add(other);
        together.computeIfAbsent(other, unit -> new TreeSet<>()).add(one);
    }

    private static Set<Unit> reached(Unit first, Map<Unit, Set<Unit>> together, Set<Unit> told) {
        Set<Unit> reached = new TreeSet<>();
        Deque<Unit> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            Unit unit = open.removeFirst();
            if (told.add(unit)) {
                reached.add(unit);
                open.addAll(together.get(unit));
            }
        }
        return reached;
    }

    private static Evolution evolution(ChangeLog log, Set<Unit> units) {
        NavigableSet<String> before = codes(units, false);
        List<Change> changes = log.changes().stream()
                .filter(change -> before.contains(change.from()))
                .toList();
        Set<ChangeKind> kinds = EnumSet.noneOf(ChangeKind.class);
        changes.forEach(change -> kinds.add(change.kind()));
        List<Optional<LocalDate>> dates =
                changes.stream().map(Change::date).distinct().toList();
        List<Geometry> moved = changes.stream()
                .flatMap(change -> change.geometry().stream())
                .map(Geometry.class::cast)
                .toList();
        Optional<Geometry> geometry = moved.isEmpty() ? Optional.empty() : Optional.of(OverlayNGRobust.union(moved));
        return new Evolution(
                before, codes(units, true), kinds, dates.size() == 1 ? dates.get(0) : Optional.empty(), geometry);
    }

    private static NavigableSet<String> codes(Set<Unit> units, boolean later) {
        return units.stream()
                .filter(unit -> unit.later() == later)
                .map(Unit::code)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
