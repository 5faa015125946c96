package se.regstat.statistics.reaggregation;

import java.nio.IntBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.AreaName;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.observation.AreaNames;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Whose boundaries values are wanted for.
 *
 * @param names of the targets, in their order; empty where one has none
 * @param vintage where they are the areas of a registered division
 */
public record Boundaries(Targets targets, List<String> names, Optional<VintageId> vintage) {

    public Boundaries {
        names = List.copyOf(names);
        if (names.size() != targets.size()) {
            throw new IllegalArgumentException(
                    names.size() + " names for " + targets.size() + " targets; each target has one, if an empty one");
        }
    }

    /** Anybody's own. */
    public static Boundaries of(Targets targets, List<String> names) {
        return new Boundaries(targets, names, Optional.empty());
    }

    /** A registered division's, by the names that its layer has. */
    public static Boundaries of(VintageAreas areas, AreaNames names) {
        return new Boundaries(
                Targets.valid(
                        areas.areas().stream().map(Area::code).toList(),
                        areas.areas().stream().map(Area::geometry).toList()),
                names.of(areas).stream().map(AreaName::text).toList(),
                Optional.of(areas.vintage().id()));
    }

    /** Of the targets, in their order. */
    IntBuffer numbers() {
        return IntBuffer.wrap(IntStream.range(0, targets.size()).toArray());
    }
}
