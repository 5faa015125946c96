package se.regstat.importing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.locationtech.jts.geom.MultiPolygon;
import se.regstat.importing.borders.Dissolve;
import se.regstat.importing.format.Progress;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.Vintage;

/** Makes areas out of those that lie in them. */
final class Joining {

    private Joining() {}

    /** The parents that the new areas have: those in which all that are joined to one area agree. */
    static List<Vintage.Parent> parents(Vintage source, Collection<List<Area>> joined, Division division) {
        return source.parents().stream()
                .filter(parent -> division.parents().contains(parent.division()))
                .filter(parent -> joined.stream().allMatch(members -> sameParent(members, parent)))
                .toList();
    }

    private static boolean sameParent(List<Area> members, Vintage.Parent parent) {
        String code = members.get(0).parents().get(parent.division());
        return code != null
                && members.stream()
                        .allMatch(member -> code.equals(member.parents().get(parent.division())));
    }

    /**
     * @param byCode what is joined, by the codes of the areas to come
     * @param names by code; those that are not there have none
     */
    static List<Area> areas(
            Map<String, List<Area>> byCode,
            Map<String, String> names,
            List<Vintage.Parent> parents,
            Progress progress) {
        List<MultiPolygon> all = byCode.values().stream()
                .flatMap(List::stream)
                .map(Area::geometry)
                .toList();
        progress.begin("checking borders", 0);
        boolean coverage = Dissolve.isCoverage(all);
        List<Area> areas = new ArrayList<>();
        progress.begin("joining", byCode.size());
        byCode.forEach((code, members) -> {
            progress.at(areas.size());
            Map<String, String> parentCodes = new HashMap<>();
            for (Vintage.Parent parent : parents) {
                parentCodes.put(parent.division(), members.get(0).parents().get(parent.division()));
            }
            MultiPolygon geometry =
                    Dissolve.of(members.stream().map(Area::geometry).toList(), coverage);
            areas.add(new Area(
                    code, names.getOrDefault(code, ""), Optional.empty(), parentCodes, geometry, landArea(members)));
        });
        return areas;
    }

    private static OptionalDouble landArea(List<Area> members) {
        if (members.stream().anyMatch(area -> area.landAreaKm2().isEmpty())) return OptionalDouble.empty();
        return OptionalDouble.of(members.stream()
                .mapToDouble(area -> area.landAreaKm2().getAsDouble())
                .sum());
    }
}
