package se.regstat.geoserver.metadata;

import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import se.regstat.geoserver.text.Texts;
import se.regstat.statistics.observation.Series;

/**
 * A layer of a dataset: what its maps and features are asked by.
 *
 * @param name without workspace
 * @param description as GeoServer shows it, an administrator's changes included
 * @param bounds in EPSG:3006, easting before northing; null for a table without geometry
 * @param years ascending, of its dimension TIME; none for what is the same at all times
 * @param series what it shows, if that is one indicator
 * @param completeness of its values; without any for layers of something else
 */
public record Layer(
        String name,
        Texts.Description description,
        Optional<Envelope> bounds,
        List<Integer> years,
        Optional<Series> series,
        Completeness completeness) {

    public Layer {
        years = List.copyOf(years);
    }

    Layer as(Texts.Description shown) {
        return new Layer(name, shown, bounds, years, series, completeness);
    }
}
