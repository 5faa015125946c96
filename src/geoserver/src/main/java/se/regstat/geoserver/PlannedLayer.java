package se.regstat.geoserver;

import java.util.List;
import org.locationtech.jts.geom.Envelope;

/**
 * A layer as it is to be.
 *
 * @param name in the workspace and in the data store
 * @param hasGeometry whether it is a map; else a table
 * @param bounds EPSG:3006 (E, N). A table has some too: GeoServer's WFS capabilities fail as a whole where a feature type has
 *     no reference system or no bounds
 * @param styles the default one first; none for a table
 * @param hasYears whether it has the dimension TIME
 */
record PlannedLayer(
        String name,
        Texts.Description description,
        boolean hasGeometry,
        Envelope bounds,
        List<String> styles,
        boolean hasYears) {

    /** What there is to compare with when the data of a layer is gone. */
    static final PlannedLayer GONE = new PlannedLayer(
            "", Texts.Description.NONE, true, new Envelope(500000, 500001, 6e6, 6e6 + 1), List.of("", ""), true);

    PlannedLayer {
        bounds = new Envelope(bounds);
        styles = List.copyOf(styles);
    }
}
