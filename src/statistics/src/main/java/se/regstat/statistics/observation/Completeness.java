package se.regstat.statistics.observation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Whether all parts of an area are there, as far as the store knows better than the registry. Codes come first: what a code list,
 * another vintage of the division or its change log knows to lie in the area must be there. Then how much of it is {@link Covered}, by the parts or
 * by another vintage's of which none lacks: one may reach out to sea where the other ends at the shore. Found for an area when it is
 * first asked for, as it takes geometry. Thread-safe.
 */
final class Completeness {

    /** What others cover less of was not divided among them: it is not there. */
    private static final double NOTHING = 0.05;

    /** Kinds of change after which all of an area belongs to the other. */
    private static final Set<ChangeKind> OF_ALL =
            EnumSet.of(ChangeKind.ENDED_TO_NEW, ChangeKind.ENDED_TO_EXISTING, ChangeKind.RECODED);

    private final VintageAreas whole;
    private final VintageAreas part;
    private final int[][] parts;
    private final Optional<ListedParts> listed;
    private final List<Other> others;
    private final Map<Integer, Set<String>> toldByLogs;

    /** Whether the registry takes the parts for complete; else only a code list can say so, area by area. */
    private final boolean told;

    private final AtomicReferenceArray<Found> found;

    /** Of all areas; null until they are asked for. */
    private volatile int[][] complete;

    /**
     * Of an area that has parts.
     *
     * @param covered the share of it that they cover, 0 to 1; where it is enough, no more than that is said
     * @param lacking codes that are known to belong to it and are not there, in their order
     * @param strays codes that are there and lie elsewhere by a code list, in their order
     * @param elsewhere whether another vintage, of which none lacks, covers enough of it
     * @param listed whether a code list names just these
     * @param told whether anybody says that all are there: the registry, or a code list
     */
    record Found(
            double covered, Set<String> lacking, Set<String> strays, boolean elsewhere, boolean listed, boolean told) {

        boolean complete() {
            return told && isAsKnown() && (covered >= Covered.INCOMPLETE || elsewhere);
        }

        /** Whether there is nothing to be said of it. */
        boolean undoubted() {
            return !told || (isAsKnown() && (covered >= Covered.ENOUGH || elsewhere || (complete() && listed)));
        }

        private boolean isAsKnown() {
            return lacking.isEmpty() && strays.isEmpty();
        }
    }

    Completeness(VintageAreas whole, VintageAreas part, Snapshot snapshot, Levels levels) {
        this.whole = whole;
        this.part = part;
        List<VintageAreas> below = levels.below(whole);
        listed = ListedParts.of(whole, part, below, snapshot.codeLists());
        told = levels.isComplete(part.vintage(), whole.vintage());
        String division = part.vintage().id().division();
        List<VintageAreas> otherVintages = below.stream()
                .filter(other -> !other.equals(part))
                .filter(other -> other.vintage().id().division().equals(division))
                .toList();
        List<ChangeLog> logs = snapshot.changeLogs();
        parts = Parts.of(whole, part);
        others = otherVintages.stream()
                .map(other -> new Other(other, Parts.of(whole, other), counterparts(other, logs)))
                .toList();
        toldByLogs = toldByLogs(otherVintages, logs);
        found = new AtomicReferenceArray<>(parts.length);
    }

    /** Another vintage, and what became of its areas in this one, or what they were. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Other(VintageAreas areas, int[][] parts, Map<String, List<Counterpart>> counterparts) {}

    private record Counterpart(String code, ChangeKind kind) {}

    private Map<String, List<Counterpart>> counterparts(VintageAreas other, List<ChangeLog> logs) {
        VintageId here = part.vintage().id();
        VintageId there = other.vintage().id();
        Map<String, List<Counterpart>> counterparts = new HashMap<>();
        for (ChangeLog log : logs) {
            if (!log.division().equals(here.division())) continue;
            boolean earlier = log.from().equals(here.year()) && log.to().equals(there.year());
            boolean later = log.to().equals(here.year()) && log.from().equals(there.year());
            if (!earlier && !later) continue;
            for (Change change : log.changes()) {
                String code = earlier ? change.from() : change.to();
                if (code.isBlank()) continue;
                counterparts
                        .computeIfAbsent(earlier ? change.to() : change.from(), same -> new ArrayList<>())
                        .add(new Counterpart(code, change.kind()));
            }
        }
        return counterparts;
    }

    /**
     * By area, codes that are not there of which a change log tells alone, its other vintage not being here: what became of one area of that
     * vintage, or became one, lies in one parent, if all of it that is there does.
     */
    private Map<Integer, Set<String>> toldByLogs(List<VintageAreas> others, List<ChangeLog> logs) {
        Map<Integer, Set<String>> told = new HashMap<>();
        Map<String, Integer> parent = new HashMap<>();
        for (int area = 0; area < parts.length; area++) {
            for (int each : parts[area]) parent.put(part.areas().get(each).code(), area);
        }
        VintageId here = part.vintage().id();
        for (ChangeLog log : logs) {
            boolean later = log.to().equals(here.year());
            String there = later ? log.from() : log.to();
            if (!log.division().equals(here.division())
                    || (!later && !log.from().equals(here.year()))) continue;
            if (others.stream()
                    .anyMatch(other -> other.vintage().id().year().equals(there)
                            && !other.areas().isEmpty())) continue;
            for (Set<String> together : together(log, later).values()) {
                Set<Integer> in = together.stream()
                        .map(parent::get)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
                if (in.size() != 1) continue;
                together.stream().filter(this::isAbsent).forEach(code -> told.computeIfAbsent(
                                in.iterator().next(), area -> new TreeSet<>())
                        .add(code));
            }
        }
        return told;
    }

