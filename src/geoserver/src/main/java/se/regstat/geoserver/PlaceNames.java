package se.regstat.geoserver;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * What the areas are called that others lie in, such as kommuner, so that a card of a DeSO can say where it is. Only of divisions
 * with names and no more than {@value #MOST} areas: the names stand in a template that is filled in for every card.
 */
final class PlaceNames {

    private static final int MOST = 1000;

    private final Map<String, Map<String, String>> names = new HashMap<>();
    private final Map<VintageId, Optional<Parent>> parents = new HashMap<>();

    private PlaceNames() {}

    /** A division whose codes begin those of another. */
    record Parent(String division, int digits) {}

    static PlaceNames of(Snapshot snapshot) {
        PlaceNames all = new PlaceNames();
        // Vintages come in order: what the newest one says stands.
        for (VintageAreas areas : snapshot.vintages()) {
            if (areas.areas().size() > MOST) continue;
            Map<String, String> known =
                    all.names.computeIfAbsent(areas.vintage().id().division(), d -> new TreeMap<>());
            for (Area area : areas.areas()) {
                if (area.name() != null && !area.name().isBlank()) known.put(area.code(), area.name());
            }
        }
        return all;
    }

    /** By code; empty for a division without names, or with too many areas. */
    Map<String, String> of(String division) {
        return names.getOrDefault(division, Map.of());
    }

    /** The first parent with names whose code each area's own code begins with, as a DeSO's begins with its kommun's. */
    Optional<Parent> inCodesOf(VintageAreas areas) {
        return parents.computeIfAbsent(areas.vintage().id(), id -> find(areas));
    }

    private Optional<Parent> find(VintageAreas areas) {
        for (Vintage.Parent parent : areas.vintage().parents()) {
            String division = parent.division();
            if (of(division).isEmpty()) continue;
            int digits = areas.areas().stream()
                    .mapToInt(area -> digits(area, division))
                    .reduce((a, b) -> a == b ? a : 0)
                    .orElse(0);
            if (digits > 0) return Optional.of(new Parent(division, digits));
        }
        return Optional.empty();
    }

    private static int digits(Area area, String division) {
        String parent = area.parents().getOrDefault(division, "");
        return area.code().startsWith(parent) ? parent.length() : 0;
    }
}
