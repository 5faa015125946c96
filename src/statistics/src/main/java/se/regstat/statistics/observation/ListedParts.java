package se.regstat.statistics.observation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.regstat.statistics.division.CodeList;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Which areas of a vintage lie in each of another as a code list says: by the codes that it gives of the other division, else by those
 * of a level between, whose areas, or whose own list, tell where they lie. Where these disagree, an area lies in each that is told, so
 * that it lacks in some.
 */
final class ListedParts {

    /** Codes of the areas that each lies in; none of those that nothing is known of. */
    private final Map<String, Set<String>> places = new HashMap<>();

    /** The other way round. */
    private final Map<String, Set<String>> codes = new HashMap<>();

    private final boolean placesAll;

    private ListedParts(CodeList list, String division, Map<String, Map<String, Set<String>>> upward) {
        for (CodeList.Listed area : list.areas()) {
            Set<String> within = above(area, division, upward);
            places.put(area.code(), within);
            within.forEach(
                    code -> codes.computeIfAbsent(code, same -> new HashSet<>()).add(area.code()));
        }
        placesAll = places.values().stream().noneMatch(Set::isEmpty);
    }

    /**
     * @param between vintages that lie in those of {@code whole} too
     * @return empty if there is no list of the vintage
     */
    static Optional<ListedParts> of(
            VintageAreas whole, VintageAreas part, List<VintageAreas> between, List<CodeList> lists) {
        String division = whole.vintage().id().division();
        return of(part, lists).map(list -> new ListedParts(list, division, upward(division, part, between, lists)));
    }

    private static Optional<CodeList> of(VintageAreas areas, List<CodeList> lists) {
        return lists.stream()
                .filter(list -> list.vintage().equals(areas.vintage().id()))
                .findFirst();
    }

    /** By the id of a division between, and a code of it: codes of the areas above that it lies in. */
    private static Map<String, Map<String, Set<String>>> upward(
            String division, VintageAreas part, List<VintageAreas> between, List<CodeList> lists) {
        Map<String, Map<String, Set<String>>> upward = new HashMap<>();
        for (VintageAreas level : between) {
            if (!goesWith(part.vintage(), level.vintage(), between)) continue;
            Map<String, Set<String>> up =
                    upward.computeIfAbsent(level.vintage().id().division(), same -> new HashMap<>());
            of(level, lists)
                    .ifPresent(own -> own.areas().forEach(area -> put(up, area.code(), area.parents(), division)));
            level.areas().forEach(area -> put(up, area.code(), area.parents(), division));
        }
        return upward;
    }

    /** Of a division's vintages in the same years, the one that the parts name as their parents', else that of their own year. */
    private static boolean goesWith(Vintage part, Vintage level, List<VintageAreas> between) {
        if (level.id().equals(part.id()) || !level.valid().overlaps(part.valid())) return false;
        String meant = part.parents().stream()
                .filter(parent -> parent.division().equals(level.id().division()))
                .findFirst()
                .flatMap(Vintage.Parent::vintage)
                .orElse(part.id().year());
        return level.id().year().equals(meant)
                || between.stream()
                        .map(other -> other.vintage().id())
                        .noneMatch(other -> other.division().equals(level.id().division())
                                && other.year().equals(meant));
    }

    private static void put(Map<String, Set<String>> up, String code, Map<String, String> parents, String division) {
        if (parents.containsKey(division))
            up.computeIfAbsent(code, same -> new HashSet<>()).add(parents.get(division));
    }

    private static Set<String> above(
            CodeList.Listed area, String division, Map<String, Map<String, Set<String>>> upward) {
        String told = area.parents().get(division);
        if (told != null) return Set.of(told);
        Set<String> above = new HashSet<>();
        area.parents()
                .forEach((between, code) ->
                        above.addAll(upward.getOrDefault(between, Map.of()).getOrDefault(code, Set.of())));
        return above;
    }

    /** Codes of the areas that lie in one; none if the list does not tell of it. */
    Set<String> in(String whole) {
        return codes.getOrDefault(whole, Set.of());
    }

    /** Whether it is known where each area of the list lies; else there may be more in any of those above. */
    boolean placesAll() {
        return placesAll;
    }

    /** Whether it is known where the area lies, and that it is not in this one. */
    boolean isElsewhere(String part, String whole) {
        Set<String> within = places.getOrDefault(part, Set.of());
        return !within.isEmpty() && !within.contains(whole);
    }
}
