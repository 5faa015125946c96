package se.regstat.statistics.format;

import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/** Counts the points and lines that stand beside polygons in collections, and are left out where areas are wanted. */
public final class LeftOut {

    private long collections;
    private long parts;

    /** One more geometry, of which only the polygons are taken. */
    public void of(Geometry geometry) {
        if (!Polygons.isPolygonal(geometry)) return;
        long others = Polygons.othersIn(geometry);
        if (others > 0) collections++;
        parts += others;
    }

    /** In words; empty if nothing was left out. */
    public Optional<String> note() {
        if (parts == 0) return Optional.empty();
        return Optional.of("of " + (collections == 1 ? "1 collection" : collections + " collections")
                + " only the polygons were taken; "
                + (parts == 1 ? "1 point or line was" : parts + " points or lines were") + " left out");
    }
}
