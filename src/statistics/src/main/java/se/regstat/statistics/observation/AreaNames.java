package se.regstat.statistics.observation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.AreaName;
import se.regstat.statistics.division.NameOrigin;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * A name for every area, since programs such as geoportals leave out areas without one, and DeSO have none:
 *
 * <ol>
 *   <li>the one that was published with the division;
 *   <li>else the local one;
 *   <li>else the name of an area that it lies in, and its code: {@code Göteborg 1480C1010}. Of its parents by code, in whose
 *       vintages a name is known, the one is taken whose code begins the area's own by most characters, as the kommun's does for DeSO
 *       and RegSO; else the nearest;
 *   <li>else the division's short title and the code: {@code DeSO 1480C1010}.
 * </ol>
 *
 * Titles are the Swedish ones, as the names are. Thread-safe.
 */
public final class AreaNames {

    private final Snapshot snapshot;
    private final Map<String, String> titles;
    private final Map<VintageAreas, List<AreaName>> names = new ConcurrentHashMap<>();

    private AreaNames(Snapshot snapshot, Map<String, String> titles) {
        this.snapshot = snapshot;
        this.titles = titles;
    }

    /** Shared by all who ask for the same snapshot with a configuration that calls divisions the same. */
    public static AreaNames of(Snapshot snapshot, Configuration configuration) {
        Map<String, String> titles = new HashMap<>();
        for (VintageAreas areas : snapshot.vintages()) {
            String division = areas.vintage().id().division();
            titles.put(division, configuration.division(division).shortTitle().sv());
        }
        return snapshot.derived(AreaNames.class, titles, () -> new AreaNames(snapshot, titles));
    }

    /** @param areas of the snapshot @return in the order of the areas */
    public List<AreaName> of(VintageAreas areas) {
        return names.computeIfAbsent(
                areas,
                a -> a.areas().stream().map(area -> name(area, a.vintage())).toList());
    }

    /**
     * A division whose codes areas carry.
     *
     * @param vintage the newest that is here of those that are meant; empty if none is
     */
    public record Above(String division, Optional<VintageId> vintage) {}

    /** The divisions that a vintage's areas lie in by code, the one first that most areas are named after. */
    public List<Above> above(VintageAreas areas) {
        Vintage vintage = areas.vintage();
        return vintage.parents().stream()
                .sorted(Comparator.comparingInt(parent -> -areas.areas().stream()
                        .mapToInt(area -> begun(area, parent))
                        .sum()))
                .map(parent -> new Above(
                        parent.division(),
                        meant(parent, vintage)
                                .map(found -> found.vintage().id())
                                .findFirst()))
                .toList();
    }

    private AreaName name(Area area, Vintage vintage) {
        if (!area.name().isBlank()) return new AreaName(area.name(), NameOrigin.PUBLISHED);
        if (area.localName().isPresent()) return new AreaName(area.localName().get(), NameOrigin.LOCAL);
        String before = vintage.parents().stream()
                .sorted(Comparator.comparingInt(parent -> -begun(area, parent)))
                .flatMap(parent -> nameOf(parent, area, vintage).stream())
                .findFirst()
                .orElseGet(() -> titles.get(vintage.id().division()));
        return new AreaName(before + " " + area.code(), NameOrigin.MADE);
    }

    /** How many characters of the area's code are its parent's. */
    private static int begun(Area area, Vintage.Parent parent) {
        String code = area.parents().getOrDefault(parent.division(), "");
        return area.code().startsWith(code) ? code.length() : 0;
    }

    /** What the newest of the parent's vintages that an area may lie in calls the one it does lie in. */
    private Optional<String> nameOf(Vintage.Parent parent, Area area, Vintage vintage) {
        String code = area.parents().get(parent.division());
        if (code == null) return Optional.empty();
        return meant(parent, vintage)
                .flatMap(above -> above.indexOf(code).stream().mapToObj(above.areas()::get))
                .flatMap(place -> Stream.concat(Stream.of(place.name()), place.localName().stream()))
                .filter(name -> !name.isBlank())
                .findFirst();
    }

    /** The newest first. */
    private Stream<VintageAreas> meant(Vintage.Parent parent, Vintage vintage) {
        return snapshot.vintages().stream()
                .filter(above -> isMeant(above.vintage(), parent, vintage))
                .sorted(Comparator.comparing(
                                (VintageAreas above) -> above.vintage().id())
                        .reversed());
    }

    private static boolean isMeant(Vintage above, Vintage.Parent parent, Vintage vintage) {
        return above.id().division().equals(parent.division())
                && (parent.vintage().isPresent()
                        ? parent.vintage().get().equals(above.id().year())
                        : above.valid().overlaps(vintage.valid()));
    }
}