    /** Codes of this vintage by the area of the other one that they became, or came of, as a whole. */
    private static Map<String, Set<String>> together(ChangeLog log, boolean later) {
        Map<String, Set<String>> together = new HashMap<>();
        for (Change change : log.changes()) {
            String code = later ? change.to() : change.from();
            String other = later ? change.from() : change.to();
            if (!OF_ALL.contains(change.kind()) || code.isBlank() || other.isBlank()) continue;
            Set<String> codes = together.computeIfAbsent(other, same -> new TreeSet<>());
            codes.add(code);
            if (!later && change.kind() == ChangeKind.ENDED_TO_EXISTING) codes.add(other);
        }
        return together;
    }

    private Found found(int area) {
        if (parts[area].length == 0) return new Found(0, Set.of(), Set.of(), false, false, false);
        double covered = Covered.enough(whole, area, part, parts[area]);
        String code = whole.areas().get(area).code();
        Set<String> names = listed.map(list -> list.in(code)).orElse(Set.of());
        Set<String> there = Arrays.stream(parts[area])
                .mapToObj(each -> part.areas().get(each).code())
                .collect(Collectors.toSet());
        Set<String> lacking = new TreeSet<>(toldByLogs.getOrDefault(area, Set.of()));
        names.stream().filter(name -> !there.contains(name)).forEach(lacking::add);
        Set<String> strays = new TreeSet<>();
        listed.ifPresent(list ->
                there.stream().filter(part -> list.isElsewhere(part, code)).forEach(strays::add));
        boolean elsewhere = false;
        for (Other other : others) {
            Set<String> gone = lacking(other, other.parts()[area]);
            elsewhere |= covered < Covered.ENOUGH
                    && gone.isEmpty()
                    && Covered.of(whole, area, other.areas(), other.parts()[area]) >= Covered.ENOUGH;
            lacking.addAll(gone);
        }
        // Parts beyond those that are named are there by the registry's word alone.
        boolean known = listed.filter(ListedParts::placesAll).isPresent() && names.containsAll(there);
        return new Found(covered, lacking, strays, elsewhere, known && lacking.isEmpty(), told || known);
    }

    private Set<String> lacking(Other other, int[] known) {
        Set<String> lacking = new HashSet<>();
        for (int each : known) {
            String code = other.areas().areas().get(each).code();
            boolean there = !isAbsent(code);
            for (Counterpart counterpart : other.counterparts().getOrDefault(code, List.of())) {
                boolean absent = isAbsent(counterpart.code());
                if (absent && OF_ALL.contains(counterpart.kind())) lacking.add(counterpart.code());
                there |= !absent;
            }
            if (!there && Covered.of(other.areas(), each, part) < NOTHING) lacking.add(code);
        }
        return lacking;
    }

    private boolean isAbsent(String code) {
        return part.indexOf(code).isEmpty();
    }

    Found of(int area) {
        Found known = found.get(area);
        if (known == null) {
            known = found(area);
            found.set(area, known);
        }
        return known;
    }

    /** Of every area, found by all processors. */
    List<Found> all() {
        return IntStream.range(0, parts.length).parallel().mapToObj(this::of).toList();
    }

    /** The share of an area that its parts cover, 0 to 1. */
    double covered(int area) {
        return Covered.of(whole, area, part, parts[area]);
    }

    /** Numbers of the parts of an area that are there. */
    int[] known(int area) {
        return parts[area];
    }

    /** Numbers of the parts that make up each area; none where not all are there. */
    int[][] parts() {
        int[][] known = complete;
        if (known == null) {
            List<Found> all = all();
            known = IntStream.range(0, parts.length)
                    .mapToObj(area -> all.get(area).complete() ? parts[area] : new int[0])
                    .toArray(int[][]::new);
            complete = known;
        }
        return known;
    }
}
