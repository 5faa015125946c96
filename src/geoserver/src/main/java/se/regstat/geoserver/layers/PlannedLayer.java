package se.regstat.geoserver.layers;

import java.util.List;
import org.locationtech.jts.geom.Envelope;
import se.regstat.geoserver.text.Texts;

/**
 * A layer as it is to be.
 *
 * @param name in the workspace and in the data store
 * @param hasGeometry whether it is a map; else a table
 * @param bounds EPSG:3006 (E, N). A table has some too: GeoServer's WFS capabilities fail as a whole where a feature type has
 *     no reference system or no bounds
 * @param styles the default one first; none for a table
 * @param years ascending, of the dimension TIME; none for a layer that is the same at all times
 */
public record PlannedLayer(
        String name,
        Texts.Description description,
        boolean hasGeometry,
        Envelope bounds,
        List<String> styles,
        List<Integer> years,
        References references) {

    /** What there is to compare with when the data of a layer is gone. */
    static final PlannedLayer GONE = new PlannedLayer(
            "",
            Texts.Description.NONE,
            true,
            new Envelope(500000, 500001, 6e6, 6e6 + 1),
            List.of("", ""),
            List.of(0),
            References.NONE);

    public PlannedLayer {
        bounds = new Envelope(bounds);
        styles = List.copyOf(styles);
        years = List.copyOf(years);
    }

    boolean hasYears() {
        return !years.isEmpty();
    }
}
