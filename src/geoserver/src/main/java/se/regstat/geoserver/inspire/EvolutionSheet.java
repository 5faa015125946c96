package se.regstat.geoserver.inspire;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import se.regstat.geotools.FeatureIds;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.Evolution;
import se.regstat.statistics.division.Evolutions;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/** The evolutions of a change log as rows. Units are told by the ids of their features in WFS, several separated by spaces. */
final class EvolutionSheet {

    private static final List<String> COLUMNS = List.of(
            "geom",
            "date",
            "evolutionType",
            "areaVariation",
            "populationVariation",
            "initialUnitVersions",
            "finalUnitVersions",
            "changeKinds");

    private static final String CHANGE = "change";
    private static final double SQUARE_METRES = 1e6;

    private EvolutionSheet() {}

    /** @param areasShown whether the asker may see the areas of both vintages */
    static Sheet of(ChangeLog log, Snapshot snapshot, boolean areasShown) {
        VintageId from = new VintageId(log.division(), log.from());
        VintageId to = new VintageId(log.division(), log.to());
        Optional<VintageAreas> before = snapshot.vintage(from);
        Optional<VintageAreas> after = snapshot.vintage(to);
        Set<String> staying = codes(before);
        staying.retainAll(codes(after));
        return new Sheet(COLUMNS, 0, sink -> {
            for (Evolution evolution : Evolutions.of(log, staying)) {
                String type = type(evolution);
                Double variation = areasShown && type.equals(CHANGE)
                        ? variation(
                                area(before, evolution.before().first()),
                                area(after, evolution.after().first()))
                        : null;
                Object[] row = {
                    evolution.geometry().orElse(null),
                    evolution.date().map(EvolutionSheet::dateTime).orElse(null),
                    type,
                    variation,
                    null,
                    ids(from, evolution.before()),
                    ids(to, evolution.after()),
                    evolution.kinds().stream().map(ChangeKind::id).collect(Collectors.joining(" "))
                };
                sink.row(FeatureIds.of(log.layerName(), evolution.before().first()), i -> row[i]);
            }
        });
    }

    /**
     * By how many units there are, as the specification's constraints have it: a change has one before and one after, a splitting one
     * before, an aggregation one after. For what has several before and after it has no type; its code list takes values of data
     * providers, and ours is redistribution.
     */
    private static String type(Evolution evolution) {
        boolean one = evolution.after().size() == 1;
        if (evolution.before().size() == 1) return one ? CHANGE : "splitting";
        return one ? "aggregation" : "redistribution";
    }

    private static Set<String> codes(Optional<VintageAreas> areas) {
        return areas.stream()
                .flatMap(there -> there.areas().stream())
                .map(Area::code)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Optional<Area> area(Optional<VintageAreas> areas, String code) {
        return areas.flatMap(there ->
                there.indexOf(code).stream().mapToObj(there.areas()::get).findFirst());
    }

    /** In square metres, in the plane of EPSG:3006. */
    private static Double variation(Optional<Area> before, Optional<Area> after) {
        if (before.isEmpty() || after.isEmpty()) return null;
        return Math.rint(SQUARE_METRES * (after.get().areaKm2() - before.get().areaKm2()));
    }

    /** The schema wants a moment: midnight in UTC, as our layers have it. */
    private static String dateTime(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant().toString();
    }

    private static String ids(VintageId vintage, SortedSet<String> codes) {
        return codes.stream()
                .map(code -> FeatureIds.of(vintage.layerName(), code))
                .collect(Collectors.joining(" "));
    }
}
