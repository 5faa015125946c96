package se.regstat.statistics.reaggregation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Envelope;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.snapshot.VintageAreas;

/** Boundaries that miss the data altogether are in another reference system, or have their axes swapped. */
final class Elsewhere {

    private Elsewhere() {}

    /** @throws ReaggregationException if all lie elsewhere than these areas */
    static void refuse(Targets targets, List<VintageAreas> vintages) {
        if (vintages.isEmpty()) return;
        Envelope data = new Envelope();
        vintages.forEach(areas -> data.expandToInclude(areas.bounds()));
        Envelope wanted = new Envelope();
        for (int i = 0; i < targets.size(); i++) {
            wanted.expandToInclude(targets.geometry(i).getEnvelopeInternal());
        }
        if (wanted.isNull())
            throw ReaggregationException.of("boundaries", "they are all empty; give at least one polygon");
        if (wanted.intersects(data)) return;
        Envelope swapped = new Envelope(wanted.getMinY(), wanted.getMaxY(), wanted.getMinX(), wanted.getMaxX());
        throw ReaggregationException.of(
                "boundaries",
                "in EPSG:3006 they lie at " + said(wanted) + ", where there is no data; that of "
                        + vintages.stream()
                                .map(areas -> areas.vintage().id().toString())
                                .collect(Collectors.joining(", "))
                        + " lies at "
                        + said(data)
                        + (swapped.intersects(data)
                                ? "; the axes look swapped"
                                : "; are they in the coordinate system that they were given in, with its order of axes?"));
    }

    private static String said(Envelope box) {
        return String.format(
                Locale.ROOT,
                "E %.0f to %.0f, N %.0f to %.0f",
                box.getMinX(),
                box.getMaxX(),
                box.getMinY(),
                box.getMaxY());
    }
}
