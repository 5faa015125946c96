package se.regstat.statistics.dividing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * The regions that densities are estimated in, such as kommuner: what areas lie in by code, as small as may be with areas enough in each. Where areas
 * name nothing that they lie in, those whose codes begin alike are taken to lie together.
 */
final class Regions {

    /** A density takes a few areas to estimate. */
    private static final int AREAS_PER_CLASS = 5;

    private Regions() {}

    /** How many areas a region must have at least, on average. */
    static int enough(int classes) {
        return AREAS_PER_CLASS * classes;
    }

    /**
     * @param year by whose vintages areas lie in others
     * @param classes for each of which each region has a density
     * @return for each area of the vintage the number of its region, from 0
     */
    static int[] of(Observations observations, VintageAreas areas, int year, int classes) {
        int enough = enough(classes);
        return finest(levels(observations, areas, year), enough)
                .or(() -> finest(beginnings(areas), enough))
                .orElseGet(() -> new int[areas.areas().size()]);
    }

    private static Optional<int[]> finest(Stream<List<?>> levels, int enough) {
        return levels.map(Regions::numbered)
                .filter(regions -> regions.length >= count(regions) * enough)
                .reduce((one, other) -> count(other) > count(one) ? other : one);
    }

    private static Stream<List<?>> beginnings(VintageAreas areas) {
        List<String> codes = areas.areas().stream().map(Area::code).toList();
        int longest = codes.stream().mapToInt(String::length).max().orElse(0);
        return IntStream.range(1, longest).mapToObj(length -> codes.stream()
                .map(code -> code.substring(0, Math.min(length, code.length())))
                .toList());
    }

    /** By what areas lie in at each level above, each area's; the same for all that lie in none. */
    private static Stream<List<?>> levels(Observations observations, VintageAreas areas, int year) {
        List<List<?>> levels = new ArrayList<>();
        for (Vintage.Parent parent : areas.vintage().parents()) {
            levels.add(areas.areas().stream()
                    .map(area -> area.parents().getOrDefault(parent.division(), ""))
                    .toList());
        }
        for (VintageAreas whole : observations.snapshot().vintages()) {
            if (whole.equals(areas) || !whole.vintage().valid().contains(year)) continue;
            observations
                    .membership(areas, whole, year)
                    .ifPresent(codes -> levels.add(
                            Arrays.stream(codes.places().array()).boxed().toList()));
        }
        return levels.stream();
    }

    private static int[] numbered(List<?> places) {
        Map<Object, Integer> numbers = new HashMap<>();
        return places.stream()
                .mapToInt(place -> numbers.computeIfAbsent(place, next -> numbers.size()))
                .toArray();
    }

    private static int count(int[] regions) {
        return Arrays.stream(regions).max().orElse(-1) + 1;
    }
}
