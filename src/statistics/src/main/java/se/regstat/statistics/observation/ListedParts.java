package se.regstat.statistics.observation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import se.regstat.statistics.division.CodeList;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Which areas of a vintage lie in each of another as a code list says: by the codes that it gives of the other division, else by those
 * of a level between, whose areas, or whose own list, tell where they lie.
 */
final class ListedParts {

    private final Map<String, Set<String>> codes;

    /** @param codes of the areas that lie in each, by its code */
    private ListedParts(Map<String, Set<String>> codes) {
        this.codes = codes;
    }

    /**
     * @param between vintages that lie in those of {@code whole} too
     * @return empty if there is no list of the vintage, or it tells of no area of {@code whole}
     */
    static Optional<ListedParts> of(
            VintageAreas whole, VintageAreas part, List<VintageAreas> between, List<CodeList> lists) {
        Optional<CodeList> list = of(part, lists);
        if (list.isEmpty()) return Optional.empty();
        String division = whole.vintage().id().division();
        Map<String, Map<String, String>> upward = new HashMap<>();
        for (VintageAreas level : between) {
            if (level.equals(part)
                    || !level.vintage().valid().overlaps(part.vintage().valid())) continue;
            Map<String, String> up = upward.computeIfAbsent(level.vintage().id().division(), same -> new HashMap<>());
            of(level, lists)
                    .ifPresent(own -> own.areas().forEach(area -> put(up, area.code(), area.parents(), division)));
            level.areas().forEach(area -> put(up, area.code(), area.parents(), division));
        }
        Map<String, Set<String>> codes = new HashMap<>();
        for (CodeList.Listed area : list.get().areas()) {
            above(area, division, upward)
                    .filter(code -> whole.indexOf(code).isPresent())
                    .ifPresent(code ->
                            codes.computeIfAbsent(code, same -> new HashSet<>()).add(area.code()));
        }
        return codes.isEmpty() ? Optional.empty() : Optional.of(new ListedParts(codes));
    }

    private static Optional<CodeList> of(VintageAreas areas, List<CodeList> lists) {
        return lists.stream()
                .filter(list -> list.vintage().equals(areas.vintage().id()))
                .findFirst();
    }

    private static void put(Map<String, String> up, String code, Map<String, String> parents, String division) {
        if (parents.containsKey(division)) up.put(code, parents.get(division));
    }

    private static Optional<String> above(
            CodeList.Listed area, String division, Map<String, Map<String, String>> upward) {
        return Optional.ofNullable(area.parents().get(division)).or(() -> area.parents().entrySet().stream()
                .map(parent -> upward.getOrDefault(parent.getKey(), Map.of()).get(parent.getValue()))
                .filter(Objects::nonNull)
                .findFirst());
    }

    /** Codes of the areas that lie in one; none if the list does not tell of it. */
    Set<String> in(String whole) {
        return codes.getOrDefault(whole, Set.of());
    }
}
