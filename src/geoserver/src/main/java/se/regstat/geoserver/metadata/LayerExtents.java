package se.regstat.geoserver.metadata;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Envelope;
import se.regstat.statistics.commuting.KnownFlows;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.flow.YearFlows;
import se.regstat.statistics.observation.Reach;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.snapshot.Snapshot;

/** How far layers reach, in EPSG:3006 (E, N), and through which years. */
public record LayerExtents(Snapshot snapshot) {

    /** Of all vintages. */
    public Envelope everywhere() {
        Envelope all = new Envelope();
        snapshot.vintages().forEach(v -> all.expandToInclude(v.bounds()));
        return all;
    }

    /** Of what changed hands; where that is nowhere known, of the division. */
    public Envelope of(ChangeLog log) {
        Envelope bounds = new Envelope();
        for (Change change : log.changes()) {
            change.geometry().ifPresent(g -> bounds.expandToInclude(g.getEnvelopeInternal()));
        }
        if (!bounds.isNull()) return bounds;
        snapshot.vintages().stream()
                .filter(v -> v.vintage().id().division().equals(log.division()))
                .forEach(v -> bounds.expandToInclude(v.bounds()));
        return bounds.isNull() ? everywhere() : bounds;
    }

    /** Of the areas of all years with any value. */
    public Envelope of(List<Series> series) {
        Envelope bounds = new Envelope();
        Reach.areas(series).forEach(areas -> bounds.expandToInclude(areas.bounds()));
        return bounds;
    }

    /** Of the points of all years. */
    public static Envelope ofPoints(List<Events> years) {
        Envelope bounds = new Envelope();
        for (Events year : years) {
            for (int i = 0; i < year.size(); i++) bounds.expandToInclude(year.eastings()[i], year.northings()[i]);
        }
        return bounds;
    }

    /** Of the areas that flows go between. */
    public Envelope of(KnownFlows flows) {
        Envelope bounds = new Envelope();
        flows.years().stream()
                .map(YearFlows::vintage)
                .distinct()
                .forEach(id -> bounds.expandToInclude(
                        snapshot.vintage(id).orElseThrow().bounds()));
        return bounds;
    }

    /** Those with any value, ascending. */
    public static List<Integer> years(List<Series> series) {
        return List.copyOf(Reach.years(series));
    }

    /** Around all of several; empty if there are none. */
    public static Optional<Envelope> around(Stream<Envelope> several) {
        Envelope all = new Envelope();
        several.forEach(all::expandToInclude);
        return all.isNull() ? Optional.empty() : Optional.of(all);
    }
}
